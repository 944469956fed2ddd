from hypothesis import given
from hypothesis import strategies as st

from normalizer.finders.names.claims import Claims
from normalizer.finders.names.folding import NAME_TOKEN
from normalizer.finders.names.index import FormIndex, Match
from normalizer.resources.glossary import Entry, Glossary, SurfaceForm


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
        )
    }
)
INDEX = FormIndex(Claims(GLOSSARY))

PIECES = st.sampled_from(
    [
        "Kim",
        "McKim",
        "iKim",
        "Kimono",
        "(Kim",
        "Kim)",
        "Kims",
        "Kimer",
        "Kimburger",
        "KIM",
        "Jong",
        "In",
        "Un",
        "Jong-In",
        "Jongow",
        "x",
        "der",
        "«Kim",
        "Kim-Jong-In",
        "Ki\xadm",
    ]
)
GAPS = st.sampled_from([" ", "  ", "\n", "\n\n", "-", "\N{NO-BREAK SPACE}", ", ", ""])


@given(st.lists(st.tuples(PIECES, GAPS), max_size=12))
def test_nothing_is_passed_by_that_every_word_would_find(parts: list[tuple[str, str]]) -> None:
    text = "".join(piece + gap for piece, gap in parts)
    assert list(INDEX.matches(text)) == _word_by_word(text)


def _word_by_word(text: str) -> list[Match]:
    """The matches, looking at each word where it stands."""
    found: list[Match] = []
    cursor = 0
    for token in NAME_TOKEN.finditer(text):
        if token.start() < cursor:
            continue
        for key, ending in INDEX.first_keys(token[0]):
            match = INDEX.longest_at(text, token.start(), token.end(), key, ending)
            if match:
                cursor = match.span.end
                found.append(match)
                break
    return found


def test_a_name_in_the_middle_of_a_word_is_none() -> None:
    text = "McKim, iKim und Kim"
    assert [match.span.start for match in INDEX.matches(text)] == [16]


def test_memory_of_pieces_never_changes_what_is_found() -> None:
    text = "Kim sprach mit Kim Jong In."
    index = FormIndex(Claims(GLOSSARY))
    first, again = list(index.matches(text)), list(index.matches(text))
    assert first == again
    assert [match.span.of(text) for match in first] == ["Kim", "Kim Jong In"]
