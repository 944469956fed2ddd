"""Noise that leaves every letter in its place, so that the spans stay true."""

import random
import re
from collections.abc import Callable
from dataclasses import replace

from passages.articles import Case

_LATIN = "aeopcxyiABEKMHOPCT"
_CYRILLIC = "аеорсхуіАВЕКМНОРСТ"
_LOOKALIKES = dict(zip(_LATIN + _CYRILLIC, _CYRILLIC + _LATIN, strict=True))
_ALPHABETS = ("abcdefghijklmnopqrstuvwxyz", "абвгдежзийклмнопрстуфхцчшщьюя")
_PLAIN = str.maketrans("äöüÄÖÜß", "aouAOUs")
_MARKS = re.compile('[.,;:!?…„“”«»‹›"]')
_TYPOS = 0.03
_HOMOGLYPHS = 0.02

Noise = Callable[[str, random.Random], str]


def _folded(fold: Callable[[str], str]) -> Noise:
    """Folds every letter whose other case is one letter as well."""

    def spoil(text: str, _rng: random.Random) -> str:
        return "".join(other if len(other := fold(c)) == 1 else c for c in text)

    return spoil


def _typos(text: str, rng: random.Random) -> str:
    def spoiled(letter: str) -> str:
        alphabet = next((found for found in _ALPHABETS if letter.lower() in found), "")
        return rng.choice(alphabet) if alphabet and rng.random() < _TYPOS else letter

    return "".join(map(spoiled, text))


def _homoglyphs(text: str, rng: random.Random) -> str:
    return "".join(
        _LOOKALIKES[c] if c in _LOOKALIKES and rng.random() < _HOMOGLYPHS else c for c in text
    )


NOISE: dict[str, Noise] = {
    "lower": _folded(str.lower),
    "UPPER": _folded(str.upper),
    "no umlauts": lambda text, _: text.translate(_PLAIN),
    "typos 3 %": _typos,
    "homoglyphs 2 %": _homoglyphs,
    "no punctuation": lambda text, _: _MARKS.sub(" ", text),
    "one line": lambda text, _: text.replace("\n", " "),
}
"""What is done to a text, by the name in the table."""


def spoiled(case: Case, name: str) -> Case:
    """``case`` with noise in its text, the same for the same case."""
    rng = random.Random(f"{case.id}|{name}")  # noqa: S311  a benchmark, no secret
    return replace(case, text=NOISE[name](case.text, rng))
