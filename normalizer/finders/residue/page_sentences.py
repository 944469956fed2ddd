"""What a page says on a line of its own, behind a paragraph that has lost the line break."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import regex

from normalizer.finders.residue.inside import OF_THE_PAGE
from normalizer.finders.residue.layout import line_of
from normalizer.finders.residue.matching import LineRules
from normalizer.finders.residue.wording import Wording
from normalizer.resources.rules import Rule
from normalizer.resources.wordings import Wordings

_LONGEST, _SEEN_OF_BODY = 240, 400
"""Code points that are looked at of what stands behind a paragraph, and of the end of itself."""

_KINDS = OF_THE_PAGE | {"cms-marker", "disclaimer", "read-also"}
_CREDIT = "photo-credit"
_CREDITS = frozenset({_CREDIT, "copyright"})
_SHORTEST, _SHORTEST_BEFORE_CREDIT = 40, 75
"""Code points in front; of a shorter sentence with a credit behind it both are a caption."""

_LEAST_ODDS, _LEAST_OF_CREDIT, _LEAST_WITHOUT_RULE = 1.0, -1.0, 6.2
_MOST_OF_BODY = -1.0
"""Nats that say whether a sentence is worded as a page's, and what stands before it isn't."""

_LONGEST_TOLD = 90
"""Code points of what goes by its wording alone: what is longer may well be an appeal."""

_STOP = regex.compile(r"[.!?…»“”\")\]][ \xa0]{1,3}")
_UNENDED = regex.compile(r"[^.!?…»“”\"’)\]]\Z")
_TELLING = regex.compile(r"[:!@©→]|\?[ \xa0]|[.!?…»“”\")\]][ \xa0]{1,3}[^\w\s„“”\"'«‚‘…–—-]")
"""Without an end of this kind or a sign of that, no sentence of a line is looked at."""

_CLOSING = ")]/"
"""What ends so may be a tag, whose rules know what it says."""

_GOES_ON = regex.compile(r"\p{Ll}[^:]{30}")
"""What stands behind the full stop of an abbreviation; a label in small letters is short."""

_ALONE = regex.compile(
    r"[^\w\s„“”\"'«‚‘…–—-].*"
    r"|[^:]{2,40}:\s.*"
    r"|.*[@©→].*"
    r"|.*!"
    r"|[^.!?]{5,80}\?\s.+"
    r"|.*[^.!?…»“”\"’)\]]"
)
"""What is looked at: it begins with a sign or a label, calls, asks and tells, or has no end."""

_EVIDENCE = "reads like what a page says behind a paragraph: {odds:+.1f} nats"

Found = tuple[Rule, regex.Match[str]]


@dataclass(frozen=True)
class PageSentences:
    """Tells what of a paragraph is a page's, by the rules of ``lines`` and by ``wordings``.

    A rule must match all that stands behind a sentence, by its wording it must be a page's, and
    what stands before it an article's. Where the wording of little is clear, ``wording_rule``
    stands for a rule.
    """

    lines: LineRules
    wordings: Wordings
    threshold: float = 0.94
    wording_rule: Rule | None = None

    def starts(self, line: str) -> list[int]:
        """Where in ``line`` something may begin that a page says."""
        reach = max(0, len(line) - _LONGEST)
        if not _UNENDED.search(line, len(line) - 1) and not _TELLING.search(line, reach):
            return []
        stops = (stop.end() for stop in _STOP.finditer(line, max(reach, _SHORTEST - 1)))
        return [
            at
            for at in stops
            if " " in line[at:] and _GOES_ON.match(line, at) is None and _ALONE.fullmatch(line, at)
        ]

    def read(self, pieces: Sequence[str]) -> None:
        """Look all ``pieces`` up at once, which takes much less than one after another."""
        self.lines.read([line_of(piece) for piece in pieces])

    def found(self, line: str, starts: Sequence[int]) -> tuple[int, Found] | None:
        """Where what a page says begins, and the rule that matches it; the likeliest of all.

        What a caption says before its credit may as well be the end of the paragraph.
        """
        found: tuple[int, Found] | None = None
        most = -math.inf
        for at in reversed(starts):
            body = self._odds(line[max(0, at - _SEEN_OF_BODY) : at].rstrip())
            if at < _SHORTEST or body > _MOST_OF_BODY:
                continue
            said = self._odds(line_of(line[at:]).plain)
            hit = self._matched(line[at:], said)
            is_credit = hit is not None and hit[0].kind in _CREDITS
            if hit is None or (at < _SHORTEST_BEFORE_CREDIT and is_credit):
                continue
            if said - body > most:
                found, most = (at, hit), said - body
            if is_credit:
                break
        return found

    def _matched(self, piece: str, odds: float) -> Found | None:
        """A rule that matches ``piece`` and its ``odds``, or the one that stands for wording."""
        (reading,) = self.lines.read([line_of(piece)])
        hit = reading.first_ready(self._wanted) if reading.ready else None
        if hit is not None:
            least = _LEAST_OF_CREDIT if hit[0].kind == _CREDIT else _LEAST_ODDS
            if odds >= least:
                return hit
        return self._told(piece, odds)

    def _told(self, piece: str, odds: float) -> Found | None:
        """The rule that stands for wording, where that of ``piece`` is clear and it little."""
        rule = self.wording_rule
        if rule is None or not self._sure(rule) or odds < _LEAST_WITHOUT_RULE:
            return None
        if len(piece) > _LONGEST_TOLD or piece[-1] in _CLOSING:
            return None
        match = rule.pattern.fullmatch(piece)
        told = replace(rule, reason=_EVIDENCE.format(odds=odds), kind=_CREDIT)
        return None if match is None else (told, match)

    def _sure(self, rule: Rule) -> bool:
        return rule.confidence >= self.threshold and rule.action in {"drop", "keep"}

    @cached_property
    def _wanted(self) -> frozenset[int]:
        return self.lines.numbers_of(lambda rule: rule.kind in _KINDS and self._sure(rule))

    @cached_property
    def _odds(self) -> Wording:
        return Wording(self.wordings)
