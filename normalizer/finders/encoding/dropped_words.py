"""Which letters outside ASCII may have been dropped from a word of a language."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from normalizer.finders.encoding.compounds import Weights, score_of_parts
from normalizer.resources.orthography import Orthography
from normalizer.resources.statistics import ScriptStatistics

_BEAM = 4
"""Readings of a word that go on to the next round."""

_ROUNDS = 3
"""Letters one word may lack."""

_FAMILIAR = -8.0
"""Score in nats above which a word is so common that nothing can be missing."""

_NEAR = 10.0
_TRIED = 6
_COMPOUND = 0.6
_SPELLED_WORSE = 3.0
"""Nats by which a compound may be spelled worse than the word as it stands."""

_ELSEWHERE = -7.0
"""What it costs a word to be known in another language only."""

_ACCIDENT, _ACCIDENT_OF_LETTER = 12.0, 1.5
"""Nats, and more for each letter, by which a common word exceeds its spelling at most.

Beyond that it is no common word, but shares the hash of one.
"""

_WORSE = 17.0
"""Nats by which a word with letters put in may be spelled worse than without: else it only shares
the hash of a common one."""


@dataclass(frozen=True)
class Candidate:
    """A word with letters put in, and its score in nats; ``known`` if it is a common one.

    ``spelled`` is its score by its spelling alone.
    """

    word: str
    score: float
    known: bool
    spelled: float


@dataclass(frozen=True)
class Option:
    """What a word without letters outside ASCII may have been.

    ``left`` is its score in nats as it stands, in the language; ``foreign`` in any language.
    ``candidates`` begin with the likeliest; a word that is common enough has none.
    """

    left: float
    foreign: float
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True)
class DroppedWords:
    """Puts letters into words of Latin script, by the statistics of one language."""

    statistics: ScriptStatistics

    @cached_property
    def orthographies(self) -> dict[str, Orthography]:
        """What each language is written with."""
        return {name: Orthography(self.statistics, name) for name in self.statistics.languages}

    def options(self, words: Iterable[str], language: str, rounds: int) -> dict[str, Option]:
        """What each of ``words`` (small letters) may have been, with up to ``rounds`` letters."""
        tried = sorted(set(words))
        column = self.statistics.languages.index(language)
        orthography = self.orthographies[language]
        letters = (*orthography.letters, *orthography.pairs)
        scores = self.statistics.word_scores(tried)
        whole = self.statistics.whole_scores(tried)
        left = np.maximum(scores[:, column], whole[:, column])
        foreign = np.maximum(left, scores.max(axis=1) + np.float32(_ELSEWHERE))
        rare = {word: float(left[n]) for n, word in enumerate(tried) if left[n] < _FAMILIAR}
        found = self._candidates(rare, column, letters, rounds)
        return {
            word: Option(float(left[n]), float(foreign[n]), found.get(word, ()))
            for n, word in enumerate(tried)
        }

    def _candidates(
        self, words: Mapping[str, float], column: int, letters: Sequence[str], rounds: int
    ) -> dict[str, tuple[Candidate, ...]]:
        beams: dict[str, list[str]] = {word: [word] for word in words}
        found: dict[str, dict[str, Candidate]] = {word: {} for word in beams}
        for _ in range(rounds):
            longer = {
                word: {more for state in beam for more in _with_letters(state, letters)}
                for word, beam in beams.items()
            }
            scored = self._scored({more for words in longer.values() for more in words}, column)
            for word, options in longer.items():
                least = words[word] - _WORSE
                likely = (_plain_below(least, scored[more]) for more in options)
                best = sorted(likely, key=lambda c: -c.score)[:_TRIED]
                found[word].update((candidate.word, candidate) for candidate in best)
                beams[word] = [c.word for c in best[:_BEAM]]
        return {
            word: tuple(sorted(options.values(), key=lambda c: -c.score)[:_TRIED])
            for word, options in found.items()
        }

    def _scored(self, words: Iterable[str], column: int) -> dict[str, Candidate]:
        ordered = sorted(words)
        spelled = self.statistics.spelled_scores(ordered, self.statistics.languages[column])
        common = self.statistics.common_scores(ordered)[:, column]
        sizes = np.array([len(word) for word in ordered])
        known = np.isfinite(common) & (common - spelled < _ACCIDENT + _ACCIDENT_OF_LETTER * sizes)
        scores = np.where(known, np.logaddexp(spelled, common), spelled)
        return {
            word: Candidate(word, float(score), bool(is_known), float(plain))
            for word, score, is_known, plain in zip(ordered, scores, known, spelled, strict=True)
        }

    def composed(self, word: str, option: Option, language: str) -> Option:
        """``option`` of ``word``, scored as compounds of common words where that says more."""
        least = max(option.candidates[0].score - _NEAR, option.left - _SPELLED_WORSE)
        near = [c for c in option.candidates if c.known or c.score > least]
        if not near:
            return replace(option, candidates=())
        column = self.statistics.languages.index(language)
        weights: Weights = np.full(len(self.statistics.languages), -np.inf, np.float32)
        weights[column] = 0.0
        parts = {
            said: score_of_parts(self.statistics, said, weights)
            for said in (word, *(c.word for c in near))
        }
        most = max(parts.values())
        said = {word: _COMPOUND * (score - most) for word, score in parts.items()}
        candidates = [replace(c, score=c.score + said[c.word]) for c in near]
        return Option(
            option.left + said[word],
            option.foreign + said[word],
            tuple(sorted(candidates, key=lambda c: -c.score)),
        )


def _plain_below(least: float, candidate: Candidate) -> Candidate:
    """``candidate``, which is no common word if it is spelled worse than ``least``."""
    if candidate.known and candidate.spelled < least:
        return replace(candidate, known=False, score=candidate.spelled)
    return candidate


def _with_letters(word: str, letters: Sequence[str]) -> Iterator[str]:
    for at in range(len(word) + 1):
        for letter in letters:
            if at or not letter.startswith("ß"):
                yield word[:at] + letter + word[at:]


def missing(said: str, word: str) -> list[tuple[int, str]]:
    """The letters that ``word`` has more than was ``said``, each with its place in that."""
    runs: list[tuple[int, str]] = []
    at = 0
    for letter in word:
        if at < len(said) and letter == said[at].lower():
            at += 1
        elif runs and runs[-1][0] == at:
            runs[-1] = (at, runs[-1][1] + letter)
        else:
            runs.append((at, letter))
    return runs if at == len(said) else []
