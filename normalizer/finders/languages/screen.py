"""A quick look that tells most articles in one language from those worth decoding."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from normalizer.document.span import Span
from normalizer.finders.languages.evidence import Indexes
from normalizer.finders.languages.learnt import Learnt
from normalizer.finders.languages.letters import script_of_word
from normalizer.finders.languages.pieces import Pieces
from normalizer.finders.languages.segmentation import COSTS, MORE, gains, gap_cost
from normalizer.finders.languages.waiting import SCRIPTS, TAILS

_STEPS = 1_000_000
"""Steps of a nat that gains and costs are counted in."""

_FAR = 10**7 * _STEPS
_AT_ONCE = 20_000
"""Words of pieces that are looked up together."""

_SHORT = 80
"""Code points of a line that may need its neighbours to be understood."""

Integers = npt.NDArray[np.int64]
Booleans = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]


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
    _gained: Learnt = field(init=False)
    _gaps: Learnt = field(init=False)

    def __post_init__(self) -> None:
        self._gained = Learnt(self.pieces, 1, self._gains, np.int64)
        self._gaps = Learnt(self.pieces, 2, self._changes, np.int32, fixed=True)

    def __call__(self, text: str) -> list[Span]:
        """Windows of whole lines, in order; together they hold every passage."""
        (windows,) = self.together([text])
        return windows

    def together(self, texts: Sequence[str]) -> list[list[Span]]:
        """The windows of each of ``texts``, as one by one but in less time (see `in_chunks`)."""
        each = self.pieces.together(texts, self.pieces.last_places)
        places = np.concatenate(each)
        starts = np.cumsum([0, *map(len, each[:-1])])
        line = (places == self.pieces.line_break).astype(np.int64)
        line[starts] += 1
        line = line.cumsum()
        found = self._paying(places, starts, line)
        # What has not been looked up yet counts with the most it may say.
        if len(found) and self.pieces.look_up(places[np.isin(line, found)]):
            found = self._paying(places, starts, line)
        firsts = line[starts]
        parts = np.split(found, found.searchsorted(firsts[1:]))
        return [
            _windows(text, (part - first).tolist()) if len(part) else []
            for text, part, first in zip(texts, parts, firsts.tolist(), strict=True)
        ]

    def _paying(self, places: Indexes, starts: Indexes, line: Integers) -> Integers:
        """The numbers of the lines in which some run gains more than the changes cost."""
        gaps = self._gaps.take(places)
        into, out = np.empty(len(places), np.int64), np.empty(len(places), np.int64)
        np.minimum(gaps[:-1, 1], gaps[1:, 0], out=into[1:])
        out[:-1] = into[1:]
        into[starts], out[starts - 1] = round(COSTS.line * _STEPS), 0
        gained = self._gained.take(places)[:, 0]
        paying: Integers = np.unique(line[pays(gained, into, out, line)])
        return paying

    def _changes(self, places: Indexes) -> Integers:
        """What a change of language costs before and behind each piece, in steps."""
        shapes, scripts = self.pieces.shapes(places)
        plain = np.array([(0.0, 0.0), *((gap_cost(" "), gap_cost(f"{end} ")) for end in TAILS)])
        costs = plain[shapes]
        costs[~self._is_own[scripts]] *= COSTS.other_script
        other = np.flatnonzero(shapes == 0)
        texts, words = self.pieces.texts, self.pieces.words
        costs[other] = [
            self._costs(texts[place], words[place]) for place in places[other].tolist()
        ] or np.zeros((0, 2))
        return _in_steps(costs)

    @cached_property
    def _is_own(self) -> Booleans:
        """Which of `SCRIPTS` is the one of the article."""
        own = self.pieces.evidence.inventory.varieties[self.main].script
        return np.array([name == own for name in SCRIPTS])

    def _gains(self, places: Indexes) -> Integers:
        """The most that each piece may gain, in steps."""
        scripts, most = self.pieces.waiting(places)
        # Words in another script are rare, and looked up at once.
        waits = self._is_own[scripts]
        gained = most + MORE * self.pieces.counts(places)
        words = self.pieces.words
        gained[~waits] = self._gains_of([words[place] for place in places[~waits].tolist()])
        return _in_steps(gained)[:, None]

    def _gains_of(self, pieces: Sequence[Sequence[str]]) -> Floats:
        """The most that the words of each piece may gain."""
        evidence = self.pieces.evidence
        words = [word for inside in pieces for word in inside]
        found = np.zeros(len(words) + 1)
        for start in range(0, len(words), _AT_ONCE):
            places = evidence.places(words[start : start + _AT_ONCE])
            found[start : start + len(places)] = gains(evidence.rows(places, self.main), self.main)
        counts = np.array([len(inside) for inside in pieces], np.intp)
        firsts = counts.cumsum() - counts
        # The words of one piece may be cut apart, so each may gain without the others.
        apart = np.add.reduceat(np.maximum(found, 0.0), firsts)
        gained = np.where(apart > 0.0, apart, np.add.reduceat(found, firsts))
        return np.where(counts > 0, gained, 0.0)

    def _costs(self, text: str, words: Sequence[str]) -> tuple[float, float]:
        """What a change of language before and behind the piece ``text`` costs."""
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


def _in_steps(nats: npt.ArrayLike) -> Integers:
    steps: Integers = np.rint(np.asarray(nats, np.float64) * _STEPS).astype(np.int64)
    return steps


def pays(gained: Integers, into: Integers, out: Integers, line: Integers) -> Booleans:
    """Where a run within a line ends that gains more than it costs to go in and out of it.

    ``into`` are the costs of a run that begins with each of them, ``out`` of one that ends.
    ``line`` counts the lines, which no run crosses. All but the lines are in steps, or sums of
    many lines would depend on what stands before.

    >>> gained, one = np.array([-1, 4, 4, -1]), np.zeros(4, np.int64)
    >>> pays(gained, np.array([5, 3, 9, 3]), np.array([3, 9, 3, 0]), one).tolist()
    [False, False, True, True]
    >>> pays(gained, np.array([9, 9, 9, 9]), np.array([9, 9, 9, 0]), one).tolist()
    [False, False, False, False]
    """
    # Each line lies far below the one before, so that no minimum reaches into the next.
    behind = gained.cumsum() - line * _FAR
    cheapest = np.minimum.accumulate(behind - gained + into)
    return np.asarray(behind - out > cheapest)


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
