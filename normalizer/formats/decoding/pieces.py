"""Cut bytes into pieces and words that are looked at one by one."""

import re
from collections.abc import Iterator

_LONGEST_PIECE = 4096
_LONGEST_WORD = 120
_LINE = re.compile(rb"[^\r\n]*[\r\n]+|[^\r\n]+")
_WORD = re.compile(rb"\S+")

Place = tuple[int, int]
"""Where bytes start and end."""


def pieces(raw: bytes) -> Iterator[Place]:
    r"""Each line of ``raw`` with its break; together, in order, they are all of it.

    A line longer than 4096 bytes is cut at blanks, or else where no UTF-8 sequence goes on.

    >>> list(pieces(b"a\r\nb c\n\nd"))
    [(0, 3), (3, 8), (8, 9)]
    """
    for line in _LINE.finditer(raw):
        yield from _cut(raw, line.span(), _LONGEST_PIECE)


def words(raw: bytes, place: Place) -> Iterator[Place]:
    r"""Each run at ``place`` without ASCII white space that isn't all ASCII.

    >>> list(words(b"die \xdcbung f\xfcr mich", (0, 18)))
    [(4, 9), (10, 13)]
    """
    for match in _WORD.finditer(raw, *place):
        if not match[0].isascii():
            yield from _cut(raw, match.span(), _LONGEST_WORD)


def _cut(raw: bytes, place: Place, longest: int) -> Iterator[Place]:
    start, last = place
    while last - start > longest:
        end = raw.rfind(b" ", start, start + longest) + 1
        if end <= start:
            end = start + longest
            while end > start + longest - 4 and 0x80 <= raw[end] < 0xC0:  # noqa: PLR2004
                end -= 1
        yield start, end
        start = end
    if start < last:
        yield start, last
