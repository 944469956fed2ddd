"""Cyrillic words in capitals that say nothing: koi8 swaps them with small letters."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from normalizer.document.span import Span
from normalizer.finders.encoding.neighbours import Neighbours
from normalizer.finders.encoding.pairs import outside
from normalizer.finders.encoding.pieces import LONGEST_WORD, line_at
from normalizer.finders.encoding.readable import Readability
from normalizer.finders.encoding.tables import CYRILLIC_SWAPS

_SAID = -4.3
"""Nats a letter that a word in capitals exceeds."""

_ACRONYM = 5
"""Letters of the longest acronym."""

_TURNED = 8.0
"""Nats by which several words in capitals must read better in another table to be odd."""

_USUAL = -3.0
"""Nats a pair of letters above which words in capitals say something; of misread ones 1 % do."""

_REMEMBERED = 100_000

Ask = Callable[[Sequence[str]], Sequence[bool]]

_LONE = re.compile("[А-ЯЁЄІЇҐЎ]+")
_HOWL = re.compile(r"(.)\1{3}")
"""No table turns letters into four that are the same."""

_BEFORE = re.compile(r"[А-ЯЁЄІЇҐЎ][^\w\n]{1,3}$")
_BEHIND = re.compile(r"[а-яёєіїґў]|[^\w\n]{1,3}[А-ЯЁЄІЇҐЎ]")
_RUN = re.compile(r"[А-ЯЁЄІЇҐЎ]+(?:[^\w\n]{1,3}[А-ЯЁЄІЇҐЎ]+)*[а-яёєіїґў]*")


@dataclass(frozen=True)
class Capitals:
    """Finds words in capitals that are none of any language, by themselves or side by side.

    >>> capitals = Capitals(Readability(), Neighbours())
    >>> capitals("Он сказал: МНБЮЪ СКХЖЮ ДКЪ БЯЕУ"), capitals("НОВАЯ УЛИЦА ДЛЯ ВСЕХ, ООН и НАТО")
    ([11, 17, 27], [])
    >>> capitals("Он закричал: НЕЕЕЕЕЕТ!")
    []
    """

    readability: Readability
    neighbours: Neighbours

    def __call__(self, text: str, settled: Sequence[Span] = ()) -> list[int]:
        """Where they stand in ``text``: offsets of four capitals in a row.

        Spans that are ``settled``, since they are odd for sure, are left out.
        """
        if text.isascii():
            return []
        words: dict[int, str] = {}
        end = -1
        for at in outside(self.neighbours.shouted(text), settled).tolist():
            word = _LONE.match(text, at) if at >= end else None
            if word and not _HOWL.search(word[0]):
                words[at], end = word[0], word.end()
        runs = dict(self._runs(text, words))
        # Acronyms say nothing, and alone they may be anything: most capitals are settled by this.
        long = {word for word in words.values() if len(word) > _ACRONYM}
        joined = {run for run in runs.values() if not _LONE.fullmatch(run)}
        if not long and not joined:
            return []
        unlikely = self._unlikely(sorted(long | joined))
        said = self._known(unlikely & long, self._said, self._say)
        sound = self._known(unlikely & joined, self._sound, self._stand)
        return [
            at
            for at, word in words.items()
            if not (said.get(word, True) and sound.get(runs[at], True))
        ]

    def _unlikely(self, texts: Sequence[str]) -> set[str]:
        """Those ``texts`` whose pairs of letters are rare: tables are no matter of the others."""
        looks = self.neighbours.looks(texts)
        pairs = zip(texts, looks, strict=True)
        return {text for text, (score, *_) in pairs if score < _USUAL * (len(text) + 1)}

    def _runs(self, text: str, words: Mapping[int, str]) -> Iterator[tuple[int, str]]:
        """For each of ``words`` the capitals around it, and the small letters behind them."""
        end = -1
        run = ""
        for at in words:
            if at >= end:
                stop = at + len(words[at])
                if not (_BEFORE.search(text, max(0, at - 4), at) or _BEHIND.match(text, stop)):
                    yield at, words[at]
                    continue
                line = line_at(text, at)
                start = max(line.start, at - LONGEST_WORD)
                for match in _RUN.finditer(text, start, min(line.end, at + LONGEST_WORD)):
                    if match.end() > at:
                        run, end = match[0], match.end()
                        break
            yield at, run

    def _say(self, words: Sequence[str]) -> list[bool]:
        """Whether each of ``words`` reads like one of a language we know."""
        cyrillic = self.readability.statistics["Cyrillic"]
        common = cyrillic.common_scores([word.lower() for word in words]).max(axis=1)
        scores = self.readability.scores(words)
        known = zip(words, common.tolist(), scores, strict=True)
        return [rank > -np.inf or score > _SAID * len(word) for word, rank, score in known]

    def _stand(self, runs: Sequence[str]) -> list[bool]:
        """Whether no table makes each of ``runs`` read much better."""
        options = self._better(
            {run: [swap.repaired(run) for swap in CYRILLIC_SWAPS] for run in runs}
        )
        texts = [text for run, those in options.items() if those for text in (run, *those)]
        scores = dict(zip(texts, self.readability.scores(texts), strict=True)) if texts else {}
        return [
            not those or max(map(scores.__getitem__, those)) <= scores[run] + _TURNED
            for run, those in options.items()
        ]

    def _better(self, options: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
        """Those ``options`` of each text whose pairs are likelier than its own."""
        texts = list(dict.fromkeys(t for run, those in options.items() for t in (run, *those)))
        looks = self.neighbours.looks(texts)
        nats = {text: score for text, (score, *_) in zip(texts, looks, strict=True)}
        return {
            run: [option for option in dict.fromkeys(those) if nats[option] > nats[run]]
            for run, those in options.items()
        }

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
