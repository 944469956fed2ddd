"""Which language a text is in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
import regex

from normalizer.document.document import UNDETERMINED
from normalizer.finders.languages.scripts import dominant_script, words_in
from normalizer.resources.statistics import ScriptStatistics, load_statistics

SUPPORTED = (
    "de", "en", "fr", "es", "it", "pt", "nl", "pl", "cs", "sk", "hu", "ro", "bg", "sr", "hr",
    "mk", "ru", "uk", "be", "tr", "fi", "sv", "da", "no", "el", "ar", "fa", "he", "ko", "zh",
    "ja", "vi",
)  # fmt: skip
"""The languages of the news in this domain (ISO 639-1)."""

_ONLY_LANGUAGE = {
    "Greek": "el", "Armenian": "hy", "Georgian": "ka", "Hebrew": "he", "Devanagari": "hi",
    "Thai": "th", "Hangul": "ko",
}  # fmt: skip
_KANA = regex.compile(r"[\p{Hiragana}\p{Katakana}]")
_WORD = regex.compile(r"\p{L}[\p{L}\p{M}]*")
_PRIOR = {"ru": 0.7, "uk": 0.7}
"""Natural log: in news of this domain these two are twice as likely as other Cyrillic ones."""

_MOST_EVIDENCE = 6.0
_MOST_WORDS = 300
_LONGEST_WORD = 40


class Identifier(Protocol):
    """Says which language a text is in."""

    def __call__(self, text: str) -> tuple[str, float]:
        """An ISO 639-1 code, and how sure it is, from 0 to 1; ``("und", 0.0)`` without letters."""
        ...


@dataclass(frozen=True)
class WordIdentifier:
    """Naive Bayes over the words of the text's dominant script (see `resources.statistics`).

    The script decides which languages are considered at all. At most the first 300 words are
    read. The confidence is the posterior with the evidence flattened by the square root of
    the number of words, since words of one text are no independent evidence.

    >>> identify = WordIdentifier()
    >>> identify("Мы обеспокоены тем фактом, что страны сближаются")[0]
    'ru'
    >>> identify("Ми стурбовані тим фактом, що країни зближуються")[0]
    'uk'
    """

    statistics: Mapping[str, ScriptStatistics] = field(default_factory=load_statistics)

    def __call__(self, text: str) -> tuple[str, float]:
        """The most likely language of ``text`` among those of its dominant script."""
        script = dominant_script(text)
        if script is None:
            return UNDETERMINED, 0.0
        if script in _ONLY_LANGUAGE:
            return _ONLY_LANGUAGE[script], 1.0
        if script == "Han":
            return ("ja" if _KANA.search(text) else "zh"), 1.0
        known = self.statistics.get(script)
        words = _WORD.findall(words_in(script, text))[:_MOST_WORDS]
        if known is None or not words:
            return UNDETERMINED, 0.0
        return _most_likely(known, [word[:_LONGEST_WORD] for word in words])


def _most_likely(known: ScriptStatistics, words: list[str]) -> tuple[str, float]:
    each = known.word_scores(words)
    # No single word may decide: a name that one language happens to list says little.
    against = np.maximum(each - each.max(axis=1, keepdims=True), -_MOST_EVIDENCE)
    scores = against.sum(axis=0)
    scores += np.array([_PRIOR.get(language, 0.0) for language in known.languages], np.float32)
    best = int(scores.argmax())
    flattened = np.exp((scores - scores[best]) / np.sqrt(len(words)))
    return known.languages[best], float(1 / flattened.sum())
