"""Where lines, words and parts of giant lines begin and end."""

import re
from collections.abc import Iterable, Iterator

from normalizer.document import windows
from normalizer.document.span import Span

TOKEN = re.compile(r"[^ \t\n]+")
_PIECE = 2_000
LONGEST_WORD = 200
"""Code points read at once, and in a word worth a search; text runs longer than both."""

_WINDOW = 1 << 20
"""Code points that are evidence for each other: what is known of them is forty times as large."""


def line_at(text: str, at: int) -> Span:
    """The line of ``text`` that ``at`` (a code point) is in, without its break."""
    end = text.find("\n", at)
    return Span(text.rfind("\n", 0, at) + 1, len(text) if end < 0 else end)


def lines_at(text: str, places: Iterable[int]) -> Iterator[Span]:
    """Each line of ``text`` in which one of ``places`` lies, without its break.

    The places are code points from left to right; the end of the text counts as well.
    """
    end = -1
    for at in places:
        if at > end:
            line = line_at(text, at)
            end = line.end
            yield line


def piece_at(text: str, line: Span, at: int) -> Span:
    """The part of ``line`` around ``at`` that is read at once: all of it but for giants."""
    if len(line) <= _PIECE:
        return line
    number = (at - line.start) // _PIECE
    start = _cut(text, line, number)
    if at < start:
        return Span(_cut(text, line, number - 1), start)
    end = _cut(text, line, number + 1)
    return Span(start, end) if at < end else Span(end, _cut(text, line, number + 2))


def _cut(text: str, line: Span, number: int) -> int:
    """Where the piece ``number`` of a giant line begins: behind a blank, if there is one."""
    if number == 0:
        return line.start
    goal = line.start + number * _PIECE
    if goal >= line.end:
        return line.end
    blank = text.find(" ", goal, min(line.end, goal + _PIECE // 2))
    if blank < 0:
        blank = text.rfind(" ", goal - _PIECE // 2, goal)
    return goal if blank < 0 else blank + 1


def pieces(text: str) -> Iterator[Span]:
    """Every line of ``text`` without its break, giants in parts."""
    for window in windows.lines(text):
        line = Span(window.start, window.end - (text[window.end - 1] == "\n"))
        start = line.start
        while start < line.end:
            piece = piece_at(text, line, start)
            yield piece
            start = piece.end


def windows_of(text: str, size: int = _WINDOW) -> Iterator[Span]:
    r"""``text`` whole, a giant in parts of about ``size`` code points, cut behind lines or words.

    >>> [span.of("a b\ncd ef gh") for span in windows_of("a b\ncd ef gh", 6)]
    ['a b\n', 'cd ef ', 'gh']
    >>> [span.of("abcdefg") for span in windows_of("abcdefg", 3)]
    ['abc', 'def', 'g']
    """
    start = 0
    while len(text) - start > size:
        end, least = start + size, start + size // 2
        cut = text.rfind("\n", least, end) + 1 or text.rfind(" ", least, end) + 1 or end
        yield Span(start, cut)
        start = cut
    yield Span(start, len(text))


def word_at(text: str, at: int) -> str:
    """The word that stands at ``at`` or ends before it, as far as it is no giant."""
    start = at
    while start > at - LONGEST_WORD and start > 0 and text[start - 1] not in " \t\n":
        start -= 1
    match = TOKEN.match(text, start, start + 2 * LONGEST_WORD)
    return match[0] if match else ""
