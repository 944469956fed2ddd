"""Quotation marks of another language than the article's."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from normalizer.document.document import Document
from normalizer.document.findings import Edit
from normalizer.document.span import Span
from normalizer.document.windows import lines

RULE = "quotes.german"

_OPENING, _CLOSING = "„", "“"
_GERMAN = re.compile(r"„[^„“”\n]{1,400}“")
_MARK = re.compile(r"[„“”\"«»]")
_OTHERS = frozenset('“”"')
_OPENED = re.compile(r"“(?:(?<=[\s(\[{–—\-/]“)|(?<=\A“))")
_LONGEST = 400
"""Code points between two marks of a pair."""

_CODE = re.compile(r"\w\(\"|\"\s\+|\+\s\"|\w\s?=\s?\"|\s-{1,2}\w[\w-]{0,20}\s\"")
"""Quotation marks of strings in code and commands, which mean nothing else."""
_BEFORE = frozenset(" \t\xa0([{–—-/")
_BEHIND = frozenset(" \t\xa0)]}–—-/.,;:!?…'’\n\r")


class _Mark(NamedTuple):
    """A quotation mark, where it stands, and whether it may open or close a quotation there."""

    sign: str
    at: int
    opens: bool
    closes: bool


def find_english_quotes(document: Document) -> Iterator[Edit]:
    r"""Turn ``“x”`` and ``"x"`` into ``„x“`` in a German article that quotes ``„so“`` elsewhere.

    So does ``„x”``. Only pairs that close on their line and stand in no other quotation are
    changed, and quotations of several paragraphs each of which opens it again; an article that
    quotes consistently, in whatever style, is left alone.

    >>> german = Document("Er nannte es „falsch“, dann “richtig”.", "de")
    >>> [(edit.removed, edit.inserted) for edit in find_english_quotes(german)]
    [('“', '„'), ('”', '“')]
    >>> list(find_english_quotes(Document("Er nannte es “richtig”.", "de")))
    []
    """
    text = document.text
    if document.language != "de" or _OPENING not in text or _OTHERS.isdisjoint(text):
        return
    if not _may_be_foreign(text) or not _GERMAN.search(text):
        return
    opened: list[_Mark] = []
    for window in lines(text):
        marks = [] if _CODE.search(text, window.start, window.end) else _marks(text, window)
        if not marks and not window.of(text).strip():
            continue
        pairs = list(_pairs(marks))
        for first, last, inside in pairs:
            if not inside or first.sign == _OPENING:
                yield from _as(first, _OPENING)
                yield from _as(last, _CLOSING)
        closed = bool(pairs) and pairs[0][0] == marks[0]
        if not marks or marks[0].sign != "“" or text[window.start : marks[0].at].strip():
            opened = []  # what is open runs on, and where it ends isn't known
        elif closed:
            for mark in opened:
                yield from _as(mark, _OPENING)
            opened = []
        else:
            opened.append(marks[0])


def _may_be_foreign(text: str) -> bool:
    """Whether ``text`` has other marks than German ones, or a ``“`` where one would open."""
    return '"' in text or "”" in text or _OPENED.search(text) is not None


def _as(mark: _Mark, sign: str) -> Iterator[Edit]:
    if mark.sign != sign:
        yield Edit(Span(mark.at, mark.at + 1), mark.sign, sign, RULE)


def _marks(text: str, window: Span) -> list[_Mark]:
    marks = []
    for match in _MARK.finditer(text, window.start, window.end):
        at = match.start()
        before = text[at - 1] if at > window.start else " "
        behind = text[at + 1] if at + 1 < window.end else " "
        opens = before in _BEFORE and not behind.isspace()
        closes = not before.isspace() and behind in _BEHIND
        if match[0] == '"' and before.isdigit():
            closes = False  # inches
        marks.append(_Mark(match[0], at, opens, closes))
    return marks


def _pairs(marks: Sequence[_Mark]) -> Iterator[tuple[_Mark, _Mark, bool]]:
    """Marks that open a quotation and close it, and whether there are others inside."""
    position = 0
    while position < len(marks):
        mark = marks[position]
        end = _end(marks, position)
        if end is None:
            position += 1
            continue
        yield mark, marks[end], end > position + 1
        position = end + 1


def _end(marks: Sequence[_Mark], position: int) -> int | None:
    """Which of ``marks`` closes what the one at ``position`` opens, if it is known which."""
    opening = marks[position]
    ends = _ends(opening)
    if not opening.opens or not ends:
        return None
    depth = 0
    for number in range(position + 1, len(marks)):
        mark = marks[number]
        if mark.at - opening.at > _LONGEST:
            return None
        if mark.closes and mark.sign in ends:
            if not depth:
                return number
            depth -= 1
        elif mark.opens and _ends(mark) == ends:
            depth += 1
    return None


def _ends(mark: _Mark) -> str:
    """The signs that may close what ``mark`` opens; those of one style close each other."""
    if mark.sign == '"':
        return '"'
    return "“”" if mark.sign == _OPENING or mark.sign in _OTHERS else ""
