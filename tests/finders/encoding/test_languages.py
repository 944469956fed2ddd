"""Damage is undone in every language of the statistics; single-byte text in others is left."""

import tomllib
from pathlib import Path

import pytest

from normalizer import repair
from normalizer.resources.statistics import load_statistics

_CASES = Path(__file__).resolve().parents[2] / "cases" / "encoding"
COVERED = sorted({code for script in load_statistics().values() for code in script.languages})
FOREIGN = (
    ("el", "iso8859-7", "latin-1"), ("el", "cp1253", "cp1251"), ("he", "cp1255", "cp1252"),
)  # fmt: skip
"""Languages without statistics, the table their text is in, and the one it is read with."""


def _sentence(language: str) -> str:
    """The longest clean sentence in ``language`` of the cases that has letters beyond ASCII."""
    found = [
        case["text"]
        for name in ("clean", "negatives")
        for case in tomllib.loads((_CASES / f"{name}.toml").read_text(encoding="utf-8"))["case"]
        if case["language"] == language and not case["text"].isascii()
    ]
    return max(found, key=len)


@pytest.mark.parametrize("language", COVERED)
@pytest.mark.parametrize("table", ["latin-1", "cp866"])
def test_misread_text_in_a_covered_language_is_repaired(language: str, table: str) -> None:
    sentence = _sentence(language)
    assert repair(sentence.encode().decode(table))[0] == sentence


@pytest.mark.parametrize(("language", "true", "read"), FOREIGN)
def test_swapped_text_in_another_language_is_left(language: str, true: str, read: str) -> None:
    damaged = _sentence(language).encode(true, "ignore").decode(read, "ignore")
    assert repair(damaged) == (damaged, ())
