"""Many literals are found in lines as a search for each would find them."""

from hypothesis import given
from hypothesis import strategies as st

from normalizer.finders.residue.holding import Literals

SIGNS = "ab c©йあ\N{GRINNING FACE}\ud800"
LINES = st.lists(st.text(SIGNS, max_size=40), max_size=4)


@given(st.lists(st.text(SIGNS, min_size=1, max_size=7), unique=True), LINES)
def test_the_literals_lines_hold_are_those_a_search_finds(
    literals: list[str], lines: list[str]
) -> None:
    expected = [sorted(literal for literal in literals if literal in line) for line in lines]

    assert [sorted(held) for held in Literals(tuple(literals)).held_by(lines)] == expected
