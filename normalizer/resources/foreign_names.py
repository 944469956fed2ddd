"""Whether a Cyrillic word spells a name that is at home in Latin script.

How letters are spelled is learned from towns, the names are those that several languages have in
common; `tools/statistics/spellings.py` computes both; provenance is in ``NOTICE``.
"""

import unicodedata
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nlargest
from pathlib import Path

import numpy as np

from normalizer.errors import ResourceError
from normalizer.resources.keys import BOUNDARY
from normalizer.resources.locate import data_file

NAMES = "Latin.names.npy"
SPELLINGS = "Cyrillic.spellings.tsv"
NOTHING = "-"
"""The files, and the mark of a letter that is not spelled at all."""

LONGEST_PIECE = 2
LONGEST_SPELLING = 3
"""Letters that are spelled together, and of a spelling, at most."""

CHECKED = (3, 5, 7, 9)
"""So many first letters of all names are known, which ends most attempts soon."""

_HASHES = (0x9E3779B1, 0x85EBCA6B, 0xC2B2AE35, 0x27D4EB2F, 0x165667B1)
_WORD = 0xFFFFFFFF
_SCALE = 8.0
_RAREST = -4.6
"""Nats of the rarest spelling that is tried; nothing is gained by what hardly ever was."""

_BEAM = 60
_ENDINGS = ("", "а", "у", "е", "і", "и", "ы", "ом", "ем", "ою", "ой", "ів", "ов", "ам", "ах",
            "ами", "ові")  # fmt: skip
"""What Russian and Ukrainian put behind a name that ends in a consonant, or instead of its -a."""

_ENDED = 2.5
_SHORTEST, _LONGEST = 5, 20
"""Nats that an ending costs; letters of a name without it, and of a word with it. Of shorter words
nearly all spell some name."""

_PLAIN = str.maketrans(
    {"ß": "ss", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ı": "i"}
)

Spellings = Mapping[str, Sequence[tuple[str, float]]]


def folded(name: str) -> str:
    """``name`` in small letters of ASCII, as far as its letters have such a base.

    >>> folded("Agüero"), folded("Łódź")
    ('aguero', 'lodz')
    """
    apart = unicodedata.normalize("NFD", name.lower().translate(_PLAIN))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def name_key(name: str) -> str:
    """What stands for the whole of ``name`` in the filter, where the beginnings are, too."""
    return name + BOUNDARY


def bits_of(entry: str, size: int) -> Iterator[int]:
    """The places of ``entry`` in a filter of ``size`` bits."""
    number = zlib.crc32(entry.encode())
    return ((number * factor & _WORD) * size >> 32 for factor in _HASHES)


@dataclass(frozen=True)
class ForeignNames:
    """Knows names in Latin script, and how Russian and Ukrainian spell them.

    >>> known = ForeignNames(data_file("statistics"))
    >>> known.likelihood("паддингтон") > -2 > known.likelihood("каддингтон")
    True
    """

    folder: Path

    def likelihood(self, word: str) -> float:
        """How likely ``word`` (small Cyrillic letters) spells the name that fits it best.

        A natural log probability of the spelling, whatever the name; minus infinity where no
        name fits. Words of fewer than five letters are no evidence. One word in fifty that
        is no name may seem to be one.
        """
        if not _SHORTEST <= len(word) <= _LONGEST:
            return -np.inf
        reached = self._reached(word)
        best = -np.inf
        for ending in _ENDINGS:
            end = len(word) - len(ending)
            if end < _SHORTEST or not word.endswith(ending):
                continue
            cost = _ENDED * bool(ending)
            found = (nats for name, nats in reached[end].items() if self._has(name_key(name)))
            best = max(best, max(found, default=-np.inf) - cost)
        return best

    def _reached(self, word: str) -> list[dict[str, float]]:
        """What each beginning of ``word`` may spell, as far as names begin so; and its nats."""
        reached: list[dict[str, float]] = [{} for _ in range(len(word) + 1)]
        reached[0][""] = 0.0
        for at in range(len(word)):
            kept = nlargest(_BEAM, reached[at].items(), key=lambda known: known[1])
            for size in range(1, min(LONGEST_PIECE, len(word) - at) + 1):
                after = reached[at + size]
                for spelling, cost in self._spellings.get(word[at : at + size], ()):
                    for name, nats in kept:
                        longer = name + spelling
                        if nats + cost > after.get(longer, -np.inf) and self._begins(name, longer):
                            after[longer] = nats + cost
        return reached

    def _begins(self, name: str, longer: str) -> bool:
        """Whether some name begins as ``longer`` does, if one does as ``name``."""
        known = (longer[:size] for size in CHECKED if len(name) < size <= len(longer))
        return all(self._has(beginning) for beginning in known)

    def _has(self, entry: str) -> bool:
        filter_ = self._filter
        return all(filter_[bit >> 3] >> (bit & 7) & 1 for bit in bits_of(entry, 8 * len(filter_)))

    @cached_property
    def _filter(self) -> bytes:
        path = self.folder / NAMES
        try:
            return bytes(np.load(path, allow_pickle=False))
        except (OSError, ValueError) as error:
            message = f"{path}:1: the statistics can't be read; install the package again"
            raise ResourceError(message) from error

    @cached_property
    def _spellings(self) -> Spellings:
        path = self.folder / SPELLINGS
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
            return {piece: _tried(said) for piece, *said in map(str.split, lines)}
        except (OSError, ValueError) as error:
            message = f"{path}:1: the statistics can't be read; install the package again"
            raise ResourceError(message) from error


def _tried(said: Sequence[str]) -> list[tuple[str, float]]:
    """The spellings that a line tells with their nats, without the rarest."""
    steps = zip(said[::2], said[1::2], strict=True)
    found = [(spelling.replace(NOTHING, ""), -int(step) / _SCALE) for spelling, step in steps]
    return [(spelling, nats) for spelling, nats in found if nats > _RAREST]


def load_foreign_names(folder: Path | None = None) -> ForeignNames:
    """The names and their spellings; nothing is read yet."""
    return ForeignNames(folder or data_file("statistics"))
