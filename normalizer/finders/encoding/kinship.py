"""Whether a word that no list has is a form of one that is there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from normalizer.resources.keys import hashes_of
from normalizer.resources.statistics import SCALE, UNSEEN, Scores, ScriptStatistics

_LONGEST = 4
_STEM = 3
"""Letters an ending has at most and a stem at least."""

_SEVERAL = 2
_ALONE = 4.0
_MOST = 13.0
"""How many kin prove a stem, nats that it costs to have fewer, and by how many such a form may be
likelier than it is spelled."""

_RAREST = -15.0
"""No form that isn't listed is likelier than listed words are."""


@dataclass(frozen=True)
class Kinship:
    """Knows which endings the words of one script have, as its statistics tell."""

    statistics: ScriptStatistics

    def scores(self, words: Sequence[str], column: int) -> dict[str, float]:
        """Natural log probabilities of those ``words`` (small letters) that have listed kin.

        Kin has the same stem and another ending of the language in that ``column``; it tells
        how likely the stem has this ending too.
        """
        if not self.statistics.endings:
            return {}
        endings, places = self.statistics.endings[column], self._places[column]
        cuts = [
            (word, word[:cut], places[word[cut:]])
            for word in words
            for cut in range(max(len(word) - _LONGEST, _STEM), len(word) + 1)
            if word[cut:] in places
        ]
        if not cuts:
            return {}
        stems = list(dict.fromkeys(stem for _, stem, _ in cuts))
        rows = {stem: row for row, stem in enumerate(stems)}
        listed = self.statistics.words.scores_in(column, hashes_of(stems, endings))
        ends = np.array([place for _, _, place in cuts])
        kin = listed[[rows[stem] for _, stem, _ in cuts]] + self._turned[column][ends]
        kin[np.arange(len(cuts)), ends] = -np.inf
        several = np.isfinite(kin).sum(axis=1) >= _SEVERAL
        spelled = dict(zip(words, self.statistics.word_scores(words)[:, column], strict=True))
        likely = np.minimum(np.logaddexp.reduce(kin, axis=1), _RAREST).tolist()
        found: dict[str, float] = {}
        for (word, _, _), proved, most in zip(cuts, several.tolist(), likely, strict=True):
            # One form may be there by a hash that another word has.
            score = most if proved else min(most - _ALONE, spelled[word] + _MOST)
            if score > found.get(word, -np.inf):
                found[word] = score
        return found

    @cached_property
    def _places(self) -> Sequence[Mapping[str, int]]:
        """The place of each ending among those of its language."""
        return [
            {ending: place for place, ending in enumerate(endings)}
            for endings in self.statistics.endings
        ]

    @cached_property
    def _turned(self) -> Sequence[Scores]:
        """The swapped endings of the statistics in nats, the ending that is asked for first."""
        steps = self.statistics.swapped_endings
        nats = steps.astype(np.float32) / np.float32(SCALE)
        return list(np.where(steps == UNSEEN, np.float32(-np.inf), nats).swapaxes(1, 2).copy())
