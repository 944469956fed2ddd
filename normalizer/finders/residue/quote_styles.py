"""Quotation marks of another style than that of the article around them."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from normalizer.document.document import Document
from normalizer.document.findings import Edit
from normalizer.document.span import Span
from normalizer.document.windows import lines

RULE = "quotes.own-style"

_MARK = re.compile(r"[„“”\"«»]")
_STRAIGHT = '"'
_LONGEST = 400
"""Code points between two marks of a pair."""
_RARER = 2
_BEFORE = frozenset(" \t\xa0\u202f([{–—-/’'")
_BEHIND = frozenset(" \t\xa0\u202f)]}–—-/.,;:!?…'’")
_BLANKS = frozenset(" \xa0\u202f\u2009")

_Style = tuple[str, str]
_ENGLISH, _GUILLEMETS, _LOW = ("“", "”"), ("«", "»"), ("„", "”")
_OWN: dict[str, tuple[_Style, ...]] = {
    "en": (_ENGLISH,),
    "es": (_GUILLEMETS, _ENGLISH),
    "fr": (_GUILLEMETS,),
    "it": (_GUILLEMETS, _ENGLISH),
    "pl": (_LOW,),
    "ru": (_GUILLEMETS,),
    "uk": (_GUILLEMETS,),
}
"""How newspapers of a language quote; German has a finder of its own."""
_LEFT: dict[str, tuple[_Style, ...]] = {
    language: ((_STRAIGHT, _STRAIGHT), *inner)
    for language, inner in {
        "en": (),
        "es": (),
        "fr": (),
        "it": (),
        "pl": (_GUILLEMETS,),
        "ru": (("„", "“"),),
        "uk": (("„", "“"),),
    }.items()
}
"""Pairs that stand beside the own ones in carefully edited news: straight ones, and those for a
quotation inside another where the outer one has gone."""
_CLOSES = {"“": "”", "«": "»", "„": "“”", _STRAIGHT: _STRAIGHT}


class _Pair(NamedTuple):
    """Two marks of a quotation that stands in no other one: signs, places, blanks inside."""

    style: _Style
    start: int
    end: int
    gaps: _Style
    holds_marks: bool


def find_other_quotes(document: Document) -> Iterator[Edit]:
    """Turn the few pairs of another style into those the article has elsewhere.

    That is done where the article's own style is one of its language and at least twice as
    frequent as all others. Straight pairs are left, and pairs inside another, and lines with a
    mark that belongs to no pair: an inch, a quotation that goes on.

    >>> russian = Document("Газета «Берег», порт “Волна” и судно «Чайка».", "ru")
    >>> [(edit.removed, edit.inserted) for edit in find_other_quotes(russian)]
    [('“', '«'), ('”', '»')]
    >>> list(find_other_quotes(Document("«Газета „Берег“ закрыта», сказал он.", "ru")))
    []
    """
    styles = _OWN.get(document.language, ())
    text = document.text
    if not any(style[0] in text for style in styles):
        return
    pairs = [pair for window in lines(text) for pair in _pairs(text, window)]
    own = max(styles, key=lambda style: sum(pair.style == style for pair in pairs))
    count = sum(pair.style == own for pair in pairs)
    others = [pair for pair in pairs if pair.style not in (own, *_LEFT[document.language])]
    if not count or _RARER * len(others) > count:
        return
    gaps = next(pair.gaps for pair in pairs if pair.style == own)
    for pair in others:
        if not pair.holds_marks:
            yield from _as(text, pair.start, own[0], ("", gaps[0]), pair.gaps[0])
            yield from _as(text, pair.end, own[1], (gaps[1], ""), pair.gaps[1])


def _as(text: str, at: int, sign: str, around: _Style, gap: str) -> Iterator[Edit]:
    """``sign`` with the blanks ``around`` it, unless there is a ``gap`` already."""
    wanted = sign if gap else around[0] + sign + around[1]
    if text[at] != wanted:
        yield Edit(Span(at, at + 1), text[at], wanted, RULE)


def _pairs(text: str, window: Span) -> Sequence[_Pair]:
    """The outermost pairs of a line, in order; none where a mark belongs to no pair."""
    marks = [match.start() for match in _MARK.finditer(text, window.start, window.end)]
    found: list[_Pair] = []
    position = 0
    while position < len(marks):
        end = _end(text, window, marks, position)
        if end is None:
            return ()
        start, last = marks[position], marks[end]
        gaps = (_blank(text[start + 1]), _blank(text[last - 1]))
        style = (text[start], text[last])
        found.append(_Pair(style, start, last, gaps, holds_marks=end > position + 1))
        position = end + 1
    return found


def _blank(sign: str) -> str:
    return sign if sign in _BLANKS else ""


def _end(text: str, window: Span, marks: Sequence[int], position: int) -> int | None:
    """Which of ``marks`` closes what the one at ``position`` opens, if it is known which."""
    opening = marks[position]
    sign = text[opening]
    if sign not in _CLOSES or not _opens(text, window, opening):
        return None
    depth = 0
    for number in range(position + 1, len(marks)):
        at = marks[number]
        if at - opening > _LONGEST:
            return None
        if text[at] in _CLOSES[sign] and _closes(text, window, at):
            if not depth:
                return number if at > opening + 1 else None
            depth -= 1
        elif text[at] == sign:
            depth += 1
    return None


def _opens(text: str, window: Span, at: int) -> bool:
    """Whether a mark may open a quotation; those that look alike at both ends need a word."""
    before = text[at - 1] if at > window.start else " "
    behind = text[at + 1] if at + 1 < window.end else " "
    return before in _BEFORE and (text[at] == "«" or not behind.isspace())


def _closes(text: str, window: Span, at: int) -> bool:
    before = text[at - 1]
    behind = text[at + 1] if at + 1 < window.end else " "
    if text[at] == _STRAIGHT and before.isdigit():
        return False  # inches
    return (behind in _BEHIND or behind.isspace()) and (text[at] == "»" or not before.isspace())
