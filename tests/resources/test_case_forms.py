"""Forms of Russian and Ukrainian names, and words that are none of them."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from normalizer.resources.case_forms import (
    ANY,
    CASES,
    case_forms,
    folded_name,
    in_case,
    may_be_form,
)
from normalizer.resources.glossary_files import load_glossary

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


def test_all_forms_of_the_names_of_the_glossary_begin_as_a_look_asks() -> None:
    origins = (form.text for entry in load_glossary() for form in entry.forms)
    words = {folded_name(word) for text in origins for word in text.split()}
    cyrillic = [word for word in words if "\u0400" <= word[0] <= "\u052f"]
    assert len(cyrillic) > 5000
    missed = {
        (word, form)
        for word in cyrillic
        for language in ("ru", "uk")
        for form in case_forms(word, language)
        if not may_be_form(form, word)
    }
    assert missed == set()
