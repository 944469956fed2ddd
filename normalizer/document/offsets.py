"""Carry spans across a set of edits, in both directions."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from normalizer.document.findings import Edit
from normalizer.document.span import Span


class OffsetMap:
    """Spans of the text before a set of edits, and of the text after it.

    A span clear of every edit maps exactly. One that cuts into an edit widens to the whole
    of it: inside a replacement no finer answer is true. What was removed or inserted at the
    very border of a span is no part of it.

    >>> offsets = OffsetMap([Edit(Span(3, 5), "Ã©", "é", "encoding.mojibake")])
    >>> offsets.to_after(Span(6, 8)), offsets.to_before(Span(3, 4))
    (Span(start=5, end=7), Span(start=3, end=5))
    """

    def __init__(self, edits: Sequence[Edit]) -> None:
        """``edits`` are sorted and disjoint, and count in the text before."""
        self._before = _Sides([edit.span.start for edit in edits], [e.span.end for e in edits])
        starts: list[int] = []
        ends: list[int] = []
        shift = 0
        for edit in edits:
            start = edit.span.start + shift
            starts.append(start)
            ends.append(start + len(edit.inserted))
            shift += len(edit.inserted) - len(edit.removed)
        self._after = _Sides(starts, ends)

    def to_after(self, span: Span) -> Span:
        """Where ``span`` of the text before stands in the text after."""
        return _carry(span, self._before, self._after)

    def to_before(self, span: Span) -> Span:
        """What in the text before became ``span`` of the text after."""
        return _carry(span, self._after, self._before)


class _Sides(NamedTuple):
    """Where edits start and end in one of the two texts: numbers, which are found in no time."""

    starts: Sequence[int]
    ends: Sequence[int]


def _carry(span: Span, here: _Sides, there: _Sides) -> Span:
    if not here.starts:
        return span
    start, end = span.start, span.end
    first = bisect_right(here.starts, start) - 1  # last to start at or before it
    last = bisect_left(here.starts, end) - 1  # last to start before its end
    if first >= 0:
        begun = here.ends[first]
        start = there.starts[first] if start < begun else there.ends[first] + start - begun
    if last >= 0:
        begun = here.ends[last]
        end = there.ends[last] if end <= begun else there.ends[last] + end - begun
    # An empty span between two edits that touch has nothing on either side of it.
    return Span(min(start, end), max(start, end))
