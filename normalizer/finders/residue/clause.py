"""Whether a line holds one of the marks that a rule asks for."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import regex

from normalizer.resources.clauses import DIGIT, EDGE, folded

_WORDS = regex.compile(r"\p{L}+")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True)
class Held:
    """What a ``line`` holds, found out when it is asked for."""

    line: str

    @cached_property
    def low(self) -> str:
        """The line in small letters."""
        return folded(self.line)

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of the line, as they stand there and in small letters."""
        words = _WORDS.findall(self.line)
        return frozenset((*words, *folded(" ".join(words)).split(" ")))

    @cached_property
    def digit(self) -> bool:
        """Whether there is a digit."""
        return _DIGIT.search(self.line) is not None


class Clause:
    r"""Marks (see `normalizer.resources.clauses`) of which a line must hold one.

    >>> clause = Clause(["\bfoto\b", "\barchiv", "AFP", "©"])
    >>> lines = ("(Foto: Ina)", "Fotos", "Archivbild", "Hausarchiv", "afp", "© Ina")
    >>> [clause.is_met(Held(line)) for line in lines]
    [True, False, True, False, False, True]
    """

    __slots__ = ("_digit", "_parts", "_tall", "_words")

    def __init__(self, marks: Iterable[str]) -> None:
        ordered = sorted(marks)
        words = [mark[1:-1] for mark in ordered if mark[0] == EDGE == mark[-1]]
        rest = [mark for mark in ordered if not mark[0] == EDGE == mark[-1]]
        parts = [mark for mark in rest if mark != DIGIT]
        self._words = frozenset(words)
        self._parts = [(mark.strip(EDGE), mark) for mark in parts if mark == mark.lower()]
        self._tall = [(mark.strip(EDGE), mark) for mark in parts if mark != mark.lower()]
        self._digit = DIGIT in ordered

    def is_met(self, held: Held) -> bool:
        """Whether the line that has ``held`` what it holds has one of the marks."""
        if not held.words.isdisjoint(self._words) or (self._digit and held.digit):
            return True
        if self._parts:
            low = held.low
            for part, mark in self._parts:
                if part in low and (part == mark or _stands(part, mark, low)):
                    return True
        for part, mark in self._tall:
            if part in held.line and (part == mark or _stands(part, mark, held.line)):
                return True
        return False


def _stands(part: str, mark: str, line: str) -> bool:
    """Whether ``part`` stands in ``line`` with no letter where ``mark`` has an edge."""
    at = line.find(part)
    while at >= 0:
        end = at + len(part)
        begins = mark[0] != EDGE or at == 0 or not line[at - 1].isalpha()
        if begins and (mark[-1] != EDGE or not line[end : end + 1].isalpha()):
            return True
        at = line.find(part, at + 1)
    return False
