"""Which of some thousand marks lines hold, without a search for each of them in each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from normalizer.resources.clauses import EDGE, SYLLABLES

_LONGEST_START = 5
"""Signs of a mark that are looked at first."""
_BITS = 18
_SIZE = 1 << _BITS
_FACTORS = (0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D, 0x27D4EB2F, 0x165667B1)
"""Odd numbers that spread the first code points of a mark over the places of a table."""
_FRONT, _END = 2, 4
"""Marks want nothing (bit 0), no letter in front (bit 1) or behind (bit 2), or both (bit 3).

With no letter in front of a place 1 and 2 are free; with none behind, four times as much as well.
"""


class _Mark(NamedTuple):
    """What a mark says, and whether no letter may stand in front of it and behind it."""

    mark: str
    said: str
    begins: bool
    ends: bool

    @property
    def wants(self) -> int:
        """The bit of what it wants beside its first signs; see `_FRONT`."""
        ends = self.ends and len(self.said) <= _LONGEST_START
        return (1 + self.begins) * (_END if ends else 1)


@dataclass(frozen=True)
class Marks:
    r"""Strings in lower case, to be found in lines; none is empty or holds a line break.

    Where one begins or ends in ``EDGE`` (see `normalizer.resources.clauses`) no letter stands
    beside it.

    >>> marks = Marks(("newsletter", "©", "\bap\b"))
    >>> marks.held_by(["der newsletter", "kapelle", "© 2 (ap)"])
    [['newsletter'], [], ['©', '\x08ap\x08']]
    """

    marks: Sequence[str]

    def held_by(self, lines: Sequence[str]) -> list[list[str]]:
        """Those that stand in each of ``lines``, in no order that means anything.

        One that stands there twice may be named twice. Many lines at once take little longer
        than one.
        """
        held = [[sign for sign in self._signs if sign in line] for line in lines]
        if not self._starts:
            return held
        text = "\n" + "\n".join(lines) + "\n"
        behind = np.cumsum(np.array([1, *(len(line) + 1 for line in lines)]))
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        letters = _LETTERS[np.minimum(codes, ord(SYLLABLES))]
        other = (~letters).astype(np.uint8)
        front, end = 1 + _FRONT * np.roll(other, 1), 1 + _END * other
        for length, places in _places(codes, self._longest):
            if length not in self._starts:
                continue
            stand = len(codes) - length  # what is longer than the rest of the text isn't in it
            free = front[:stand] * end[length:]
            at = np.flatnonzero(self._tables[length][places[:stand]] & free)
            numbers = np.searchsorted(behind, at, side="right") - 1
            starts = self._starts[length]
            for start, number in zip(at.tolist(), numbers.tolist(), strict=True):
                for mark, said, apart, alone in starts.get(text[start : start + length], ()):
                    if (
                        text.startswith(said, start)
                        and not (apart and text[start - 1].isalpha())
                        and not (alone and text[start + len(said)].isalpha())
                    ):
                        held[number].append(mark)
        return held

    @cached_property
    def _signs(self) -> tuple[str, ...]:
        return tuple(mark for mark in self.marks if len(mark) == 1)

    @cached_property
    def _starts(self) -> Mapping[int, Mapping[str, Sequence[_Mark]]]:
        """The others by the number of signs that are looked at first, and by these."""
        starts: dict[int, dict[str, list[_Mark]]] = {}
        for mark in self.marks:
            if len(mark) > 1:
                said = mark.strip(EDGE)
                length = min(len(said), _LONGEST_START)
                found = _Mark(mark, said, mark[0] == EDGE, mark[-1] == EDGE)
                starts.setdefault(length, {}).setdefault(said[:length], []).append(found)
        return starts

    @cached_property
    def _longest(self) -> int:
        return max(self._starts)

    @cached_property
    def _tables(self) -> Mapping[int, Any]:
        """For each length the places at which marks begin, and what these want beside them."""
        tables = {}
        for length, starts in self._starts.items():
            tables[length] = np.zeros(_SIZE, dtype=np.uint8)
            joined = np.frombuffer("".join(starts).encode("utf-32-le", "surrogatepass"), np.uint32)
            places = dict(_places(joined, length))[length][::length]
            wants = np.array([sum({mark.wants for mark in marks}) for marks in starts.values()])
            np.bitwise_or.at(tables[length], places, wants.astype(np.uint8))
        return tables


def _places(codes: Any, longest: int) -> Iterator[tuple[int, Any]]:
    """Places in a table of each one, two, … ``longest`` code points in a row.

    Different ones may share a place.
    """
    mixed = codes * np.uint32(_FACTORS[0])
    for length in range(1, min(longest, len(codes)) + 1):
        if length > 1:
            mixed = mixed[:-1] ^ codes[length - 1 :] * np.uint32(_FACTORS[length - 1])
        yield length, (mixed ^ (mixed >> np.uint32(32 - _BITS))) & np.uint32(_SIZE - 1)


_LETTERS = np.array([chr(code).isalpha() for code in range(ord(SYLLABLES))] + [False])
