"""A document and its revisions."""

import pytest

from normalizer import Document, Edit, NormalizerError, Notice, Passage, Span
from normalizer.document.document import apply_edits, inverted
from normalizer.document.metadata import Metadatum
from normalizer.errors import EditError


def _edit(start: int, removed: str, inserted: str) -> Edit:
    return Edit(Span(start, start + len(removed)), removed, inserted, "test.edit")


def test_a_fresh_document_is_its_source() -> None:
    document = Document("abc")
    assert document.text == "abc"
    assert document.edits == document.passages == document.notices == ()
    assert document.language == "und"


def test_a_finder_that_found_nothing_leaves_no_revision() -> None:
    document = Document("abc")
    assert document.revised("test", []) is document


def test_a_notice_alone_is_a_revision_that_changes_nothing() -> None:
    document = Document("abc").revised("test", [Notice(Span(0, 1), "test.notice", "seen")])
    assert document.text == "abc"
    assert len(document.revisions) == 1


def test_a_revision_leaves_the_document_it_came_from() -> None:
    document = Document("abc")
    revised = document.revised("test", [_edit(0, "a", "")])
    assert document.text == "abc"
    assert revised.source == "abc"
    assert revised.text == "bc"


def test_findings_may_be_a_generator() -> None:
    assert Document("abc").revised("test", (_edit(i, "abc"[i], "x") for i in (2, 0))).text == "xbx"


def test_edits_that_touch_are_allowed() -> None:
    assert Document("abc").revised("test", [_edit(0, "a", "1"), _edit(1, "b", "")]).text == "1c"


def test_two_insertions_at_one_place_are_an_error() -> None:
    with pytest.raises(EditError, match="insertion"):
        Document("abc").revised("test", [_edit(1, "", "x"), _edit(1, "", "y")])


def test_a_failed_revision_names_the_rule_and_the_place() -> None:
    with pytest.raises(EditError, match=r"test\.edit.*'x'.*start=1"):
        Document("abc").revised("test", [_edit(1, "x", "y")])


def test_a_finding_outside_the_text_names_its_finder() -> None:
    with pytest.raises(EditError, match=r"^layout: "):
        Document("abc").revised("layout", [Notice(Span(2, 4), "test.notice", "seen")])


def test_an_edit_error_is_an_error_of_this_package() -> None:
    assert issubclass(EditError, NormalizerError)


def test_only_the_passages_found_last_count() -> None:
    document = Document("abcdef").revised("one", [Passage(Span(0, 2), "ru", 1.0)])
    document = document.revised("two", [Passage(Span(3, 5), "uk", 1.0)])
    assert [passage.language for passage in document.passages] == ["uk"]


def test_a_passage_of_which_nothing_is_left_is_no_passage() -> None:
    document = Document("abcdef").revised("one", [Passage(Span(1, 3), "ru", 1.0)])
    assert document.revised("two", [_edit(0, "abcd", "")]).passages == ()


def test_a_passage_found_with_edits_stands_behind_them() -> None:
    found = [Passage(Span(2, 4), "ru", 1.0), _edit(0, "ab", "")]
    assert Document("abcdef").revised("one", found).passages[0].span == Span(0, 2)


def test_metadata_of_all_revisions_adds_up() -> None:
    first = Edit(Span(0, 1), "a", "", "test.edit", "", (Metadatum("author", "A"),))
    second = Edit(Span(0, 1), "b", "", "test.edit", "", (Metadatum("author", "B"),))
    document = Document("abc").revised("one", [first]).revised("two", [second])
    assert document.metadata.author == "A; B"


def test_source_span_goes_back_through_every_revision() -> None:
    document = Document("abcdef").revised("one", [_edit(0, "ab", "")])
    document = document.revised("two", [_edit(0, "c", "xyz")])
    assert document.source_span(Span(3, 4), 2) == Span(3, 4)
    assert document.source_span(Span(0, 1), 1) == Span(2, 3)
    assert document.source_span(Span(1, 2), 2) == Span(2, 3)


def test_findings_come_as_edits_then_passages_then_notices() -> None:
    found = [
        Notice(Span(0, 1), "test.notice", "x"),
        Passage(Span(0, 1), "ru", 1),
        _edit(2, "c", ""),
    ]
    (revision,) = Document("abc").revised("one", found).revisions
    assert [type(finding) for finding in revision.findings] == [Edit, Passage, Notice]


def test_applying_no_edits_gives_the_text_itself() -> None:
    text = "abc"
    assert apply_edits(text, []) is text


def test_inverse_edits_carry_the_rule() -> None:
    (edit,) = inverted([_edit(1, "b", "xyz")])
    assert (edit.span, edit.removed, edit.inserted, edit.rule) == (
        Span(1, 4),
        "xyz",
        "b",
        "test.edit",
    )
