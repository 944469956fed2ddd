"""Numbers for each piece of text that was seen, worked out once."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from normalizer.finders.languages.evidence import Indexes
from normalizer.finders.languages.pieces import Pieces

Floats = npt.NDArray[np.float64]


@dataclass
class Learnt:
    """Rows of ``width`` numbers by the place of a piece; ``rows(start, stop)`` works them out.

    They are worked out when they are first asked for, and forgotten with the ``pieces``.
    """

    pieces: Pieces
    width: int
    rows: Callable[[int, int], Floats]
    _generation: int = 0
    _count: int = 0
    _known: Floats = field(default_factory=lambda: np.zeros((0, 0)))

    def take(self, places: Indexes) -> Floats:
        """The rows at ``places``."""
        if self._generation != self.pieces.generation:
            self._generation, self._count = self.pieces.generation, 0
            self._known = np.zeros((self.pieces.size, self.width))
        seen = len(self.pieces.seen)
        if self._count < seen:
            self._known[self._count : seen] = self.rows(self._count, seen)
            self._count = seen
        return self._known.take(places, axis=0)
