"""Try only those rules on a line that its beginning, or what it holds, allows."""

import gc
import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

import regex

from normalizer.finders.residue.clause import Clause, Held
from normalizer.finders.residue.holding import Literals
from normalizer.finders.residue.kept import holds_names
from normalizer.finders.residue.layout import Line
from normalizer.resources.clauses import folded
from normalizer.resources.literals import DIGIT
from normalizer.resources.openings import opening_of
from normalizer.resources.rules import Rule

_DIGIT = re.compile(r"\d")
_LONG_SENTENCE = re.compile(r"(?:[A-ZА-ЯІЇЄ]: )?[^.!?:]{60,}[.!?][“”»\"]?\s")
_FULL_STOPS = (".", "…", ".“", ".”", ".»", '."')
_FULL_STOP = re.compile(r"[^.]\.\Z")
_BUTTONS = frozenset({"cookie", "nav", "share-buttons"})
_MOST_BLANKS = 2
"""Kinds of which the shortest lines are buttons, which nobody ends with a full stop: ``Agreed.``"""

_FEWEST_BLANKS = 4
"""Shorter sentences, such as ``Comments are closed.``, say too little to be told apart."""


_Match = regex.Match[str]
_LENGTHS = (120, 200, 320)
_MOST = 1_000_000
"""Code points of lines that are remembered with what the rules said of them.

Twice as many before a batch is done, so that none of its lines is forgotten while they are needed.
"""


@dataclass(frozen=True, slots=True)
class Reading:
    """What rules say of one line: those worth trying, by number, and what came of each try."""

    line: Line
    rules: Sequence[Rule]
    numbers: Sequence[int]
    _tried: dict[int, _Match | None] = field(default_factory=dict)

    def first(self, wanted: Container[int]) -> tuple[Rule, _Match] | None:
        """The first of the rules ``wanted`` that matches the whole line."""
        for number in self.numbers:
            if number in wanted:
                if number not in self._tried:
                    self._tried[number] = _whole_match(self.rules[number], self.line)
                match = self._tried[number]
                if match is not None:
                    return self.rules[number], match
        return None

    def start(self, *, rest: int) -> tuple[Rule, _Match] | None:
        """The first rule that matches in front and leaves at least ``rest`` code points."""
        said = self.line.text
        for number in self.numbers:
            rule = self.rules[number]
            if number not in self._tried:
                self._tried[number] = rule.pattern.match(said)
            match = self._tried[number]
            if match is not None and match.end() and len(said) - match.end() >= rest:
                return rule, match
        return None


@dataclass
class LineRules:
    """Rules that match whole lines, found by how a line begins, or else by what it holds.

    What they say of a line depends on nothing else, so it is remembered of the lines that came
    last: an article is read again once something was removed from it, and pages repeat lines.
    """

    rules: Sequence[Rule]
    _known: dict[str, Reading] = field(default_factory=dict)
    _size: int = 0

    def __reduce__(self) -> tuple[type["LineRules"], tuple[Sequence[Rule]]]:
        """How it travels to another process: without what it remembers."""
        return LineRules, (self.rules,)

    @cached_property
    def longest(self) -> int:
        """The longest line any rule can match, in code points."""
        return max((rule.longest for rule in self.rules), default=0)

    def numbers_of(self, wanted: Callable[[Rule], bool]) -> frozenset[int]:
        """The numbers of the rules that are ``wanted``."""
        return frozenset(number for number, rule in enumerate(self.rules) if wanted(rule))

    def fitting(self, articles: Sequence[Sequence[Line]]) -> list[bool]:
        """Whether there is a line in each of ``articles`` on which a rule is worth trying.

        All their lines are read at once, which takes much less than one article after another.
        """
        if self._size > _MOST:
            self._known, self._size = {}, 0
        page = self.read([line for article in articles for line in article])
        ends = accumulate(len(article) for article in articles)
        return [
            any(reading.numbers for reading in page[end - len(article) : end])
            for article, end in zip(articles, ends, strict=True)
        ]

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
                    known[line.text] = Reading(line, self.rules, numbers)
                    self._size += len(line.text)
                    del left[line.text]
                if not left:
                    break
        for text, line in left.items():
            known[text] = Reading(line, self.rules, ())
            self._size += len(text)
        return [known[line.text] for line in article]

    @cached_property
    def _by_length(self) -> tuple[tuple[int, "_Fitting"], ...]:
        """For lines up to each length, those of the rules that may match any so long."""
        with _uncollected():
            wants = list(map(_wants, self.rules))
        bounds = [*(length for length in _LENGTHS if length < self.longest), self.longest]
        return tuple(
            (bound, _Fitting(self.rules, wants, longer_than=below))
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
        pairs = enumerate(self.rules)
        return [(number, rule) for number, rule in pairs if rule.longest > self.longer_than]

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


def _whole_match(rule: Rule, line: Line) -> _Match | None:
    match = rule.pattern.fullmatch(line.plain) or (
        rule.pattern.fullmatch(line.text) if line.plain != line.text else None
    )
    return match if match and not _tells(rule, line.text) and holds_names(rule, match) else None


def _tells(rule: Rule, line: str) -> bool:
    """Whether ``line`` is a sentence of the article, where a page would speak to its reader."""
    if rule.report is not None and rule.report.search(line):
        return True
    if rule.kind in _BUTTONS and _FULL_STOP.search(line) and line.count(" ") <= _MOST_BLANKS:
        return True
    if rule.address is None or not line.endswith(_FULL_STOPS):
        return False
    told = _LONG_SENTENCE.match(line)
    if told is not None and not rule.address.search(told[0]):
        return True
    return line.count(" ") >= _FEWEST_BLANKS and not rule.address.search(line)
