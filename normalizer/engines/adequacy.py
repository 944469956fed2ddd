"""How likely a translation says what its source says, from which words became which.

A small model answers fluently where it knows nothing. What tells its right answers from the wrong
ones, besides how sure it is, are lexical probabilities of IBM Model 1 (Brown, Della Pietra, Della
Pietra, Mercer: The Mathematics of Statistical Machine Translation, 1993) in both directions: each
word of the source should account for one of the translation, and the other way round. Words count
by their beginnings. What also tells is how much of the source the model has read. The features are
weighed by logistic regression on judged translations.
"""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import mul
from pathlib import Path

import msgspec

from normalizer.engines.coverage import Coverage, words_of
from normalizer.errors import ModelError

CANDIDATES = 4
"""Hypotheses among which the likeliest to be adequate is looked for."""
HOPE = 0.1
"""How far the first guess may be below the least score for others to be looked at.

Of 198 answers of a least score of -0.1 and more 3 have a first guess that is so far below it, and
none of the 79 that the starter lets through.
"""
SURE = -0.1
"""The mean log probability that a translation is taken to have before it is made.

What the starter lets through is about as sure, at its best -0.04. Of its 78 sentences the source
of none comes to less than -0.06 so, where it takes -0.072; of 1,997 lines of news 87 % do.
"""
BEGINNING = 5
"""Letters by which a word counts; inflection changes what follows."""
STEPS = 20
"""Steps of a unit of the natural logarithm, in which probabilities are stored as small numbers."""
UNSEEN = 9 * STEPS
"""What two words cost that were never seen together."""
FEATURES = (
    "score",
    "source_mean",
    "source_worst",
    "target_mean",
    "target_worst",
    "unknown",
    "length",
    "growth",
    "negation",
    "missing",
)
"""What is weighed, in order; see `Lexicon.features`."""

_NEGATIONS = {
    "ru": re.compile(r"(?i)\b(?:не|нет|ни|без|никто|ничего|никогда|нельзя|невозможно)\b"),
    "uk": re.compile(r"(?i)\b(?:не|немає|ні|ані|без|ніхто|нічого|ніколи|неможливо)\b"),
    "de": re.compile(r"(?i)\b(?:nicht|nichts|kein\w*|ohne|nie|niemals|niemand\w*|weder)\b"),
}


def beginnings(text: str) -> list[str]:
    """The words of ``text`` without what inflection changes, in small letters.

    >>> beginnings("В Кремле всё отрицают.")
    ['в', 'кремл', 'все', 'отриц']
    """
    return [word[:BEGINNING] for word in words_of(text)]


class Lexicon(msgspec.Struct, frozen=True):
    """Which words become which.

    ``forth`` has for the beginning of a source word what the beginnings it becomes cost: the
    negative logarithm of their probability, in steps of 1 / `STEPS`. ``back`` has the same for
    the target. What stands in ``common_source`` and
    ``common_target`` goes with too many words to say anything, and is not asked for.
    ``coverage`` says which source words the model has read side by side.
    """

    source: str
    target: str
    forth: dict[str, dict[str, int]]
    back: dict[str, dict[str, int]]
    common_source: frozenset[str]
    common_target: frozenset[str]
    coverage: Coverage

    def features(self, source: str, target: str, score: float) -> tuple[float, ...]:
        """What tells how adequate ``target`` is, as `FEATURES` names it.

        ``score`` is the mean log probability of a token. Of the words of either side the natural
        logarithm of how well the best word of the other accounts for them, as mean and as the
        worst; the share of source words that were never seen; the logarithm of how many words
        there are, and of how many times more there are in the translation; whether one side
        negates and the other doesn't; the share of neighbours in the source that the corpus never
        has side by side.
        """
        given, made = beginnings(source), beginnings(target)
        back = [_best(self.back, made, word) for word in given if word not in self.common_source]
        forth = [_best(self.forth, given, word) for word in made if word not in self.common_target]
        unknown = sum(word not in self.forth for word in given) / max(1, len(given))
        growth = math.log(max(1, len(made)) / max(1, len(given)))
        said, meant = self._negates(self.source, source), self._negates(self.target, target)
        return (
            score,
            *_mean_and_worst(back),
            *_mean_and_worst(forth),
            unknown,
            math.log(max(1, len(given))),
            abs(growth),
            float(said != meant),
            self.coverage.missing(source),
        )

    def hoped(self, source: str, least: Mapping[str, int]) -> tuple[float, ...]:
        """What can be said of any translation of ``source`` but that it is `SURE`.

        As `features`, where each word of the source is accounted for by the likeliest of all words,
        which costs what ``least`` has for it, and nothing in the translation is amiss.
        """
        given = beginnings(source)
        back = [
            -least.get(word, UNSEEN) / STEPS for word in given if word not in self.common_source
        ]
        return (
            SURE,
            *_mean_and_worst(back),
            *(0.0, 0.0),
            sum(word not in self.forth for word in given) / max(1, len(given)),
            math.log(max(1, len(given))),
            *(0.0, 0.0),
            self.coverage.missing(source),
        )

    @staticmethod
    def _negates(language: str, text: str) -> bool:
        negation = _NEGATIONS.get(language)
        return negation is not None and negation.search(text) is not None


def cost_of(probability: float) -> int:
    """What a word costs that another becomes with this probability.

    >>> cost_of(1.0), cost_of(0.5)
    (0, 14)
    """
    return round(-STEPS * math.log(probability))


def _best(table: Mapping[str, Mapping[str, int]], others: Iterable[str], word: str) -> float:
    costs = (table[other].get(word, UNSEEN) for other in others if other in table)
    return -min(costs, default=UNSEEN) / STEPS


def _mean_and_worst(values: Sequence[float]) -> tuple[float, float]:
    return (sum(values) / len(values), min(values)) if values else (0.0, 0.0)


class Weights(msgspec.Struct, frozen=True):
    """What the features weigh, in the order of `FEATURES`, and what is added to their sum."""

    features: tuple[str, ...]
    weights: tuple[float, ...]
    intercept: float


class _Stored(msgspec.Struct, frozen=True):
    lexicon: Lexicon
    weights: Weights


@dataclass(frozen=True)
class Adequacy:
    """Says how likely the translations of one package are adequate; ``path`` is its file."""

    path: Path

    def __call__(self, source: str, target: str, score: float) -> float:
        """The natural logarithm of the probability that ``target`` says what ``source`` says.

        ``score`` is the mean log probability of a token of the translation.

        Raises:
            ModelError: the file can't be read.
        """
        if math.isinf(score):
            return score
        return self._weighed(self._stored.lexicon.features(source, target, score))

    def hoped(self, source: str) -> float:
        """The same of a translation of ``source`` that is as good as can be hoped for.

        Raises:
            ModelError: the file can't be read.
        """
        return self._weighed(self._stored.lexicon.hoped(source, self._least))

    def _weighed(self, features: tuple[float, ...]) -> float:
        weights = self._stored.weights
        total = sum(map(mul, weights.weights, features)) + weights.intercept
        return -math.log1p(math.exp(-total)) if total > 0 else total - math.log1p(math.exp(total))

    @cached_property
    def _least(self) -> dict[str, int]:
        """The least that a source word costs of all words that become it."""
        least: dict[str, int] = {}
        for row in self._stored.lexicon.back.values():
            for word, cost in row.items():
                least[word] = min(cost, least.get(word, UNSEEN))
        return least

    @cached_property
    def _stored(self) -> _Stored:
        try:
            stored = msgspec.msgpack.decode(self.path.read_bytes(), type=_Stored)
        except (OSError, msgspec.MsgspecError) as error:
            message = f"{self.path}: can't be read: {error}; install the package again"
            raise ModelError(message) from error
        if stored.weights.features != FEATURES:
            message = f"{self.path}: made for another version; install the package again"
            raise ModelError(message)
        return stored


def write_adequacy(path: Path, lexicon: Lexicon, weights: Weights) -> None:
    """Store what `Adequacy` reads."""
    path.write_bytes(msgspec.msgpack.encode(_Stored(lexicon, weights)))
