"""Which of some hundred literals lines hold, without a search for each of them in each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

_LONGEST_START = 5
"""Signs of a literal that are looked at first."""
_BITS = 16
_SIZE = 1 << _BITS
_FACTORS = (0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D, 0x27D4EB2F, 0x165667B1)
"""Odd numbers that spread the first code points of a literal over the places of a table."""


@dataclass(frozen=True)
class Literals:
    """Strings in lower case, to be found in lines; none is empty or holds a line break.

    >>> Literals(("newsletter", "©")).held_by(["der newsletter", "", "© 2"])
    [['newsletter'], [], ['©']]
    """

    literals: Sequence[str]

    def held_by(self, lines: Sequence[str]) -> list[list[str]]:
        """Those that stand in each of ``lines``, each once, in no order that means anything.

        Many lines at once take little longer than one.
        """
        held = [[sign for sign in self._signs if sign in line] for line in lines]
        if not self._starts:
            return held
        ends = np.cumsum(np.array([len(line) + 1 for line in lines]))
        text = "\n".join(lines)
        for length, starts in self._starts.items():
            for at, number in self._begun(text, ends, length):
                for literal in starts.get(text[at : at + length], ()):
                    if text.startswith(literal, at) and literal not in held[number]:
                        held[number].append(literal)
        return held

    def _begun(self, text: str, ends: Any, length: int) -> Iterator[tuple[int, int]]:
        """Where in ``text`` a literal may begin, and in which line that is."""
        at = np.flatnonzero(self._tables[length][_places(text, length)])
        return zip(at.tolist(), np.searchsorted(ends, at, side="right").tolist(), strict=True)

    @cached_property
    def _signs(self) -> tuple[str, ...]:
        return tuple(literal for literal in self.literals if len(literal) == 1)

    @cached_property
    def _starts(self) -> Mapping[int, Mapping[str, Sequence[str]]]:
        """The longer literals by the number of signs that are looked at first, and by these."""
        starts: dict[int, dict[str, list[str]]] = {}
        for literal in self.literals:
            length = min(len(literal), _LONGEST_START)
            if length > 1:
                starts.setdefault(length, {}).setdefault(literal[:length], []).append(literal)
        return starts

    @cached_property
    def _tables(self) -> Mapping[int, Any]:
        """For each number of signs, the places at which literals begin."""
        tables = {}
        for length, starts in self._starts.items():
            tables[length] = np.zeros(_SIZE, dtype=bool)
            for start in starts:
                tables[length][_places(start, length)] = True
        return tables


def _places(text: str, length: int) -> Any:
    """For each ``length`` code points in a row, their place in a table; others may share it."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    count = max(0, len(codes) - length + 1)
    mixed = codes[:count] * np.uint32(_FACTORS[0])
    for number in range(1, length):
        mixed ^= codes[number : number + count] * np.uint32(_FACTORS[number])
    mixed ^= mixed >> np.uint32(_BITS)
    mixed &= np.uint32(_SIZE - 1)
    return mixed
