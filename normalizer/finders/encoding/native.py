"""What the language of a line says for a swap whose words could stand in another language."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from normalizer.finders.encoding.neighbours import Neighbours
from normalizer.finders.encoding.readable import FAMILIAR, Readability
from normalizer.finders.encoding.reading import TYPESET, Line, joined, typed
from normalizer.finders.encoding.strange_cyrillic import StrangeCyrillic
from normalizer.finders.encoding.strange_words import FOREIGN, FOREIGN_NAME
from normalizer.finders.encoding.tables import Swap
from normalizer.finders.encoding.wordwise import Chain

_SURE_OF_MARKS = 15.0
"""Nats it takes where letters become but marks."""

_SHORT = 3
_COMMON = -7.0
"""Letters from which a word speaks for itself, and the log probability of shorter ones."""

_SURE_OF_NAMES = 16.0
"""Nats it takes where none of the words is a common one."""

_SURE_OF_IMPOSSIBLE = 8.0
"""What it takes where no language has all letters of a word, which is no name then."""

_WELL_KNOWN = -11.5
"""Log probability of a word above which it is a common one, and hardly a name."""

_AROUND = "„“”«»\"'(),.;:!?"
_MARKS = "„“”‚‘’«»‹›…•†‡‰–—"
_OPENING = frozenset("„“‚‘«»")
_CLOSING = frozenset("“”‘’»«")

_FEWEST = 12
"""Letters of other words that tell the language of a line."""


@dataclass(frozen=True)
class Native:
    """Weighs a line with words taken back against the line with foreign words in it.

    Both in the language that suits them best, so that a line in two languages is no evidence.
    """

    readability: Readability
    neighbours: Neighbours

    def __call__(self, line: Line, chain: Chain, numbers: Sequence[int]) -> float:
        """The nats that speak for ``chain`` in the words of those ``numbers``, less its cost."""
        others = [word for n, word in enumerate(line.words) if n not in {*numbers}]
        if sum(sum(map(str.isalpha, word)) for word in others) < _FEWEST:
            return 0.0
        said = [line.words[n] for n in numbers]
        texts = [*others, *said, *(line.reading.words[n] for n in numbers)]
        scores = self.readability.in_each(texts, _script(chain))
        foreign = np.array([FOREIGN_NAME if _named(word) else FOREIGN for word in texts])
        allowed = np.maximum(scores, scores.max(axis=1, keepdims=True) - foreign[:, None])
        around = allowed[: len(others)].sum(axis=0)
        before = (around + allowed[len(others) : -len(said)].sum(axis=0)).max()
        after = (around + scores[-len(said) :].sum(axis=0)).max()
        return float(after - before) - sum(step.cost for step in chain)

    def sound(self, line: Line, chain: Chain, numbers: Sequence[int], gain: float) -> bool:
        """Whether the line is in a language we know, and the words are written as in it.

        Marks alone must be around something and ``gain`` much, in nats; very short words must be
        common ones, since a letter by itself may be what the line is about.
        """
        whole = " ".join(line.reading.words)
        others = " ".join(word for n, word in enumerate(line.words) if n not in {*numbers})
        script = _script(chain)
        known = [self.readability.familiarity(text) for text in (whole, others)]
        if any(scores.get(script, FAMILIAR) <= FAMILIAR for scores in known):
            return False
        if script == "Latin" and any(len(scores) > 1 for scores in known):
            return False
        said, now = joined(line.words, numbers), joined(line.reading.words, numbers)
        places = [at for at, sign in enumerate(said) if now[at] != sign]
        if len(self.neighbours.suspects(now)) or not all(_written(now, at) for at in places):
            return False
        if all(said[at] < "\xa0" for at in places):  # ftfy knows controls
            return False
        if all(now[at] in TYPESET for at in places):
            return gain > _SURE_OF_MARKS and _around(said, now)
        words = [word for n in numbers if len(word := line.reading.words[n].lower()) < _SHORT]
        words = [word for word in words if word not in "–—"]
        column = self.readability.column(whole, script)
        statistics = self.readability.statistics[script]
        common = statistics.common_scores(words)[:, column]
        named = script == "Cyrillic" and gain <= _SURE_OF_NAMES
        if named and gain > _SURE_OF_IMPOSSIBLE:
            named = any(self._letters.somewhere(line.words[n]) for n in numbers)
        if named:  # names may be of any language
            named = not any(self._well_known(line, n, column) for n in numbers)
        return not named and bool((common > _COMMON).all())

    def _well_known(self, line: Line, number: int, column: int) -> bool:
        """Whether what became of a word is a common one; a rare one will do for no name."""
        said, now = (words[number].strip(_AROUND) for words in (line.words, line.reading.words))
        known = self.readability.statistics["Cyrillic"].common_scores([now.lower()])
        rank = float(known[0, column])
        name = said.lstrip(_MARKS)[:1].isupper()
        return rank >= _WELL_KNOWN or (rank > -np.inf and not name)

    @cached_property
    def _letters(self) -> StrangeCyrillic:
        return StrangeCyrillic(self.readability, self.neighbours)


def _script(chain: Chain) -> str:
    """What a swap was written in."""
    return "Cyrillic" if any(isinstance(s, Swap) and s.cyrillic for s in chain) else "Latin"


def _around(said: str, now: str) -> bool:
    """Whether what became of ``said`` opens and closes with a quotation mark that it lacked."""
    pairs = zip(now.split(" "), said.split(" "), strict=True)
    marked = [(word, was, word.rstrip(".,:;!?")) for word, was in pairs]
    opened = sum(w[0] != was[0] and w[0] in _OPENING for w, was, _ in marked)
    closed = sum(b[-1] != was[len(b) - 1] and b[-1] in _CLOSING for _, was, b in marked if b)
    return opened == closed > 0


def _written(text: str, at: int) -> bool:
    """Whether the sign at ``at`` is one that people write there; dashes stand by themselves."""
    if text[at] in "–—":
        return not text[max(0, at - 1) : at + 2].strip("–—").strip()
    return typed(text, at)


def _named(word: str) -> bool:
    return word[:1].isupper() or not word[:1].isalpha()
