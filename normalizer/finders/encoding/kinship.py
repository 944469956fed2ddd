"""Whether a word that no list has is a form of one that is there."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from normalizer.resources.statistics import BITS, SCALE, UNSEEN, ScriptStatistics

_ENDINGS = 40
"""Commonest endings of a language that are tried."""

_LONGEST = 3
_STEM = 4
_KIN = 3.0
_LEAST = 2
"""Letters an ending has at most and a stem at least, and nats a form is rarer than its kin, of
which there are so many at least."""

_RAREST = -15.5
"""No form that isn't listed is likelier than listed words are."""

_BOUNDARY = 1
_PAIR = 2
_SIGN = (1 << BITS) - 1


@dataclass(frozen=True)
class Kinship:
    """Knows the endings of the languages of one script, as far as its statistics tell them."""

    statistics: ScriptStatistics

    def scores(self, words: Sequence[str], column: int) -> dict[str, float]:
        """Natural log probabilities of those ``words`` (small letters) that have listed kin.

        Kin has the same stem and another ending of the language in that ``column``.
        """
        asked: dict[str, list[list[str]]] = {}
        for word in words:
            cuts = range(min(_LONGEST, len(word) - _STEM) + 1)
            stems = [
                word[: len(word) - cut]
                for cut in cuts
                if not cut or word[-cut:] in self._endings[column]
            ]
            asked[word] = [[stem + end for end in ("", *self._endings[column])] for stem in stems]
        forms = sorted({form for stems in asked.values() for found in stems for form in found})
        scores = self.statistics.common_scores(forms)[:, column].tolist()
        known = dict(zip(forms, scores, strict=True))
        found = {}
        for word, tried in asked.items():
            # One form may be there by a hash that another word has, or belong to another stem.
            second = (sorted(map(known.__getitem__, forms))[-_LEAST] for forms in tried)
            found[word] = min(max(second, default=-np.inf) - _KIN, _RAREST)
        return {word: score for word, score in found.items() if score > -np.inf}

    @cached_property
    def _endings(self) -> Sequence[Sequence[str]]:
        """The commonest endings of each language."""
        letters = self.statistics.alphabet
        joint = self.statistics.pairs.astype(np.float32) / np.float32(SCALE)
        joint[self.statistics.pairs == UNSEEN] = -np.inf
        found = {letter: joint[i, 0] for i, letter in enumerate(letters, 1)}
        keys, scores = self.statistics.grams
        rows = {key: row for row, key in enumerate(keys.tolist())}
        for row in np.flatnonzero((keys & np.uint64(_SIGN)) == _BOUNDARY).tolist():
            codes = _codes(int(keys[row]))
            if not _PAIR < len(codes) <= _LONGEST + 1 or codes[0] == _BOUNDARY:
                continue
            likely = joint[codes[0] - 1, codes[1] - 1] + _likely(scores[row])
            for length in range(_PAIR + 1, len(codes)):
                shorter = rows.get(sum(c << BITS * i for i, c in enumerate(codes[:length][::-1])))
                likely = likely + (_likely(scores[shorter]) if shorter is not None else -np.inf)
            found["".join(letters[code - 2] for code in codes[:-1])] = likely
        return [
            sorted(found, key=lambda ending: -found[ending][column])[:_ENDINGS]
            for column in range(len(self.statistics.languages))
        ]


def _codes(key: int) -> list[int]:
    """The codes of the signs of an n-gram, in order."""
    codes = []
    while key:
        codes.append(key & _SIGN)
        key >>= BITS
    return codes[::-1]


def _likely(scores: npt.NDArray[np.int8]) -> npt.NDArray[np.float32]:
    return np.where(scores == UNSEEN, -np.inf, scores.astype(np.float32) / np.float32(SCALE))
