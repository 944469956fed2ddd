"""Cut a sentence that is too long for an engine."""

from bisect import bisect_left
from collections.abc import Iterator

import regex

from normalizer.document.span import Span
from normalizer.document.windows import stripped
from normalizer.finders.translation.addresses import addresses

LONGEST = 400
"""Code points of the longest sentence an engine is given."""

_PLACES = (
    regex.compile(r"(?<=[;；])\s*|(?<=:)\s+|\s+(?=[—–]\s)"),
    regex.compile(r"(?<=,)\s+|(?<=[，、：])"),
    regex.compile(r"\s+"),
)
_MIDDLE = 4
"""A place counts as near the middle between the first and the last of so many parts."""


def short_pieces(text: str, sentence: Span) -> Iterator[Span]:
    """``sentence`` in pieces of up to `LONGEST` code points, without the white space between.

    It is cut near the middle: at a semicolon, colon or dash, else at a comma, a blank, or
    between any two signs. An address is never cut, and may be longer.

    >>> text = "да; " * 150
    >>> [len(span) for span in short_pieces(text, Span(0, 599))]
    [299, 299]
    """
    kept = list(addresses(text, sentence)) if len(sentence) > LONGEST else []
    waiting = [sentence]
    while waiting:
        span = stripped(waiting.pop(), text)
        place = _best_place(text, span, kept) if len(span) > LONGEST else None
        if place is None:
            yield span
        else:
            waiting += [Span(place.end, span.end), Span(span.start, place.start)]


def _best_place(text: str, span: Span, kept: list[Span]) -> Span | None:
    middle, margin = (span.start + span.end) // 2, len(span) // _MIDDLE
    for places in _PLACES:
        found = [
            Span(*match.span())
            for match in places.finditer(text, span.start + margin, span.end - margin)
        ]
        for place in sorted(found, key=lambda place: abs(place.start - middle)):
            if not _around(place.start, kept) and not _around(place.end, kept):
                return place
    inside = _around(middle, kept)
    ends = (middle,) if inside is None else (inside.start, inside.end)
    at = next((end for end in ends if span.start < end < span.end), None)
    return None if at is None else Span(at, at)


def _around(at: int, kept: list[Span]) -> Span | None:
    """That of the addresses ``kept``, in order, which a cut at ``at`` would cut in two."""
    i = bisect_left(kept, at, key=lambda found: found.start) - 1
    return kept[i] if i >= 0 and at < kept[i].end else None
