"""Which of all pairs of single-byte tables may explain some words, by neighbouring signs."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from normalizer.finders.encoding.neighbours import Neighbours
from normalizer.finders.encoding.tables import (
    SWAP_READERS,
    SWAP_WRITERS,
    SWAPS,
    Swap,
    bytes_of,
    letters_of,
)

_LEAST = 1.0
_LONGEST = 6
_LONGEST_OF_FEW = 14
_FEW = 60
"""How many swaps are worth a closer look: more where few signs speak for any."""

_MARKS = "„“”‚‘’«»‹›\"'()[],.;:!?"
"""Marks around words that may be whole where the words aren't."""

_SIGNS = 600
"""A shortlist needs no more than this; what is long is damaged in one way, or by passages."""


@dataclass(frozen=True)
class Shortlist:
    """Scores every swap on some words at once."""

    neighbours: Neighbours

    def __call__(self, words: Sequence[str]) -> list[Swap]:
        """The swaps under which neighbouring signs of ``words`` fit best, best first.

        >>> Shortlist(Neighbours())(["Ñòîëòåíáåðã", "ñêàçàë"])[0].name
        'cp1251 read as cp1252'
        """
        bare = (word.strip(_MARKS) for word in words)
        said = [word for word in dict.fromkeys(bare) if not word.isascii()]
        text = " ".join(said)[:_SIGNS]
        if not text:
            return []
        gains = self._gains(f" {text} ")
        gains -= self._costs
        longest = _LONGEST if len(text) > _FEW else _LONGEST_OF_FEW
        order = np.argsort(-gains, axis=None)[:longest]
        return [self._swaps[i] for i in order if gains.flat[i] > _LEAST]

    def _gains(self, text: str) -> npt.NDArray[np.float32]:
        """By how much the words read better: tables read with, tables written in."""
        scores, signs = self.neighbours.scores, self.neighbours.signs
        units = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), np.uint16)
        blanks = np.flatnonzero(units == ord(" "))
        now = signs[units]
        before = np.add.reduceat(scores[now[:-1], now[1:]], blanks[:-1])
        total = np.zeros((len(SWAP_READERS), len(SWAP_WRITERS)), np.float32)
        for i, places in enumerate(self._places):
            raw = places[units]
            unwritable = (raw == 0) & (units > 0)
            codes = self._written[:, raw]
            after = np.add.reduceat(scores[codes[:, :-1], codes[:, 1:]], blanks[:-1], axis=1)
            gains = after - before
            gains[:, np.logical_or.reduceat(unwritable[:-1], blanks[:-1])] = 0.0
            total[i] = np.maximum(gains, 0.0).sum(axis=1)
        return total

    @cached_property
    def _places(self) -> list[npt.NDArray[np.uint8]]:
        """For each table read with, the byte of each UTF-16 unit; none is 0."""
        tables = []
        for name in SWAP_READERS:
            places = np.zeros(1 << 16, np.uint8)
            places[:0x80] = np.arange(0x80)
            for letter, byte in bytes_of(name).items():
                places[ord(letter)] = byte
            tables.append(places)
        return tables

    @cached_property
    def _written(self) -> npt.NDArray[np.uint16]:
        """For each table written in, the code of each byte."""
        return np.stack(
            [self.neighbours.signs[[ord(c) for c in letters_of(name)]] for name in SWAP_WRITERS]
        )

    @cached_property
    def _swaps(self) -> list[Swap]:
        """As `_costs`, flattened."""
        return [
            SWAPS.get((true, read), Swap(true, read))
            for read in SWAP_READERS
            for true in SWAP_WRITERS
        ]

    @cached_property
    def _costs(self) -> npt.NDArray[np.float32]:
        costs = [s.cost if (s.true, s.read) in SWAPS else np.inf for s in self._swaps]
        return np.array(costs, np.float32).reshape(len(SWAP_READERS), len(SWAP_WRITERS))
