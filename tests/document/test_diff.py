"""Edits inferred between two strings."""

from hypothesis import given
from hypothesis import strategies as st

from normalizer import Document, Span
from normalizer.document.diff import edits_between

_TEXTS = st.text(st.sampled_from("abcä\u0301\U0001d538 \u0085"), max_size=30)


@given(_TEXTS, _TEXTS, _TEXTS, _TEXTS)
def test_the_edits_make_the_one_of_the_other(
    before: str, after: str, left: str, right: str
) -> None:
    document = Document(left + before + right)
    window = Span(len(left), len(left) + len(before))
    revised = document.revised("test", edits_between(window, before, after, rule="test.diff"))
    assert revised.text == left + after + right


def test_equal_strings_have_no_edits() -> None:
    assert list(edits_between(Span(3, 6), "abc", "abc", rule="test.diff")) == []


def test_a_long_difference_is_one_edit_between_the_common_ends() -> None:
    before, after = "<" + "ab" * 2_000 + ">", "<" + "cd" * 2_000 + ">"
    (edit,) = edits_between(Span(10, 10 + len(before)), before, after, rule="test.diff")
    assert edit.span == Span(11, 10 + len(before) - 1)


def test_rule_and_evidence_stand_in_each_edit() -> None:
    edits = list(edits_between(Span(0, 3), "axb", "ayb", rule="test.diff", evidence="why"))
    assert [(edit.rule, edit.evidence) for edit in edits] == [("test.diff", "why")]
