"""One glance over a text finds the few signs in it that any finder may have to look at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

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

_BLOCK = 1 << 15
"""Units that are looked at at once."""

_PLAIN = range(0x20, 0x7F)
"""The signs of ASCII that are seen."""

_FIRST, _ALL_PLAIN = np.uint16(_PLAIN.start), np.uint16(len(_PLAIN))
_FREQUENT = -4.5
"""Log probability of a letter in the language that has it most."""

_STEP = 61
_DENSE = 1.25
"""Bytes of UTF-8 a sign from which on it is faster to look at all signs of a text."""


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


@dataclass(frozen=True)
class Sight:
    """Takes in a text at a glance."""

    tables: PairTables

    def __call__(self, text: str, units: Codes) -> Glance:
        """What is seen of ``text``, given in ``units`` of UTF-16 between two blanks, too."""
        sample = text[::_STEP]
        dense = len(sample.encode(errors="replace")) > len(sample) * _DENSE
        asked = [] if dense else [of for sign, of in self._speaking.items() if sign in text]
        if len(units) <= _BLOCK:
            return Glance.of(*(self._all(units) if dense else self._some(units, asked)))
        # In blocks, so that what is in between stays near the processor and small.
        starts = range(0, len(units) - 1, _BLOCK)
        parts = [units[start : start + _BLOCK + 1] for start in starts]
        blocks = [self._all(part) if dense else self._some(part, asked) for part in parts]
        places = [found + start for (found, _), start in zip(blocks, starts, strict=True)]
        return Glance.of(np.concatenate(places), np.concatenate([seen for _, seen in blocks]))

    def of_line(self, units: Codes) -> Glance:
        """The same of a short text."""
        return Glance.of(*self._all(units))

    def _all(self, units: Codes) -> tuple[Places, Kinds]:
        """Where anything is seen among ``units``, and what, by a look at every pair."""
        rows, table, size = self._tables
        taken = rows.take(units)
        numbers = taken[:-1] * size
        numbers += taken[1:]
        seen = table.take(numbers)
        # Of truth values numpy finds the true ones ten times as fast as of numbers those above 0.
        places = np.flatnonzero(seen != 0)
        return places, seen.take(places)

    def _some(self, units: Codes, asked: Sequence[np.uint16]) -> tuple[Places, Kinds]:
        """The same by a look at those pairs only which aren't of usual signs of ASCII.

        Those that are ``asked`` about aren't usual.
        """
        rows, table, size = self._tables
        unusual = (units - _FIRST) >= _ALL_PLAIN
        for sign in asked:
            unusual |= units == sign
        worth = np.flatnonzero(unusual[:-1] | unusual[1:])
        numbers = rows.take(units.take(worth)) * size
        numbers += rows.take(units.take(worth + 1))
        seen = table.take(numbers)
        some = np.flatnonzero(seen)
        return worth.take(some), seen.take(some)

    @cached_property
    def _speaking(self) -> dict[str, np.uint16]:
        """Signs of ASCII without which no pair in it is anything, and their units."""
        rows, table, size = self._tables
        plain = rows[list(_PLAIN)]
        seen = table.reshape(size, size)[np.ix_(plain, plain)] != 0
        found: dict[str, np.uint16] = {}
        while seen.any():
            counts = np.maximum(seen.sum(axis=0), seen.sum(axis=1))
            most = int(counts.argmax())
            seen[most] = seen[:, most] = False
            found[chr(_PLAIN[most])] = np.uint16(_PLAIN[most])
        return found

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
