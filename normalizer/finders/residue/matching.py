"""Try only those rules on a line that its beginning, or what it holds, allows."""

import gc
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from typing import Any, NamedTuple

from normalizer.finders.residue.clause import Clause, Held
from normalizer.finders.residue.holding import Literals
from normalizer.finders.residue.layout import Line
from normalizer.finders.residue.reading import Reading
from normalizer.resources.clauses import folded
from normalizer.resources.literals import DIGIT
from normalizer.resources.openings import opening_of
from normalizer.resources.rules import Rule

_DIGIT = re.compile(r"\d")
_LENGTHS = (120, 200, 320)
_MOST = 1_000_000
"""Code points of lines that are remembered with what the rules said of them.

Twice as many before a batch is done, so that none of its lines is forgotten while they are needed.
"""


@dataclass
class LineRules:
    """Rules that match whole lines, found by how a line begins, or else by what it holds.

    What they say of a line depends on nothing else, so it is remembered of the lines that came
    last: an article is read again once something was removed from it, and pages repeat lines.
    Of ``rules`` those count that are ``chosen``, by number, or all; the ``others`` are looked for
    on lines of which somebody asks for them.
    """

    rules: Sequence[Rule]
    chosen: frozenset[int] | None = None
    others: "LineRules | None" = None
    _known: dict[str, Reading] = field(default_factory=dict)
    _size: int = 0

    def __reduce__(self) -> tuple[type["LineRules"], tuple[Any, ...]]:
        """How it travels to another process: without what it remembers."""
        return LineRules, (self.rules, self.chosen, self.others)

    @cached_property
    def longest(self) -> int:
        """The longest line any rule can match, in code points."""
        return max((rule.longest for rule in self.rules), default=0)

    def numbers_of(self, wanted: Callable[[Rule], bool]) -> frozenset[int]:
        """The numbers of the rules that are ``wanted``."""
        return frozenset(number for number, rule in enumerate(self.rules) if wanted(rule))

    def fitting(self, articles: Sequence[Sequence[Line]]) -> list[bool]:
        """Whether there is a line in each of ``articles`` on which a rule is worth trying."""
        return [any(reading.ready for reading in page) for page in self._read_all(articles)]

    def matching(self, articles: Sequence[Sequence[Line]]) -> list[bool]:
        """Whether there is a line in each of ``articles`` that one of the rules matches whole."""
        every = range(len(self.rules))
        return [
            any(reading.ready and reading.first_ready(every) for reading in page)
            for page in self._read_all(articles)
        ]

    def _read_all(self, articles: Sequence[Sequence[Line]]) -> Iterator[Sequence[Reading]]:
        """All lines are read at once, which takes much less than one article after another."""
        if self._size > _MOST:
            self._known, self._size = {}, 0
        page = self.read([line for article in articles for line in article])
        ends = accumulate(len(article) for article in articles)
        for article, end in zip(articles, ends, strict=True):
            yield page[end - len(article) : end]

    def read(self, article: Sequence[Line]) -> list[Reading]:
        """What they say of each line; the rules of a reading keep the order they were given."""
        if self._size > 2 * _MOST:
            self._known, self._size = {}, 0
        known = self._known
        left = {line.text: line for line in article if line.text not in known}
        for bound, fitting in self._by_length if left else ():
            new = [line for text, line in left.items() if len(text) <= bound]
            if new:
                for line, numbers in zip(new, fitting.worth_trying(new), strict=True):
                    self._remember(line, numbers)
                    del left[line.text]
                if not left:
                    break
        for line in left.values():
            self._remember(line, ())
        return [known[line.text] for line in article]

    def _remember(self, line: Line, numbers: Sequence[int]) -> None:
        self._known[line.text] = Reading(line, self.rules, numbers, self.others)
        self._size += len(line.text)

    @cached_property
    def _by_length(self) -> tuple[tuple[int, "_Fitting"], ...]:
        """For lines up to each length, those of the rules that may match any so long."""
        with _uncollected():
            wants = list(map(_wants, self.rules))
        bounds = [*(length for length in _LENGTHS if length < self.longest), self.longest]
        return tuple(
            (bound, _Fitting(self.rules, wants, self.chosen, longer_than=below))
            for below, bound in zip([0, *bounds], bounds, strict=False)
        )


class _Wants(NamedTuple):
    """How long a line must be for a rule, without decoration too, and what it must hold."""

    least: int
    longest: int
    most: int
    clauses: tuple[tuple[frozenset[str], Callable[[Held], bool] | None], ...]


def _wants(rule: Rule) -> _Wants:
    clauses = tuple((clause.words, clause.rest) for clause in map(Clause, rule.clauses))
    return _Wants(rule.least, rule.longest, rule.most, clauses)


@dataclass(frozen=True)
class _Fitting:
    """Rules for lines that are ``longer_than`` so many code points."""

    rules: Sequence[Rule]
    wants: Sequence[_Wants]
    chosen: frozenset[int] | None
    longer_than: int

    def worth_trying(self, lines: Sequence[Line]) -> Iterator[Sequence[int]]:
        """The numbers of the rules that may match, line by line."""
        lowered = folded("\n".join(line.text for line in lines)).split("\n")
        held = self._literals.held_by(lowered)
        for line, low, literals in zip(lines, lowered, held, strict=True):
            numbers = set(self._always)
            for said in (line.text,) if line.plain is line.text else (line.plain, line.text):
                opening = opening_of(said)
                for end in range(1, len(opening) + 1):
                    found = self._by_opening.get(opening[:end])
                    if found:
                        numbers.update(found)
            for literal in literals:
                numbers.update(self._by_literal[literal])
            if DIGIT in self._by_literal and _DIGIT.search(low):
                numbers.update(self._by_literal[DIGIT])
            yield self._fitting(sorted(numbers), line, low) if numbers else ()

    def _fitting(self, numbers: Iterable[int], line: Line, low: str) -> list[int]:
        """Those of the rules that a line so long can match, and that holds what they need."""
        said, plain = len(line.text), len(line.plain)
        held = Held(line.text, low)
        has_none = held.words.isdisjoint
        wants = self.wants
        fitting = []
        for number in numbers:
            least, longest, most, clauses = wants[number]
            if least <= said <= longest and plain <= most:
                for words, rest in clauses:
                    if has_none(words) and (rest is None or not rest(held)):
                        break
                else:
                    fitting.append(number)
        return fitting

    @cached_property
    def _numbered(self) -> Sequence[tuple[int, Rule]]:
        return [
            (number, rule)
            for number, rule in enumerate(self.rules)
            if rule.longest > self.longer_than and (self.chosen is None or number in self.chosen)
        ]

    @cached_property
    def _always(self) -> tuple[int, ...]:
        return tuple(n for n, rule in self._numbered if not rule.literals and not rule.openings)

    @cached_property
    def _literals(self) -> Literals:
        return Literals(tuple(literal for literal in self._by_literal if literal != DIGIT))

    @cached_property
    def _by_opening(self) -> Mapping[str, Sequence[int]]:
        return _by_each((number, rule.openings) for number, rule in self._numbered)

    @cached_property
    def _by_literal(self) -> Mapping[str, Sequence[int]]:
        return _by_each((n, set(map(folded, rule.literals))) for n, rule in self._numbered)


def _by_each(needs: Iterable[tuple[int, Iterable[str]]]) -> Mapping[str, Sequence[int]]:
    numbers: dict[str, list[int]] = {}
    with _uncollected():
        for number, strings in needs:
            for string in strings:  # tens of thousands, most of them of one rule
                if string in numbers:
                    numbers[string].append(number)
                else:
                    numbers[string] = [number]
    return numbers


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without looking for garbage: many small things are made, and all of them stay."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
