"""What the pairs of neighbouring signs of one text are."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from normalizer.document.span import Span

Kinds = npt.NDArray[np.uint8]
Places = npt.NDArray[np.intp]
NOWHERE = np.zeros(0, np.intp)

MANY = 6
"""So many odd pairs in a line are no rare names."""


def outside(places: Places, spans: Sequence[Span]) -> Places:
    """Those of ``places`` that are in none of ``spans``, which are in order, nor at their ends."""
    if not spans or not len(places):
        return places
    bounds = np.array([bound for span in spans for bound in (span.start, span.end + 1)])
    kept: Places = places[bounds.searchsorted(places, "right") % 2 == 0]
    return kept


class Kind:
    """What two neighbouring signs may be, a bit for each; they may be several of it."""

    UNWRITTEN = 1 << 0
    """The second never follows the first."""
    LOOK = 1 << 1
    """They need a look: unwritten but not rare, unseen, or the beginning of an escape."""
    SHOUTED = 1 << 2
    """Both are capital Cyrillic letters."""
    MIXED = 1 << 3
    """A Latin and a Cyrillic letter, or an accent before either."""
    HIDDEN = 1 << 4
    """The second is a sign without width."""
    ACCENT = 1 << 5
    """The second is a loose accent."""
    WIDE = 1 << 6
    """The second is as wide as Chinese, or a part of a Korean or Japanese letter."""
    RARE = 1 << 7
    """Unwritten letters of one script: names have such pairs, and misread words."""


@dataclass(frozen=True)
class Pairs:
    """The kinds of all pairs of a text, 0 for nearly all of clean text.

    A number for each code point, which tells of it and the sign before, and one for the end;
    before the first sign and behind the last one there is a blank.
    """

    kinds: Kinds

    def has(self, kind: int) -> bool:
        """Whether any pair is of ``kind``, or of one of several kinds."""
        return bool(self._found & kind)

    def places(self, kind: int) -> Places:
        """Where pairs of ``kind`` are: offsets of their second signs in code points."""
        if not self.has(kind):
            return NOWHERE
        places, kinds = self._some
        found: Places = places[(kinds & kind) != 0]
        return found

    @property
    def shouted(self) -> Places:
        """Where four capital Cyrillic letters stand in a row: offsets in code points."""
        capitals = self.places(Kind.SHOUTED)
        starts: Places = capitals[:-2][capitals[2:] - capitals[:-2] == 2]  # noqa: PLR2004
        return starts - 1

    @cached_property
    def _some(self) -> tuple[Places, Kinds]:
        """Where pairs of any kind are, few in clean text, and their kinds."""
        # Of truth values numpy finds the true ones ten times as fast as of numbers those above 0.
        places = np.flatnonzero(self.kinds != 0)
        return places, self.kinds.take(places)

    @cached_property
    def _found(self) -> int:
        """The kinds there are."""
        return int(np.bitwise_or.reduce(self._some[1]))
