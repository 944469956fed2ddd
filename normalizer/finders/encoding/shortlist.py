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

MARKS = "„“”‚‘’«»‹›\"'()[],.;:!?"
"""Marks around words that may be whole where the words aren't."""

_SIGNS = 600
"""A shortlist needs no more than this; what is long is damaged in one way, or by passages."""

_AT_ONCE = 1 << 10
"""Signs times tables they may have been read with."""


@dataclass(frozen=True)
class Shortlist:
    """Scores every swap on some words at once."""

    neighbours: Neighbours

    def __call__(self, words: Sequence[str]) -> list[Swap]:
        """The swaps under which neighbouring signs of ``words`` fit best, best first.

        >>> Shortlist(Neighbours())(["Ñòîëòåíáåðã", "ñêàçàë"])[0].name
        'cp1251 read as cp1252'
        """
        said = list(dict.fromkeys(map(_bare, words)))
        text = " ".join(word for word in said if not word.isascii())[:_SIGNS]
        if not text:
            return []
        gains = np.maximum(self._gains(f" {text} "), 0.0).sum(axis=2) - self._costs
        return self._best(gains, _LONGEST if len(text) > _FEW else _LONGEST_OF_FEW)

    def by_word(self, words: Sequence[str]) -> list[list[Swap]]:
        """The same for each of ``words`` alone."""
        if not words:
            return []
        gains = self._gains(f" {' '.join(map(_bare, words))} ") - self._costs[:, :, np.newaxis]
        # Words of bare marks leave nothing between their blanks, and words hold no blanks.
        hopeful = gains.max(axis=(0, 1)) > _LEAST
        return [
            self._best(gains[:, :, n], _LONGEST_OF_FEW) if hopeful[n] else []
            for n in range(len(words))
        ]

    def _best(self, gains: npt.NDArray[np.float32], longest: int) -> list[Swap]:
        order = np.argsort(-gains, axis=None)[:longest]
        return [self._swaps[i] for i in order if gains.flat[i] > _LEAST]

    def _gains(self, text: str) -> npt.NDArray[np.float32]:
        """By how much a word reads better: tables read with, tables written in, words."""
        scores, signs = self.neighbours.scores, self.neighbours.signs
        units = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), np.uint16)
        blanks = np.flatnonzero(units == ord(" "))
        now = signs[units]
        before = np.add.reduceat(scores[now[:-1], now[1:]], blanks[:-1])
        words = blanks[:-1]
        gains = np.zeros((len(SWAP_READERS), len(SWAP_WRITERS), len(words)), np.float32)
        # Of a few words all tables are tried at once; more wouldn't stay near the processor.
        step = max(1, _AT_ONCE // len(units))
        for first in range(0, len(SWAP_READERS), step):
            raw = self._places[first : first + step].take(units, axis=1)
            unwritable = (raw == 0) & (units > 0)
            codes = self._written[:, raw]
            after = np.add.reduceat(scores[codes[..., :-1], codes[..., 1:]], words, axis=2)
            out = np.logical_or.reduceat(unwritable[:, :-1], words, axis=1)
            better = (after - before).transpose(1, 0, 2)
            gains[first : first + step] = np.where(out[:, np.newaxis], np.float32(0), better)
        return gains

    @cached_property
    def _places(self) -> npt.NDArray[np.uint8]:
        """For each table read with, the byte of each UTF-16 unit; none is 0."""
        places = np.zeros((len(SWAP_READERS), 1 << 16), np.uint8)
        places[:, :0x80] = np.arange(0x80)
        for number, name in enumerate(SWAP_READERS):
            for letter, byte in bytes_of(name).items():
                places[number, ord(letter)] = byte
        return places

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


def _bare(word: str) -> str:
    return word.strip(MARKS)
