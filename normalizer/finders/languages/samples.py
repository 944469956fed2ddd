"""Pieces from all over a long text, told from the places of all of its pieces."""

import numpy as np

from normalizer.finders.languages.evidence import Indexes
from normalizer.finders.languages.pieces import Pieces

COUNT = 8
SIZE = 400
"""Code points read at a time, in `COUNT` places spread over a long article."""


def sampled(pieces: Pieces, places: Indexes) -> Indexes | None:
    """The places of the pieces of `sample`, if ``places`` are those of the whole text.

    ``None`` where they can't be told from those.
    """
    breaks = places == pieces.line_break
    # Line breaks are pieces of their own without a blank beside them.
    blank_behind = ~(breaks[:-1] | breaks[1:])
    ends = pieces.sizes(places).cumsum()
    ends[1:] += blank_behind.cumsum()
    total = int(ends[-1])
    if total <= COUNT * SIZE:
        return places
    before_blanks = np.flatnonzero(blank_behind)
    blanks = ends[before_blanks]
    starts = np.array([_start(total, i) for i in range(COUNT)])
    firsts, lasts = blanks.searchsorted(starts), blanks.searchsorted(starts + SIZE) - 1
    if (firsts >= lasts).any():
        return None
    found: list[Indexes] = []
    for first, last in zip(before_blanks[firsts] + 1, before_blanks[lasts] + 1, strict=True):
        found += (places[first:last], np.array([pieces.line_break]))
    return np.concatenate(found[:-1])


def sample(text: str) -> str:
    """The whole of an ordinary article, or parts of a long one, cut at blanks."""
    if len(text) <= COUNT * SIZE:
        return text
    parts = []
    for i in range(COUNT):
        start = _start(len(text), i)
        part = text[start : start + SIZE]
        first, last = part.find(" "), part.rfind(" ")
        parts.append(part[first + 1 : last] if 0 <= first < last else part)
    return "\n".join(parts)


def _start(length: int, number: int) -> int:
    return (length - SIZE) * number // (COUNT - 1)
