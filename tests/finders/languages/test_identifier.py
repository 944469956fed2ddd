"""Which language a text is in."""

import tomllib
from pathlib import Path

import pytest

from normalizer.document.document import Document
from normalizer.finders.languages.identifier import SUPPORTED, WordIdentifier
from normalizer.finders.languages.main_language import NameLanguage

CASES = Path(__file__).parents[2] / "cases" / "properties" / "clean.toml"
SENTENCES: dict[str, list[str]] = tomllib.loads(CASES.read_text(encoding="utf-8"))
IDENTIFY = WordIdentifier()


def test_there_are_sentences_in_every_supported_language() -> None:
    assert set(SUPPORTED) <= set(SENTENCES)


@pytest.mark.parametrize("language", SUPPORTED)
def test_two_sentences_are_enough_to_tell_the_language(language: str) -> None:
    identified, confidence = IDENTIFY(" ".join(SENTENCES[language]))
    assert identified == language
    assert 0.5 < confidence <= 1.0


@pytest.mark.parametrize("text", ["", "2024", "!?", "\U0001f600"])
def test_a_text_without_letters_has_no_language(text: str) -> None:
    assert IDENTIFY(text) == ("und", 0.0)


def test_words_of_another_script_do_not_decide() -> None:
    german = SENTENCES["de"][0]
    assert IDENTIFY(f"Столтенберг {german}")[0] == "de"


def test_an_article_that_is_too_short_is_taken_to_be_in_the_target() -> None:
    name = NameLanguage(IDENTIFY, otherwise="de")
    assert name(Document("Yes, sir.")).language == "de"


def test_an_article_that_has_a_language_keeps_it() -> None:
    name = NameLanguage(IDENTIFY, otherwise="de")
    assert name(Document(SENTENCES["fr"][0], "de")).language == "de"


def test_a_long_article_is_named_by_all_of_it_not_by_its_headline() -> None:
    name = NameLanguage(IDENTIFY, otherwise="und")
    headline = SENTENCES["en"][0]
    body = "\n".join(SENTENCES["de"] * 10)
    assert name(Document(f"{headline}\n{body}")).language == "de"
