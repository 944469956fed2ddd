import tomllib
from pathlib import Path

import pytest

from normalizer.document.document import Document
from normalizer.document.findings import Edit
from normalizer.finders.names.hangul import hangul
from normalizer.finders.names.inflection import calls_for_genitive
from normalizer.finders.names.surface_forms import FindSurfaceForms
from normalizer.resources.glossary import Entry, Glossary, SurfaceForm

_CASES = Path(__file__).parents[2] / "cases" / "case_forms" / "ru.toml"
ROWS = tomllib.loads(_CASES.read_text("utf-8"))["name"]
NAMES = [row for row in ROWS if row.get("genders") in (["m"], ["f"]) and "expect" not in row]


def _entry(gender: str, name: str, *forms: SurfaceForm) -> Entry:
    names = {"preferred": f"Vorname {name}", "short": name}
    return Entry(f"xx-{name.lower()}", "person", names, {}, forms, "test", gender=gender)


def _origin(text: str, language: str = "ru") -> SurfaceForm:
    return SurfaceForm(text, language, "origin", "short")


def _found(text: str, *entries: Entry) -> list[tuple[str, str]]:
    find = FindSurfaceForms(Glossary({entry.id: entry for entry in entries}))
    edits = (edit for edit in find(Document(text, "de")) if isinstance(edit, Edit))
    return [(edit.removed, edit.inserted) for edit in edits]


@pytest.mark.parametrize("row", NAMES, ids=[row["word"] for row in NAMES])
def test_cases_are_found_and_what_looks_like_them_is_not(row: dict[str, list[str]]) -> None:
    (gender,) = row["genders"]
    entry = _entry(gender, "Hausform", _origin(str(row["word"])))
    for form in row["forms"]:
        assert _found(f"Er schrieb an {form} und ging.", entry) == [(form, "Hausform")], form
    for form in (form for form in row.get("not", []) if "-" not in form):
        assert _found(f"Er schrieb an {form} und ging.", entry) == [], form


def test_a_form_that_is_a_womans_surname_as_well_stays() -> None:
    man = _entry("m", "Tarassow", _origin("Тарасов"))
    woman = _entry("f", "Tarassowa", _origin("Тарасова"))
    assert _found("Ein Brief von Тарасова kam.", man, woman) == []
    assert _found("Ein Brief von Тарасова kam.", man) == [("Тарасова", "Tarassow")]
    assert _found("Mit Тарасовым sprach er.", man, woman) == [("Тарасовым", "Tarassow")]


@pytest.mark.parametrize(
    ("word", "is_found"),
    [("박철민이", True), ("박철민가", False), ("박철민의", True), ("박철민님", False)],
)
def test_a_particle_must_go_with_the_sound_before_it(word: str, is_found: bool) -> None:  # noqa: FBT001
    entry = _entry("m", "Pak", _origin("박철민", "ko"))
    assert bool(_found(f"Am Abend sprach {word} lange.", entry)) == is_found


@pytest.mark.parametrize(
    ("name", "language", "written"),
    [
        ("Тверь", "ru", "트베리"),
        ("Ростислав", "ru", "로스티슬라프"),
        ("Жуков", "ru", "주코프"),
        ("Полтава", "uk", "폴타바"),
        ("Суми", "uk", "수미"),
    ],
)
def test_names_are_written_as_korean_news_does(name: str, language: str, written: str) -> None:
    assert hangul(name, language) == written


@pytest.mark.parametrize(
    ("before", "is_genitive"),
    [
        ("Die Rede ", True),
        ("Nach Angaben ", True),
        ("im Namen ", True),
        ("wegen ", True),
        ("Die Rede des Präsidenten ", False),
        ("Er traf ", False),
        ("mit ", False),
        ("Am Abend sprach ", False),
    ],
)
def test_german_wants_a_genitive_behind_nouns_alone(before: str, is_genitive: bool) -> None:  # noqa: FBT001
    assert calls_for_genitive(before, len(before)) == is_genitive
