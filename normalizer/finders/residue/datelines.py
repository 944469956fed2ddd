"""Place and agency around the text: ``Moskau (dpa) - Der Kreml …``, ``… sagte er. (AFP)``."""

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import regex

from normalizer.document.document import Document
from normalizer.document.findings import Edit
from normalizer.document.span import Span
from normalizer.finders.residue.layout import Line, article_lines
from normalizer.finders.residue.matching import LineRules, kept_metadata
from normalizer.resources.rules import Anchor, Rule

_FIRST_LINES = 8
_SHORTEST_REST = 30
_LONGEST_TAG = 100
# What tells a place or agency in front from the first words: brackets, a date, a dash, capitals.
_LEAD = re.compile(r"[(\[/=0-9\u2013\u2014]| - |[A-ZÀ-ÞА-ЯЄІЇҐЁ]{3}|[\u4e00-\u9fff\uac00-\ud7a3]")
_LONGEST_LEAD = 60
_CLOSING = frozenset(")]/")
_DASH = re.compile(" (?:--?|[\u2013\u2014]) ")
_LONGEST_NAME = 30

_Found = tuple[Rule, regex.Match[str]]
_Cut = tuple[Span, Rule, regex.Match[str]]


@dataclass(frozen=True)
class FindDatelines:
    """Cuts off what the ``rules`` match at an end of a paragraph.

    In front, only in one of the first eight lines; behind, in any. What is left must still be
    30 code points, or the line stays whole.

    >>> from normalizer.resources.rules import load_rules
    >>> find = FindDatelines(load_rules("residue"))
    >>> lead = Document("Moskau (dpa) - Der Kreml hat den Bericht zurückgewiesen. (AFP)")
    >>> [edit.removed for edit in find(lead)]
    ['Moskau (dpa) - ', ' (AFP)']
    >>> list(find(Document("Frankfurt (Oder) - Die Stadt hat den Plan vorgestellt. (siehe oben)")))
    []
    """

    rules: Sequence[Rule]
    threshold: float = 0.94

    def __call__(self, document: Document) -> Iterator[Edit]:
        """At most two edits a line: the first rule that matches in front, and behind."""
        text = document.text
        article = [line for line in article_lines(text) if len(line.text) > _SHORTEST_REST]
        leads = [line for line in article_lines(text)[:_FIRST_LINES] if _may_lead(line.text)]
        begun = dict(self._begun(leads))
        for line in article:
            for span, rule, match in self._cuts(text, line, begun.get(line.start)):
                kept = kept_metadata(rule, match)
                yield Edit(span, span.of(text), "", rule.id, rule.kind, kept)

    @cached_property
    def _starts(self) -> LineRules:
        # How long a line may be is said of rules for whole lines.
        return LineRules([replace(rule, longest=sys.maxsize) for rule in self._anchored("start")])

    @cached_property
    def _ends(self) -> tuple[Rule, ...]:
        return self._anchored("end")

    def _anchored(self, anchor: Anchor) -> tuple[Rule, ...]:
        sure = (r for r in self.rules if r.anchor == anchor and r.confidence >= self.threshold)
        return tuple(sure)

    def _begun(self, leads: Sequence[Line]) -> Iterator[tuple[int, _Found]]:
        """What matches in front of which line."""
        for line, reading in zip(leads, self._starts.read(leads), strict=True):
            for number in reading.numbers:
                rule = self._starts.rules[number]
                match = rule.pattern.match(line.text)
                if match and match.end() and len(line.text) - match.end() >= _SHORTEST_REST:
                    yield line.start, (rule, match)
                    break

    def _cuts(self, text: str, line: Line, begun: _Found | None) -> Iterator[_Cut]:
        said = line.text
        tagged = _may_end_in_a_tag(said)
        if not tagged and begun is None:
            return
        first = text.index(said, line.start)
        length = 0
        if begun is not None:
            rule, match = begun
            length = len(said) - len(said[match.end() :].lstrip())
            yield Span(first, first + length), rule, match
        at = max(length + _SHORTEST_REST, len(said) - _LONGEST_TAG)
        for rule in self._ends if tagged else ():
            behind = rule.pattern.search(said, at)
            if behind and behind.end() == len(said):
                yield Span(first + behind.start(), first + len(said)), rule, behind
                break


def _may_lead(line: str) -> bool:
    return len(line) > _SHORTEST_REST and _LEAD.search(line, 0, _LONGEST_LEAD) is not None


def _may_end_in_a_tag(line: str) -> bool:
    """Whether the line ends in a bracket or slash, or has a dash shortly before its end."""
    if line[-1] in _CLOSING or line[-2] in _CLOSING:
        return True
    return _DASH.search(line, len(line) - _LONGEST_NAME) is not None
