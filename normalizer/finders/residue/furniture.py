"""Lines left over from the page around the article: share bars, comment forms, credits."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import regex

from normalizer.document.document import Document
from normalizer.document.findings import Edit, Notice
from normalizer.document.paragraphs import is_sentence
from normalizer.document.span import Span
from normalizer.finders.residue.captions import removal
from normalizer.finders.residue.finishing import finish
from normalizer.finders.residue.gaps import close_gaps, take_trail
from normalizer.finders.residue.headings import leave_headings, leave_headwords
from normalizer.finders.residue.headline import may_be_headline
from normalizer.finders.residue.inside import (
    LABELLED,
    OF_THE_PAGE,
    is_listed,
    may_be_inside,
    may_be_labelled,
    take_inside,
)
from normalizer.finders.residue.layout import Line, article_lines
from normalizer.finders.residue.likely import LikelyLines, ease_of
from normalizer.finders.residue.listed import (
    RELATED,
    leave_series,
    take_headlines,
    take_related,
    take_tags,
)
from normalizer.finders.residue.matching import LineRules
from normalizer.finders.residue.neighbours import ROLE, Neighbours
from normalizer.finders.residue.page_sentences import PageSentences
from normalizer.finders.residue.reading import Reading, asked_for
from normalizer.finders.residue.rows import leave_rows
from normalizer.finders.residue.topics import is_announced
from normalizer.finders.residue.zones import (
    SHORT_BODY,
    bodies_of,
    head_zone,
    lines_around,
    tail_zone,
)
from normalizer.resources.rules import Rule
from normalizer.resources.wordings import Wordings, load_wordings

LIMIT = "residue.removed-share"
_FREE = 500
_OF_LINES = frozenset({"line", "edge", "head", "tail", "cut"})

_TELLING = frozenset({"photo-credit", "related-block", "timestamp"})
"""Kinds of residue that are worded as articles are: captions, and headlines of others."""

_Hit = tuple[Rule, regex.Match[str]]


@dataclass(frozen=True)
class FindFurniture:
    r"""Removes whole lines by ``rules``; what they knew of the article is kept as metadata.

    Rules below ``threshold`` only report. Where more than ``limit`` of the article, and more
    than 500 code points (or any, if ``limit`` is 0), would go, nothing goes and a notice says
    so: a rule that eats an article is worse than residue.

    >>> from normalizer.resources.rules import load_rules
    >>> find = FindFurniture(load_rules("residue"))
    >>> body = "Der Sprecher sagte am Dienstag in Berlin, die Lage sei weiterhin sehr angespannt.\n"
    >>> [edit.removed for edit in find(Document("Titel\n" + body + "Leave a Reply"))]
    ['Leave a Reply']
    >>> list(find(Document("Titel\nLeave a Reply ist ein Lied.\n" + body)))
    []
    """

    rules: Sequence[Rule]
    threshold: float = 0.94
    limit: float = 0.3
    wordings: Wordings = field(default_factory=load_wordings)

    def __call__(self, document: Document) -> Iterator[Edit | Notice]:
        """At most one finding a line, in the order of the article."""
        text = document.text
        article = article_lines(text)
        hits = self._hits(article)
        dropped = {i: hit for i, hit in hits.items() if self._sure(hit[0])}
        size = sum(len(article[i].text) for i in dropped)
        if size > max(_FREE if self.limit else 0, self.limit * len(text)):
            reason = f"{size} of {len(text)} code points look like residue: left alone"
            yield Notice(Span(0, len(text)), LIMIT, reason)
            return
        for i, (rule, match) in sorted(hits.items()):
            if i in dropped:
                yield removal(text, article[i], rule, match)
            else:
                reason = rule.reason or f"may be residue: {rule.kind}"
                yield Notice(article[i].window, rule.id, reason)

    def worth_a_look(self, texts: Sequence[str]) -> list[bool]:
        """Whether something may be found in each text; all lines of a batch are read at once."""
        articles = list(map(article_lines, texts))
        inside = self._lines.matching(articles)
        # Between paragraphs most rules count for nothing.
        around = self._outside.matching(list(map(lines_around, articles)))
        return [
            fits or fits_around or self._has_likely(article)
            for fits, fits_around, article in zip(inside, around, articles, strict=True)
        ]

    def _has_likely(self, article: Sequence[Line]) -> bool:
        if self._wording_rule is None:
            return False
        return self._likely.are_in(article, asked_for(self._lines.read(article)))

    @cached_property
    def page(self) -> PageSentences:
        """What the same rules say behind a paragraph."""
        return PageSentences(self._lines, self.wordings, self.threshold, self._wording_rule)

    @cached_property
    def _likely(self) -> LikelyLines:
        return LikelyLines(self.wordings, ease_of(self.threshold))

    @cached_property
    def _wording_rule(self) -> Rule | None:
        return next((rule for rule in self.rules if rule.anchor == "wording"), None)

    @cached_property
    def _lines(self) -> LineRules:
        # Names and places beside dates have no words of their own; roles have.
        roles = (rule for rule in self._neighbours.rules if rule.kind == ROLE)
        chosen = [*(rule for rule in self.rules if rule.anchor in _OF_LINES), *roles]
        rules = sorted(chosen, key=lambda rule: -rule.confidence)
        inside = frozenset(number for number, rule in enumerate(rules) if may_be_inside(rule))
        others = LineRules(rules, frozenset(range(len(rules))) - inside)
        return LineRules(rules, inside, others)

    @cached_property
    def _outside(self) -> LineRules:
        """Those of the rules of lines that count above and below the body alone."""
        return self._lines.others or LineRules(())

    @cached_property
    def _neighbours(self) -> Neighbours:
        return Neighbours([r for r in self.rules if r.anchor == "beside" and self._sure(r)])

    @cached_property
    def _anywhere(self) -> frozenset[int]:
        return self._anchored("line")

    @cached_property
    def _heads(self) -> frozenset[int]:
        return self._anchored("head", "edge")

    @cached_property
    def _tails(self) -> frozenset[int]:
        return self._anchored("tail", "cut", "edge")

    @cached_property
    def _edges(self) -> frozenset[int]:
        return self._anchored("edge")

    @cached_property
    def _roles(self) -> frozenset[int]:
        return self._anchored("beside")

    @cached_property
    def _insides(self) -> frozenset[int]:
        kinds = OF_THE_PAGE | LABELLED
        fit = self._lines.numbers_of(lambda rule: rule.kind in kinds and self._sure(rule))
        return self._tails & fit

    @cached_property
    def _ready(self) -> frozenset[int]:
        return self._insides & self._lines.numbers_of(may_be_inside)

    @cached_property
    def _alone(self) -> frozenset[int]:
        return self._insides & self._anchored("edge", "cut")  # they need nothing beside them

    def _anchored(self, *anchors: str) -> frozenset[int]:
        return self._lines.numbers_of(lambda rule: rule.anchor in anchors)

    def _sure(self, rule: Rule) -> bool:
        return rule.confidence >= self.threshold and rule.action in {"drop", "keep"}

    def _hits(self, article: Sequence[Line]) -> dict[int, _Hit]:
        page = self._lines.read(article)
        hits: dict[int, _Hit] = {}
        for i, reading in enumerate(page):
            hit = reading.first_ready(self._anywhere)
            if hit and not is_listed(hit[0], article, i):
                hits[i] = hit
        take_headlines(article, hits)
        live = [i for i in range(len(article)) if i not in hits or not self._sure(hits[i][0])]
        ends, of_the_page = (self._heads, self._tails), self._likely.is_of_the_page
        bodies = bodies_of(page, live, ends, of_the_page, hits.keys())
        take_inside(article, self._inside(page, live, bodies), hits)
        zone = tail_zone(live, bodies)
        above = head_zone(live, bodies)
        heads = {i: hit for i in above if (hit := page[i].first(self._heads))}
        for i, hit in heads.items():
            if i > above[0] or not may_be_headline(article, above, heads, hits, self._likely):
                self._add(hits, i, hit)
        self._peel(page, zone, hits, cutting=bool(bodies))
        take_related(article, zone, hits)
        take_tags(article, above, zone, hits)
        self._spread(page, hits)
        leave_headwords(article, hits)
        leave_rows(article, hits)
        if bodies:
            leave_series(article, bodies, hits)
            leave_headings(article, hits)
            self._neighbours.take(page, bodies, hits, self._sure, self._roles)
            behind = range(bodies[-1] + 1, len(article))
            close_gaps(article, behind, hits, self._sure)
            take_trail(article, behind, hits, self._sure)
        if self._wording_rule is not None:
            self._weigh_wordings(page, hits, self._wording_rule)
        finish(article, hits)
        return hits

    def _weigh_wordings(self, page: Sequence[Reading], hits: dict[int, _Hit], rule: Rule) -> None:
        """Leave what reads like the article's, take what reads like a page's.

        What a rule of the user matches goes however it reads.
        """
        article = [reading.line for reading in page]
        lone = len(hits) == 1 and len(article) - 1 not in hits  # the last line is rather a page's
        for i in [i for i, (rule, _) in hits.items() if rule.ships and rule.kind not in _TELLING]:
            if self._likely.is_told(article[i], lone=lone):
                del hits[i]
        gone = {i for i, hit in hits.items() if self._sure(hit[0])}
        for i, evidence in self._likely.of(article, gone, asked_for(page)).items():
            match = rule.pattern.fullmatch(article[i].text)
            if match is not None and i not in hits and not is_announced(article, i, hits):
                hits[i] = replace(rule, reason=evidence), match

    def _inside(
        self, page: Sequence[Reading], live: Sequence[int], bodies: Sequence[int]
    ) -> dict[int, _Hit]:
        """What matches between the first body paragraph and the last sentence of the article."""
        behind = reversed([i for i in live if bodies and i > bodies[0]])
        told = (i for i in behind if len(page[i].line.text) >= SHORT_BODY)
        last = next((i for i in told if self._is_told(page, [i])), 0)
        inside = (i for i in live if bodies and bodies[0] < i < last)
        return {i: hit for i in inside if (hit := self._first_inside(page[i]))}

    def _first_inside(self, reading: Reading) -> _Hit | None:
        if may_be_labelled(reading.line):
            return reading.first(self._alone) or reading.first(self._insides)
        return reading.first_ready(self._alone) or reading.first_ready(self._ready)

    def _spread(self, page: Sequence[Reading], hits: dict[int, _Hit]) -> None:
        """Inside the body, what may be residue is residue beside what surely is."""
        waiting = [i for i in hits if self._sure(hits[i][0])]
        while waiting:
            i = waiting.pop()
            for beside in (i - 1, i + 1):
                fits = 0 < beside < len(page) and beside not in hits
                if fits and (hit := page[beside].first(self._edges)):
                    hits[beside] = hit
                    if self._sure(hit[0]):
                        waiting.append(beside)

    def _peel(
        self,
        page: Sequence[Reading],
        zone: Sequence[int],
        hits: dict[int, _Hit],
        *,
        cutting: bool,
    ) -> None:
        cut: _Hit | None = None
        for at, i in enumerate(zone):
            hit = page[i].first(self._tails)
            if hit and not (hit[0].kind == RELATED and self._is_told(page, zone[at + 1 :])):
                self._add(hits, i, hit)
                if cutting and cut is None and hit[0].anchor == "cut" and self._sure(hit[0]):
                    cut = hit
            elif cut is not None and i not in hits:
                if cut[0].kind == RELATED and is_sentence(page[i].line.text):
                    cut = None
                else:
                    hits[i] = cut

    def _add(self, hits: dict[int, _Hit], i: int, hit: _Hit) -> None:
        """Take ``hit`` where there is none yet, or one that is only reported."""
        if i not in hits or (self._sure(hit[0]) and not self._sure(hits[i][0])):
            hits[i] = hit

    def _is_told(self, page: Sequence[Reading], behind: Sequence[int]) -> bool:
        """Whether a sentence of the article follows, and no headline of another one."""
        if not behind:
            return False
        reading = page[behind[0]]
        return is_sentence(reading.line.text) and reading.first(self._tails) is None
