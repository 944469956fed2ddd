"""Words with several readings, and what machine translation makes of names."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from normalizer.errors import SettingsError
from normalizer.romanization import back_forms, readings, restore, romanize

CASES: dict[str, Any] = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "romanization" / "readings.toml").read_text("utf-8")
)


@pytest.mark.parametrize("case", CASES["case"], ids=lambda case: case["word"])
def test_every_reading_comes_back_the_likeliest_first(case: dict[str, Any]) -> None:
    found = readings(case["word"], case["system"])
    assert found[:1] == ((case["first"],) if "first" in case else ())
    assert set(case["has"]) <= set(found)
    assert len(set(found)) == len(found)
    assert romanize(case["word"], case["system"]) == case.get("first", case["word"])


@pytest.mark.parametrize("case", CASES["back"], ids=lambda case: case["name"])
def test_a_form_that_translation_makes_is_among_the_back_forms(case: dict[str, Any]) -> None:
    found = back_forms(case["name"], case["source"])
    assert set(case["has"]) <= set(found)
    assert bool(found) == bool(case["has"])
    assert len(set(found)) == len(found)


@pytest.mark.parametrize(
    ("wrong", "hint"), [("ru-dudn", "did you mean ru-duden"), ("zzz", "known: be-duden, ")]
)
def test_an_unknown_system_is_told_with_those_that_exist(wrong: str, hint: str) -> None:
    with pytest.raises(SettingsError, match=hint):
        romanize("Путин", wrong)


def test_what_loses_letters_is_not_restored() -> None:
    with pytest.raises(SettingsError, match="these don't: ru-iso9"):
        restore("Schukow", "ru-duden")
