"""Cyrillic words in capitals that say nothing: koi8 swaps them with small letters."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from normalizer.finders.encoding.neighbours import Neighbours
from normalizer.finders.encoding.pieces import LONGEST_WORD, line_at
from normalizer.finders.encoding.readable import Readability
from normalizer.finders.encoding.tables import CYRILLIC_SWAPS

_SAID = -4.3
"""Nats a letter that a word in capitals exceeds."""

_ACRONYM = 5
"""Letters of the longest acronym."""

_TURNED = 8.0
"""Nats by which several words in capitals must read better in another table to be odd."""

_REMEMBERED = 100_000

Ask = Callable[[Sequence[str]], Sequence[bool]]

_LONE = re.compile("[А-ЯЁЄІЇҐЎ]+")
_RUN = re.compile(r"[А-ЯЁЄІЇҐЎ]+(?:[^\w\n]{1,3}[А-ЯЁЄІЇҐЎ]+)*[а-яёєіїґў]*")


@dataclass(frozen=True)
class Capitals:
    """Finds words in capitals that are none of any language, by themselves or side by side.

    >>> capitals = Capitals(Readability(), Neighbours())
    >>> capitals("Он сказал: МНБЮЪ СКХЖЮ ДКЪ БЯЕУ"), capitals("НОВАЯ УЛИЦА ДЛЯ ВСЕХ, ООН и НАТО")
    ([11, 17, 27], [])
    """

    readability: Readability
    neighbours: Neighbours

    def __call__(self, text: str) -> list[int]:
        """Where they stand in ``text``: offsets of four capitals in a row."""
        if text.isascii():
            return []
        words: dict[int, str] = {}
        end = -1
        for at in self.neighbours.shouted(text).tolist():
            word = _LONE.match(text, at) if at >= end else None
            if word:
                words[at], end = word[0], word.end()
        runs = dict(self._runs(text, words))
        said = self._known(words.values(), self._said, self._say)
        sound = self._known(runs.values(), self._sound, self._stand)
        return [at for at, word in words.items() if not (said[word] and sound[runs[at]])]

    def _runs(self, text: str, words: Mapping[int, str]) -> Iterator[tuple[int, str]]:
        """For each of ``words`` the capitals around it, and the small letters behind them."""
        end = -1
        run = ""
        for at in words:
            if at >= end:
                line = line_at(text, at)
                start = max(line.start, at - LONGEST_WORD)
                for match in _RUN.finditer(text, start, min(line.end, at + LONGEST_WORD)):
                    if match.end() > at:
                        run, end = match[0], match.end()
                        break
            yield at, run

    def _say(self, words: Sequence[str]) -> list[bool]:
        """Whether each of ``words`` reads like one of a language we know."""
        # What is short may be an acronym, whatever it says.
        long = [word for word in words if len(word) > _ACRONYM]
        cyrillic = self.readability.statistics["Cyrillic"]
        common = cyrillic.common_scores([word.lower() for word in long]).max(
            axis=1, initial=-np.inf
        )
        others = [w for w, score in zip(long, common.tolist(), strict=True) if score == -np.inf]
        scores = dict(zip(others, self.readability.scores(others), strict=True)) if others else {}
        return [word not in scores or scores[word] > _SAID * len(word) for word in words]

    def _stand(self, runs: Sequence[str]) -> list[bool]:
        """Whether no table makes each of ``runs`` read much better; a lone word may be anything."""
        sound = []
        for run in runs:
            options = [] if _LONE.fullmatch(run) else [s.repaired(run) for s in CYRILLIC_SWAPS]
            said, *scores = self.readability.scores([run, *dict.fromkeys(options)])
            sound.append(max(scores, default=said) <= said + _TURNED)
        return sound

    @staticmethod
    def _known(words: Collection[str], memory: dict[str, bool], ask: Ask) -> dict[str, bool]:
        """What is known of ``words``; what isn't is asked at once, and remembered."""
        known = {word: memory[word] for word in words if word in memory}
        new = list(dict.fromkeys(word for word in words if word not in memory))
        answers = dict(zip(new, ask(new), strict=True)) if new else {}
        if len(memory) < _REMEMBERED:
            memory.update(answers)
        return known | answers

    @cached_property
    def _said(self) -> dict[str, bool]:
        return {}

    @cached_property
    def _sound(self) -> dict[str, bool]:
        return {}
