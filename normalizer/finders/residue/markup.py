"""Scraps of markup inside the text: half tags, shortcodes, advert slots."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import regex

from normalizer.document.document import Document
from normalizer.document.findings import Edit, Notice
from normalizer.document.span import Span
from normalizer.document.windows import lines
from normalizer.finders.residue.code import are_named, is_about_code
from normalizer.finders.residue.kept import kept_metadata
from normalizer.resources.rules import Rule

_QUOTES = "„“”\"'»«‚‘’`"
_LONE_LETTER = regex.compile(r"<([a-z])>")


class _Scrap(NamedTuple):
    """What a rule matched, and where."""

    span: Span
    rule: Rule
    match: regex.Match[str]


@dataclass(frozen=True)
class FindMarkup:
    r"""Removes what the inline ``rules`` match; what that knew of the article is kept as metadata.

    A line of which nothing but white space would be left goes as a whole. ``threshold`` is
    the confidence below which a rule only reports what it saw.

    >>> from normalizer.resources.rules import load_rules
    >>> find = FindMarkup(load_rules("markup"))
    >>> [edit.removed for edit in find(Document("sagte er.< /p>\n[Anzeige_2]\n"))]
    ['< /p>', '[Anzeige_2]\n']
    >>> list(find(Document("3 < 5 und 7 > 2 [sic]")))
    []
    """

    rules: Sequence[Rule]
    threshold: float = 0.94

    def __call__(self, document: Document) -> Iterator[Edit | Notice]:
        """One edit for each match; where two overlap, the first and then the longer one."""
        text = document.text
        rules = self.rules
        if self._signs:
            there = {sign for sign in self._signs if sign in text}
            if not there:
                return
            rules = [rule for rule in rules if not there.isdisjoint(rule.signs)]
        lowered = text.lower()
        rules = [rule for rule in rules if _worth_trying(rule, lowered)]
        for rule in rules:
            if rule.confidence < self.threshold:
                for match in rule.pattern.finditer(text):
                    yield Notice(Span(*match.span()), rule.id, rule.reason or rule.kind)
        found = [
            (match.start(), -match.end(), _Scrap(Span(*match.span()), rule, match))
            for rule in rules
            if rule.confidence >= self.threshold
            for match in rule.pattern.finditer(text)
            if match.end() > match.start() and not _is_mentioned(text, match)
        ]
        named = are_named(text, [scrap.span for _, _, scrap in found])
        if any(named) and is_about_code(text):
            found = [item for item, is_subject in zip(found, named, strict=True) if not is_subject]
        if found:
            found.sort(key=lambda item: item[:2])
            yield from _edits(text, _disjoint(found))

    @cached_property
    def _signs(self) -> frozenset[str]:
        """The signs of which any match holds one; none where some rule needs no sign."""
        if not all(rule.signs for rule in self.rules):
            return frozenset()
        return frozenset().union(*(rule.signs for rule in self.rules))


def _is_mentioned(text: str, match: regex.Match[str]) -> bool:
    """Whether the text speaks of the markup: ``„<br>“``, or ``a<b>c`` with no tag to close it."""
    before = text[match.start() - 1 : match.start()] if match.start() else ""
    after = text[match.end() : match.end() + 1]
    if before and after and before in _QUOTES and after in _QUOTES:
        return True
    letter = _LONE_LETTER.fullmatch(match[0])
    if letter is None or not (before.isalnum() and after.isalnum()):
        return False
    return f"</{letter[1]}>" not in text


def _worth_trying(rule: Rule, lowered: str) -> bool:
    return not rule.literals or any(literal in lowered for literal in rule.literals)


def _disjoint(found: Iterable[tuple[int, int, _Scrap]]) -> Iterator[_Scrap]:
    cursor = 0
    for start, negative_end, scrap in found:
        if start >= cursor:
            cursor = -negative_end
            yield scrap


def _edits(text: str, found: Iterable[_Scrap]) -> Iterator[Edit]:
    matches = list(found)
    position = 0
    for window in lines(text):
        inside: list[_Scrap] = []
        while position < len(matches) and matches[position].span.start < window.end:
            inside.append(matches[position])
            position += 1
        if not inside:
            continue
        left = _outside(text, window, [scrap.span for scrap in inside])
        left += "".join(scrap.rule.replacement for scrap in inside)
        if left.strip() or inside[-1].span.end > window.end:
            for span, rule, match in inside:
                kept = kept_metadata(rule, match)
                yield Edit(span, span.of(text), rule.replacement, rule.id, kept=kept)
        else:
            kept = tuple(known for scrap in inside for known in kept_metadata(*scrap[1:]))
            yield Edit(window, window.of(text), "", inside[0].rule.id, kept=kept)


def _outside(text: str, window: Span, spans: Sequence[Span]) -> str:
    cursor, pieces = window.start, []
    for span in spans:
        pieces.append(text[cursor : span.start])
        cursor = span.end
    return "".join((*pieces, text[cursor : window.end]))
