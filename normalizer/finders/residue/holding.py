"""Which of some hundred literals a text holds, without a search for each of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

_SIGNS = 3
"""Signs of a literal that are looked at first; shorter literals are searched one by one."""
_FEW = 60
"""So many literals are found faster one by one."""
_BITS = 16
_SIZE = 1 << _BITS
_FACTORS = (0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D)
"""Odd numbers that spread three code points over the places of a table."""


@dataclass(frozen=True)
class Literals:
    """Strings in lower case, to be found in texts.

    >>> Literals(("newsletter", "©")).held_by("der newsletter")
    ['newsletter']
    """

    literals: Sequence[str]

    def held_by(self, lowered: str) -> list[str]:
        """Those that stand in ``lowered``, in no order that means anything."""
        found = [literal for literal in self._short if literal in lowered]
        if len(lowered) >= _SIGNS and self._long:
            seen = np.zeros(_SIZE, dtype=bool)
            seen[_places(lowered)] = True
            for number in np.flatnonzero(seen[self._first] & seen[self._last]).tolist():
                literal = self._long[number]
                if literal in lowered:
                    found.append(literal)
        return found

    @cached_property
    def _short(self) -> tuple[str, ...]:
        if len(self.literals) <= _FEW:
            return tuple(self.literals)
        return tuple(literal for literal in self.literals if len(literal) < _SIGNS)

    @cached_property
    def _long(self) -> tuple[str, ...]:
        if len(self.literals) <= _FEW:
            return ()
        return tuple(literal for literal in self.literals if len(literal) >= _SIGNS)

    @cached_property
    def _first(self) -> Any:
        return _one_each(literal[:_SIGNS] for literal in self._long)

    @cached_property
    def _last(self) -> Any:
        return _one_each(literal[-_SIGNS:] for literal in self._long)


def _one_each(parts: Iterable[str]) -> Any:
    return np.array([int(_places(part)[0]) for part in parts], dtype=np.int64)


def _places(text: str) -> Any:
    """For each three code points in a row, their place in a table; others may share it."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    first, second, third = _FACTORS
    mixed = codes[:-2] * np.uint32(first)
    mixed ^= codes[1:-1] * np.uint32(second)
    mixed += codes[2:] * np.uint32(third)
    mixed ^= mixed >> np.uint32(_BITS)
    mixed &= np.uint32(_SIZE - 1)
    return mixed
