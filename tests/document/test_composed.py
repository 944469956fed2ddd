"""The edits of all revisions put together lead from the source to the text."""

from hypothesis import given
from hypothesis import strategies as st

from normalizer.document.composed import composed
from normalizer.document.document import Document, apply_edits
from normalizer.document.findings import Edit
from normalizer.document.span import Span


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """A text and up to four revisions of a few edits each."""
    document = Document(draw(st.text("abc ", min_size=1, max_size=30)))
    for _ in range(draw(st.integers(0, 4))):
        text = document.text
        places = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
        edits, end = [], -1
        for start, stop in zip(places[::2], places[1::2], strict=False):
            inserted = draw(st.text("xyz", max_size=3))
            if start > end and text[start:stop] != inserted:
                edits.append(Edit(Span(start, stop), text[start:stop], inserted, "r"))
            end = stop
        document = document.revised("f", edits)
    return document


@given(documents())
def test_composed_edits_make_the_text_of_the_source(document: Document) -> None:
    edits = composed(document)
    assert apply_edits(document.source, edits) == document.text
    assert all(edit.removed != edit.inserted for edit in edits)


def test_edits_apart_stay_apart() -> None:
    document = Document("a b c").revised("f", [Edit(Span(0, 1), "a", "xx", "first")])
    document = document.revised("f", [Edit(Span(5, 6), "c", "z", "second")])
    assert [(edit.span, edit.inserted, edit.rule) for edit in composed(document)] == [
        (Span(0, 1), "xx", "first"),
        (Span(4, 5), "z", "second"),
    ]


def test_edits_of_one_place_become_one() -> None:
    document = Document("a b").revised("f", [Edit(Span(0, 1), "a", "xy", "first", "seen")])
    document = document.revised("f", [Edit(Span(1, 3), "y ", "-", "second", "told")])
    (edit,) = composed(document)
    assert edit == Edit(Span(0, 2), "a ", "x-", "first+second", "seen; told")
