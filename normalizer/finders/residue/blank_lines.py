"""Blank lines where one, or none, is enough."""

import re
from collections.abc import Iterator

from normalizer.document.document import Document
from normalizer.document.findings import Edit
from normalizer.document.span import Span

RULE = "structure.blank-lines"
_RUN = re.compile(r"\n(?:[^\S\n]*\n){2,}")  # it begins with a sign that is quickly found
_LEADING = re.compile(r"(?:[^\S\n]*\n)+")


def find_blank_lines(document: Document) -> Iterator[Edit]:
    r"""Leave at most one blank line between two paragraphs, and none at the ends.

    An article that came with a line break at its end keeps one; one that came without stays
    without. An article of nothing but white space is left alone.

    >>> [edit.span for edit in find_blank_lines(Document("a\n\n\n\nb\n\n"))]
    [Span(start=3, end=5), Span(start=7, end=8)]
    >>> list(find_blank_lines(Document("a\n\nb\n")))
    []
    """
    text = document.text
    body = text.strip()
    if not body:
        return
    leading = _LEADING.match(text)
    if leading:
        yield _removal(text, 0, leading.end())
    start = leading.end() if leading else 0
    end = _end_of_last_line(text, document.source)
    for run in _RUN.finditer(text, start and start - 1, end):
        first = text.index("\n", run.start() + 1) + 1
        if run.end() < end:
            yield _removal(text, first, run.end())
    if end < len(text):
        yield _removal(text, end, len(text))


def _end_of_last_line(text: str, source: str) -> int:
    """Where the text ends once the blank lines behind its last line are gone."""
    said = len(text.rstrip())
    tail = text[said:]
    if "\n" not in tail:
        return len(text)
    first_break = said + tail.index("\n")
    return first_break + 1 if source.endswith("\n") else said + len(tail[: tail.index("\n")])


def _removal(text: str, start: int, end: int) -> Edit:
    return Edit(Span(start, end), text[start:end], "", RULE)
