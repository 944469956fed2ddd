"""The languages stage as one function."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from normalizer import Detector, NormalizerError, detect

CASES = Path(__file__).parents[1] / "cases" / "languages" / "borders.toml"
ROWS: list[dict[str, Any]] = tomllib.loads(CASES.read_text(encoding="utf-8"))["case"]
RUSSIAN = next(row for row in ROWS if row["label"] == "a paragraph")


def test_the_main_language_need_not_be_given() -> None:
    (passage,) = detect(RUSSIAN["text"])
    assert passage.language == "ru"
    assert passage.script == "Cyrillic"
    assert passage.kind == "paragraph"
    assert passage.span.of(RUSSIAN["text"]) == RUSSIAN["passages"][0]["text"]


def test_a_language_that_is_not_asked_for_is_not_found() -> None:
    assert not detect(RUSSIAN["text"], languages=("de", "en"), main="de")


def test_the_main_language_is_considered_without_being_asked_for() -> None:
    assert [p.language for p in detect(RUSSIAN["text"], languages=("ru",), main="de")] == ["ru"]


def test_the_evidence_names_words_of_the_passage() -> None:
    (passage,) = detect(RUSSIAN["text"])
    against, _, words = passage.evidence.partition(": ")
    assert against.startswith("not ")
    for word in words.split(", "):
        assert word.split(" +")[0] in passage.span.of(RUSSIAN["text"]).lower()


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(NormalizerError, match="unknown language 'xx'"):
        detect("Ja.", languages=("xx",))


def test_what_was_considered_can_be_asked() -> None:
    assert Detector(("de", "ru")).considered == ("de", "ru")
    assert {"de", "ru", "uk", "sr", "zh"} <= set(Detector().considered)


@pytest.mark.parametrize("text", ["", " ", "2024", "?"])
def test_a_text_without_words_has_no_passage(text: str) -> None:
    assert detect(text) == []
