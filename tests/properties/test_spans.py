"""Law 5: a span carried across edits widens inside a replacement and is tight at its borders."""

from collections.abc import Sequence

from arbitrary_text import edits_of, revised_documents, texts
from hypothesis import given
from hypothesis import strategies as st

from normalizer import Document, Edit, Notice, Passage, Span
from normalizer.document.document import inverted
from normalizer.document.offsets import OffsetMap


def _ranges(edits: Sequence[Edit], length: int) -> list[tuple[Span, Span, bool]]:
    """What stands where before and after: copied code points one by one, and edits whole."""
    ranges: list[tuple[Span, Span, bool]] = []
    cursor = after = 0
    for edit in (*edits, None):
        for at in range(cursor, edit.span.start if edit else length):
            ranges.append((Span(at, at + 1), Span(after, after + 1), False))
            after += 1
        if edit:
            ranges.append((edit.span, Span(after, after + len(edit.inserted)), True))
            after += len(edit.inserted)
            cursor = edit.span.end
    return ranges


def _carried_slowly(ranges: Sequence[tuple[Span, Span, bool]], span: Span) -> Span:
    """The hull of everything that stands in ``span``; nothing at its borders."""
    if len(span):
        inside = [
            there
            for here, there, _ in ranges
            if (here.overlaps(span) if len(here) else span.start < here.start < span.end)
        ]
        return Span(inside[0].start, inside[-1].end)
    for here, there, _ in ranges:
        if here.start < span.start < here.end:
            return there
    before = [there.end for here, there, _ in ranges if len(here) and here.end <= span.start]
    behind = [there.start for here, there, _ in ranges if len(here) and here.start >= span.start]
    total = ranges[-1][1].end if ranges else 0
    return Span(before[-1] if before else 0, behind[0] if behind else total)


@st.composite
def _span_of(draw: st.DrawFn, text: str) -> Span:
    start = draw(st.integers(0, len(text)))
    return Span(start, draw(st.integers(start, min(len(text), start + 8))))


@given(texts(), st.data())
def test_a_span_carries_to_the_text_after(text: str, data: st.DataObject) -> None:
    edits, span = data.draw(edits_of(text)), data.draw(_span_of(text))
    expected = _carried_slowly(_ranges(edits, len(text)), span)
    assert OffsetMap(edits).to_after(span) == expected


@given(texts(), st.data())
def test_a_span_carries_to_the_text_before(text: str, data: st.DataObject) -> None:
    edits = data.draw(edits_of(text))
    after = Document(text).revised("test", edits).text
    span = data.draw(_span_of(after))
    ranges = [(there, here, edited) for here, there, edited in _ranges(edits, len(text))]
    assert OffsetMap(edits).to_before(span) == _carried_slowly(ranges, span)


@given(texts(), st.data())
def test_carrying_back_is_carrying_across_the_inverse(text: str, data: st.DataObject) -> None:
    edits = data.draw(edits_of(text))
    after = Document(text).revised("test", edits).text
    span = data.draw(_span_of(after))
    assert OffsetMap(edits).to_before(span) == OffsetMap(inverted(edits)).to_after(span)


@given(texts(), st.data())
def test_a_span_clear_of_edits_keeps_its_text_both_ways(text: str, data: st.DataObject) -> None:
    edits, span = data.draw(edits_of(text)), data.draw(_span_of(text))
    touched = any(e.span.start <= span.end and span.start <= e.span.end for e in edits)
    if not touched:
        carried = OffsetMap(edits).to_after(span)
        assert carried.of(Document(text).revised("test", edits).text) == span.of(text)
        assert OffsetMap(edits).to_before(carried) == span


@given(revised_documents(), st.data())
def test_spans_carry_across_several_revisions(document: Document, data: st.DataObject) -> None:
    number = data.draw(st.integers(0, len(document.revisions)))
    read = document.revisions[number].before if number < len(document.revisions) else document.text
    span = forward = backward = data.draw(_span_of(read))
    for revision in document.revisions[number:]:
        forward = _carried_slowly(_ranges(revision.edits, len(revision.before)), forward)
    for revision in reversed(document.revisions[:number]):
        ranges = _ranges(revision.edits, len(revision.before))
        backward = _carried_slowly([(b, a, edited) for a, b, edited in ranges], backward)
    assert document.carried(span, number) == forward
    assert document.source_span(span, number) == backward
    assert forward.end <= len(document.text)
    assert backward.end <= len(document.source)


@given(texts(), st.data())
def test_passages_and_notices_stand_where_they_were_carried(text: str, data: st.DataObject) -> None:
    spans = data.draw(st.lists(_span_of(text), min_size=1, max_size=4))
    found = [Passage(span, "ru", 1.0) for span in spans]
    document = Document(text).revised("test.passages", found)
    document = document.revised("test.notice", [Notice(spans[0], "test.notice", "seen")])
    document = document.revised("test.edits", data.draw(edits_of(text)))
    carried = [document.carried(span, 0) for span in spans]
    assert [passage.span for passage in document.passages] == [s for s in carried if len(s)]
    assert [notice.span for notice in document.notices] == [carried[0]]
