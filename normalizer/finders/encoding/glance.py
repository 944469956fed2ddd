"""One glance over a text finds the few signs in it that any finder may have to look at."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from normalizer.document.span import Span
from normalizer.finders.encoding.pair_tables import PairTables
from normalizer.finders.encoding.pairs import NOWHERE, Kind, Kinds, Places
from normalizer.finders.encoding.signs import Codes
from normalizer.resources.statistics import SCALE, ScriptStatistics

ACCENTED = range(0xC0, 0x250)
"""From the first to the last Latin letter outside ASCII; nearly all signs between are letters."""

CYRILLIC = range(0x400, 0x500)
COMMON = range(0x410, 0x450)
SMALL = range(0x430, 0x450)
"""Cyrillic letters: all of them, those that nearly every language has, and the small ones."""

_MARKS = 0xA0
"""From there on signs are no ASCII, in code points."""

_TWO = np.dtype("<u2")

_BLOCK = 1 << 15
"""Units that are looked at at once."""

_FREQUENT = -4.5
"""Log probability of a letter in the language that has it most."""

_CLASSES = 1 << 8
"""As many as fit into a byte."""

_CAPITAL = -3.0
"""What the log probability of a letter is less for its capital, roughly."""


class Seen:
    """What a sign is, or it and the one before it, a bit for each; they may be several of it."""

    LOOK = 1 << 0
    RARE = 1 << 1
    SHOUTED = 1 << 2
    """The pair is of that `Kind`."""
    ACCENTED = 1 << 3
    """The sign is a Latin letter outside ASCII."""
    UNCOMMON = 1 << 4
    """It is a Cyrillic letter that not nearly every language has, but none of the `frequent`."""
    MARK = 1 << 5
    """It is neither ASCII nor Cyrillic."""
    BEHIND_MARK = 1 << 6
    """It is a small letter that nearly every Cyrillic language has, behind such a mark."""
    PAIR = 1 << 7
    """The pair is of some `Kind`."""


_OF_PAIRS = {Kind.LOOK: Seen.LOOK, Kind.RARE: Seen.RARE, Kind.SHOUTED: Seen.SHOUTED}
_TRAITS = 1 << 7


class Glance(NamedTuple):
    """The signs of a text that are anything, from left to right, few in clean text.

    ``all_places`` are offsets in code points, ``seen`` tells what is `Seen` at each of them, and
    ``bits`` what is `Seen` at any.
    """

    all_places: Places
    seen: Kinds
    bits: int

    @classmethod
    def of(cls, places: Places, seen: Kinds) -> "Glance":
        """That of a text where this was ``seen``."""
        # There are but a few different ones, and numpy takes longer to get going.
        bits, rest = 0, seen.tobytes()
        while rest:
            bits |= rest[0]
            rest = rest.translate(None, rest[:1])
        return cls(places, seen, bits)

    def places(self, bit: int) -> Places:
        """Where ``bit`` was seen: offsets in code points."""
        if not self.bits & bit:
            return NOWHERE
        found: Places = self.all_places[(self.seen & bit) != 0]
        return found

    def within(self, span: Span) -> "Glance":
        """What was seen of the part of the text that is ``span``, and of the break behind it."""
        part = slice(*self.all_places.searchsorted((span.start, span.end + 1)).tolist())
        return Glance.of(self.all_places[part] - span.start, self.seen[part])


class _Tables(NamedTuple):
    """The row of each UTF-16 unit, and what is seen of two rows, the second one a column."""

    rows: Places
    seen: Kinds
    size: int


class _Classes(NamedTuple):
    """The class of each UTF-16 unit, and whether anything may be seen of two of them.

    The number of two classes has the second one in its higher byte.
    """

    of_units: Kinds
    worth: npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Sight:
    """Takes in a text at a glance.

    Signs are first told apart as far as a byte can, by a table so small that it stays near the
    processor: two bytes side by side are the number of a pair. Rare signs share a class, so what
    is found this way is looked up once more.
    """

    tables: PairTables

    def __call__(self, text: Codes) -> Glance:
        """What is seen of a text, given in units of UTF-16 between two blanks."""
        if len(text) <= _BLOCK:
            return Glance.of(*self._seen(text))
        # In blocks, so that what is in between stays near the processor and small.
        starts = range(0, len(text) - 1, _BLOCK)
        blocks = [self._seen(text[start : start + _BLOCK + 1]) for start in starts]
        places = [found + start for (found, _), start in zip(blocks, starts, strict=True)]
        return Glance.of(np.concatenate(places), np.concatenate([seen for _, seen in blocks]))

    def _seen(self, units: Codes) -> tuple[Places, Kinds]:
        """Where anything is seen among ``units``, and what."""
        rows, table, size = self._tables
        worth = self._worth(units)
        numbers = rows.take(units.take(worth)) * size
        numbers += rows.take(units.take(worth + 1))
        seen = table.take(numbers)
        some = np.flatnonzero(seen)
        return worth.take(some), seen.take(some)

    def _worth(self, units: Codes) -> Places:
        """The pairs of ``units`` of which anything may be seen, each by its first one."""
        classes, worth = self._classes
        taken = classes.take(units)
        # Each two bytes side by side, without a copy.
        pairs: Codes = np.ndarray((len(taken) - 1,), _TWO, taken, 0, (1,))
        return np.flatnonzero(worth.take(pairs))

    @cached_property
    def _classes(self) -> _Classes:
        """The likeliest rows have classes of their own, and all others share the last one."""
        rows, seen, size = self._tables
        codes = self.tables.signs.codes
        chances = np.full(size, -np.inf, np.float32)
        np.maximum.at(chances, rows, self._chances.take(codes))
        classes = np.full(size, _CLASSES - 1, np.uint8)
        own = np.argsort(-chances, kind="stable")[: _CLASSES - 1]
        classes[own] = np.arange(len(own))
        worth = np.zeros((_CLASSES, _CLASSES), bool)
        np.logical_or.at(worth, (classes[None, :], classes[:, None]), seen.reshape(size, size) != 0)
        return _Classes(classes.take(rows), worth.ravel())

    @cached_property
    def _chances(self) -> npt.NDArray[np.float32]:
        """The log probability of each code in the language that has it most; 0 for no letter."""
        signs = self.tables.signs
        chances = np.zeros(signs.size, np.float32)
        for known in signs.statistics.values():
            most = known.first_signs[1:].max(axis=1) / np.float32(SCALE)
            for letter, chance in zip(known.alphabet, most.tolist(), strict=True):
                code = signs.letters[letter]
                chances[code], chances[code + 1] = chance, chance + _CAPITAL
        return chances

    @cached_property
    def _tables(self) -> _Tables:
        """Signs of one code have several rows where their traits differ."""
        traits, codes = _traits(), self.tables.signs.codes
        traits[[ord(sign) for sign in frequent(self.tables.signs.statistics)]] = 0
        numbers = codes.astype(np.intp) * _TRAITS + traits
        is_there = np.zeros(self.tables.signs.size * _TRAITS, bool)
        is_there[numbers] = True
        rows = (np.cumsum(is_there) - 1).take(numbers)
        known, has = np.divmod(np.flatnonzero(is_there), _TRAITS)
        kinds = self.tables.kinds[np.ix_(known, known)]
        seen = (kinds != 0) * np.uint8(Seen.PAIR)
        for kind, bit in _OF_PAIRS.items():
            seen |= ((kinds & kind) != 0) * np.uint8(bit)
        seen |= (has & ~Seen.BEHIND_MARK).astype(np.uint8)
        marks = (has & Seen.MARK) != 0
        seen[marks] |= (has & Seen.BEHIND_MARK).astype(np.uint8)
        return _Tables(rows, seen.ravel(), len(known))


def frequent(statistics: Mapping[str, ScriptStatistics]) -> str:
    """The uncommon Cyrillic letters that fill the text of a language which has them.

    To find out whether a text has them is faster than to look at each.
    """
    known = statistics["Cyrillic"]
    chances = known.first_signs[1:].max(axis=1)
    pairs = zip(known.alphabet, chances.tolist(), strict=True)
    uncommon = {*CYRILLIC}.difference(COMMON)
    return "".join(s for s, chance in pairs if ord(s) in uncommon and chance > _FREQUENT * SCALE)


def _traits() -> Kinds:
    """The bits of `Seen` for each UTF-16 unit, `Seen.BEHIND_MARK` whatever is before it."""
    traits = np.zeros(1 << 16, np.uint8)
    traits[_MARKS:] = Seen.MARK
    traits[CYRILLIC.start : CYRILLIC.stop] = Seen.UNCOMMON
    traits[COMMON.start : COMMON.stop] = 0
    traits[SMALL.start : SMALL.stop] = Seen.BEHIND_MARK
    traits[ACCENTED.start : ACCENTED.stop] |= Seen.ACCENTED
    return traits
