"""Letters that the language of a text is not written with: names have them, and misread words."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from operator import or_
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from normalizer.finders.encoding.glance import Seen
from normalizer.finders.encoding.neighbours import Neighbours
from normalizer.finders.encoding.pairs import Places
from normalizer.finders.encoding.signs import Codes
from normalizer.resources.statistics import SCALE, ScriptStatistics

Masks = npt.NDArray[np.uint32]
Flags = npt.NDArray[np.bool_]
Scores = npt.NDArray[np.float32]

_KNOWN = -8.7
"""Log probability of a letter above which a language may be written with it."""

_ASCII = 0x80
_FEWER = 1.5
_FEW = 3.0
"""How many times as many letters outside ASCII a language may usually have, and how many more."""

_SAMPLE = 400
"""Code points that tell the language of a text; of one so short its letters are asked at once."""

_NO_LANGUAGE = np.uint32(1 << 31)
"""A bit that no language has, for letters none is written with."""

EVERYWHERE = np.uint32(0xFFFFFFFF)

_UNLIKELY = 1.0
_ALIKE = 4.0
"""Nats by which a language fits the letters of a short text too badly, and their pairs."""


class Strange(NamedTuple):
    """Where a text has letters outside ASCII, as offsets, that its languages haven't.

    ``languages`` are those that it may be in, a bit for each of the statistics for Latin.
    """

    places: Places
    languages: int


@dataclass(frozen=True)
class StrangeLetters:
    """Finds the Latin letters outside ASCII that the language of a text doesn't account for.

    >>> strange = StrangeLetters(Neighbours())
    >>> text = "Wir lieáen die Tür zur Küche offen, weil uns danach war."
    >>> [found.places.tolist() for found in strange(text, np.array([len(text)]))]
    [[7]]
    >>> list(strange(text.replace("á", "ß"), np.array([len(text)])))
    []
    """

    neighbours: Neighbours

    def __call__(self, text: str, ends: Places, skip: Sequence[bool] = ()) -> Iterator[Strange]:
        """Those of several texts that are one ``text`` and end, with a break, at ``ends``.

        Clean text costs next to nothing. The texts to ``skip`` are left out.
        """
        if text.isascii():
            return
        places = self.neighbours.glance(text).places(Seen.ACCENTED)
        if not len(places):
            return
        units = self.neighbours.units(text)
        written = self.written.take(units.take(places))
        bounds = [0, *ends.tolist()]
        starts = places.searchsorted([*bounds[:-1], len(text)]).tolist()
        for number in self._odd(units, bounds, written, starts):
            if skip and skip[number]:
                continue
            begin, end = bounds[number], bounds[number + 1]
            usual = self._languages_of(units[begin : min(end, begin + _SAMPLE)])
            span = slice(starts[number], starts[number + 1])
            found = places[span][(written[span] & usual) == 0]
            if len(found):
                yield Strange(found, int(usual))

    def languages(self, text: str) -> int:
        """The bits of the languages that neighbouring ASCII letters of ``text`` fit best."""
        return int(self._languages_of(self.neighbours.units(text)[:_SAMPLE]))

    def _odd(
        self, units: Codes, bounds: Sequence[int], written: Masks, starts: Sequence[int]
    ) -> list[int]:
        """The numbers of the texts whose letters outside ASCII are odd.

        Letters of a text that are ``written`` in some languages begin at one of ``starts``. Long
        texts are odd if no language is written with just those letters, and about as many of
        them; short ones if that is not so of the language which their other letters fit best.
        """
        # Loops over plain numbers are faster than arrays of so few.
        some = [n for n in range(len(bounds) - 1) if starts[n] < starts[n + 1]]
        common = np.bitwise_and.reduceat(written, [starts[n] for n in some]).tolist()
        odd, short = [], {}
        for number, languages in zip(some, common, strict=True):
            size, count = bounds[number + 1] - bounds[number], starts[number + 1] - starts[number]
            if size <= _SAMPLE:
                short[number] = languages
            elif not self._accounts(languages, (_FEWER * count + _FEW) / size):
                odd.append(number)
        if short:
            able = (np.array([*short.values()], np.uint32)[:, None] & self._bits) != 0
            scores = self._by_letters(units, [(bounds[n], bounds[n + 1]) for n in short])
            best = np.where(able, scores, -np.inf).max(axis=1)
            far = best < scores.max(axis=1) - _UNLIKELY
            odd += [number for number, is_far in zip(short, far.tolist(), strict=True) if is_far]
        return sorted(odd)

    def _accounts(self, languages: int, share: float) -> bool:
        """Whether one of the ``languages`` has usually no greater ``share`` of such letters."""
        shares, modest = self._modest
        return languages & modest[bisect_right(shares, share)] != 0

    def _by_letters(self, units: Codes, spans: Iterable[tuple[int, int]]) -> Scores:
        """How well the ASCII letters of each text fit each language, in nats."""
        taken = [units[begin:end] for begin, end in spans]
        size = len(self._letters)
        numbers = np.repeat(np.arange(0, size * len(taken), size), list(map(len, taken)))
        numbers += self._rows.take(np.concatenate(taken), mode="clip")
        counts = np.bincount(numbers, minlength=size * len(taken))
        return np.asarray(counts.reshape(len(taken), size).astype(np.float32) @ self._letters)

    def _languages_of(self, units: Codes) -> np.uint32:
        """The bits of the languages that neighbouring ASCII letters of ``units`` fit best."""
        rows = self._rows.take(units, mode="clip")
        numbers = rows[:-1] * (self._size + 1)
        numbers += rows[1:]
        scores = np.bincount(numbers, minlength=len(self._pairs)).astype(np.float32) @ self._pairs
        likely = scores >= scores.max() - _ALIKE
        return np.uint32(int.from_bytes(np.packbits(likely, bitorder="little").tobytes(), "little"))

    @property
    def _latin(self) -> ScriptStatistics:
        return self.neighbours.statistics["Latin"]

    @cached_property
    def _bits(self) -> Masks:
        return np.uint32(1) << np.arange(len(self._latin.languages), dtype=np.uint32)

    @cached_property
    def written(self) -> Masks:
        """For each UTF-16 unit the bits of the languages with it, all where it is no letter."""
        table = np.full(1 << 16, EVERYWHERE, np.uint32)
        likely = self._latin.first_signs[1:] > _KNOWN * SCALE
        for letter, languages in zip(self._latin.alphabet, likely, strict=True):
            bits = self._bits[languages].sum(dtype=np.uint32) | _NO_LANGUAGE
            if letter.upper() != letter:
                for sign in (letter, letter.upper()[:1]):
                    if not sign.isascii():
                        table[ord(sign)] = bits
        return table

    @cached_property
    def _modest(self) -> tuple[list[float], list[int]]:
        """The shares of signs that are letters outside ASCII, least first, and languages by them.

        For each number of shares the bits of the languages that have those.
        """
        accented = [i for i, sign in enumerate(self._latin.alphabet, 1) if not sign.isascii()]
        scores = self._latin.first_signs[accented].astype(np.float32) / np.float32(SCALE)
        shares = np.exp(scores).sum(axis=0)
        order = np.argsort(shares)
        bits = accumulate(self._bits[order].tolist(), or_, initial=0)
        return shares[order].tolist(), list(bits)

    @cached_property
    def _rows(self) -> Places:
        """The row of each ASCII sign in the tables below, that of blanks for all but letters.

        The last is for all other letters, which tell nothing, since they may be misread.
        """
        table = np.zeros(_ASCII + 1, np.intp)
        for row, letter in enumerate(self._latin.alphabet, 1):
            if letter.isascii():
                table[ord(letter)] = table[ord(letter.upper())] = row
        table[_ASCII] = self._size
        return table

    @cached_property
    def _letters(self) -> Scores:
        """Log probabilities of the ASCII letters among each other, by language."""
        said = self._latin.first_signs[1 : self._size] / np.float32(SCALE)
        scores = np.zeros((self._size + 1, len(self._bits)), np.float32)
        scores[1:-1] = said - np.logaddexp.reduce(said, axis=0)
        return scores

    @cached_property
    def _pairs(self) -> Scores:
        """The same of neighbours: a row for each two letters."""
        said = self._latin.pairs[: self._size, : self._size] / np.float32(SCALE)
        scores = np.zeros((self._size + 1, self._size + 1, len(self._bits)), np.float32)
        scores[:-1, :-1] = said - np.logaddexp.reduce(said, axis=(0, 1))
        scores[0, 0] = 0.0
        return scores.reshape(-1, len(self._bits))

    @cached_property
    def _size(self) -> int:
        """How many rows there are for blanks and ASCII letters."""
        return 1 + sum(map(str.isascii, self._latin.alphabet))
