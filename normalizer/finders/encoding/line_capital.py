"""The capital that opens a line, where it is all that two Cyrillic tables don't share."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from normalizer.finders.encoding.readable import FAMILIAR, Readability
from normalizer.finders.encoding.reading import Line
from normalizer.finders.encoding.tables import CYRILLIC_TABLES, Swap

_SHORT = 3
_COMMON = -9.5
"""Letters from which a word speaks for itself, and the log probability of shorter ones."""

_FEWEST = 12
"""Letters of other words that tell the language of a line."""

_AFTER = ".,:;!?»”)…"
_WORD = re.compile("[\u0400-\u052f]+")
_CASE_BREAK = re.compile("[а-яёєіїґў][А-ЯЁЄІЇҐЎ]")


@dataclass(frozen=True)
class LineCapital:
    """Tells that the first sign of a line was a capital: ``ќб этом``, ``—очетание графики``.

    Text in cp1251 that was read as Mac Cyrillic, or the other way round, keeps its small letters
    but one, so that a line may have but one odd sign, which says little by itself. But the word is
    a common one of the language of the line with the capital, and none without it.
    """

    readability: Readability

    def opens(self, line: Line, swap: Swap, numbers: Sequence[int]) -> bool:
        """Whether ``swap`` changes only the first sign of the first word, and is right in that.

        Of two letters or one it says too little, unless another word shows a capital that was a
        small letter: ``‚ пЯтницу`` for ``В пятницу``.
        """
        if 0 not in numbers or swap.read not in CYRILLIC_TABLES:
            return False
        now = line.reading.words[0].rstrip(_AFTER)
        rest = [word for w in line.words[1:] if _WORD.fullmatch(word := w.strip(_AFTER + "«„“("))]
        if not now[:1].isupper() or sum(map(len, rest)) < _FEWEST:
            return False
        others = " ".join(rest)
        if self.readability.familiarity(others).get("Cyrillic", FAMILIAR) <= FAMILIAR:
            return False
        column = self.readability.column(others, "Cyrillic")
        was = line.words[0].rstrip(_AFTER)
        if was[1:] != now[1:] or (len(now) > 1 and not now[1:].islower()):
            return False
        if list(numbers) == [0]:
            return len(now) > 1 and self._begins(was, now, column)
        return not was[:1].isalpha() and self._vouched(line, now, numbers, column)

    def _begins(self, was: str, now: str, column: int) -> bool:
        """Whether the capital makes a common word of what was none."""
        # What stands behind a mark is a word as well; what begins with a letter is one.
        before = was if was[0].isalpha() else was[1:]
        words = [now.lower(), before.lower()]
        ranks = self.readability.statistics["Cyrillic"].common_scores(words)
        least = -np.inf if len(now) >= _SHORT else _COMMON
        return bool(ranks[0, column] > least and ranks[1, column] == -np.inf)

    def _vouched(self, line: Line, now: str, numbers: Sequence[int], column: int) -> bool:
        """Whether the first word is one, in a line where capitals stand within words."""
        changed = [(line.words[n], line.reading.words[n]) for n in numbers if n]
        if any(was.lower() != now.lower() for was, now in changed):
            return False
        rank = self.readability.statistics["Cyrillic"].common_scores([now.lower()])[0, column]
        # Names begin with capitals, but hardly a word has one behind a small letter.
        return bool(rank > -np.inf) and any(_CASE_BREAK.search(was) for was, _ in changed)
