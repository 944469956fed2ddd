"""The list of common words, asked by words and by hashes."""

import numpy as np
import pytest

from normalizer.resources.keys import hashed, hashes_of
from normalizer.resources.statistics import load_statistics
from normalizer.resources.word_list import WordList

RUSSIAN = 0
LISTED = load_statistics()["Cyrillic"].words
STEMS = ("город", "нов", "мы", "ххх", "", "ё")
ENDINGS = ("", "а", "ов", "ами", "ость")


def test_a_stem_and_an_ending_have_the_hash_of_the_word_they_make() -> None:
    expected = [[hashed(stem + ending) for ending in ENDINGS] for stem in STEMS]
    assert hashes_of(STEMS, ENDINGS).tolist() == expected


def test_endings_of_several_alphabets_have_hashes_together() -> None:
    endings = ("er", "ёр", "őr", "\N{GRINNING FACE}")
    expected = [[hashed(f"maler{ending}") for ending in endings]]
    assert hashes_of(["maler"], endings).tolist() == expected


def test_no_stems_have_no_hashes() -> None:
    assert hashes_of([], ENDINGS).shape == (0, len(ENDINGS))


@pytest.mark.parametrize("column", [0, 1, 5])
def test_by_its_hash_a_word_has_the_same_score(column: int) -> None:
    words = [stem + ending for stem in STEMS for ending in ENDINGS]
    by_word = LISTED.scores(words)[:, column]
    by_hash = LISTED.scores_in(column, hashes_of(STEMS, ENDINGS))
    assert np.array_equal(by_hash.ravel(), by_word)


def test_words_that_are_listed_and_words_that_are_not_are_told_apart() -> None:
    scores = LISTED.scores_in(RUSSIAN, hashes_of(["город"], ["а", "ъъ"]))
    assert np.isfinite(scores).tolist() == [[True, False]]


def test_an_empty_list_has_no_word() -> None:
    none = WordList(
        np.zeros(0, np.uint32), np.zeros(0, np.uint8), np.zeros(0, np.int8), languages=2, scale=8.0
    )
    assert np.isneginf(none.scores(["город"])).all()
    assert np.isneginf(none.scores_in(1, hashes_of(["город"], ["", "а"]))).all()
