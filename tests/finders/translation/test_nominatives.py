"""The nominative of a name that no glossary knows."""

import pytest

from normalizer.document.span import Span
from normalizer.finders.translation.bearers import Mention
from normalizer.finders.translation.common_words import CommonWords
from normalizer.finders.translation.nominatives import guessed
from normalizer.finders.translation.spellings import Name
from normalizer.resources.case_forms import CASES, Case
from normalizer.resources.statistics import load_statistics

COMMON = CommonWords(load_statistics(), "ru")


def name_of(said: str, *cases: Case, forenames: frozenset[str] = frozenset()) -> Name:
    mention = Mention(Span(0, len(said)), Name(said, "ru"), frozenset(cases))
    found = guessed(mention, COMMON, forenames)
    assert found is not None
    return found.name


@pytest.mark.parametrize(
    ("said", "origin", "woman"),
    [
        ("Гордея Лихоборова", "Гордей Лихоборов", False),
        ("Соломее Лихоборовой", "Соломея Лихоборова", True),
        ("Гордеем Приозёрским", "Гордей Приозёрский", False),
    ],
)
def test_a_listed_given_name_decides(said: str, origin: str, *, woman: bool) -> None:
    name = name_of(said, *CASES, forenames=frozenset(("гордей", "соломея")))
    assert (name.origin, name.woman, name.other) == (origin, woman, "")


def test_a_form_that_two_people_have_names_both() -> None:
    name = name_of("Маврикия Лихоборова", "nominative", "genitive")
    assert {name.origin, name.other} == {"Маврикия Лихоборова", "Маврикий Лихоборов"}


@pytest.mark.parametrize("said", ["Евстигнея Лихоборова", "Калистрата Лихоборова"])
def test_a_given_name_nobody_lists_names_both_readings(said: str) -> None:
    name = name_of(said, *CASES)
    assert name.other
    assert not name.origin.split()[0].endswith(("е", "и", "у"))
