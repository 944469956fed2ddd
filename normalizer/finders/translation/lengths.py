"""Cut a sentence that is too long for an engine."""

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
    waiting = [sentence]
    while waiting:
        span = stripped(waiting.pop(), text)
        place = _best_place(text, span) if len(span) > LONGEST else None
        if place is None:
            yield span
        else:
            waiting += [Span(place.end, span.end), Span(span.start, place.start)]


def _best_place(text: str, span: Span) -> Span | None:
    kept = [found for found in addresses(text, span) if len(found)]
    middle, margin = (span.start + span.end) // 2, len(span) // _MIDDLE
    for places in _PLACES:
        found = [
            Span(*match.span())
            for match in places.finditer(text, span.start + margin, span.end - margin)
            if not any(address.overlaps(Span(match.start(), match.end() + 1)) for address in kept)
        ]
        if found:
            return min(found, key=lambda place: abs(place.start - middle))
    return _hard_place(span, middle, kept)


def _hard_place(span: Span, middle: int, kept: list[Span]) -> Span | None:
    inside = next((found for found in kept if found.start < middle < found.end), None)
    if inside is None:
        return Span(middle, middle)
    ends = [end for end in (inside.start, inside.end) if span.start < end < span.end]
    return Span(ends[0], ends[0]) if ends else None
