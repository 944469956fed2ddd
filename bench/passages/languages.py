"""Which languages each set mixes, how often, and in which files their lines stand."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

SetName = Literal["main", "extra", "mains"]

FILES = {
    "de": "deu", "ru": "rus", "uk": "ukr", "en": "eng", "fr": "fra", "es": "spa", "pl": "pol",
    "vi": "vie", "ko": "kor", "bg": "bul", "nl": "nld", "da": "dan", "sv": "swe", "it": "ita",
    "pt": "por", "ro": "ron", "cs": "ces", "sk": "slk", "hu": "hun", "tr": "tur", "fi": "fin",
    "be": "bel", "sr-Cyrl": "srp-Cyrl", "sr-Latn": "srp-Latn", "hr": "hrv", "mk": "mkd",
    "no": "nob", "el": "ell", "ar": "arb", "fa": "fas", "he": "heb", "zh": "zho-CN", "ja": "jpn",
}  # fmt: skip
"""The language file of every language, by the name that the tables give it."""

_SCRIPTS = {
    "ru": "Cyrillic", "uk": "Cyrillic", "bg": "Cyrillic", "be": "Cyrillic", "sr-Cyrl": "Cyrillic",
    "mk": "Cyrillic", "ko": "Hangul", "el": "Greek", "ar": "Arabic", "fa": "Arabic",
    "he": "Hebrew", "zh": "Han", "ja": "Han",
}  # fmt: skip

UNSPACED = frozenset({"zh", "ja"})
"""Languages that are written without blanks between words."""

DENSE = frozenset({"zh", "ja", "ko"})
"""Languages that need fewer signs for the same sentence."""


@dataclass(frozen=True)
class LanguageSet:
    """The languages of articles and those of their passages, with how often each is drawn."""

    mains: Mapping[str, int]
    foreign: Mapping[str, int]

    def codes(self) -> list[str]:
        """ISO 639-1 codes of all languages in it."""
        return sorted({code(name) for name in (*self.mains, *self.foreign)})


SETS: dict[SetName, LanguageSet] = {
    "main": LanguageSet(
        {"de": 1},
        {"ru": 36, "uk": 13, "en": 12, "fr": 9, "es": 8, "pl": 8, "vi": 5, "ko": 4, "bg": 5},
    ),
    "extra": LanguageSet(
        {"de": 1},
        dict.fromkeys(
            (
                "nl", "da", "sv", "it", "pt", "ro", "cs", "sk", "hu", "tr", "fi", "be", "sr-Cyrl",
                "sr-Latn", "hr", "mk", "no", "el", "ar", "fa", "he", "zh", "ja",
            ),
            1,
        ),
    ),
    "mains": LanguageSet(
        dict.fromkeys(("ru", "uk", "en", "pl", "fr", "cs"), 1), {"de": 1, "ru": 1, "en": 1}
    ),
}  # fmt: skip


def code(name: str) -> str:
    """The ISO 639-1 code of a name in the tables.

    >>> code("sr-Latn"), code("ru")
    ('sr', 'ru')
    """
    return name.partition("-")[0]


def script(name: str) -> str:
    """The Unicode name of the script of a language; Japanese counts as Han."""
    return _SCRIPTS.get(name, "Latin")
