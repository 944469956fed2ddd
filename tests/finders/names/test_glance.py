from hypothesis import given
from hypothesis import strategies as st

from normalizer.finders.names.claims import Claims
from normalizer.finders.names.glance import Glance
from normalizer.finders.names.index import FormIndex, Match
from normalizer.resources.glossary import Entry, Glossary, SurfaceForm

WRONG = frozenset(("Kim Jong In", "Kimburg", "Jong", "Un", "Нампо"))
"""What there is something to put for, here by what is said alone."""


def _entry(name: str, *forms: str) -> Entry:
    listed = tuple(SurfaceForm(form, "en", "variant", "preferred") for form in forms)
    return Entry(f"xx-{name}", "place", {"preferred": name}, {}, listed, "test")


GLOSSARY = Glossary(
    {
        entry.id: entry
        for entry in (
            _entry("Kim Jong-un", "Kim Jong In", "Kim Dschong Un"),
            _entry("Kimberg", "Kimburg", "Kim"),
            _entry("Jongau", "Jong", "Jongow Kim"),
            _entry("Nampo", "Нампо"),
        )
    }
)
INDEX = FormIndex(Claims(GLOSSARY))


def _changes(text: str, match: Match) -> bool:
    return match.span.of(text) in WRONG


GLANCE = Glance(INDEX, _changes)

PIECES = st.sampled_from(
    [
        "Kim", "McKim", "iKim", "Kimono", "(Kim", "Kim)", "Kims", "KIM", "Jong", "In", "Un",
        "Jong-un", "Jong-In", "Jongow", "Kimburg", "Kimberg,", "Kimberg", "x", "der", "-",
        "«Kim", "Kim-Jong-In", "Jong-Kim", "Ki\xadm", "Нампо", "Kim.Jong", "Kim-", "\t",
    ]
)  # fmt: skip
GAPS = st.sampled_from([" ", " ", " ", "  ", "\n", "\n\n", "\n \n", " \n", "-", "\xa0", ", ", ""])
TEXTS = st.lists(st.tuples(PIECES, GAPS), max_size=12)


@given(TEXTS)
def test_all_that_is_to_change_is_found_where_it_stands(parts: list[tuple[str, str]]) -> None:
    text = "".join(piece + gap for piece, gap in parts)
    wanted = [match for match in INDEX.matches(text) if _changes(text, match)]
    assert [match for match in GLANCE.matches(text) if _changes(text, match)] == wanted


@given(TEXTS, TEXTS)
def test_what_was_read_before_changes_nothing(
    parts: list[tuple[str, str]], before: list[tuple[str, str]]
) -> None:
    text = "".join(piece + gap for piece, gap in parts)
    own = Glance(INDEX, _changes)
    list(own.matches("".join(piece + gap for piece, gap in before)))
    assert list(own.matches(text)) == list(Glance(INDEX, _changes).matches(text))


def test_names_that_are_right_are_passed_by() -> None:
    assert not list(GLANCE.matches("Kim Jong-un war in Kimberg.\n\nKimberg, so Kim Jong-un, ist"))


def test_a_name_over_two_lines_is_found() -> None:
    text = "Es sprach Kim\nJong In."
    assert [match.span.of(text) for match in GLANCE.matches(text)] == ["Kim\nJong In"]
