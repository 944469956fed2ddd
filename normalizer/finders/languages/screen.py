"""A quick look that tells most articles in one language from those worth decoding."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from normalizer.finders.languages.evidence import Evidence
from normalizer.finders.languages.letters import script_of_word
from normalizer.finders.languages.segmentation import COSTS, gains, gap_cost
from normalizer.finders.languages.tokens import words_of

_REMEMBERED = 200_000
_GAIN, _BEFORE, _AFTER = range(3)

Floats = npt.NDArray[np.float64]


@dataclass
class Screen:
    """Says whether an article in ``main`` (a column of `evidence`) may hold anything else.

    Looks at what stands between blanks, with its punctuation, so that nothing has to be cut
    out. Each such piece counts with the most its words may gain, and a change of language
    before or behind it costs what its punctuation says. What is remembered never changes what
    is said.

    >>> from normalizer.finders.languages.inventory import inventory_of
    >>> from normalizer.resources.statistics import load_statistics
    >>> statistics = load_statistics()
    >>> evidence = Evidence(statistics, inventory_of(statistics))
    >>> screen = Screen(evidence, evidence.inventory.of_language("de")[0])
    >>> screen("Der Rat tagte (lange)."), screen("Der Rat sagte: «Мы починим этот мост».")
    (False, True)
    """

    evidence: Evidence
    main: int
    _places: dict[str, int] = field(default_factory=dict)
    _known: Floats = field(default_factory=lambda: np.zeros((_REMEMBERED, 3)))

    def __call__(self, text: str) -> bool:
        """Whether some run of words gains more in other languages than the changes cost."""
        pieces = text.replace("\n", " \n ").split(" ")
        try:
            places = np.fromiter(map(self._places.__getitem__, pieces), np.intp, len(pieces))
        except KeyError:
            self._learn(pieces)
            places = np.fromiter(map(self._places.__getitem__, pieces), np.intp, len(pieces))
        known = self._known[places]
        costs = np.empty(len(pieces) + 1)
        costs[0], costs[-1] = COSTS.line, 0.0
        np.minimum(known[:-1, _AFTER], known[1:, _BEFORE], out=costs[1:-1])
        return pays(known[:, _GAIN], costs)

    def _learn(self, pieces: Sequence[str]) -> None:
        wanted = list(dict.fromkeys(pieces))
        new = [piece for piece in wanted if piece not in self._places]
        if len(self._places) + len(new) > len(self._known):
            self._places, new = {}, wanted
            self._known = np.zeros((max(_REMEMBERED, len(new)), 3))
        parts = [words_of(piece.lower() if piece.isupper() else piece) for piece in new]
        words = [word for part in parts for word in part]
        found = gains(self.evidence.rows(self.evidence.places(words), self.main), self.main)
        first, rows = 0, []
        for piece, part in zip(new, parts, strict=True):
            inside = found[first : first + len(part)].tolist()
            first += len(part)
            # The words of one piece may be cut apart, so each may gain without the others.
            gain = sum(max(g, 0.0) for g in inside) or sum(inside)
            rows.append((gain, *self._costs(piece, part)))
        start = len(self._places)
        self._places.update((piece, start + i) for i, piece in enumerate(new))
        self._known[start : start + len(rows)] = np.array(rows).reshape(-1, 3)

    def _costs(self, piece: str, words: Sequence[str]) -> tuple[float, float]:
        """What a change of language before and behind ``piece`` costs."""
        if not words:
            cost = gap_cost(f" {piece} ")
            return cost, cost
        lowered = piece.lower() if piece.isupper() else piece
        before = gap_cost(" " + lowered[: lowered.find(words[0])])
        after = gap_cost(lowered[lowered.rfind(words[-1]) + len(words[-1]) :] + " ")
        own = self.evidence.inventory.varieties[self.main].script
        changed = {script_of_word(words[0]), script_of_word(words[-1])} != {own}
        share = COSTS.other_script if changed else 1.0
        return before * share, after * share


def pays(gained: Floats, costs: Floats) -> bool:
    """Whether any run gains more than it costs to go in before and out behind it.

    ``costs`` has one number more than ``gained``: the costs before each, and those at the end.

    >>> pays(np.array([-1.0, 4.0, 4.0, -1.0]), np.array([5.0, 3.0, 9.0, 3.0, 0.0]))
    True
    >>> pays(np.array([-1.0, 4.0, 4.0, -1.0]), np.array([5.0, 9.0, 9.0, 9.0, 0.0]))
    False
    """
    sums = np.zeros(len(gained) + 1)
    gained.cumsum(out=sums[1:])
    cheapest = np.minimum.accumulate(sums[:-1] + costs[:-1])
    return bool((sums[1:] - costs[1:] - cheapest).max() > 0.0)
