"""Which language a text is in."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from normalizer.finders.languages.scripts import dominant_script, words_in

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
_BY_SCRIPT = {
    "Cyrillic": frozenset({"ru", "uk", "be", "bg", "sr", "mk"}),
    "Arabic": frozenset({"ar", "fa"}),
    "Han": frozenset({"zh", "ja"}),
    "Latin": frozenset(SUPPORTED)
    - frozenset({"bg", "mk", "ru", "uk", "be", "el", "ar", "fa", "he", "ko", "zh", "ja"}),
}
_FOREIGN_LETTERS = {
    "ru": "[іїєґўјљњћђџѓќѕ]", "uk": "[ыэъёўјљњћђџѓќѕ]", "be": "[ищъїєґјљњћђџѓќѕ]",
    "bg": "[ыэёіїєґўјљњћђџѓќѕ]", "sr": "[ыэъёщйюяіїєґўѓќѕ]", "mk": "[ыэъёщйюяіїєґўћђ]",
}  # fmt: skip
_PRIOR = {"be": 0.5, "bg": 0.5, "mk": 0.5, "sr": 0.5}
"""In news of this domain Russian and Ukrainian are likelier; it decides short pieces only."""

_SAMPLE = 3_000
_TOLERATED = 0.01


class Identifier(Protocol):
    """Says which language a text is in."""

    def __call__(self, text: str) -> tuple[str, float]:
        """An ISO 639-1 code, and how sure it is, from 0 to 1; ``("und", 0.0)`` without letters."""
        ...


@dataclass(frozen=True)
class ByteIdentifier:
    """py3langid (naive Bayes over byte n-grams, Lui and Baldwin 2012), one script at a time.

    The script decides which languages are considered at all, and letters a language doesn't
    have rule it out. At most the first 3,000 code points are read.

    >>> identify = ByteIdentifier()
    >>> identify("Мы обеспокоены тем фактом, что страны сближаются")[0]
    'ru'
    >>> identify("Ми стурбовані тим фактом, що країни зближуються")[0]
    'uk'
    """

    languages: tuple[str, ...] = SUPPORTED

    def __call__(self, text: str) -> tuple[str, float]:
        """The most likely language of ``text`` among those of its dominant script."""
        sample = text[:_SAMPLE]
        script = dominant_script(sample)
        if script is None:
            return "und", 0.0
        if script in _ONLY_LANGUAGE:
            return _ONLY_LANGUAGE[script], 1.0
        sample = words_in(script, sample)
        candidates = _BY_SCRIPT[script] & frozenset(self.languages)
        candidates = frozenset(_with_its_letters_only(sample, candidates)) or candidates
        if len(candidates) == 1:
            return next(iter(candidates)), 1.0
        if not candidates:
            return "und", 0.0
        return self._classified(sample, candidates)

    def _classified(self, sample: str, candidates: frozenset[str]) -> tuple[str, float]:
        ranked = self._model.rank(sample)
        scores = {language: score * _PRIOR.get(language, 1.0) for language, score in ranked}
        total = sum(scores[language] for language in candidates)
        # Equal scores are decided by the code, so that the answer never depends on a set.
        best = max(sorted(candidates), key=lambda language: scores[language])
        return best, scores[best] / total if total else 0.0

    @cached_property
    def _model(self) -> Any:
        from py3langid.langid import (  # noqa: PLC0415  loading its model takes half a second
            MODEL_FILE,
            LanguageIdentifier,
        )

        return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _with_its_letters_only(sample: str, candidates: Iterable[str]) -> Iterable[str]:
    lowered = sample.lower()
    for language in candidates:
        foreign = _FOREIGN_LETTERS.get(language)
        if foreign is None or len(re.findall(foreign, lowered)) <= _TOLERATED * len(lowered):
            yield language
