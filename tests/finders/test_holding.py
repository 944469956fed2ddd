"""Many literals are found in a text as a search for each would find them."""

from hypothesis import given
from hypothesis import strategies as st

from normalizer.finders.residue.holding import Literals

SIGNS = "ab c©йあ\N{GRINNING FACE}\ud800"


@given(st.lists(st.text(SIGNS, min_size=1, max_size=6), unique=True), st.text(SIGNS, max_size=60))
def test_the_literals_a_text_holds_are_those_a_search_finds(literals: list[str], text: str) -> None:
    expected = sorted(literal for literal in literals if literal in text)

    assert sorted(Literals(tuple(literals)).held_by(text)) == expected
