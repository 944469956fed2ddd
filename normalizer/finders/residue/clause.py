"""Whether a line holds one of the marks that a rule asks for."""

import re
from collections.abc import Callable, Collection, Iterable
from functools import cache

import regex

from normalizer.resources.clauses import DIGIT, EDGE, folded

_WORDS = regex.compile(r"\p{L}++")
_DIGIT = re.compile(r"\d")


class Held:
    """What a ``line`` holds, which is ``low`` in letters that are folded, of ``words`` if given."""

    __slots__ = ("_digit", "_written", "line", "low", "words")

    def __init__(
        self, line: str, low: str | None = None, words: Iterable[str] | None = None
    ) -> None:
        self.line = line
        self.low = folded(line) if low is None else low
        self.words = frozenset(_WORDS.findall(self.low) if words is None else words)
        self._written: frozenset[str] | None = None
        self._digit: bool | None = None

    @property
    def written(self) -> frozenset[str]:
        """The words of the line as they stand there."""
        if self._written is None:
            self._written = frozenset(_WORDS.findall(self.line))
        return self._written

    @property
    def digit(self) -> bool:
        """Whether there is a digit."""
        if self._digit is None:
            self._digit = _DIGIT.search(self.line) is not None
        return self._digit


class Clause:
    r"""Marks (see `normalizer.resources.clauses`) of which a line must hold one.

    Most are ``words`` in small letters, which one look tells of; ``rest`` says whether the line
    holds another mark, where there are any.

    >>> clause = Clause(["\bfoto\b", "\barchiv", "AFP", "©"])
    >>> lines = ("(Foto: Ina)", "Fotos", "Archivbild", "Hausarchiv", "afp", "© Ina")
    >>> [clause.is_met(Held(line)) for line in lines]
    [True, False, True, False, False, True]
    """

    __slots__ = ("_digit", "_marks", "_parts", "_tall", "_written", "rest", "words")

    def __init__(self, marks: Collection[str]) -> None:
        ordered = sorted(marks)
        self._marks = marks
        whole = frozenset(mark[1:-1] for mark in ordered if mark[0] == EDGE == mark[-1])
        parts = [m for m in ordered if m != DIGIT and not m[0] == EDGE == m[-1]]
        self.words = frozenset(word for word in whole if word == word.lower())
        self._written = whole - self.words
        self._parts = [(mark.strip(EDGE), mark) for mark in parts if mark == mark.lower()]
        self._tall = [(mark.strip(EDGE), mark) for mark in parts if mark != mark.lower()]
        self._digit = DIGIT in ordered
        other = self._written or parts or self._digit
        self.rest: Callable[[Held], bool] | None = self._holds if other else None

    @property
    def found(self) -> Collection[str]:
        """Marks in small letters; a line that meets the clause holds one of them."""
        return self._marks if self.is_found else frozenset(map(folded, self._marks))

    @property
    def is_found(self) -> bool:
        """Whether a line that holds one of these meets the clause: it minds no capitals."""
        return not self._tall and not self._written

    def is_met(self, held: Held) -> bool:
        """Whether the line that has ``held`` what it holds has one of the marks."""
        return not held.words.isdisjoint(self.words) or (self.rest is not None and self.rest(held))

    def _holds(self, held: Held) -> bool:
        """The same of all marks but the ``words``."""
        if self._digit and held.digit:
            return True
        low = held.low
        for part, mark in self._parts:
            if part in low and (part == mark or _stands(part, mark, low)):
                return True
        if self._written and not held.written.isdisjoint(self._written):
            return True
        for part, mark in self._tall:
            if part in held.line and (part == mark or _stands(part, mark, held.line)):
                return True
        return False


@cache
def clause_of(marks: frozenset[str]) -> Clause:
    """The clause of ``marks``, made once for all who look for it."""
    return Clause(marks)


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
