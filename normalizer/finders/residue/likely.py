"""Lines that no rule knows, and that read like those of a page where they stand."""

import math
from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import mul

from normalizer.document.paragraphs import is_body, is_sentence
from normalizer.finders.residue.alike import worded_alike
from normalizer.finders.residue.layout import Line
from normalizer.finders.residue.places import LEAST_ODDS, MOST_BESIDE, PLACE, Places
from normalizer.finders.residue.titling import titles_among
from normalizer.finders.residue.tone import caution_of_tone
from normalizer.finders.residue.wording import LONGEST, Wording
from normalizer.resources.wordings import Wordings

_ROUNDS = 16
"""So often what has gone may take along what stands beside it, lest a long list takes forever."""
_RATHER_OF_THE_PAGE = 1.5
"""Log odds from which a line is rather one of a page, wherever it stands."""
_OF_THE_ARTICLE = -1.0
"""Log odds up to which what is as long as a paragraph is one; what is shorter takes thrice that."""
_RATHER_OF_THE_ARTICLE, _LONE = 0.0, 30
"""The same of a sentence, of so many code points and more, that nothing else goes with."""

_USUAL = 0.94
"""How sure a rule must be by default."""

_MOST_ALONE = {
    **dict.fromkeys(("last", "above the body", "below the body", "sentence"), 1),
    **dict.fromkeys(("heading", "heading inside", "heading among others"), 1),
    **dict.fromkeys(("headline above", "headline below"), 1),
    "series": 2,
}
"""How much there may be of what is weighed of a line in an article that has nothing else to go."""

_EVIDENCE = (
    "reads like a line of a page: {odds:+.1f} nats; {total:.1f} more than it takes where it stands"
)


@dataclass(frozen=True)
class LikelyLines:
    """Tells by ``wordings`` what of an article is likely of a page that no rule knows.

    Each line takes so many nats less as ``ease`` says.
    """

    wordings: Wordings
    ease: float = 0.0

    def are_in(self, article: Sequence[Line], asked: Container[int] = ()) -> bool:
        """Whether a line of ``article`` is one, where no rule tells of any."""
        return bool(self.of(article, (), asked))

    def of(
        self, article: Sequence[Line], gone: Collection[int], asked: Container[int] = ()
    ) -> Mapping[int, str]:
        """The lines that are likely of the page, besides those that are ``gone``, and why.

        What goes counts for what stands beside it. Lines that are ``asked`` for have what several
        rules want of a line.
        """
        places = Places(article, self._odds.at_a_glance, asked)
        found: dict[int, str] = {}
        tone: float | None = None
        for _ in range(_ROUNDS):
            left = {*gone, *found}
            candidates = places.candidates(left, LEAST_ODDS if left else self._least_alone)
            if not candidates:
                break
            outline = places.outline(left)
            features = ((i, places.features(i, left, outline)) for i in candidates)
            sums = ((i, self._sum(said) - places.caution(i, left, outline)) for i, said in features)
            likely = {i: total for i, total in sums if total >= 0}
            if likely:
                if tone is None:
                    tone = caution_of_tone(article, {*left, *likely}, self._odds)
                likely = {i: total - tone for i, total in likely.items() if total >= tone}
            for title in titles_among(places, likely, left, outline):
                del likely[title]
            if not likely:
                break
            for i, total in likely.items():
                odds = self._odds(article[i].plain)
                found[i] = _EVIDENCE.format(odds=odds, total=total)
        if found:
            for i in worded_alike(article, found, gone, places.outline({*gone, *found})):
                del found[i]
        return found

    def is_told(self, line: Line, *, lone: bool = False) -> bool:
        """Whether ``line`` is clearly worded as one of an article, whatever rule matches it.

        Of a sentence that is the only line to go it takes less, since it is ``lone``.
        """
        if lone and is_sentence(line.text) and len(line.text) >= _LONE:
            return self._odds(line.plain) <= _RATHER_OF_THE_ARTICLE
        least = _OF_THE_ARTICLE if is_body(line.text) else 3 * _OF_THE_ARTICLE
        return self._odds(line.plain) <= least

    def is_of_the_page(self, line: Line) -> bool:
        """Whether ``line`` is rather worded as one of a page, wherever it stands."""
        return (
            len(line.text) <= LONGEST and self._odds.at_a_glance(line.plain) >= _RATHER_OF_THE_PAGE
        )

    def _sum(self, features: Iterable[float]) -> float:
        return math.fsum(map(mul, self._place, (*features, 1.0)))

    @cached_property
    def _least_alone(self) -> float:
        return least_alone(self._place)

    @cached_property
    def _place(self) -> tuple[float, ...]:
        *weights, added = self.wordings.place
        return (*weights, added + self.ease)

    @cached_property
    def _odds(self) -> Wording:
        return Wording(self.wordings)


def ease_of(threshold: float) -> float:
    """The nats by which a line takes less where rules go that are only as sure as ``threshold``.

    That is by how much the logarithm of its odds is less than that of the profile ``news``.
    """
    return max(0.0, _log_odds(_USUAL) - _log_odds(threshold))


def _log_odds(share: float) -> float:
    return math.log(share / (1 - share)) if 0 < share < 1 else math.inf


def least_alone(place: Sequence[float]) -> float:
    """Log odds below which no line goes of an article that has nothing else to go.

    ``place`` weighs what stands in `PLACE`; all of it that may speak for the page is thought to.
    """
    weights = dict(zip(PLACE, place, strict=False))
    beside = abs(weights["odds above"]) + abs(weights["odds below"])
    best = place[-1] + weights["nothing gone"] + MOST_BESIDE * beside
    first = weights["first"] + max(0.0, weights["first above a headline"])
    best += max(0.0, first)
    best += sum(_MOST_ALONE.get(name, 0) * max(0.0, weight) for name, weight in weights.items())
    return max(LEAST_ODDS, -best / weights["odds"]) if weights["odds"] > 0 else LEAST_ODDS
