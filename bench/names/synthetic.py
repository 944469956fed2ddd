"""Names that nobody bears, as many as wanted: one or two words of syllables."""

import random
from collections.abc import Sequence

from normalizer.resources.glossary import Entry, Glossary, SurfaceForm

_CONSONANTS = ["b", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "w", "sch", "tsch"]
_SYLLABLES = [first + vowel for first in _CONSONANTS for vowel in "aeiou"]
_LEAST, _MOST = 2, 4
_ONE_WORD = 0.3
_REAL = 0.002
"""The share of names that are words of the text, so that something is found."""


def names(count: int, words: Sequence[str], seed: int) -> list[str]:
    """So many different names; a few are of ``words``, which begin with a capital."""
    rng = random.Random(seed)  # noqa: S311  repeatable, not secret
    found: dict[str, None] = {}
    while len(found) < count:
        if rng.random() < _REAL:
            found[rng.choice(words)] = None
            continue
        said = [_word(rng) for _ in range(1 if rng.random() < _ONE_WORD else 2)]
        found[" ".join(said)] = None
    return list(found)


def glossary(forms: Sequence[str]) -> Glossary:
    """One entry for each of ``forms``, whose preferred name is another."""
    entries = (
        Entry(
            f"xx-{number}",
            "person",
            {"preferred": f"{form}x"},
            {},
            (SurfaceForm(form, "de", "variant", "preferred"),),
            "bench",
        )
        for number, form in enumerate(forms)
    )
    return Glossary({entry.id: entry for entry in entries})


def _word(rng: random.Random) -> str:
    count = rng.randint(_LEAST, _MOST)
    return "".join(rng.choice(_SYLLABLES) for _ in range(count)).capitalize()
