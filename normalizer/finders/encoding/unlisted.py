"""How likely words are that are on no list: forms of listed ones, and foreign names."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt
import regex

from normalizer.finders.encoding.kinship import Kinship
from normalizer.resources.foreign_names import ForeignNames, load_foreign_names
from normalizer.resources.statistics import SCALE, ScriptStatistics

CASED = regex.compile(r"\p{Lu}?\P{Lu}*|\p{Lu}+")
"""A word without capitals inside, or all of capitals."""

_FAR = 20.0
_RARE = -13.0
"""How many nats a reading of a word may lie behind the best one, and the score of a word that needs
no kin."""

_NAMED = 6.0
_RAREST = -16.0
"""By how many nats a foreign name may be likelier than it is spelled, and what it never exceeds:
listed words are likelier."""

_TRIED = 16
"""Readings of one word that are tried as foreign names, the likeliest."""

_OWN = -9.3
"""Log probability of a letter above which a language may be written with it."""

Scored = Mapping[str, tuple[str, npt.NDArray[np.float32]]]


@dataclass(frozen=True)
class Unlisted:
    """Scores what a damaged word may have been where no list has it."""

    statistics: Mapping[str, ScriptStatistics]
    names: ForeignNames = field(default_factory=load_foreign_names)

    def __call__(
        self, worths: Sequence[Mapping[str, float]], scored: Scored, columns: Mapping[str, int]
    ) -> dict[str, float]:
        """Natural log probabilities of some readings of words, where they are higher for it.

        ``worths`` are the readings of each word with their worth, the likeliest first; ``scored``
        the script of each and its score by language, and ``columns`` the language of each script.
        """
        asked: list[list[str]] = []
        for worth in worths:
            most = max(worth.values())
            near = [
                text
                for text, score in worth.items()
                if len(worth) > 1 and text in scored and most - _FAR < score < _RARE
            ]
            asked.append([text for text in near if CASED.fullmatch(text)])
        found = self._kin([text for texts in asked for text in texts], scored, columns)
        column = columns.get("Cyrillic")
        if column is not None:
            names = [text for texts in asked for text in _capital(texts, scored)]
            found |= self._foreign(names, found, scored, column)
        return found

    def without_strange(
        self, worths: Sequence[dict[str, float]], columns: Mapping[str, int]
    ) -> None:
        """Leave in ``worths`` no reading with letters that its language isn't written with.

        One stays where all have such letters. A word that is listed with one shares its hash with
        the word that is.
        """
        if "Cyrillic" not in columns:
            return
        strange = self._strange[columns["Cyrillic"]]
        for worth in worths:
            odd = [text for text in worth if strange.search(text)]
            for text in odd[len(odd) == len(worth) :]:
                del worth[text]

    @cached_property
    def _strange(self) -> Sequence[re.Pattern[str]]:
        """For each language in Cyrillic the letters that it isn't written with."""
        known = self.statistics["Cyrillic"]
        chances = known.first_signs[1:] / np.float32(SCALE)
        found = []
        for column in chances.T:
            small = "".join(
                s for s, nats in zip(known.alphabet, column, strict=True) if nats < _OWN
            )
            found.append(re.compile(f"[{small}{small.upper()}]"))
        return found

    def _kin(
        self, texts: Sequence[str], scored: Scored, columns: Mapping[str, int]
    ) -> dict[str, float]:
        """The scores of words that are no listed ones but forms of such."""
        small: dict[str, dict[str, str]] = {}
        for text in texts:
            small.setdefault(scored[text][0], {})[text] = text.lower()
        found = {}
        for script, words in small.items():
            known = self._kinships[script].scores(sorted({*words.values()}), columns[script])
            found.update({text: known[low] for text, low in words.items() if low in known})
        return found

    def _foreign(
        self, texts: Sequence[str], kin: Mapping[str, float], scored: Scored, column: int
    ) -> dict[str, float]:
        """The scores of those ``texts`` that spell a foreign name and are no listed words."""
        small = [text.lower() for text in texts]
        listed = self.statistics["Cyrillic"].common_scores(small)[:, column]
        found = {}
        for text, word, known in zip(texts, small, listed.tolist(), strict=True):
            gain = 0.0 if known > -np.inf else _NAMED + self.names.likelihood(word, -_NAMED)
            if gain > 0.0:
                score = max(kin.get(text, -np.inf), float(scored[text][1][column])) + gain
                found[text] = max(kin.get(text, -np.inf), min(score, _RAREST))
        return found

    @cached_property
    def _kinships(self) -> dict[str, Kinship]:
        return {script: Kinship(known) for script, known in self.statistics.items()}


def _capital(texts: Sequence[str], scored: Scored) -> list[str]:
    """The likeliest of ``texts`` that may be names in Cyrillic letters."""
    names = (text for text in texts if scored[text][0] == "Cyrillic" and text[:1].isupper())
    return list(names)[:_TRIED]
