"""A quick look that tells most articles in one language from those worth decoding."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from normalizer.document.span import Span
from normalizer.finders.languages.learnt import Floats, Learnt
from normalizer.finders.languages.letters import script_of_word
from normalizer.finders.languages.pieces import Piece, Pieces
from normalizer.finders.languages.segmentation import COSTS, gains, gap_cost

_FAR = 1e7
_AT_ONCE = 20_000
"""Words of pieces that are looked up together."""

_SHORT = 80
"""Code points of a line that may need its neighbours to be understood."""

_GAIN, _BEFORE, _AFTER = range(3)


@dataclass
class Screen:
    """Finds the lines of an article in ``main`` (a column of the evidence) worth decoding.

    Each piece of a line counts with the most its words may gain, and a change of language
    before or behind it costs what its punctuation says. Lines where no run of words gains more
    than the changes cost are passed by, but for short ones beside one where some run does.

    >>> from normalizer.finders.languages.evidence import Evidence
    >>> from normalizer.finders.languages.inventory import inventory_of
    >>> from normalizer.resources.statistics import load_statistics
    >>> statistics = load_statistics()
    >>> evidence = Evidence(statistics, inventory_of(statistics))
    >>> screen = Screen(Pieces(evidence), evidence.inventory.of_language("de")[0])
    >>> screen("Der Rat tagte (lange)."), screen("Der Rat sagte: «Мы починим мост».")
    ([], [Span(start=0, end=33)])
    """

    pieces: Pieces
    main: int
    _known: Learnt = field(init=False)

    def __post_init__(self) -> None:
        self._known = Learnt(self.pieces, 3, self._learnt)

    def __call__(self, text: str) -> list[Span]:
        """Windows of whole lines, in order; together they hold every passage."""
        places = self.pieces.places(text)
        known = self._known.take(places)
        costs = np.empty(len(places) + 1)
        costs[0], costs[-1] = COSTS.line, 0.0
        np.minimum(known[:-1, _AFTER], known[1:, _BEFORE], out=costs[1:-1])
        line = (places == self.pieces.line_break).cumsum()
        paying = pays(known[:, _GAIN], costs, line)
        return _windows(text, np.unique(line[paying]).tolist()) if paying.any() else []

    def _learnt(self, start: int, stop: int) -> Floats:
        """What is to be known of the pieces at places ``start`` to ``stop`` (not included)."""
        found: list[Floats] = []
        while start < stop:
            end, words = start, 0
            while end < stop and words < _AT_ONCE:
                words += len(self.pieces.seen[end].words)
                end += 1
            found.append(self._rows(self.pieces.seen[start:end]))
            start = end
        return np.concatenate(found)

    def _rows(self, new: Sequence[Piece]) -> Floats:
        """What each of the pieces may gain, and what a change costs before and behind it."""
        evidence = self.pieces.evidence
        words = [word for piece in new for word in piece.words]
        found = gains(evidence.rows(evidence.places(words), self.main), self.main).tolist()
        first, rows = 0, []
        for piece in new:
            inside = found[first : first + len(piece.words)]
            first += len(piece.words)
            # The words of one piece may be cut apart, so each may gain without the others.
            gain = sum(max(g, 0.0) for g in inside) or sum(inside)
            rows.append((gain, *self._costs(piece)))
        return np.array(rows)

    def _costs(self, piece: Piece) -> tuple[float, float]:
        """What a change of language before and behind ``piece`` costs."""
        text, words = piece
        if not words:
            cost = gap_cost(f" {text} ")
            return cost, cost
        if text.isupper():
            text = text.lower()
        before = gap_cost(" " + text[: text.find(words[0])])
        after = gap_cost(text[text.rfind(words[-1]) + len(words[-1]) :] + " ")
        own = self.pieces.evidence.inventory.varieties[self.main].script
        changed = {script_of_word(words[0]), script_of_word(words[-1])} != {own}
        share = COSTS.other_script if changed else 1.0
        return before * share, after * share


def pays(gained: Floats, costs: Floats, line: npt.NDArray[np.intp]) -> npt.NDArray[np.bool_]:
    """Where a run within a line ends that gains more than it costs to go in and out of it.

    ``costs`` has one number more than ``gained``: the costs before each, and those at the end.
    ``line`` counts the lines, which no run crosses.

    >>> gained, one = np.array([-1.0, 4.0, 4.0, -1.0]), np.zeros(4, np.intp)
    >>> pays(gained, np.array([5.0, 3.0, 9.0, 3.0, 0.0]), one).tolist()
    [False, False, True, True]
    >>> pays(gained, np.array([9.0, 9.0, 9.0, 9.0, 0.0]), one).tolist()
    [False, False, False, False]
    """
    sums = np.zeros(len(gained) + 1)
    gained.cumsum(out=sums[1:])
    # Each line lies far below the one before, so that no minimum reaches into the next.
    depth = line * _FAR
    cheapest = np.minimum.accumulate(sums[:-1] + costs[:-1] - depth)
    return np.asarray(sums[1:] - costs[1:] - depth - cheapest > 0.0)


def _windows(text: str, lines: Sequence[int]) -> list[Span]:
    """The lines of these numbers, each with its neighbours where those are short.

    A line of a few words may gain too little alone, and belong to the passage beside it.
    """
    sizes = [len(line) + 1 for line in text.split("\n")]
    ends = list(accumulate(sizes))
    found: list[Span] = []
    for number in lines:
        first = number - (number > 0 and sizes[number - 1] < _SHORT)
        last = number + (number + 1 < len(sizes) and sizes[number + 1] < _SHORT)
        start, end = ends[first] - sizes[first], min(len(text), ends[last])
        if found and start <= found[-1].end:
            start = found.pop().start
        found.append(Span(start, end))
    return found
