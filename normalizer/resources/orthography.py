"""What a language is written with, computed from its statistics."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from normalizer.resources.statistics import SCALE, ScriptStatistics

_USUAL = -8.1
"""Log probability above which a letter belongs to a language, not to names from elsewhere."""

_USUAL_PAIR = -10.5


@dataclass(frozen=True)
class Orthography:
    """The letters outside ASCII of one language.

    >>> from normalizer.resources.statistics import load_statistics
    >>> german = Orthography(load_statistics()["Latin"], "de")
    >>> german.letters, german.pairs
    ('äüöß', ('äß', 'üß', 'öß'))
    """

    statistics: ScriptStatistics
    language: str

    @cached_property
    def letters(self) -> str:
        """The letters outside ASCII, the commonest first, without those of foreign names."""
        usual = [(score, sign) for sign, score in self._accented.items() if score > _USUAL]
        return "".join(sign for _, sign in sorted(usual, reverse=True))

    @cached_property
    def pairs(self) -> tuple[str, ...]:
        """Two letters outside ASCII that often follow each other."""
        at = [self.statistics.alphabet.index(letter) + 1 for letter in self.letters]
        scores = self.statistics.pairs[np.ix_(at, at, [self._column])][:, :, 0] / SCALE
        rows, columns = np.nonzero(scores > _USUAL_PAIR)
        return tuple(self.letters[i] + self.letters[j] for i, j in zip(rows, columns, strict=True))

    @cached_property
    def share(self) -> float:
        """The share of letters that are outside ASCII, from 0 to 1."""
        return float(np.exp(list(self._accented.values())).sum())

    @cached_property
    def _column(self) -> int:
        return self.statistics.languages.index(self.language)

    @cached_property
    def _accented(self) -> dict[str, float]:
        """Log probability of each letter outside ASCII."""
        scores = self.statistics.first_signs[1:, self._column] / SCALE
        return {
            sign: float(score)
            for sign, score in zip(self.statistics.alphabet, scores, strict=True)
            if not sign.isascii()
        }
