"""Try only those rules on a line that its beginning, or what it holds, allows."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from typing import Any, NamedTuple

from normalizer.finders.residue.clause import Held, clause_of
from normalizer.finders.residue.holding import Marks, spaced
from normalizer.finders.residue.layout import Line
from normalizer.finders.residue.reading import Reading
from normalizer.garbage import uncollected
from normalizer.resources.clauses import DIGIT, folded
from normalizer.resources.openings import opening_of
from normalizer.resources.rules import Rule

_DIGIT = re.compile(r"\d")
_NONE = frozenset[str]()
_LENGTHS = (120, 200, 320)
_FEW = 3000
"""Code points of lines that are looked through once for all rules, rather than by their length."""
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
        few = sum(map(len, left)) <= _FEW
        for bound, fitting in self._by_length if left else ():
            # The first of them has all rules.
            new = [line for text, line in left.items() if few or len(text) <= bound]
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
        chosen = range(len(self.rules)) if self.chosen is None else sorted(self.chosen)
        with uncollected():
            wants = {number: _wants(self.rules[number]) for number in chosen}
        bounds = [*(length for length in _LENGTHS if length < self.longest), self.longest]
        return tuple(
            (bound, _Fitting({n: want for n, want in wants.items() if want.longest > below}))
            for below, bound in zip([0, *bounds], bounds, strict=False)
        )


class _Wants(NamedTuple):
    """What a rule wants of a line: what it is looked up by, and what besides.

    It is as long, without decoration too, as the rule can match, begins with an opening, if any
    are named, and meets the clauses.
    """

    keys: Collection[str]
    begun: Collection[str]
    least: int
    longest: int
    most: int
    openings: frozenset[str]
    clauses: Sequence[tuple[frozenset[str], Callable[[Held], bool] | None]]


def _wants(rule: Rule) -> _Wants:
    clauses = list(map(clause_of, rule.clauses))
    length = rule.least, rule.longest, rule.most
    if not rule.key:
        keys = frozenset(map(folded, rule.literals))
        every = [(clause.words, clause.rest) for clause in clauses]
        return _Wants(keys, rule.openings, *length, _NONE, every)
    key = clauses[rule.key - 1]
    others = [(c.words, c.rest) for c in clauses if c is not key or not c.is_found]
    return _Wants(key.found, (), *length, _NONE if rule.literals else rule.openings, others)


@dataclass(frozen=True)
class _Fitting:
    """Rules by their numbers, to be tried on lines."""

    wants: Mapping[int, _Wants]

    def worth_trying(self, lines: Sequence[Line]) -> Iterator[Sequence[int]]:
        """The numbers of the rules that may match, line by line."""
        lowered = folded("\n".join([line.text for line in lines])).split("\n")
        by_key, by_opening, always = self._by_key, self._by_opening, self._always
        of_digits = by_key.get(DIGIT)
        held = self._marks.held_by(lowered)
        for line, low, letters, keys in zip(lines, lowered, spaced(lowered), held, strict=True):
            numbers = set(always)
            begun = _beginnings(line)
            for beginning in begun:
                if beginning in by_opening:
                    numbers.update(by_opening[beginning])
            for key in keys:
                numbers.update(by_key[key])
            if of_digits is not None and _DIGIT.search(low):
                numbers.update(of_digits)
            yield self._fitting(sorted(numbers), line, low, letters, begun) if numbers else ()

    def _fitting(
        self, numbers: Iterable[int], line: Line, low: str, letters: str, begun: Collection[str]
    ) -> list[int]:
        """Those of the rules that a line so long can match, and that holds what they need.

        It is ``low`` in letters that are folded, and with blanks for all others ``letters``.
        """
        said, plain = len(line.text), len(line.plain)
        held: Any = None
        wants = self.wants
        fitting = []
        for number in numbers:
            _, _, least, longest, most, openings, clauses = wants[number]
            if not least <= said <= longest or plain > most:
                continue
            if openings and openings.isdisjoint(begun):
                continue
            if clauses and held is None:
                held = Held(line.text, low, letters.split())
            for words, rest in clauses:
                if words.isdisjoint(held.words) and (rest is None or not rest(held)):
                    break
            else:
                fitting.append(number)
        return fitting

    @cached_property
    def _always(self) -> tuple[int, ...]:
        return tuple(n for n, want in self.wants.items() if not want.keys and not want.begun)

    @cached_property
    def _marks(self) -> Marks:
        return Marks(tuple(key for key in self._by_key if key != DIGIT))

    @cached_property
    def _by_opening(self) -> Mapping[str, Sequence[int]]:
        return _by_each((number, want.begun) for number, want in self.wants.items())

    @cached_property
    def _by_key(self) -> Mapping[str, Sequence[int]]:
        return _by_each((number, want.keys) for number, want in self.wants.items())


def _beginnings(line: Line) -> list[str]:
    """The first one, two, three and four letters of a line, with what decorates it and without."""
    opening = opening_of(line.text)
    begun = [opening[:end] for end in range(1, len(opening) + 1)]
    if line.plain is not line.text:
        opening = opening_of(line.plain)
        begun += [opening[:end] for end in range(1, len(opening) + 1)]
    return begun


def _by_each(needs: Iterable[tuple[int, Iterable[str]]]) -> Mapping[str, Sequence[int]]:
    numbers: dict[str, list[int]] = {}
    with uncollected():
        for number, strings in needs:
            for string in strings:  # tens of thousands, most of them of one rule
                if string in numbers:
                    numbers[string].append(number)
                else:
                    numbers[string] = [number]
    return numbers
