"""Laws 1 and 2: revisions replay and reverse, and an edit names what it removes."""

import json
from dataclasses import replace
from itertools import pairwise

import pytest
from arbitrary_text import edits_of, revised_documents, texts
from hypothesis import assume, given
from hypothesis import strategies as st

from normalizer import Document, Edit, Normalizer, Notice, Passage, Span
from normalizer.audit.records import Origin, document_records, run_record
from normalizer.audit.trail import Trail, read_trails
from normalizer.document.document import apply_edits, inverted
from normalizer.errors import AuditError, EditError


def _trail(document: Document) -> Trail:
    records = [run_record({}), *document_records(document, Origin("a.txt"))]
    (trail,) = read_trails([json.dumps(record) for record in records], "audit.jsonl")
    return trail


def _prove_by_revisions(document: Document) -> None:
    text = document.source
    for revision in document.revisions:
        assert revision.before == text
        text = apply_edits(text, revision.edits)
        assert revision.after == text
    assert text == document.text
    for revision in reversed(document.revisions):
        text = apply_edits(text, inverted(revision.edits))
    assert text == document.source


@given(revised_documents())
def test_arbitrary_revisions_replay_and_reverse(document: Document) -> None:
    _prove_by_revisions(document)


@given(revised_documents())
def test_arbitrary_revisions_are_proved_by_their_records(document: Document) -> None:
    trail = _trail(document)
    assert trail.replayed(document.source) == document.text
    assert trail.proved(document.text) == document.source


@given(text=texts())
def test_the_pipeline_is_proved_by_its_revisions_and_records(whole: Normalizer, text: str) -> None:
    document = whole(text)
    _prove_by_revisions(document)
    assert _trail(document).proved(document.text) == text


@given(revised_documents(fewest=1), st.data())
def test_an_altered_output_is_not_proved(document: Document, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(document.text)))
    altered = document.text[:at] + "x" + document.text[at:]
    with pytest.raises(AuditError):
        _trail(document).proved(altered)


@given(revised_documents(fewest=1), st.data())
def test_an_altered_record_is_not_proved(document: Document, data: st.DataObject) -> None:
    trail = _trail(document)
    edited = [number for number, edits in enumerate(trail.revisions) if edits]
    assume(edited)
    number = data.draw(st.sampled_from(edited))
    edits = list(trail.revisions[number])
    at = data.draw(st.integers(0, len(edits) - 1))
    edits[at] = replace(edits[at], inserted=edits[at].inserted + "x")
    revisions = (*trail.revisions[:number], tuple(edits), *trail.revisions[number + 1 :])
    with pytest.raises(AuditError):
        replace(trail, revisions=revisions).proved(document.text)


@given(texts(), st.data())
def test_wrongly_removed_text_is_an_error(text: str, data: st.DataObject) -> None:
    edits = data.draw(edits_of(text))
    assume(edits)
    at = data.draw(st.integers(0, len(edits) - 1))
    removed = edits[at].removed
    wrong = data.draw(st.sampled_from((removed + "x", removed[1:] + "\uffff", "\uffff" + removed)))
    edits[at] = replace(edits[at], removed=wrong)
    with pytest.raises(EditError):
        Document(text).revised("test", edits)


@given(texts(), st.data())
def test_an_edit_that_changes_nothing_is_an_error(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    with pytest.raises(EditError):
        Document(text).revised("test", [Edit(span, span.of(text), span.of(text), "test.edit")])


@given(texts(), st.data())
def test_an_insertion_beside_another_edit_is_an_error(text: str, data: st.DataObject) -> None:
    edits = data.draw(edits_of(text))
    assume(edits)
    span = data.draw(st.sampled_from(edits)).span
    at = data.draw(st.sampled_from((span.start, span.end)))
    touching = Edit(Span(at, at), "", "inserted", "test.insertion")
    with pytest.raises(EditError):
        Document(text).revised("test", [*edits, touching])


@given(texts(), st.data())
def test_overlapping_edits_are_an_error(text: str, data: st.DataObject) -> None:
    edits = [edit for edit in data.draw(edits_of(text)) if edit.removed]
    assume(edits)
    span = data.draw(st.sampled_from(edits)).span
    start = data.draw(st.integers(0, span.end - 1))
    end = data.draw(st.integers(max(start, span.start) + 1, len(text)))
    over = Edit(Span(start, end), text[start:end], text[start:end] + "x", "test.over")
    with pytest.raises(EditError):
        Document(text).revised("test", [*edits, over])


@given(texts(), st.integers(0, 3), st.integers(1, 3))
def test_a_finding_outside_the_text_is_an_error(text: str, before: int, beyond: int) -> None:
    span = Span(max(0, len(text) - before), len(text) + beyond)
    findings = (
        Edit(span, text[span.start :], "", "test.edit"),
        Passage(span, "ru", 1.0),
        Notice(span, "test.notice", "outside"),
    )
    for finding in findings:
        with pytest.raises(EditError):
            Document(text).revised("test", [finding])


@given(texts(), st.data())
def test_the_order_of_findings_does_not_matter(text: str, data: st.DataObject) -> None:
    edits = data.draw(edits_of(text))
    shuffled = data.draw(st.permutations(edits))
    assert Document(text).revised("test", shuffled) == Document(text).revised("test", edits)


@given(text=texts())
def test_findings_stand_in_the_text_their_finder_read(whole: Normalizer, text: str) -> None:
    for revision in whole(text).revisions:
        for finding in revision.findings:
            assert 0 <= finding.span.start <= finding.span.end <= len(revision.before)
        for edit in revision.edits:
            assert revision.before[edit.span.start : edit.span.end] == edit.removed
            assert edit.removed != edit.inserted
        for left, right in pairwise(revision.edits):
            assert left.span.end <= right.span.start
            if left.span.end == right.span.start:
                assert left.removed
                assert right.removed
