"""Which of some thousand marks lines hold, without a search for each of them in each."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from normalizer.garbage import uncollected
from normalizer.resources.clauses import EDGE, SYLLABLES

_LONGEST_START = 8
"""Signs of a mark that are looked at first."""
_FIRST = 3
"""So many of them tell where it's worth looking at the others."""
_BITS = 18
_SIZE = 1 << _BITS
_FACTORS = (
    *(0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D, 0x27D4EB2F),
    *(0x165667B1, 0x7FEB352D, 0x846CA68B, 0xB5297A4D),
)
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
        text = "\n" + "\n".join(lines) + "\n" * (_LONGEST_START + 1)
        behind = np.cumsum(np.array([1, *(len(line) + 1 for line in lines)]))
        for length, at in self._found(text):
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

    def _found(self, text: str) -> Iterator[tuple[int, Any]]:
        """Where marks may begin in ``text``, by the number of their signs that are looked at.

        Beyond three signs only those places are looked at where the first three of one stand.
        """
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        other = (~_LETTERS[np.minimum(codes, ord(SYLLABLES))]).astype(np.uint8)
        front, end = 1 + _FRONT * np.roll(other, 1), 1 + _END * other
        every = len(codes) - _LONGEST_START  # the text ends in as many line breaks
        mixed, at = codes[:every] * np.uint32(_FACTORS[0]), None
        for length in range(1, self._longest + 1):
            if length > 1:
                ends = codes[length - 1 :][:every] if at is None else codes[at + (length - 1)]
                mixed = mixed ^ ends * np.uint32(_FACTORS[length - 1])
            places = _places(mixed)
            if length in self._starts:
                wanted = self._tables[length][places]
                if at is None:
                    yield length, np.flatnonzero(wanted & front[:every] * end[length:][:every])
                else:
                    yield length, at[np.flatnonzero(wanted & front[at] * end[at + length])]
            if length == _FIRST:
                at = np.flatnonzero(self._first[places] & front[:every])
                mixed = mixed[at]

    @cached_property
    def _signs(self) -> tuple[str, ...]:
        return tuple(mark for mark in self.marks if len(mark) == 1)

    @cached_property
    def _starts(self) -> Mapping[int, Mapping[str, Sequence[_Mark]]]:
        """The others by the number of signs that are looked at first, and by these."""
        starts: dict[int, dict[str, list[_Mark]]] = {}
        with uncollected():
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
        return {
            length: _table(
                {said: sum({mark.wants for mark in marks}) for said, marks in starts.items()}
            )
            for length, starts in self._starts.items()
        }

    @cached_property
    def _first(self) -> Any:
        """The places of the first three signs of longer marks, and what these want in front."""
        wants: dict[str, int] = defaultdict(int)
        for length, starts in self._starts.items():
            for said, marks in starts.items() if length > _FIRST else ():
                wants[said[:_FIRST]] |= sum({1 + mark.begins for mark in marks})
        return _table(wants)


def spaced(lines: Sequence[str]) -> list[str]:
    """Each of ``lines`` with a blank in place of all that is no letter.

    >>> spaced(["«ёж», 5-й", "a_b"])
    [' ёж     й', 'a b']
    """
    text = "\n".join(lines)
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    letters = _LETTERS[np.minimum(codes, ord(SYLLABLES))] | (codes == ord("\n"))
    beyond = np.flatnonzero(codes >= ord(SYLLABLES))
    if len(beyond):
        found, which = np.unique(codes[beyond], return_inverse=True)
        letters[beyond] = np.array([chr(code).isalpha() for code in found])[which]
    written = np.where(letters, codes, np.uint32(ord(" ")))
    return written.tobytes().decode("utf-32-le", "surrogatepass").split("\n")


def _table(wants: Mapping[str, int]) -> Any:
    """A table that has at the place of each string, all as long, what is wanted beside it."""
    table = np.zeros(_SIZE, dtype=np.uint8)
    if wants:
        length = len(next(iter(wants)))
        joined = np.frombuffer("".join(wants).encode("utf-32-le", "surrogatepass"), np.uint32)
        mixed = np.zeros(len(wants), dtype=np.uint32)
        for at in range(length):
            mixed ^= joined[at::length] * np.uint32(_FACTORS[at])
        np.bitwise_or.at(table, _places(mixed), np.array([*wants.values()], dtype=np.uint8))
    return table


def _places(mixed: Any) -> Any:
    """Places in a table for code points that were mixed; different ones may share a place."""
    return (mixed ^ (mixed >> np.uint32(32 - _BITS))) & np.uint32(_SIZE - 1)


_LETTERS = np.array([chr(code).isalpha() for code in range(ord(SYLLABLES))] + [False])
