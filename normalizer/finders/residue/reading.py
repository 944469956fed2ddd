"""What rules say of a line: those worth trying, and what came of each try."""

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import regex

from normalizer.finders.residue.kept import holds_names
from normalizer.finders.residue.layout import Line
from normalizer.resources.rules import Rule

_LONG_SENTENCE = re.compile(r"(?:[A-ZА-ЯІЇЄ]: )?[^.!?:]{60,}[.!?][“”»\"]?\s")
_FULL_STOPS = (".", "…", ".“", ".”", ".»", '."')
_FULL_STOP = re.compile(r"[^.]\.\Z")
_BUTTONS = frozenset({"cookie", "nav", "share-buttons"})
_MOST_BLANKS = 2
"""Kinds of which the shortest lines are buttons, which nobody ends with a full stop: ``Agreed.``"""

_FEWEST_BLANKS = 4
"""Shorter sentences, such as ``Comments are closed.``, say too little to be told apart."""

_ASKED = 3
"""Rules that are ready for nine in ten paragraphs of pages, and for one in ten of news."""

_Match = regex.Match[str]


class Reader(Protocol):
    """Says what other rules say of lines."""

    def read(self, article: Sequence[Line]) -> "Sequence[Reading]":
        """What they say of each line."""
        ...


@dataclass(slots=True)
class Reading:
    """What rules say of one line: those worth trying, by number, and what came of each try."""

    line: Line
    rules: Sequence[Rule]
    ready: Sequence[int]
    _others: Reader | None = None
    _merged: Sequence[int] | None = None
    tried: dict[int, _Match | None] = field(default_factory=dict)

    @property
    def numbers(self) -> Sequence[int]:
        """All that are worth trying; ``ready`` are those that any line is looked at for."""
        if self._merged is None:
            self._merged = self.ready
            if self._others is not None:
                (other,) = self._others.read([self.line])
                self._merged = sorted((*self.ready, *other.ready)) if other.ready else self.ready
                self.tried.update(other.tried)
        return self._merged

    def first(self, wanted: Container[int]) -> tuple[Rule, _Match] | None:
        """The first of the rules ``wanted`` that matches the whole line."""
        return self._first(self.numbers, wanted)

    def first_ready(self, wanted: Container[int]) -> tuple[Rule, _Match] | None:
        """The same, where all that are wanted are among those that any line is looked at for."""
        return self._first(self.ready, wanted)

    def _first(self, numbers: Iterable[int], wanted: Container[int]) -> tuple[Rule, _Match] | None:
        for number in numbers:
            if number in wanted:
                if number not in self.tried:
                    self.tried[number] = _whole_match(self.rules[number], self.line)
                match = self.tried[number]
                if match is not None:
                    return self.rules[number], match
        return None

    def start(self, *, rest: int) -> tuple[Rule, _Match] | None:
        """The first rule that matches in front and leaves at least ``rest`` code points."""
        said = self.line.text
        for number in self.numbers:
            rule = self.rules[number]
            if number not in self.tried:
                self.tried[number] = rule.pattern.match(said)
            match = self.tried[number]
            if match is not None and match.end() and len(said) - match.end() >= rest:
                return rule, match
        return None


def asked_for(page: Sequence[Reading]) -> frozenset[int]:
    """The lines of an article that have what several rules ask for."""
    return frozenset(i for i, reading in enumerate(page) if len(reading.ready) >= _ASKED)


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
