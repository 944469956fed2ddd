"""Words of languages in Cyrillic script, written in Latin letters."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from normalizer.finders.languages.evidence import MOST
from normalizer.resources.statistics import SCALE, UNSEEN, Scores, ScriptStatistics
from normalizer.romanization import SYSTEMS

_INFORMAL = {"h": "хг", "c": "ц", "x": "х", "j": "йяюё", "y": "ый", "w": "вш", "ch": "хч", "q": "к"}
"""What people type besides what systems say."""

_SOFT = "ь"
_SOFTENED = frozenset("бвгджзклмнпрстфцчшщ")
_RARE = -9.0
"""Log probability of a letter below which it is none of the language's own."""

_SPELLINGS = 6
_FEWEST, _WORDS = 2, 40
_PLAIN = 0.75
_BETTER, _SUM = 0.75, 4.0
"""Nats a word, and in all, that the other language must explain the words better by: of 150 pieces
of four words in 25 languages in Latin script no more than one in a hundred gets there, of Russian
ones one in twenty doesn't."""


@dataclass(frozen=True)
class Romanized:
    """Tells words of a language in Cyrillic script from those of one in Latin script.

    Each word is spelled back in all ways that romanization systems, or people in a hurry, may
    have come from (a beam search over pairs of letters), and the best of them compared.

    >>> from normalizer.resources.statistics import load_statistics
    >>> romanized = Romanized(load_statistics())
    >>> romanized.explains("vsjo budet horosho my skoro pridem".split(), "sk")
    True
    >>> romanized.explains("vláda oznámila nové opatrenia proti suchu".split(), "sk")
    False
    """

    statistics: Mapping[str, ScriptStatistics]

    def explains(self, words: Sequence[str], language: str) -> bool:
        """Whether ``words`` are none of ``language``, but romanized ones of another.

        Those with a capital don't count, nor single letters.
        """
        latin = self.statistics.get("Latin")
        if latin is None or language not in latin.languages:
            return False
        telling = [word for word in words if len(word) > 1 and word.islower()][:_WORDS]
        if len(telling) < _FEWEST:
            return False
        column = latin.languages.index(language)
        if np.isfinite(latin.common_scores(telling)[:, column]).mean() > _PLAIN:
            return False
        own = latin.word_scores(telling)[:, column]
        return any(_is_better(back.scores(telling) - own) for back in self._languages.values())

    @cached_property
    def _languages(self) -> Mapping[str, "_SpelledBack"]:
        """The languages that are read back: they have systems, and no spelling in Latin letters."""
        known = self.statistics.get("Cyrillic")
        if known is None:
            return {}
        own = {system.source for system in SYSTEMS.values() if system.target.endswith("-Latn")}
        sources = {system.source for system in SYSTEMS.values()} - own
        return {
            language: _SpelledBack(known, language)
            for language in known.languages
            if language in sources
        }


def _is_better(gains: Scores) -> bool:
    clipped = gains.clip(-MOST, MOST)
    return bool(clipped.mean() > _BETTER and clipped.sum() > _SUM)


@dataclass(frozen=True)
class _SpelledBack:
    """The likeliest words of ``language`` that words in Latin letters may stand for."""

    known: ScriptStatistics
    language: str

    def scores(self, words: Sequence[str]) -> Scores:
        """The natural log probability of the best spelling of each word; `-inf` without one."""
        spelled = [self._spellings(word) for word in words]
        flat = [spelling for spellings in spelled for spelling in spellings]
        scores = self.known.new_word_scores(flat)[:, self._column]
        ends = np.cumsum([len(spellings) for spellings in spelled])
        parts = np.split(scores, ends[:-1])
        return np.array([part.max(initial=-np.inf) for part in parts], np.float32)

    def _spellings(self, word: str) -> list[str]:
        """A few spellings of ``word``, likely by their pairs of letters."""
        reached: list[list[tuple[float, str]]] = [[] for _ in range(len(word) + 1)]
        reached[0].append((0.0, ""))
        for at in range(len(word)):
            best = sorted(reached[at], reverse=True)[:_SPELLINGS]
            for size in range(1, self._longest + 1):
                letters = self._letters.get(word[at : at + size]) if at + size <= len(word) else ()
                for score, before in best:
                    for letter in letters or ():
                        reached[at + size] += self._longer(score, before, letter)
        ended = [(score + self._step(text, ""), text) for score, text in reached[-1]]
        return [text for _, text in sorted(ended, reverse=True)[:_SPELLINGS]]

    def _longer(self, score: float, before: str, letter: str) -> Iterator[tuple[float, str]]:
        score += self._step(before, letter)
        yield score, before + letter
        if letter in _SOFTENED and _SOFT in self._places:
            yield score + self._step(letter, _SOFT), before + letter + _SOFT

    def _step(self, before: str, letter: str) -> float:
        return self._steps[self._places[before[-1:]]][self._places[letter]]

    @cached_property
    def _column(self) -> int:
        return self.known.languages.index(self.language)

    @cached_property
    def _places(self) -> Mapping[str, int]:
        """The letters of the language, and the boundary of a word, by their places in `pairs`."""
        first = self.known.first_signs[1:, self._column] / SCALE
        own = (i for i, score in enumerate(first) if score > _RARE)
        return {"": 0} | {self.known.alphabet[i]: i + 1 for i in own}

    @cached_property
    def _steps(self) -> list[list[float]]:
        """Log probabilities of each sign after each other, in nats."""
        joint = self.known.pairs[:, :, self._column].astype(np.float32)
        joint[joint == UNSEEN] *= 2
        first = self.known.first_signs[:, self._column, None]
        steps: list[list[float]] = ((joint - first) / SCALE).tolist()
        return steps

    @cached_property
    def _letters(self) -> Mapping[str, Sequence[str]]:
        """The letters that each string of Latin ones may stand for."""
        found: dict[str, set[str]] = {}
        for system in SYSTEMS.values():
            if system.source != self.language:
                continue
            for letter in filter(None, self._places):
                for before in ("", "а", "б"):
                    said = system(before + letter).removeprefix(system(before))
                    found.setdefault(said.lower(), set()).add(letter)
        for said, letters in _INFORMAL.items():
            found.setdefault(said, set()).update(set(letters) & self._places.keys())
        found.pop("", None)
        return {said: sorted(letters) for said, letters in found.items()}

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self._letters), default=0)
