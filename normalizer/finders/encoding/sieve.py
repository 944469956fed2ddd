"""Which of many texts the encoding stage has to look at: this is all that clean text pays."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, pairwise

import numpy as np

from normalizer.document.span import Span
from normalizer.finders.encoding.glance import Seen
from normalizer.finders.encoding.half_letters import has_half_letters
from normalizer.finders.encoding.pairs import Places
from normalizer.finders.encoding.suspects import Suspects

_ENTITY = re.compile(r"&(?:#?\w\w|\s#|\s\w+;)")
_MANY = 20
"""So many rare pairs in a text are no names."""

_ENOUGH = 1 << 16
"""Code points that are looked at in one go; fewer cost more each, more don't cost less."""


@dataclass(frozen=True)
class OddTexts:
    r"""Tells of each text whether anything in it needs a look, of many short ones at once.

    Signs that speak for themselves are enough; words are asked about where there are but rare
    letters or capitals in a row, and those of a whole batch together.

    >>> from normalizer.finders.encoding.misread import FindMisread
    >>> odd = OddTexts(FindMisread().suspects)
    >>> odd(["Die Straße", "f\xc3\xbcr", "C&A", "C&amp;A", "Größe", "g%C3%BCnstig"])
    [False, True, False, True, False, True]
    """

    suspects: Suspects

    def __call__(self, texts: Sequence[str]) -> list[bool]:
        """Whether each of ``texts``, in order, needs a look."""
        self.suspects.neighbours.forget()
        if sum(map(len, texts)) <= _ENOUGH:
            return self._together(texts) if texts else []
        return list(chain.from_iterable(map(self._together, _groups(texts))))

    def _together(self, texts: Sequence[str]) -> list[bool]:
        whole = "\n".join(texts)
        glance = self.suspects.neighbours.glance(whole)
        # Of so few numbers this is faster than to let numpy add them up.
        bounds = list(accumulate([len(text) + 1 for text in texts], initial=0))
        ends = np.array(bounds[1:])
        odd = [False] * len(texts)
        _mark(odd, glance.places(Seen.LOOK), ends)
        if "&" in whole:
            _mark(odd, list(_entities(whole)), ends)
        if glance.bits & Seen.RARE:
            _mark(odd, self._hopeful(whole, glance.places(Seen.RARE), ends, odd), ends)
        # Where whole letters were misread there are many halves, and the text is odd anyway.
        odd = [known or has_half_letters(text) for known, text in zip(odd, texts, strict=True)]
        if not all(odd):
            spans = zip(pairwise(bounds), odd, strict=True)
            settled = [Span(start, end - 1) for (start, end), is_odd in spans if is_odd]
            if glance.bits & Seen.ACCENTED:
                _mark(odd, self.suspects.strange.of_texts(whole, ends, odd), ends)
            if glance.bits & Seen.SHOUTED:
                _mark(odd, self.suspects.unsaid(whole, settled), ends)
            _mark(odd, self.suspects.cyrillic(whole, ends, settled), ends)
            _mark(odd, self.suspects.split(whole, settled), ends)
        if any(odd):
            kept = {
                start: text
                for start, text, is_odd in zip(bounds, texts, odd, strict=False)
                if is_odd
            }
            self.suspects.neighbours.keep(whole, kept)
        return odd

    def _hopeful(self, whole: str, rare: Places, ends: Places, odd: Sequence[bool]) -> list[int]:
        """Some of the ``rare`` places in each text that isn't ``odd`` but is worth a search."""
        cuts = [0, *_cuts(rare, ends)]
        found: list[int] = []
        few: list[int] = []
        for (start, end), is_odd in zip(pairwise(cuts), odd, strict=True):
            if end - start > _MANY:
                found.append(int(rare[start]))
            elif end > start and not is_odd:
                few += rare[start:end].tolist()
        return found + self.suspects.hopeful(whole, few)


def _mark(odd: list[bool], places: Places | Sequence[int], ends: Places) -> None:
    """Make those texts ``odd`` that some ``places`` are in; those of an array are in order."""
    if len(places):
        listed = places if isinstance(places, np.ndarray) else np.array(sorted(places))
        for number, (start, end) in enumerate(pairwise([0, *_cuts(listed, ends)])):
            odd[number] |= end > start


def _cuts(places: Places, ends: Places) -> list[int]:
    """How many of ``places`` lie in each text and those before it, which end at ``ends``."""
    # A pair at the end of a text is of the break behind it.
    cuts: list[int] = places.searchsorted(ends).tolist()
    return cuts


def _entities(text: str) -> Iterator[int]:
    at = text.find("&")
    while at >= 0:
        if _ENTITY.match(text, at):
            yield at
        at = text.find("&", at + 1)


def _groups(texts: Sequence[str]) -> Iterator[list[str]]:
    """``texts`` in order, as many together as are worth it."""
    group: list[str] = []
    size = 0
    for text in texts:
        if group and size + len(text) > _ENOUGH:
            yield group
            group, size = [], 0
        group.append(text)
        size += len(text)
    if group:
        yield group
