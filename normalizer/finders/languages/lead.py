"""The language that fits an article far better than any other, told by few numbers a piece."""

from dataclasses import dataclass, field

import numpy as np

from normalizer.finders.languages.evidence import Indexes, Rows
from normalizer.finders.languages.learnt import Floats, Learnt
from normalizer.finders.languages.pieces import Pieces

_LOOKED_AT = 60
"""Pieces all over a text whose sums say which language may lead."""

_ROUNDING = 0.05
"""Nats by which sums of numbers of less precision may be wrong."""

_OWN, _BEST, _LETTERS, _WORDS = range(4)


@dataclass(frozen=True, slots=True)
class Terms:
    """On which terms a language leads.

    ``words`` are pieces that are looked at together, of which those count that fit no language
    better by ``related`` nats; ``letters`` and ``count`` of words are the fewest, ``doubtful``
    the least that a word may say on average, ``priors`` what each language has for a start.
    """

    words: int
    related: float
    letters: float
    count: int
    doubtful: float
    priors: Rows


@dataclass
class Lead:
    """Tells the leading language where the sum of the best rivals, one for each word, is behind.

    No language can be closer than that. So what it says is what comparing all languages on all
    words would, at a fraction of the price; where it can't tell they must be compared.
    """

    pieces: Pieces
    terms: Terms
    _tables: dict[int, Learnt] = field(default_factory=dict)

    def __call__(self, places: Indexes) -> int | None:
        """The column of the evidence that leads at ``places``; ``None`` where none is sure to."""
        if not len(places):
            return None
        terms = self.terms
        step = max(1, len(places) // _LOOKED_AT)
        column = int(self.pieces.sums(places[::step]).sum(axis=0).argmax())
        starts = np.arange(0, len(places), terms.words)
        sums = np.add.reduceat(self._table(column).take(places), starts, axis=0)
        own, best, letters, words = sums.T
        margin = own - best - _ROUNDING
        ahead = float(terms.priors[column] - terms.priors.max()) - _ROUNDING
        if 2 * letters[margin + ahead > 0].sum() <= letters.sum():
            return None  # some other language may be the best of more of them
        counting = margin > -terms.related
        lead = np.where(counting, margin, -terms.related).sum() + ahead
        fit = own - terms.doubtful * words
        clear = np.where(counting, fit, np.minimum(fit, 0.0)).sum() > _ROUNDING
        enough = letters.sum() >= terms.letters and words[counting].sum() >= terms.count
        return column if lead > 0 and clear and enough else None

    def _table(self, column: int) -> Learnt:
        """For each piece what speaks against ``column`` and its best rival, letters and words."""
        if column not in self._tables:
            self._tables[column] = Learnt(
                self.pieces, 4, lambda start, stop: self._rows(column, start, stop)
            )
        return self._tables[column]

    def _rows(self, column: int, start: int, stop: int) -> Floats:
        places = np.arange(start, stop)
        sums = self.pieces.sums(places)
        rows = np.empty((len(places), 4))
        rows[:, _OWN] = sums[:, column]
        sums[:, column] = -np.inf
        rows[:, _BEST] = sums.max(axis=1, initial=-np.inf)
        rows[:, _LETTERS] = self.pieces.letters(places)
        rows[:, _WORDS] = self.pieces.counts(places)
        return rows
