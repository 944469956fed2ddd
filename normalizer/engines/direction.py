"""Whether a model is for the languages its package names; told only where it surely isn't."""

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import regex

from normalizer.engines.engine import Decoding, Engine
from normalizer.engines.package_engine import PackageEngine
from normalizer.resources.statistics import ScriptStatistics, load_statistics
from normalizer.resources.words import load_probes

_LETTER = regex.compile(r"\p{L}")
_WORD = regex.compile(r"\p{Ll}{2,}")
_BYTE_PIECE = "<0x41>"
"""A piece by which a model can spell any letter there is."""

_COMMON_LETTER, _UNREADABLE = 0.01, 0.03
_FEWEST_LETTERS, _FOREIGN = 60, 0.1
_FEWEST_WORDS = 15
_LEAST_MARGIN = 2.0
"""Nats a word: what sentences of a language, though senseless, score above those of others."""

_COPIED = 0.75


@dataclass(frozen=True)
class CheckDirection:
    """What is wrong with the languages an engine says it is for; nothing where that is open.

    Known sentences of the source language are translated. Letters that make three in a hundred
    of them, each a common one, must be in some piece of the model. The answers, sensible or not,
    must be in the letters of the target language and, of the languages with these, not clearly
    in another; and hardly all of them the sentences as they were. A small model that knows other
    sentences passes, since it answers in its own language. Two languages of one alphabet that
    a model reads alike aren't told apart.
    """

    probes: Mapping[str, Sequence[str]] = field(default_factory=load_probes)
    statistics: Mapping[str, ScriptStatistics] = field(default_factory=load_statistics)

    def __call__(self, engine: Engine) -> str | None:
        """Why ``engine`` is for other languages than it says, in some words; ``None`` if it isn't.

        Raises:
            ModelError: the model can't be loaded.
        """
        sentences = self.probes.get(engine.source, ())
        if not sentences:
            return None
        if isinstance(engine, PackageEngine):
            lacking = _lacking("".join(sentences), engine.vocabulary)
            if lacking:
                return f"its pieces lack {', '.join(lacking)}, so it can't read {engine.source}"
        found = engine.translate(sentences, Decoding(beam=1))
        answers = [answer.text if answer else "" for answer in found]
        same = sum(a.strip() == b for a, b in zip(answers, sentences, strict=True))
        if same >= _COPIED * len(sentences):
            return f"it gives {same} of {len(sentences)} plain sentences back as they are"
        return self._other_target(" ".join(answers), engine.target)

    def _other_target(self, said: str, target: str) -> str | None:
        """What speaks against ``said`` being in the language ``target``."""
        of_target = [s for s, known in self.statistics.items() if target in known.languages]
        letters = _LETTER.findall(said)
        if len(of_target) != 1 or len(letters) < _FEWEST_LETTERS:
            return None
        script = of_target[0]
        own = regex.compile(rf"\p{{Script={script}}}")
        if sum(1 for letter in letters if own.match(letter)) < _FOREIGN * len(letters):
            return f"it answers in letters that aren't {script}, as {target} is written"
        words = sorted({word for word in _WORD.findall(said) if own.match(word)})
        if len(words) < _FEWEST_WORDS:
            return None
        known = self.statistics[script]
        scores = known.word_scores(words).mean(axis=0)
        best = int(np.argmax(scores))
        if scores[best] - scores[known.languages.index(target)] < _LEAST_MARGIN:
            return None
        return f"it answers in {known.languages[best]}, not in {target}"


def _lacking(text: str, pieces: frozenset[str]) -> list[str]:
    """The common letters of ``text`` that stand in none of ``pieces``; none if they are few."""
    if not pieces or _BYTE_PIECE in pieces:
        return []
    known = _signs("".join(pieces).casefold())
    letters = Counter(_LETTER.findall(text.casefold()))
    total = letters.total()
    common = {letter: n for letter, n in letters.items() if n >= _COMMON_LETTER * total}
    lacking = sorted(letter for letter in common if not _signs(letter) <= known)
    missed = sum(common[letter] for letter in lacking)
    return lacking if missed >= _UNREADABLE * total else []


def _signs(text: str) -> set[str]:
    """The letters and marks of ``text``, apart from one another, as a model may keep them."""
    return set(unicodedata.normalize("NFD", text))
