"""What speaks against a translation, and what doesn't."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalizer.finders.translation.numbers import changed_numbers
from normalizer.finders.translation.quality import SOFT, CheckTranslation
from normalizer.finders.translation.repetition import loop_count
from normalizer.resources.statistics import load_statistics
from normalizer.resources.words import load_numerals

FILES = sorted((Path(__file__).parents[2] / "cases" / "quality").glob("*.toml"))
STATISTICS, NUMERALS = load_statistics(), load_numerals()
SAID = st.lists(
    st.one_of(
        st.sampled_from(["12", "1.000", "„", "“", "(", ")", " ", "und", "!", "5"]), st.text()
    ),
    max_size=12,
).map("".join)


def checker(source: str, target: str) -> CheckTranslation:
    return CheckTranslation(source, target, STATISTICS, NUMERALS)


def cases(kind: str) -> Iterator[Any]:
    for path in FILES:
        rows = tomllib.loads(path.read_text(encoding="utf-8"))
        for row in rows.get(kind, []):
            check = checker(rows["source"], rows["target"])
            yield pytest.param(check, row, id=f"{path.stem}: {row['translation'][:30]}")


def test_there_are_as_many_good_ones_as_failures() -> None:
    bad, good = (len(list(cases(kind))) for kind in ("bad", "good"))
    assert min(bad, good) >= 40


@pytest.mark.parametrize(("check", "case"), list(cases("bad")))
def test_planted_damage_is_named(check: CheckTranslation, case: dict[str, str]) -> None:
    doubts = check(case["text"], case["translation"])
    assert case["check"] in [doubt.check for doubt in doubts]
    assert (case["check"] in SOFT) == all(doubt.is_soft for doubt in doubts)


@pytest.mark.parametrize(("check", "case"), list(cases("good")))
def test_sound_translations_pass(check: CheckTranslation, case: dict[str, str]) -> None:
    assert check(case["text"], case["translation"]) == ()
    assert check.repaired(case["text"], case["translation"]) == case["translation"]


@pytest.mark.parametrize(("check", "case"), list(cases("repaired")))
def test_what_is_certain_is_repaired(check: CheckTranslation, case: dict[str, str]) -> None:
    assert check.repaired(case["text"], case["translation"]) == case["output"]
    if case["output"] != case["translation"]:
        assert check(case["text"], case["output"]) == ()


def test_words_that_a_near_language_has_too_are_no_copy() -> None:
    said = "Вона сказала, що стоїть прямо перед вами."
    assert checker("ru", "uk")("Она сказала, что стоит прямо перед вами.", said) == ()
    copied = "Она сказала, что стоит прямо перед нами."
    doubts = checker("ru", "uk")("Она сказала, что стоит прямо перед вами.", copied)
    assert [doubt.check for doubt in doubts] in (["copy"], ["language"])


def test_a_line_of_names_may_stay_in_latin_letters() -> None:
    assert checker("de", "ru")("Rundgang im Tony Macaroni Park", "Tony Macaroni Park, обход") == ()
    said = "The park is closed today, обход"
    doubts = checker("de", "ru")("Der Park ist heute geschlossen, Rundgang", said)
    assert "script" in [doubt.check for doubt in doubts]


@given(SAID, SAID)
def test_a_repair_raises_no_new_doubt_and_settles(source: str, said: str) -> None:
    check = checker("ru", "de")
    mended = check.repaired(source, said)
    assert check.repaired(source, mended) == mended
    if mended != said and mended.strip():
        before, after = (
            [doubt for doubt in check(source, text) if doubt.check in {*SOFT, "number"}]
            for text in (said, mended)
        )
        assert len(after) < len(before)


@given(st.text())
def test_the_numbers_of_a_text_are_those_of_itself(text: str) -> None:
    assert changed_numbers(text, f"{text} ", {}, {}) == ([], [])


def test_digits_of_any_script_count() -> None:
    assert changed_numbers("عام ٢٠٢٤", "Im Jahr 2024", {}, {}) == ([], [])
    assert changed_numbers("عام ٢٠٢٤", "Im Jahr 2025", {}, {}) == (["2024"], ["2025"])


@given(st.text(alphabet=st.characters(categories=["Nd", "Zs", "Po"])), st.text())
def test_any_digits_can_be_compared(source: str, said: str) -> None:
    checker("ru", "de")(source, said)


def test_an_unknown_language_is_checked_without_statistics() -> None:
    assert checker("ru", "xx")("Он ушёл.", "Er ging.") == ()


def test_loops_of_several_words_are_counted() -> None:
    assert loop_count("der Rat der Stadt der Rat der Stadt der Rat der Stadt") == 3
    assert loop_count("der Rat der Stadt") == 1
    assert loop_count("") == 1
