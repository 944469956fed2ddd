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
    """The pairs of a text that are of any kind, from left to right, few in clean text.

    A pair is told by the offset of its second sign, in code points: ``all_places``, with the
    ``kinds`` of each. Before the first sign and behind the last one there is a blank.
    """

    all_places: Places
    kinds: Kinds

    @classmethod
    def of(cls, kinds: Kinds) -> "Pairs":
        """Those of a text whose every pair has one of ``kinds``, 0 for most of them."""
        # Of truth values numpy finds the true ones ten times as fast as of numbers those above 0.
        places = np.flatnonzero(kinds != 0)
        return cls(places, kinds.take(places))

    def within(self, span: Span) -> "Pairs":
        """Those of the part of the text that is ``span``, and the one at its end."""
        start, end = self.all_places.searchsorted((span.start, span.end + 1)).tolist()
        return Pairs(self.all_places[start:end] - span.start, self.kinds[start:end])

    def has(self, kind: int) -> bool:
        """Whether any pair is of ``kind``, or of one of several kinds."""
        return bool(self._found & kind)

    def places(self, kind: int) -> Places:
        """Where pairs of ``kind`` are: offsets of their second signs in code points."""
        if not self.has(kind):
            return NOWHERE
        found: Places = self.all_places[(self.kinds & kind) != 0]
        return found

    @cached_property
    def _found(self) -> int:
        """The kinds there are."""
        return int(np.bitwise_or.reduce(self.kinds)) if len(self.kinds) else 0
