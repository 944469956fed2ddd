"""Forms of Russian and Ukrainian names, and words that are none of them."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from normalizer.resources.case_forms import ANY, CASES, case_forms, folded_name, in_case

CASES_FOLDER = Path(__file__).parents[1] / "cases" / "case_forms"


def names() -> list[Any]:
    found = []
    for path in sorted(CASES_FOLDER.glob("*.toml")):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        for row in table["name"]:
            fails = row.get("expect") == "known failure"
            marks = [pytest.mark.xfail(strict=True)] if fails else []
            found.append(pytest.param(table["language"], row, id=row["word"], marks=marks))
    return found


@pytest.mark.parametrize(("language", "row"), names())
def test_a_name_has_its_forms_and_no_others(language: str, row: dict[str, Any]) -> None:
    forms = case_forms(row["word"], language, frozenset(row.get("genders", ANY)))
    assert [form for form in row["forms"] if folded_name(form) not in forms] == []
    assert [form for form in row.get("not", []) if folded_name(form) in forms] == []


def test_a_form_knows_its_cases() -> None:
    forms = case_forms("Лавров", "ru", frozenset("m"))
    assert forms["лавровым"] == {"instrumental"}
    assert forms["лаврова"] == {"genitive", "accusative"}


def test_a_name_no_rule_knows_stands_in_all_cases() -> None:
    assert case_forms("Sánchez", "es") == {"sánchez": frozenset(CASES)}


@pytest.mark.parametrize(
    ("word", "gender", "wanted"),
    [
        ("Морозов", "m", ["Морозов", "Морозова", "Морозову", "Морозова", "Морозовым", "Морозове"]),
        ("Зимина", "f", ["Зимина", "Зиминой", "Зиминой", "Зимину", "Зиминой", "Зиминой"]),
        ("Рига", "f", ["Рига", "Риги", "Риге", "Ригу", "Ригой", "Риге"]),
        ("Осло", "f", ["Осло"] * 6),
    ],
)  # fmt: skip
def test_a_name_is_put_into_a_case(word: str, gender: Any, wanted: list[str]) -> None:
    assert [in_case(word, "ru", gender, case) for case in CASES] == wanted
