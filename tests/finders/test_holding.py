"""Many marks are found in lines as a search for each would find them."""

from hypothesis import given
from hypothesis import strategies as st

from normalizer.finders.residue.holding import Marks
from normalizer.resources.clauses import EDGE

SIGNS = "ab c©йあ\N{GRINNING FACE}\ud800"
LINES = st.lists(st.text(SIGNS, max_size=40), max_size=4)


MARKS = st.builds(
    lambda begins, said, ends: EDGE * begins + said + EDGE * ends,
    st.booleans(), st.text(SIGNS, min_size=1, max_size=7), st.booleans(),
)  # fmt: skip


def _stands(mark: str, line: str) -> bool:
    said = mark.strip(EDGE)
    return any(
        line.startswith(said, at)
        and not (mark[0] == EDGE and line[:at][-1:].isalpha())
        and not (mark[-1] == EDGE and line[at + len(said) :][:1].isalpha())
        for at in range(len(line))
    )


@given(st.lists(MARKS, unique=True), LINES)
def test_the_marks_lines_hold_are_those_a_search_finds(marks: list[str], lines: list[str]) -> None:
    expected = [{mark for mark in marks if _stands(mark, line)} for line in lines]

    assert [set(held) for held in Marks(tuple(marks)).held_by(lines)] == expected
