"""Try only those rules on a line that its beginning, or what it holds, allows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import regex

from normalizer.document.metadata import Metadatum
from normalizer.finders.residue.layout import Line
from normalizer.resources.openings import opening_of
from normalizer.resources.rules import Rule

_NAMED = frozenset({"author", "photo_credit", "source", "agency"})
_WORD = regex.compile(r"[\p{L}\p{M}'’-]+")
_SHORT = 3
_MOST_SMALL = 3
_FEW_WORDS = 3
_BEYOND_LATIN = "\u0370"
_FULL_STOPS = (".", "…", ".“", ".”", ".»", '."')
_FEWEST_BLANKS = 4
"""Shorter sentences, such as ``Comments are closed.``, say too little to be told apart."""
_LENGTHS = (40, 80, 120, 160, 200, 260, 320, 420, 600, 1000)


@dataclass(frozen=True)
class LineRules:
    """Rules that match whole lines, found by how a line begins, or else by what it holds."""

    rules: Sequence[Rule]

    @cached_property
    def longest(self) -> int:
        """The longest line any rule can match, in code points."""
        return max((rule.longest for rule in self.rules), default=0)

    @cached_property
    def _by_opening(self) -> Mapping[str, Sequence[int]]:
        numbers: dict[str, list[int]] = {}
        for number, rule in enumerate(self.rules):
            for opening in rule.openings:  # tens of thousands, most of them of one rule
                if opening in numbers:
                    numbers[opening].append(number)
                else:
                    numbers[opening] = [number]
        return numbers

    @cached_property
    def _by_length(self) -> tuple[tuple[int, "_Holding"], ...]:
        """For lines up to each length, the rules that a look at the beginning can't find."""
        bounds = [*(length for length in _LENGTHS if length < self.longest), self.longest]
        lowest = [0, *bounds]
        return tuple(
            (bound, _Holding.of(self.rules, longer_than=below))
            for below, bound in zip(lowest, bounds, strict=False)
        )

    def match(self, line: Line) -> tuple[Rule, regex.Match[str]] | None:
        """The first rule, in the order they were given, that matches the whole line."""
        length = len(line.text)
        if length > self.longest:
            return None
        for number in sorted(self._candidates(line, length)):
            rule = self.rules[number]
            if length <= rule.longest:
                match = rule.pattern.fullmatch(line.plain) or (
                    rule.pattern.fullmatch(line.text) if line.plain != line.text else None
                )
                if match and not _tells(rule, line.text) and _names(rule, match):
                    return rule, match
        return None

    def _candidates(self, line: Line, length: int) -> set[int]:
        numbers: set[int] = set()
        by_opening = self._by_opening
        for said in (line.text,) if line.plain is line.text else (line.plain, line.text):
            opening = opening_of(said)
            for end in range(1, len(opening) + 1):
                found = by_opening.get(opening[:end])
                if found:
                    numbers.update(found)
        holding = next(found for bound, found in self._by_length if length <= bound)
        return numbers | holding.numbers(line.text) if holding else numbers


@dataclass(frozen=True)
class _Holding:
    """Rules by number: those always tried, and those whose literal a line must hold."""

    always: frozenset[int]
    literals: Mapping[str, tuple[int, ...]]

    @classmethod
    def of(cls, rules: Sequence[Rule], *, longer_than: int) -> "_Holding":
        fitting = [(i, rule) for i, rule in enumerate(rules) if rule.longest > longer_than]
        by_literal: dict[str, list[int]] = {}
        for number, rule in fitting:
            for literal in rule.literals:
                by_literal.setdefault(literal, []).append(number)
        return cls(
            always=frozenset(i for i, rule in fitting if not rule.literals and not rule.openings),
            literals={literal: tuple(numbers) for literal, numbers in by_literal.items()},
        )

    def __bool__(self) -> bool:
        return bool(self.always or self.literals)

    def numbers(self, line: str) -> frozenset[int]:
        """Those worth trying on ``line``."""
        lowered = line.lower()
        found = [numbers for literal, numbers in self.literals.items() if literal in lowered]
        return self.always.union(*found) if found else self.always


def _tells(rule: Rule, line: str) -> bool:
    """Whether ``line`` is a sentence of the article, where a page would speak to its reader."""
    if rule.report is not None and rule.report.search(line):
        return True
    if rule.address is None or not line.endswith(_FULL_STOPS):
        return False
    return line.count(" ") >= _FEWEST_BLANKS and not rule.address.search(line)


def _names(rule: Rule, match: regex.Match[str]) -> bool:
    """Whether what ``rule`` would keep as a person, agency or medium can be a name."""
    return all(_is_name(found.value) for found in _kept(rule, match) if found.field in _NAMED)


def _is_name(value: str) -> bool:
    words = _WORD.findall(value)
    small = sum(word[0].islower() and len(word) >= _SHORT for word in words)
    if small > _MOST_SMALL:
        return False
    latin = value[0].islower() and value[0] < _BEYOND_LATIN
    return not latin or len(words) <= _FEW_WORDS or "/" in value or "." in value


def kept_metadata(rule: Rule, match: regex.Match[str]) -> tuple[Metadatum, ...]:
    """What the line that ``rule`` matched knew of its article.

    A group that is empty gives way to the group of the same name with a ``2`` behind it.
    """
    return tuple(_kept(rule, match))


def _kept(rule: Rule, match: regex.Match[str]) -> Iterator[Metadatum]:
    for field, group in rule.keep:
        value = match[0] if group == "0" else match[group]
        if not value and f"{group}2" in rule.pattern.groupindex:
            value = match[f"{group}2"]
        if value and value.strip():
            yield Metadatum(field, value.strip())
