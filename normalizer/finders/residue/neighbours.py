"""Bare names, places and roles that only the line beside them tells from lines of the article."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import regex

from normalizer.finders.residue.layout import Line
from normalizer.finders.residue.reading import Reading
from normalizer.resources.rules import Rule

ROLE = "role"
"""The kind of rules for what a name is said to be, in the line below it."""

_NAME = regex.compile(
    r"\p{Lu}[\p{L}'’-]{1,20}(?:\s(?:\p{Lu}\.|von|van|de|del|di|der|ten|zu|al)){0,3}"
    r"(?:\s\p{Lu}[\p{L}'’-]{1,24}){1,2}"
)
_BESIDE: Mapping[str, frozenset[str]] = {
    "byline": frozenset({"byline", "timestamp", ROLE}),
    "dateline": frozenset({"byline", "timestamp"}),
    ROLE: frozenset({"byline"}),
}
"""What must stand above or below a line for it to be of a kind."""

_SHORTEST_HEADLINE = 20

_Hit = tuple[Rule, regex.Match[str]]


@dataclass(frozen=True)
class Neighbours:
    """Tells by ``rules`` what stands beside dates and bylines, above and below the body."""

    rules: Sequence[Rule]

    def take(
        self,
        page: Sequence[Reading],
        bodies: Sequence[int],
        hits: dict[int, _Hit],
        is_sure: Callable[[Rule], bool],
        roles: Collection[int],
    ) -> None:
        """Add to ``hits`` what goes above and below the paragraphs ``bodies``.

        ``roles`` are the numbers of the rules for what a name is said to be.
        """
        article = [reading.line for reading in page]
        sure = {i: hit for i, hit in hits.items() if is_sure(hit[0])}
        for zone in (range(bodies[0]), range(bodies[-1] + 1, len(page))):
            named = {i: hit for i in zone if (hit := page[i].first(roles))}
            if named or any(i in sure for i in zone):
                hits.update(self.of(article, zone, sure, named))

    def of(
        self,
        article: Sequence[Line],
        zone: Sequence[int],
        hits: Mapping[int, _Hit],
        roles: Mapping[int, _Hit],
    ) -> dict[int, _Hit]:
        """What else of the lines of ``zone`` goes, beside ``hits``, which surely go.

        ``roles`` are lines that may be one. The first line that is left of an article may be its
        headline, and so no name.
        """
        found = _signatures(article, zone, hits, roles) if roles else {}
        waiting = [i for i in zone if i in hits or i in found]
        while waiting:
            i = waiting.pop()
            for beside in (i - 1, i + 1):
                if beside not in zone or beside in hits or beside in found:
                    continue
                kind = (hits.get(i) or found[i])[0].kind
                hit = self._hit(article[beside], kind)
                if hit is not None:
                    found[beside] = hit
                    waiting.append(beside)
        return {} if _is_headline_among(article, zone, hits, found) else found

    def _hit(self, line: Line, beside: str) -> _Hit | None:
        for rule in self.rules:
            if beside in _BESIDE.get(rule.kind, ()) and len(line.text) <= rule.longest:
                match = rule.pattern.fullmatch(line.plain)
                if match is not None:
                    return rule, match
        return None


def _signatures(
    article: Sequence[Line],
    zone: Sequence[int],
    hits: Mapping[int, _Hit],
    roles: Mapping[int, _Hit],
) -> dict[int, _Hit]:
    """Names with the role of a journalist below them."""
    found: dict[int, _Hit] = {}
    for i, role in roles.items():
        if i - 1 in zone and i not in hits and i - 1 not in hits:
            name = _NAME.fullmatch(article[i - 1].plain)
            if name is not None:
                by = replace(role[0], kind="byline", keep=(("author", "0"),))
                found |= {i - 1: (by, name), i: role}
    return found


def _is_headline_among(
    article: Sequence[Line],
    zone: Sequence[int],
    hits: Mapping[int, _Hit],
    found: Mapping[int, _Hit],
) -> bool:
    """Whether one of ``found`` is the first line that is left, and rather the headline.

    It is where a line below it is too short for one. Many an article is stored without its
    headline; one about a person that is headed by the name says it again.
    """
    left = [i for i in range(len(article)) if i not in hits and i not in found]
    if not left or not found or min(found) > left[0]:
        return False
    if left[0] in zone and len(article[left[0]].text) < _SHORTEST_HEADLINE:
        return True
    told = article[left[0] : left[0] + 1] if left[0] in zone else [article[i] for i in left]
    return any(match[0].split()[-1] in line.text for _, match in found.values() for line in told)
