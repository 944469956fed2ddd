"""Misread UTF-8 whose quotation marks a word processor turned to close, in mid-letter."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from normalizer.finders.encoding.fillings import Filler
from normalizer.finders.encoding.lossy import LossyMisreading, Segment
from normalizer.finders.encoding.neighbours import Neighbours
from normalizer.finders.encoding.readable import Readability
from normalizer.finders.encoding.reading import Line, Proof, Reading
from normalizer.finders.encoding.tables import Misreading

_TURNED = {"”": "“", "’": "‘"}
# What is looked for comes first, since patterns that begin with what is before it are slow.
_CLOSED = re.compile(r"[”’](?<=\S.)")
_OPENED = re.compile(r"[“‘](?<=\S.)")

_CYRILLIC = re.compile("[\u0400-\u052f]+")

_LISTED = 4.0
_SURE = 6.0
"""Nats by which the words of a line must read better for marks of it to have been turned, and
what it counts that one of them is listed."""


@dataclass(frozen=True)
class TurnedMarks:
    """Turns back the marks that are halves of letters, in lines where all of them close.

    ``Г`` and ``Д``, ``Б`` and ``В``, both dashes differ in such a mark alone, so that the line
    reads without a flaw but in other letters than it had.
    """

    readability: Readability
    neighbours: Neighbours

    def __call__(self, line: Line, said: str) -> Line:
        """``line``, which is plain, or what it was where its words clearly read better so."""
        chains = set(line.reading.chains.values())
        if len(chains) != 1 or not may_be_turned(said):
            return line
        (chain,) = chains
        if len(chain) != 1 or not isinstance(chain[0], Misreading):
            return line
        segments = [
            _segments(token, word, chain[0])
            for token, word in zip(line.words, line.reading.words, strict=True)
        ]
        if not self._any_better(line.reading.words, segments):
            return line
        words, _, languages = self._filler(segments)
        was = line.reading
        changed = [n for n, word in enumerate(words) if word != was.words[n]]
        gain = self._worth([words[n] for n in changed], languages)
        gain -= self._worth([was.words[n] for n in changed], languages)
        if gain <= _SURE:
            return line
        turned = (LossyMisreading(chain[0].table, self.neighbours, turned=True),)
        total = was.total + gain
        reading = Reading(tuple(words), dict.fromkeys(was.chains, turned), was.gains, total)
        return replace(line, reading=reading, proved={turned: Proof(total, "turned marks")})

    @cached_property
    def _filler(self) -> Filler:
        return Filler(self.readability, self.neighbours)

    def _any_better(self, words: Sequence[str], segments: Sequence[Sequence[Segment]]) -> bool:
        """Whether some word would read better with all its marks turned; this is fast."""
        turned = [
            (word, "".join(list(options)[-1] for options in token))
            for word, token in zip(words, segments, strict=True)
            if any(len(options) > 1 for options in token)
        ]
        scores = self.readability.scores([text for pair in turned for text in pair])
        return any(then > now for now, then in zip(scores[::2], scores[1::2], strict=True))

    def _worth(self, words: Sequence[str], languages: Mapping[str, str]) -> float:
        """How well ``words`` read, in nats; in Cyrillic more so if they are listed."""
        score = sum(self.readability.scores(words, languages))
        if "Cyrillic" not in languages:
            return score
        known = self.readability.statistics["Cyrillic"]
        column = known.languages.index(languages["Cyrillic"])
        said = [word.lower() for text in words for word in _CYRILLIC.findall(text)]
        return score + _LISTED * float(np.isfinite(known.common_scores(said)[:, column]).sum())


def may_be_turned(text: str) -> bool:
    """Whether every curly mark of ``text`` stands as a word processor would have turned it."""
    if "”" not in text and "’" not in text:  # which is faster than a pattern
        return False
    return _CLOSED.search(text) is not None and not _OPENED.search(text)


def _segments(said: str, word: str, misreading: Misreading) -> Sequence[Segment]:
    """Each sign of ``word`` with what it is if the marks that ``said`` holds were turned."""
    back = misreading.whole(_CLOSED.sub(lambda mark: _TURNED[mark[0]], said))
    if back is None or len(back) != len(word) or back == word:
        return [{word: 0.0}]
    return [{now: 0.0, then: 0.0} for now, then in zip(word, back, strict=True)]
