"""Whether a Cyrillic word spells a name that is at home in Latin script.

How letters are spelled is learned from towns, the names are those that several languages have in
common; `tools/statistics/spellings.py` computes both; provenance is in ``NOTICE``.
"""

import unicodedata
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from operator import itemgetter
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
_REMEMBERED = 5_000
"""Spellings of the beginning of a word that are pursued, and beginnings that are remembered."""

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

    def likelihood(self, word: str, least: float = -np.inf) -> float:
        """How likely ``word`` (small Cyrillic letters) spells the name that fits it best.

        A natural log probability of the spelling, whatever the name; minus infinity where no
        name fits, or none whose spelling is likelier than ``least``. Words of fewer than five
        letters are no evidence. One word in fifty that is no name may seem to be one.
        """
        if not _SHORTEST <= len(word) <= _LONGEST:
            return -np.inf
        best = least
        for ending in _ENDINGS:
            end = len(word) - len(ending)
            if end < _SHORTEST or not word.endswith(ending):
                continue
            cost = _ENDED * bool(ending)
            for name, nats in self._reached(word[:end], least).items():
                if nats - cost > best and self._has(name_key(name)):
                    best = nats - cost
        return best if best > least else -np.inf

    def _reached(self, beginning: str, least: float) -> dict[str, float]:
        """What the ``beginning`` of a word may spell, as far as names begin so; and its nats.

        Readings of one damaged word begin alike, so that the latest beginnings are kept.
        """
        if not beginning:
            return {"": 0.0}
        key = beginning, least
        if key not in self._remembered:
            reached: dict[str, float] = {}
            for size in range(min(LONGEST_PIECE, len(beginning)), 0, -1):
                before, piece = beginning[:-size], beginning[-size:]
                if spellings := self._spellings.get(piece):
                    self._extend(reached, self._reached(before, least), spellings, least)
            if len(self._remembered) >= _REMEMBERED:
                self._remembered.clear()
            self._remembered[key] = dict(sorted(reached.items(), key=itemgetter(1), reverse=True))
        return self._remembered[key]

    def _extend(
        self,
        reached: dict[str, float],
        before: Mapping[str, float],
        spellings: Sequence[tuple[str, float]],
        least: float,
    ) -> None:
        """Put into ``reached`` what was spelled ``before``, with one of the ``spellings``."""
        for spelling, cost in spellings:
            for name, nats in islice(before.items(), _BEAM):
                # The likeliest come first.
                if nats + cost <= least:
                    break
                longer = name + spelling
                if nats + cost > reached.get(longer, -np.inf) and self._begins(name, longer):
                    reached[longer] = nats + cost

    def _begins(self, name: str, longer: str) -> bool:
        """Whether some name begins as ``longer`` does, if one does as ``name``."""
        before, size = len(name), len(longer)
        for checked in CHECKED:
            if before < checked <= size and not self._has(longer[:checked]):
                return False
        return True

    def _has(self, entry: str) -> bool:
        filter_ = self._filter
        return all(filter_[bit >> 3] >> (bit & 7) & 1 for bit in bits_of(entry, 8 * len(filter_)))

    @cached_property
    def _remembered(self) -> dict[tuple[str, float], dict[str, float]]:
        return {}

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
