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

    A quotation may hold another and may run over several paragraphs, each of which may open
    it anew. English pairs outside are passed over; articles in other languages are left alone.

    >>> text = "Das Lager, das 180 Kilometer entfernt liegt“, schreibt er. „Ja“, sagt sie."
    >>> [notice.span.start for notice in find_unbalanced_quotes(Document(text, "de"))]
    [43]
    """
    if document.language != "de":
        return
    text = document.text
    if _is_balanced(text):
        return
    english = [match.span() for match in _ENGLISH.finditer(text)] if "”" in text else []
    opened: list[int] = []
    for match in _MARK.finditer(text):
        at = match.start()
        if not opened and any(start <= at < end for start, end in english):
            continue
        if match[0] == "„":
            if _begins_a_line(text, at):
                opened.clear()  # each paragraph of a long quotation may open it anew
            opened.append(at)
        elif opened:
            opened.pop()
        else:
            yield _notice(at, "is closed but was never opened")
    for at in opened:
        yield _notice(at, "is opened but never closed")


def _is_balanced(text: str) -> bool:
    """Whether each mark that opens is followed by one that closes, and none by two."""
    before, *quoted = text.split("„")
    return _closed(before) == 0 and all(_closed(part) == 1 for part in quoted)


def _closed(text: str) -> int:
    return text.count("“") + text.count("”")


def _begins_a_line(text: str, at: int) -> bool:
    return not text[text.rfind("\n", 0, at) + 1 : at].strip()


def _notice(at: int, what: str) -> Notice:
    return Notice(Span(at, at + 1), RULE, f"the quotation {what}")
