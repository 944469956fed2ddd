"""The common words of the languages of one script, by their hashes."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from normalizer.resources.keys import hashed

_SHIFT = np.uint32(11)
"""Bits of a hash that are of no account in the first look: of two million places few are taken."""

Scores = npt.NDArray[np.float32]
Hashes = npt.NDArray[np.uint32]


@dataclass(frozen=True)
class WordList:
    """Sorted hashes of words, and for each its language (a column) and its score.

    A score is a natural log probability in steps of ``scale`` to the nat; there are as many
    columns as ``languages``.
    """

    keys: Hashes
    columns: npt.NDArray[np.uint8]
    steps: npt.NDArray[np.int8]
    languages: int
    scale: float

    def scores(self, words: Sequence[str]) -> Scores:
        """Natural log probabilities of ``words``: a row a word, a column a language.

        Minus infinity where a word isn't listed.
        """
        scores = np.full((len(words), self.languages), -np.inf, np.float32)
        keys = np.array([hashed(word) for word in words], np.uint32)
        first = self.keys.searchsorted(keys, "left")
        if not len(self.keys) or not (self.keys.take(first, mode="clip") == keys).any():
            return scores
        counts = self.keys.searchsorted(keys, "right") - first
        rows = np.repeat(np.arange(len(words)), counts)
        skipped = np.repeat(np.cumsum(counts) - counts, counts)
        entries = np.repeat(first, counts) + np.arange(len(rows)) - skipped
        scores[rows, self.columns[entries]] = self._nats(self.steps[entries])
        return scores

    def scores_in(self, column: int, hashes: Hashes) -> Scores:
        """Natural log probabilities of the words of those ``hashes`` in one language.

        It takes a hundredth of the time of `scores`, which matters where there are many. The
        shape is that of the hashes.
        """
        keys, steps, taken = self._of_language(column)
        scores = np.full(hashes.shape, -np.inf, np.float32)
        # Most forms of words that are asked for are none: seeing that takes one read.
        likely = taken.take(hashes >> _SHIFT)
        asked = hashes[likely]
        places = np.minimum(keys.searchsorted(asked), len(keys) - 1)
        scores[likely] = np.where(
            keys.take(places) == asked, self._nats(steps.take(places)), np.float32(-np.inf)
        )
        return scores

    def _nats(self, steps: npt.NDArray[np.int8]) -> Scores:
        return steps.astype(np.float32) / np.float32(self.scale)

    def _of_language(
        self, column: int
    ) -> tuple[Hashes, npt.NDArray[np.int8], npt.NDArray[np.bool_]]:
        """The hashes and scores of one language, and which of their first bits any has."""
        if column not in self._split:
            at = np.flatnonzero(self.columns == column)
            keys = self.keys.take(at)
            taken = np.zeros(1 << (32 - int(_SHIFT)), np.bool_)
            taken[keys >> _SHIFT] = True
            self._split[column] = keys, self.steps.take(at), taken
        return self._split[column]

    @cached_property
    def _split(self) -> dict[int, tuple[Hashes, npt.NDArray[np.int8], npt.NDArray[np.bool_]]]:
        return {}
