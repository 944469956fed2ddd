"""Place and agency around the text: ``Moskau (dpa) - Der Kreml …``, ``… sagte er. (AFP)``."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import regex

from normalizer.document.document import Document
from normalizer.document.findings import Edit
from normalizer.document.span import Span
from normalizer.finders.residue.layout import Line, article_lines
from normalizer.finders.residue.matching import kept_metadata
from normalizer.resources.rules import Anchor, Rule

_FIRST_LINES = 8
_SHORTEST_REST = 30
_LONGEST_TAG = 100
# What tells a place or agency in front from the first words: brackets, a date, a dash, capitals.
_LEAD = re.compile(r"[(\[/=0-9\u2013\u2014]| - |[A-ZÀ-ÞА-ЯЄІЇҐЁ]{3}|[\u4e00-\u9fff\uac00-\ud7a3]")
_LONGEST_LEAD = 60
_CLOSING = frozenset(")]/")
_DASHES = (" - ", " \u2013 ", " \u2014 ", " -- ")
_LONGEST_NAME = 30

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
        for number, line in enumerate(article_lines(text)):
            for span, rule, match in self._cuts(text, line, lead=number < _FIRST_LINES):
                kept = kept_metadata(rule, match)
                yield Edit(span, span.of(text), "", rule.id, rule.kind, kept)

    @cached_property
    def _starts(self) -> tuple[Rule, ...]:
        return self._anchored("start")

    @cached_property
    def _ends(self) -> tuple[Rule, ...]:
        return self._anchored("end")

    def _anchored(self, anchor: Anchor) -> tuple[Rule, ...]:
        sure = (r for r in self.rules if r.anchor == anchor and r.confidence >= self.threshold)
        return tuple(sure)

    def _cuts(self, text: str, line: Line, *, lead: bool) -> Iterator[_Cut]:
        said = line.text
        if len(said) <= _SHORTEST_REST:
            return
        first = text.index(said, line.window.start)
        begun = 0
        for rule in self._starts if lead and _LEAD.search(said, 0, _LONGEST_LEAD) else ():
            match = rule.pattern.match(said)
            if match and match.end() and len(said) - match.end() >= _SHORTEST_REST:
                begun = len(said) - len(said[match.end() :].lstrip())
                yield Span(first, first + begun), rule, match
                break
        if not _may_end_in_a_tag(said):
            return
        at = max(begun + _SHORTEST_REST, len(said) - _LONGEST_TAG)
        for rule in self._ends:
            match = rule.pattern.search(said, at)
            if match and match.end() == len(said):
                yield Span(first + match.start(), first + len(said)), rule, match
                break


def _may_end_in_a_tag(line: str) -> bool:
    """Whether the line ends in a bracket or slash, or has a dash shortly before its end."""
    if line[-1] in _CLOSING or line[-2] in _CLOSING:
        return True
    tail = line[-_LONGEST_NAME:]
    return any(dash in tail for dash in _DASHES)
