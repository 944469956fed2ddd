"""Which of many texts the encoding stage has to look at: this is all that clean text pays."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, chain

import numpy as np

from normalizer.finders.encoding.neighbours import Neighbours
from normalizer.finders.encoding.pairs import Kind
from normalizer.finders.encoding.pieces import line_at

_ENOUGH = 1 << 15
"""Code points that are looked at in one go; fewer cost more each, more don't cost less."""


@dataclass(frozen=True)
class OddTexts:
    r"""Tells of each text whether anything in it needs a look, of many short ones at once.

    Signs that speak for themselves are enough. ``closely`` is asked about the lines in which
    there is but an ``&`` or capitals in a row.

    >>> odd = OddTexts(lambda line: "&amp;" in line)
    >>> odd(["Die Straße", "f\xc3\xbcr", "C&A", "C&amp;A", "Größe", "g%C3%BCnstig"])
    [False, True, False, True, False, True]
    """

    closely: Callable[[str], bool]
    neighbours: Neighbours = field(default_factory=Neighbours)

    def __call__(self, texts: Sequence[str]) -> list[bool]:
        """Whether each of ``texts``, in order, needs a look."""
        return list(chain.from_iterable(map(self._together, _groups(texts))))

    def _together(self, texts: Sequence[str]) -> list[bool]:
        whole = "\n".join(texts)
        pairs = self.neighbours.pairs(whole)
        ends = list(accumulate(len(text) + 1 for text in texts))
        odd = [False] * len(texts)
        for number in set(np.searchsorted(ends, pairs.places(Kind.LOOK), "right").tolist()):
            odd[number] = True
        end = -1
        for place in sorted({*_ampersands(whole), *pairs.shouted.tolist()}):
            number = bisect_right(ends, place)
            if place > end and not odd[number]:
                line = line_at(whole, place)
                odd[number] = self.closely(line.of(whole))
                end = line.end
        return odd


def _ampersands(text: str) -> Iterator[int]:
    at = text.find("&")
    while at >= 0:
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
