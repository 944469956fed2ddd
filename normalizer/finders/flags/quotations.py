"""Quotation marks that lost their partner."""

import re
from collections.abc import Iterator

from normalizer.document.document import Document
from normalizer.document.findings import Notice
from normalizer.document.span import Span

RULE = "flags.unbalanced-quotes"
_MARK = re.compile("[„“”]")
_ENGLISH = re.compile(r"(?<![^\W_])“[^“”„\n]*”")


def find_unbalanced_quotes(document: Document) -> Iterator[Notice]:
    """A notice at each German quotation mark without a partner.

    A quotation may run over several paragraphs, each of which may open it anew. English
    pairs inside are passed over; articles in other languages are left alone.

    >>> text = "Das Lager, das 180 Kilometer entfernt liegt“, schreibt er. „Ja“, sagt sie."
    >>> [notice.span.start for notice in find_unbalanced_quotes(Document(text, "de"))]
    [43]
    """
    if document.language != "de":
        return
    text = document.text
    if not _MARK.search(text):
        return
    english = [match.span() for match in _ENGLISH.finditer(text)]
    opened: int | None = None
    for match in _MARK.finditer(text):
        at = match.start()
        if any(start <= at < end for start, end in english) and opened is None:
            continue
        if match[0] == "„":
            if opened is not None and "\n" not in text[opened:at]:
                yield _notice(opened, "is opened again before it is closed")
            opened = at
        elif opened is None:
            yield _notice(at, "is closed but was never opened")
        else:
            opened = None
    if opened is not None:
        yield _notice(opened, "is opened but never closed")


def _notice(at: int, what: str) -> Notice:
    return Notice(Span(at, at + 1), RULE, f"the quotation {what}")
