"""Which signs stand next to each other in real text: the sieve all clean text falls through."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from normalizer.document.span import Span
from normalizer.finders.encoding.glance import Glance, Seen, Sight
from normalizer.finders.encoding.pair_tables import PairTables, Scores
from normalizer.finders.encoding.pairs import Kind, Kinds, Pairs, Places
from normalizer.finders.encoding.signs import Codes, Signs
from normalizer.resources.statistics import ScriptStatistics, load_statistics

_ASTRAL = 0xFFFE
_KEPT = range(400, 1 << 20)
"""Code points of a text whose pairs are kept for the next finder; lines aren't worth it."""

_BLOCK = 1 << 14
_GIANT = 1 << 22
"""Code points from which on copies of a text are too many."""

_FLAW = 1 << 20
"""More than a line has pairs."""

_MOST = 1 << 22
"""Code points of texts that are kept together."""


@dataclass(frozen=True)
class Neighbours:
    """Looks at pairs of neighbouring signs, by tables as dense as they are small."""

    statistics: Mapping[str, ScriptStatistics] = field(default_factory=load_statistics)

    def pairs(self, text: str) -> Pairs:
        """What each two neighbouring signs of ``text`` are.

        Those of the latest article are kept, since one finder after the other asks for them.
        """
        if len(text) not in _KEPT:
            return self._pairs(_units(text))
        known = self._look(text)
        if known.pairs is None:
            known.pairs = self._pairs(known.units, known.glance)
        return known.pairs

    def glance(self, text: str) -> Glance:
        """The few signs of ``text`` that may be of interest, which are kept as well."""
        if len(text) not in _KEPT:
            return self.sight(_units(text))
        known = self._look(text)
        if known.glance is None:
            known.glance = self.sight(known.units)
        return known.glance

    def units(self, text: str) -> Codes:
        """One unit of UTF-16 for each code point of ``text``; those beyond it are all the same."""
        return (self._look(text).units if len(text) in _KEPT else _units(text))[1:-1]

    def keep(self, whole: str, parts: Mapping[int, str]) -> None:
        """Keep what is known of ``whole`` of its ``parts``, too, each by where it begins.

        Before and behind a part there must be a blank or a break. Those of one batch are kept
        until `forget` is called, as far as they are not too many.
        """
        if len(whole) in _KEPT and sum(map(len, self._parts)) + len(whole) < _MOST:
            glance, units = self.glance(whole), self._look(whole).units
            for start, part in parts.items():
                span = Span(start, start + len(part))
                those = units[start : span.end + 2]
                self._parts[part] = _Look(part, those, glance.within(span))

    def forget(self) -> None:
        """Forget the parts that were kept."""
        self._parts.clear()

    def _look(self, text: str) -> "_Look":
        """What is known of an article, which is kept."""
        # To hash a long text takes longer than to see that it is another one.
        if self._latest and self._latest[0].text == text:
            return self._latest[0]
        known = self._parts.get(text) if self._parts else None
        if known is None:
            known = _Look(text, _units(text))
            self._latest[:] = (known,)
        return known

    def odd(self, text: str) -> bool:
        """Whether anything of ``text`` needs a look.

        Signs that never follow each other, signs no reader sees, loose accents, what may begin
        an escape.
        """
        return self.pairs(text).has(Kind.LOOK | Kind.RARE)

    def suspects(self, text: str) -> Places:
        """Where a sign stands behind one it never follows: offsets into ``text``."""
        return self.pairs(text).places(Kind.UNWRITTEN)

    def shouted(self, text: str) -> Places:
        """Where four capital Cyrillic letters stand in a row: offsets into ``text``."""
        capitals = self.glance(text).places(Seen.SHOUTED)
        starts: Places = capitals[:-2][capitals[2:] - capitals[:-2] == 2]  # noqa: PLR2004
        return starts - 1

    def _pairs(self, units: Codes, glance: Glance | None = None) -> Pairs:
        """The pairs of a text, given in ``units`` of UTF-16 between two blanks."""
        if glance is not None:
            places = glance.places(Seen.PAIR)
            numbers = self._indices.take(units.take(places)) * len(self.unwritten)
            numbers += self._indices.take(units.take(places + 1))
            return Pairs(places, self._kinds_of_pairs.take(numbers))
        if len(units) <= _BLOCK:
            return Pairs.of(self._kinds_of_pairs.take(self._numbers(units)))
        # In blocks, so that what is in between stays near the processor and small.
        parts = [units[at : at + _BLOCK] for at in range(0, len(units) - 1, _BLOCK - 1)]
        kinds = [self._kinds_of_pairs.take(self._numbers(part)) for part in parts]
        return Pairs.of(np.concatenate(kinds))

    def _numbers(self, units: Codes) -> Places:
        """The number of each pair of ``units`` in a flat table."""
        codes = self._indices.take(units)
        numbers = codes[:-1] * len(self.unwritten)
        numbers += codes[1:]
        return numbers

    def score(self, text: str) -> float:
        """The natural log probability of ``text``, each sign given the one before it."""
        return float(self._scores_of_pairs.take(self._numbers(_units(text))).sum())

    def looks(self, lines: Sequence[str]) -> list[tuple[float, int, int]]:
        """Of each line its score, its pairs that nobody writes, and those not even names have."""
        numbers = self._numbers(_units("\n".join(lines)))
        starts = [0, *accumulate([len(line) + 1 for line in lines[:-1]])]
        scores = np.add.reduceat(self._scores_of_pairs.take(numbers), starts)
        marks = np.add.reduceat(self._marks_of_pairs.take(numbers), starts, dtype=np.int64)
        counted = zip(scores.tolist(), marks.tolist(), strict=True)
        return [(score, mark % _FLAW, mark // _FLAW) for score, mark in counted]

    def codes(self, text: str) -> Codes:
        """The code of each code point of ``text``, between two blanks."""
        return self.signs[_units(text)]

    @cached_property
    def _indices(self) -> npt.NDArray[np.intp]:
        """`signs` in the type that numpy takes by."""
        return self.signs.astype(np.intp)

    @cached_property
    def _parts(self) -> "dict[str, _Look]":
        return {}

    @cached_property
    def _latest(self) -> "list[_Look]":
        """None or one."""
        return []

    @cached_property
    def _scores_of_pairs(self) -> Scores:
        return self.scores.ravel()

    @cached_property
    def _kinds_of_pairs(self) -> Kinds:
        return self._tables.kinds.ravel()

    @cached_property
    def _marks_of_pairs(self) -> npt.NDArray[np.int32]:
        """1 for a pair nobody writes, and `_FLAW` more for one that not even names have."""
        kinds = self._kinds_of_pairs & (Kind.UNWRITTEN | Kind.RARE)
        marks: npt.NDArray[np.int32] = (kinds != 0).astype(np.int32)
        marks[kinds == Kind.UNWRITTEN] += _FLAW
        return marks

    @property
    def signs(self) -> Codes:
        """The code of each UTF-16 unit."""
        return self._signs.codes

    @property
    def letters(self) -> Mapping[str, int]:
        """The code of each small letter; its capital has the next one."""
        return self._signs.letters

    @property
    def unwritten(self) -> npt.NDArray[np.bool_]:
        """Whether a sign (column) never follows another (row)."""
        return self._tables.unwritten

    @property
    def scores(self) -> Scores:
        """The natural log probability of a sign (column) behind another (row)."""
        return self._tables.scores

    @cached_property
    def _signs(self) -> Signs:
        return Signs(self.statistics)

    @cached_property
    def _tables(self) -> PairTables:
        return PairTables(self._signs)

    @cached_property
    def sight(self) -> Sight:
        """Takes in a text at a glance."""
        return Sight(self._tables)


@dataclass
class _Look:
    """What is known of a text so far; its ``units`` stand between two blanks."""

    text: str
    units: Codes
    glance: Glance | None = None
    pairs: Pairs | None = None


def _units(text: str) -> Codes:
    """One unit for each code point of ``text``, between two blanks."""
    if len(text) > _GIANT:
        # In blocks, or three copies of the text would be there at a time.
        parts = [_encoded(text[at : at + _GIANT]) for at in range(0, len(text), _GIANT)]
        blank = _encoded(" ")
        return np.concatenate([blank, *parts, blank])
    return _encoded(f" {text} ")


def _encoded(text: str) -> Codes:
    """One unit for each code point of ``text``."""
    units = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), np.uint16)
    if len(units) == len(text):
        return units
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    return np.minimum(points, _ASTRAL).astype(np.uint16)
