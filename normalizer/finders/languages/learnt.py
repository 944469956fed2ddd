"""Numbers for each piece of text that was seen, worked out once."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from normalizer.finders.languages.evidence import Indexes
from normalizer.finders.languages.pieces import Pieces


@dataclass
class Learnt:
    """Rows of ``width`` numbers by the place of a piece; ``rows(places)`` works them out.

    They are worked out when they are first asked for, again for a piece whose words have been
    looked up since unless ``fixed``, and forgotten with the ``pieces``.
    """

    pieces: Pieces
    width: int
    rows: Callable[[Indexes], npt.NDArray[Any]]
    kind: type = np.float64
    fixed: bool = False
    _generation: int = 0
    _looked_up: int = 0
    _known: npt.NDArray[Any] = field(default_factory=lambda: np.zeros((0, 0)))
    _has: npt.NDArray[np.bool_] = field(default_factory=lambda: np.zeros(0, np.bool_))

    def take(self, places: Indexes) -> npt.NDArray[Any]:
        """The rows at ``places``."""
        if self._generation != self.pieces.generation:
            self._generation, self._looked_up = self.pieces.generation, 0
            self._known = np.zeros((self.pieces.size, self.width), self.kind)
            self._has = np.zeros(self.pieces.size, np.bool_)
        since = () if self.fixed else self.pieces.looked_up[self._looked_up :]
        if since:
            self._looked_up += len(since)
            self._has[since] = False
        missing = places[~self._has.take(places)]
        if len(missing):
            missing = np.unique(missing)
            self._known[missing] = self.rows(missing)
            self._has[missing] = True
        return self._known.take(places, axis=0)
