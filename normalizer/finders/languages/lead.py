"""The language that fits an article far better than any other, told by few numbers a piece."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from normalizer.finders.languages.evidence import OTHER_SCRIPT, Indexes, Rows
from normalizer.finders.languages.learnt import Learnt
from normalizer.finders.languages.pieces import Pieces
from normalizer.finders.languages.waiting import SCRIPTS

_LOOKED_AT = 60
"""Pieces all over a text whose sums say which language may lead."""

_ROUNDING = 0.05
"""Nats by which sums of numbers of less precision may be wrong."""

_OWN, _BEST, _LETTERS, _WORDS = range(4)

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Terms:
    """On which terms a language leads.

    ``words`` are pieces that are looked at together, of which those count that fit no language
    better by ``related`` nats; ``letters`` and ``count`` of words are the fewest, ``least`` what
    a word of each script (``""`` is for the others) must say on average, ``priors`` what each
    language has for a start.
    """

    words: int
    related: float
    letters: float
    count: int
    least: Mapping[str, float]
    priors: Rows


@dataclass
class Lead:
    """Tells the leading language where the sum of the best rivals, one for each word, is behind.

    No language can be closer than that, and no word of a piece that is waiting says more than the
    most it may. So what it says is what comparing all languages on all words would, at a fraction
    of the price; where it can't tell they must be compared.
    """

    pieces: Pieces
    terms: Terms
    _tables: dict[int, Learnt] = field(default_factory=dict)

    def __call__(self, texts: Sequence[Indexes]) -> list[int | None]:
        """The column of the evidence that leads in each text; ``None`` where none is sure to.

        ``texts`` are the places of their pieces, at least one each.
        """
        found: list[int | None] = [None] * len(texts)
        by_column: dict[int, list[int]] = {}
        for i, column in enumerate(self._likely(texts)):
            by_column.setdefault(column, []).append(i)
        for column, numbers in by_column.items():
            leads = self._leads([texts[i] for i in numbers], column)
            for i, sure in zip(numbers, leads, strict=True):
                found[i] = column if sure else None
        return found

    def _likely(self, texts: Sequence[Indexes]) -> list[int]:
        """For each text the column that some of its pieces fit best."""
        if not texts:
            return []
        some = [places[:: max(1, len(places) // _LOOKED_AT)] for places in texts]
        starts = np.cumsum([0, *map(len, some[:-1])])
        sums = self.pieces.sums_so_far(np.concatenate(some))
        best: list[int] = np.add.reduceat(sums, starts, axis=0).argmax(axis=1).tolist()
        return best

    def _leads(self, texts: Sequence[Indexes], column: int) -> list[bool]:
        """Whether ``column`` is sure to lead in each of the ``texts``."""
        step, ends, groups = self.terms.words, 0, []
        for places in texts:
            groups.append(np.arange(ends, ends + len(places), step))
            ends += len(places)
        rows = self._table(column).take(np.concatenate(texts))
        # Kept in less precision than they are summed in: there is a row for every piece.
        sums = np.add.reduceat(rows, np.concatenate(groups), axis=0, dtype=np.float64)
        own, best, letters, words = sums.T
        ahead = float(self.terms.priors[column] - self.terms.priors.max()) - _ROUNDING
        margin = own - best - _ROUNDING
        counting = margin > -self.terms.related
        script = self.pieces.evidence.inventory.varieties[column].script
        fit = own - self.terms.least.get(script, self.terms.least[""]) * words
        said = np.stack(
            [
                letters,
                np.where(margin + ahead > 0, letters, 0.0),
                np.where(counting, words, 0.0),
                np.where(counting, margin, -self.terms.related),
                np.where(counting, fit, np.minimum(fit, 0.0)),
            ]
        )
        firsts = np.cumsum([0, *map(len, groups[:-1])])
        total, ahead_in, counted, lead, clear = np.add.reduceat(said, firsts, axis=1)
        enough = (total >= self.terms.letters) & (counted >= self.terms.count)
        # Else some other language may be the best of more of them.
        most = 2 * ahead_in > total
        sure: list[bool] = (enough & most & (lead + ahead > 0) & (clear > _ROUNDING)).tolist()
        return sure

    def _table(self, column: int) -> Learnt:
        """For each piece what speaks against ``column`` and its best rival, letters and words."""
        if column not in self._tables:
            self._tables[column] = Learnt(
                self.pieces, 4, lambda places: self._rows(column, places), np.float32
            )
        return self._tables[column]

    def _rows(self, column: int, places: Indexes) -> Floats:
        sums = self.pieces.sums_so_far(places)
        rows = np.empty((len(places), 4))
        rows[:, _LETTERS] = self.pieces.letters(places)
        words = rows[:, _WORDS] = self.pieces.counts(places)
        own = sums[:, column].astype(np.float64)
        sums[:, column] = -np.inf
        scripts, most = self.pieces.waiting(places)
        script = self.pieces.evidence.inventory.varieties[column].script
        known, here = scripts == 0, np.array([name == script for name in SCRIPTS])[scripts]
        rows[:, _OWN] = np.where(known, own, np.where(here, -most, -OTHER_SCRIPT * words))
        rows[:, _BEST] = np.where(known, sums.max(axis=1, initial=-np.inf), 0.0)
        return rows
