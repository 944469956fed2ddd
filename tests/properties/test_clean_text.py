"""Law 8: clean text comes back untouched."""

import os
from collections import Counter
from pathlib import Path

import pytest
from arbitrary_text import cases

from normalizer import Document, Normalizer
from normalizer.finders.languages.inventory import SUPPORTED

CLEAN = cases("clean")
NTREX = Path(
    os.environ.get("NORMALIZER_NTREX", Path(__file__).parents[3] / "shared" / "data" / "ntrex")
)
SPACING_CEILING = {"deu": 1, "rus": 26, "ukr": 0, "eng": 2, "spa": 4, "vie": 22}
"""Edits of blanks in the 1,997 lines of each language, where translators set them wrongly."""

DAMAGED = {
    "deu": {"encoding.decomposed": 1},
    "rus": {"encoding.invisible": 10},
    "ukr": {"encoding.homoglyph": 1},
    "vie": {"encoding.decomposed": 1, "encoding.invisible": 12},
}
"""Lines of the corpus that are damaged: each was read."""


def test_there_are_clean_sentences_in_every_supported_language() -> None:
    assert sorted(CLEAN) == sorted(SUPPORTED)


@pytest.mark.parametrize("language", SUPPORTED)
def test_clean_sentences_are_left_alone(without_names: Normalizer, language: str) -> None:
    for text in (*CLEAN[language], " ".join(CLEAN[language]), "\n".join(CLEAN[language])):
        assert without_names(text).edits == ()
        assert without_names(Document(text, language)).edits == ()


@pytest.mark.parametrize("language", SUPPORTED)
def test_clean_sentences_are_in_the_language_they_are_in(
    without_names: Normalizer, language: str
) -> None:
    assert without_names("\n".join(CLEAN[language])).language == language


@pytest.mark.parametrize("language", sorted(SPACING_CEILING))
def test_lines_of_a_news_corpus_are_left_alone(without_names: Normalizer, language: str) -> None:
    path = NTREX / f"{language}.txt"
    if not path.is_file():
        pytest.skip("no NTREX corpus here; name its folder in NORMALIZER_NTREX")
    lines = path.read_text(encoding="utf-8").split("\n")
    rules = Counter(edit.rule for document in without_names.pipe(lines) for edit in document.edits)
    spacing = sum(count for rule, count in rules.items() if rule.startswith("spacing."))
    others = {rule: count for rule, count in rules.items() if not rule.startswith("spacing.")}
    assert others == DAMAGED.get(language, {})
    assert spacing <= SPACING_CEILING[language]
