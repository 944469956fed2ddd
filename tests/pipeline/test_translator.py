"""Whole texts through the real engine, on the tiny real packages."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from normalizer import NormalizerError, Translator
from normalizer.engines.package import install_package

FIXTURES = Path(__file__).parents[1] / "fixtures" / "models"
CASES = tomllib.loads((FIXTURES / "cases.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("models")
    for archive in sorted(FIXTURES.glob("*.argosmodel")):
        install_package(archive, folder)
    return folder


@pytest.fixture(scope="module")
def translator(store: Path) -> Translator:
    return Translator(model_folders=(store,))


def test_texts_come_back_in_order_and_translated(translator: Translator) -> None:
    known = CASES["direct"][:4]
    made = translator.translate([case["source"] for case in known], source="ru")
    assert [one.text for one in made] == [case["target"] for case in known]
    assert {one.outcome for one in made} == {"translated"}
    assert all(one.document.source == case["source"] for one, case in zip(made, known, strict=True))


def test_the_language_need_not_be_given(translator: Translator) -> None:
    text = "\n".join(case["source"] for case in CASES["direct"])
    (made,) = translator.translate([text])
    assert made.source == "ru"
    assert made.text == "\n".join(case["target"] for case in CASES["direct"])


def test_white_space_and_addresses_around_come_back_unchanged(translator: Translator) -> None:
    case = CASES["direct"][4]
    text = f"  {case['source']}\n\n\thttps://example.org/a?b=1\n"
    (made,) = translator.translate([text], source="ru")
    assert made.text == text.replace(case["source"], case["target"])


def test_a_text_in_the_target_language_is_left(translator: Translator) -> None:
    text = "\n".join(case["target"] for case in CASES["direct"])
    (made,) = translator.translate([text])
    assert (made.text, made.outcome, made.source) == (text, "kept", "de")


def test_what_no_model_knows_is_kept_with_its_reason(translator: Translator) -> None:
    (made,) = translator.translate([CASES["unsure"][0]["source"]], source="ru")
    assert made.text == CASES["unsure"][0]["source"]
    assert made.outcome == "kept"
    assert made.notices


def test_without_a_route_the_notice_says_what_to_install(translator: Translator) -> None:
    (made,) = translator.translate(["Мост закрыт."], source="ru", target="fr")
    assert made.text == "Мост закрыт."
    assert "models" in made.notices[0].reason


@pytest.mark.parametrize("language", ["xx", "Russian", "RU"])
def test_an_unknown_language_is_refused(translator: Translator, language: str) -> None:
    with pytest.raises(NormalizerError, match="unknown language"):
        translator.translate(["Мост."], source=language)


@pytest.mark.parametrize("text", ["", "\n", "2024", "\U0001f600"])
def test_a_text_without_words_stays(translator: Translator, text: str) -> None:
    (made,) = translator.translate([text], source="ru")
    assert made.text == text


def test_half_a_code_point_costs_only_its_own_sentence(translator: Translator) -> None:
    case = CASES["direct"][4]
    broken = f"Порт \ud83d закрыт. {case['source']}"
    first, second = translator.translate([broken, case["source"]], source="ru")
    assert first.text == f"Порт \ud83d закрыт. {case['target']}"
    assert first.outcome == "partly"
    assert second.text == case["target"]


def test_nothing_in_is_nothing_out(translator: Translator) -> None:
    assert translator.translate([], source="ru") == []


@pytest.mark.parametrize("texts", ["Порт закрыт.", [None], [b"a"]])
def test_what_is_no_list_of_strings_is_refused(translator: Translator, texts: Any) -> None:
    with pytest.raises(TypeError, match="list of strings"):
        translator.translate(texts)
