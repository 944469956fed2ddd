"""The short word lists."""

from pathlib import Path

import pytest

from normalizer.errors import ResourceError
from normalizer.resources.locate import fingerprint
from normalizer.resources.words import load_abbreviations, load_numerals, load_spacing_words


def test_the_lists_that_ship_are_in_the_case_they_are_read_in() -> None:
    words = load_spacing_words()
    assert words.domains == {word.lower() for word in words.domains}
    assert words.short == {word.lower() for word in words.short}
    assert all(len(word) <= 5 for word in words.short)
    assert all(not word.endswith(".") for word in words.abbreviations)


def test_abbreviations_are_lower_case() -> None:
    for known in load_abbreviations().values():
        ends = known.leading | known.numbered | known.trailing
        for words in (ends, known.starters, known.verbs, known.reports):
            assert words == {word.lower() for word in words}
            assert not any(word.endswith(".") or " " in word for word in words)


def test_an_unknown_list_of_abbreviations_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "abbreviations.toml"
    path.write_text("[ru]\nlead = []\n", encoding="utf-8")
    with pytest.raises(ResourceError, match="ru: unknown key 'lead'"):
        load_abbreviations(path)


def test_numerals_are_lower_case_and_unlike_each_other() -> None:
    for numerals in load_numerals().values():
        words = [word for begins in numerals.values() for word in begins]
        assert words == [word.lower() for word in words]
        assert len(words) == len(set(words))


def test_a_numeral_that_is_no_number_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "numerals.toml"
    path.write_text('[de]\ndrei = ["drei"]\n', encoding="utf-8")
    with pytest.raises(ResourceError, match="must be a number"):
        load_numerals(path)


def test_a_missing_list_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "spacing.toml"
    path.write_text("domains = []\nshort = []\n", encoding="utf-8")
    with pytest.raises(ResourceError, match="abbreviations"):
        load_spacing_words(path)


def test_a_fingerprint_depends_on_content_and_order(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    first.write_bytes(b"1")
    second.write_bytes(b"2")
    assert fingerprint([first, second]) != fingerprint([second, first])
    assert fingerprint([first]) == fingerprint([first])
