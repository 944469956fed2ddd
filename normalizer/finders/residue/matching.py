"""Try only those rules on a line whose literals it holds."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import regex

from normalizer.document.metadata import Metadatum
from normalizer.finders.residue.layout import Line
from normalizer.resources.rules import Rule

_GRAM = 3


@dataclass(frozen=True)
class LineRules:
    """Rules that match whole lines, found by the letters a line holds."""

    rules: Sequence[Rule]

    @cached_property
    def longest(self) -> int:
        """The longest line any rule can match, in code points."""
        return max((rule.longest for rule in self.rules), default=0)

    @cached_property
    def _by_gram(self) -> dict[str, tuple[int, ...]]:
        by_gram: dict[str, list[int]] = {}
        for number, rule in enumerate(self.rules):
            for literal in rule.literals:
                by_gram.setdefault(literal[:_GRAM], []).append(number)
        return {gram: tuple(numbers) for gram, numbers in by_gram.items()}

    @cached_property
    def _always(self) -> tuple[int, ...]:
        return tuple(number for number, rule in enumerate(self.rules) if not rule.literals)

    def match(self, line: Line) -> tuple[Rule, regex.Match[str]] | None:
        """The first rule, in the order they were given, that matches the whole line."""
        length = len(line.text)
        if length > self.longest:
            return None
        for number in self._candidates(line.text.lower()):
            rule = self.rules[number]
            if length <= rule.longest:
                match = rule.pattern.fullmatch(line.plain) or (
                    rule.pattern.fullmatch(line.text) if line.plain != line.text else None
                )
                if match:
                    return rule, match
        return None

    def _candidates(self, lowered: str) -> Iterable[int]:
        grams = {lowered[i : i + _GRAM] for i in range(len(lowered) - _GRAM + 1)}
        grams.update(lowered)
        numbers = set(self._always)
        for gram in grams & self._by_gram.keys():
            numbers.update(self._by_gram[gram])
        return sorted(numbers)


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
