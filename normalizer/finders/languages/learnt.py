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
    looked up since, and forgotten with the ``pieces``.
    """

    pieces: Pieces
    width: int
    rows: Callable[[Indexes], npt.NDArray[Any]]
    kind: type = np.float64
    _generation: int = 0
    _count: int = 0
    _looked_up: int = 0
    _known: npt.NDArray[Any] = field(default_factory=lambda: np.zeros((0, 0)))

    def take(self, places: Indexes) -> npt.NDArray[Any]:
        """The rows at ``places``."""
        if self._generation != self.pieces.generation:
            self._generation, self._count, self._looked_up = self.pieces.generation, 0, 0
            self._known = np.zeros((self.pieces.size, self.width), self.kind)
        seen = len(self.pieces.seen)
        if self._count < seen:
            self._work_out(np.arange(self._count, seen))
            self._count = seen
        while self._looked_up < len(self.pieces.looked_up):
            since = self.pieces.looked_up[self._looked_up :]
            self._looked_up += len(since)
            self._work_out(np.array(since))
        return self._known.take(places, axis=0)

    def _work_out(self, places: Indexes) -> None:
        self._known[places] = self.rows(places)
