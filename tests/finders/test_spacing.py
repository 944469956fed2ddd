from hypothesis import given
from hypothesis import strategies as st

from normalizer.document.document import Document
from normalizer.finders.residue.spacing import FindSpacing
from normalizer.resources.words import load_spacing_words

FIND = FindSpacing(load_spacing_words())
TEXTS = st.lists(
    st.one_of(
        st.sampled_from(
            ["er ging", ".", ",", "Wir", "„So“", "”", "“", "«Да»", "…", "!", "z.B.", "www.kiew.de"]
        ),
        st.sampled_from([" ", " ", "  ", "\n", "\r\n", "\t", "\xa0", "\r", "Ja.Nein", ")", ":"]),
    ),
    max_size=14,
).map("".join)


@given(TEXTS)
def test_no_text_is_passed_by_in_which_a_blank_is_wrong(text: str) -> None:
    document = Document(text, "de")
    assert bool(list(FIND.proposed(document))) == bool(list(FIND(document)))


def test_pieces_that_are_known_are_still_found_wrong() -> None:
    for _ in range(2):
        wrong = Document("Er ging , sie blieb .", "de")
        assert [edit.span.start for edit in FIND(wrong)] == [7, 19]
        assert not list(FIND(Document("Er ging, sie blieb.", "de")))
