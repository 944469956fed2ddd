"""Spans count code points, half-open."""

import pytest

from normalizer import Span


@pytest.mark.parametrize(("start", "end"), [(-1, 0), (2, 1), (-2, -1)])
def test_a_span_runs_forward_from_zero(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(start, end)


def test_a_span_counts_code_points_not_bytes() -> None:
    assert Span(1, 2).of("\U0001d538é\u0301") == "é"


def test_touching_spans_share_nothing() -> None:
    assert not Span(0, 2).overlaps(Span(2, 4))
    assert Span(0, 3).overlaps(Span(2, 4))
    assert not Span(2, 2).overlaps(Span(0, 2))


def test_a_span_covers_itself_and_what_lies_in_it() -> None:
    assert Span(1, 4).covers(Span(1, 4))
    assert Span(1, 4).covers(Span(4, 4))
    assert not Span(1, 4).covers(Span(0, 2))


def test_spans_sort_by_start_and_then_end() -> None:
    assert sorted([Span(1, 3), Span(0, 9), Span(1, 2)]) == [Span(0, 9), Span(1, 2), Span(1, 3)]


def test_an_empty_span_has_no_length() -> None:
    assert len(Span(3, 3)) == 0
    assert len(Span(3, 5)) == 2
