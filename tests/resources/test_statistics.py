"""The pack of letter and word statistics."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from normalizer.errors import ResourceError
from normalizer.resources.keys import BITS, ORDER, alphabet_of, hashed, packed
from normalizer.resources.statistics import ScriptStatistics, load_statistics

from ..patience import PATIENCE  # noqa: TID252  the suite is no installed package

STATISTICS = load_statistics()


def test_every_script_of_the_pack_has_its_languages() -> None:
    assert set(STATISTICS) == {"Latin", "Cyrillic", "Arabic"}
    assert STATISTICS["Cyrillic"].languages == ("ru", "uk", "be", "bg", "sr", "mk")
    assert sum(len(script.languages) for script in STATISTICS.values()) == 38


def test_scores_have_a_row_a_word_and_a_column_a_language() -> None:
    scores = STATISTICS["Latin"].word_scores(["Haus", "maison", "x"])
    assert scores.shape == (3, len(STATISTICS["Latin"].languages))
    assert scores.dtype == np.float32
    assert (scores < 0).all()
    assert STATISTICS["Latin"].word_scores([]).shape == (0, 30)


def test_a_word_scores_the_same_whatever_stands_beside_it() -> None:
    latin = STATISTICS["Latin"]
    together = latin.word_scores(["und", "Verteidigungsminister", "a"])
    alone = [latin.word_scores([word])[0] for word in ("und", "Verteidigungsminister", "a")]
    assert np.array_equal(together, np.stack(alone))


def test_case_does_not_matter() -> None:
    latin = STATISTICS["Latin"]
    assert np.array_equal(latin.word_scores(["STRASSE"]), latin.word_scores(["strasse"]))


@pytest.mark.parametrize(
    ("script", "word", "language"),
    [("Latin", "nicht", "de"), ("Latin", "które", "pl"), ("Cyrillic", "который", "ru"),
     ("Cyrillic", "який", "uk"), ("Cyrillic", "които", "bg"), ("Arabic", "است", "fa")],
)  # fmt: skip
def test_a_common_word_is_likeliest_in_its_own_language(
    script: str, word: str, language: str
) -> None:
    scores = STATISTICS[script].word_scores([word])[0]
    assert STATISTICS[script].languages[int(scores.argmax())] == language


def test_signs_outside_the_alphabet_and_the_boundary_itself_are_scored() -> None:
    scores = STATISTICS["Latin"].word_scores(["日本", "\U0001f600", "a\0b", "1234", ""])
    assert np.isfinite(scores).all()
    assert scores.shape[0] == 5


def test_keys_of_ngrams_never_collide() -> None:
    alphabet = alphabet_of("abc")
    grams = [a + b + c for a in ("", *"abc") for b in ("", *"abc") for c in "abc"]
    assert len({packed(gram, alphabet) for gram in grams}) == len(set(grams))
    assert BITS * ORDER <= 64


def test_the_hash_of_a_word_never_changes() -> None:
    assert hashed("") == 0
    assert hashed("über") == 0xD2E10488


def test_a_missing_array_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "Latin.txt").write_text("de en\nab\n", encoding="utf-8")
    with pytest.raises(ResourceError, match=r"Latin\.gram_keys\.npy:1"):
        ScriptStatistics(tmp_path, "Latin").word_scores(["ab"])


MEMORY = """
import numpy, pathlib, regex
def resident():
    status = pathlib.Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmRSS:")[2].split()[0])
before = resident()
from normalizer.resources.statistics import load_statistics
for script in load_statistics().values():
    script.word_scores(["Haus"])
print(resident() - before)
"""
MOST = 30 * 1024
"""KB that all statistics may take once they are loaded and used, with the code that reads them."""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="no /proc to read memory from")
def test_the_statistics_take_little_memory() -> None:
    done = subprocess.run(
        [sys.executable, "-c", MEMORY], capture_output=True, text=True, timeout=PATIENCE, check=True
    )
    assert int(done.stdout) < MOST
