"""Names of Latin script, as Cyrillic spells them."""

from pathlib import Path

import pytest

from normalizer.errors import ResourceError
from normalizer.resources.foreign_names import ForeignNames, folded, load_foreign_names

KNOWN = load_foreign_names()
SURE = -6.0
FAR = 3.0


@pytest.mark.parametrize("word", ["макферсон", "сандерсон", "сальгадо", "гонсалес"])
def test_a_name_that_several_languages_have_is_known_by_its_spelling(word: str) -> None:
    assert KNOWN.likelihood(word) > SURE


@pytest.mark.parametrize(
    ("name", "twin"),
    [("макферсон", "какферсон"), ("пембертон", "сембертон"), ("агуэро", "агсэро")],
)
def test_what_spells_no_name_is_less_likely_by_far(name: str, twin: str) -> None:
    assert KNOWN.likelihood(twin) < KNOWN.likelihood(name) - FAR


def test_a_name_is_known_with_the_ending_of_a_case_at_a_cost() -> None:
    alone, ended = KNOWN.likelihood("сандерсон"), KNOWN.likelihood("сандерсону")
    assert SURE < ended < alone


@pytest.mark.parametrize("word", ["сандерсон", "сандерсону", "сальгадо"])
def test_a_spelling_counts_only_if_it_is_likelier_than_asked(word: str) -> None:
    likely = KNOWN.likelihood(word)
    assert KNOWN.likelihood(word, likely - 0.5) == likely
    assert KNOWN.likelihood(word, likely) == float("-inf")


@pytest.mark.parametrize("word", ["", "сан", "123456", "a" * 8, "о" * 21, "сандерсон" * 1000])
def test_what_is_too_short_or_long_or_no_cyrillic_word_spells_no_name(word: str) -> None:
    assert KNOWN.likelihood(word) == float("-inf")


def test_accents_and_letters_of_their_own_are_folded() -> None:
    names = ("Ørsted", "Straße", "İZMİR")
    assert [folded(name) for name in names] == ["orsted", "strasse", "izmir"]


def test_a_missing_file_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match=r"Cyrillic\.spellings\.tsv:1.*install"):
        ForeignNames(tmp_path).likelihood("сандерсон")
