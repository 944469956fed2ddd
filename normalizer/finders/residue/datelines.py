"""Place and agency around the text: ``Moskau (dpa) - Der Kreml …``, ``… sagte er. (AFP)``."""

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import regex

from normalizer.document.document import Document
from normalizer.document.findings import Edit
from normalizer.document.paragraphs import is_sentence
from normalizer.document.span import Span
from normalizer.finders.residue.kept import kept_metadata
from normalizer.finders.residue.layout import Line, article_lines
from normalizer.finders.residue.matching import LineRules
from normalizer.resources.rules import Anchor, Rule

_FIRST_LINES = 8
_SHORTEST_REST = 30
_SHORTEST_SENTENCE = 16
_LONGEST_TAG = 100
# What tells a place or agency in front from the first words: brackets, a date, a dash, capitals.
_LEAD = re.compile(r"[(\[/=0-9\u2013\u2014]| - |[A-ZÀ-ÞА-ЯЄІЇҐЁ]{3}|[\u4e00-\u9fff\uac00-\ud7a3]")
_LONGEST_LEAD = 60
_ITEM = regex.compile(r"\p{Lu}{3}[\p{Lu} .'’-]{0,30}\s[\u2013\u2014-]\s")
"""A name in capitals before a dash: a place, or what each item of a list is about."""
_TIME = "timestamp"
"""A kind that each paragraph of a chronicle begins with, and one of another article."""
_CLOSING = frozenset(")]/")
_CODES = ("-0-", "\N{BLACK SQUARE}", "Enditem")
"""What some agencies close a dispatch with."""
_DASHES = (" - ", " \N{EN DASH} ", " \N{EM DASH} ", " -- ")
_LONGEST_NAME, _LONGEST_CODES = 30, 14

_Found = tuple[Rule, regex.Match[str]]
_Cut = tuple[Span, Rule, regex.Match[str]]


@dataclass(frozen=True)
class FindDatelines:
    """Cuts off what the ``rules`` match at an end of a paragraph.

    In front, only in one of the first eight lines; behind, in any. What is left must still be
    30 code points, or a sentence of 16, or the line stays whole.

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
        begun = dict(self._begun(_leads(text)))
        for line in _long(text):
            if line.start not in begun and not _may_end_in_a_tag(line):
                continue
            for span, rule, match in self._cuts(text, line, begun.get(line.start)):
                kept = kept_metadata(rule, match)
                yield Edit(span, span.of(text), "", rule.id, rule.kind, kept)

    def worth_a_look(self, texts: Sequence[str]) -> list[bool]:
        """Whether a line of each text may begin or end so; those of a batch are read at once."""
        leads = [_leads(text) for text in texts]
        begun = self._starts.fitting(leads)
        return [
            fits or any(map(_may_end_in_a_tag, _long(text)))
            for text, fits in zip(texts, begun, strict=True)
        ]

    @cached_property
    def _starts(self) -> LineRules:
        # How long a line may be is said of rules for whole lines; how it begins is what counts.
        most = sys.maxsize
        starts = [
            replace(rule, longest=most, most=most, key=0 if rule.openings else rule.key)
            for rule in self._anchored("start")
        ]
        return LineRules(starts)

    @cached_property
    def _ends(self) -> tuple[Rule, ...]:
        return self._anchored("end")

    def _anchored(self, anchor: Anchor) -> tuple[Rule, ...]:
        sure = (r for r in self.rules if r.anchor == anchor and r.confidence >= self.threshold)
        return tuple(sure)

    def _begun(self, leads: Sequence[Line]) -> Iterator[tuple[int, _Found]]:
        """What matches in front of which line."""
        listed = sum(_ITEM.match(line.text) is not None for line in leads) > 1
        found = {}
        for line, reading in zip(leads, self._starts.read(leads), strict=True):
            start = reading.start(rest=_SHORTEST_REST) if reading.numbers else None
            if start is not None and not (listed and _ITEM.fullmatch(start[1][0])):
                found[line.start] = start
        times = sum(rule.kind == _TIME for rule, _ in found.values())
        for at, begun in found.items():
            if times == 1 or begun[0].kind != _TIME:
                yield at, begun

    def _cuts(self, text: str, line: Line, begun: _Found | None) -> Iterator[_Cut]:
        said = line.text
        first = text.index(said, line.start)
        length = 0
        if begun is not None:
            rule, match = begun
            length = len(said) - len(said[match.end() :].lstrip())
            yield Span(first, first + length), rule, match
        at = max(length + _SHORTEST_SENTENCE, len(said) - _LONGEST_TAG)
        for rule in self._ends if _may_end_in_a_tag(line) else ():
            behind = rule.pattern.search(said, at)
            if behind and behind.end() == len(said) and _is_enough(said[length : behind.start()]):
                yield Span(first + behind.start(), first + len(said)), rule, behind
                break


def _is_enough(left: str) -> bool:
    """Whether a sentence of the article may be ``left``, and no place with a date."""
    if len(left) >= _SHORTEST_REST:
        return True
    return is_sentence(left.rstrip()) and not any(map(str.isdigit, left))


def _long(text: str) -> list[Line]:
    return [line for line in article_lines(text) if len(line.text) > _SHORTEST_SENTENCE]


def _leads(text: str) -> list[Line]:
    """Those of the first lines that may have a place or an agency in front."""
    return [
        line
        for line in article_lines(text)[:_FIRST_LINES]
        if len(line.text) > _SHORTEST_REST and _LEAD.search(line.text, 0, _LONGEST_LEAD)
    ]


def _may_end_in_a_tag(line: Line) -> bool:
    """Whether the line ends in a bracket, or has a dash or a slash shortly before its end."""
    said = line.text
    if said[-1] in _CLOSING or said[-2] in _CLOSING or said.endswith(_CODES):
        return True
    end = said[-_LONGEST_NAME:]
    return any(dash in end for dash in _DASHES) or "/" in said[-_LONGEST_CODES:]
