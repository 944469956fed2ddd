"""Spans carried across edits, one situation a test."""

import pytest

from normalizer import Edit, Span
from normalizer.document.offsets import OffsetMap


def _edit(start: int, removed: str, inserted: str) -> Edit:
    return Edit(Span(start, start + len(removed)), removed, inserted, "test.edit")


REPLACEMENT = OffsetMap([_edit(2, "cd", "xyz")])
DELETION = OffsetMap([_edit(2, "cd", "")])
INSERTION = OffsetMap([_edit(2, "", "xy")])


def test_without_edits_every_span_stays() -> None:
    assert OffsetMap([]).to_after(Span(1, 9)) == Span(1, 9)


@pytest.mark.parametrize(
    ("span", "after"),
    [
        (Span(0, 2), Span(0, 2)),
        (Span(4, 6), Span(5, 7)),
        (Span(2, 3), Span(2, 5)),
        (Span(1, 3), Span(1, 5)),
        (Span(3, 5), Span(2, 6)),
        (Span(3, 3), Span(2, 5)),
        (Span(2, 2), Span(2, 2)),
    ],
)
def test_a_span_widens_inside_a_replacement_only(span: Span, after: Span) -> None:
    assert REPLACEMENT.to_after(span) == after


@pytest.mark.parametrize(
    ("span", "after"),
    [
        (Span(0, 2), Span(0, 2)),
        (Span(0, 3), Span(0, 2)),
        (Span(2, 4), Span(2, 2)),
        (Span(4, 6), Span(2, 4)),
        (Span(0, 6), Span(0, 4)),
    ],
)
def test_what_is_deleted_is_gone_from_a_span(span: Span, after: Span) -> None:
    assert DELETION.to_after(span) == after


@pytest.mark.parametrize(
    ("span", "after"),
    [(Span(0, 2), Span(0, 2)), (Span(2, 4), Span(4, 6)), (Span(1, 3), Span(1, 5))],
)
def test_what_is_inserted_at_the_border_is_no_part_of_a_span(span: Span, after: Span) -> None:
    assert INSERTION.to_after(span) == after


def test_a_deletion_at_the_border_is_no_part_of_the_span_before() -> None:
    assert DELETION.to_before(Span(0, 2)) == Span(0, 2)
    assert DELETION.to_before(Span(2, 4)) == Span(4, 6)
    assert DELETION.to_before(Span(1, 3)) == Span(1, 5)


def test_the_place_of_a_deletion_stands_for_all_that_was_deleted() -> None:
    assert DELETION.to_before(Span(2, 2)) == Span(2, 4)
