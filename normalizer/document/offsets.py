"""Carry spans across a set of edits, in both directions."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

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
        self._before = [edit.span for edit in edits]
        self._after: list[Span] = []
        shift = 0
        for edit in edits:
            start = edit.span.start + shift
            self._after.append(Span(start, start + len(edit.inserted)))
            shift += len(edit.inserted) - len(edit.removed)

    def to_after(self, span: Span) -> Span:
        """Where ``span`` of the text before stands in the text after."""
        return _carry(span, self._before, self._after)

    def to_before(self, span: Span) -> Span:
        """What in the text before became ``span`` of the text after."""
        return _carry(span, self._after, self._before)


def _carry(span: Span, here: Sequence[Span], there: Sequence[Span]) -> Span:
    if not here:
        return span
    first = bisect_right(here, span.start, key=_start) - 1  # last to start at or before it
    last = bisect_left(here, span.end, key=_start) - 1  # last to start before its end
    start, end = span.start, span.end
    if first >= 0:
        inside = start < here[first].end
        start = there[first].start if inside else there[first].end + start - here[first].end
    if last >= 0:
        inside = end <= here[last].end
        end = there[last].end if inside else there[last].end + end - here[last].end
    # An empty span between two edits that touch has nothing on either side of it.
    return Span(min(start, end), max(start, end))


def _start(span: Span) -> int:
    return span.start
