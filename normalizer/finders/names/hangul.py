"""Russian and Ukrainian names as Korean news writes them."""

import re
from collections.abc import Iterator

_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_FINALS = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
_FIRST_SYLLABLE = 0xAC00

_SOUNDS = dict(zip("аеёиоуыэюяіїє", "ㅏㅔㅛㅣㅗㅜㅣㅔㅠㅑㅣㅣㅖ", strict=True))
_ALONE = {"е": "ㅖ"}
"""Vowels with a glide where no consonant stands before them."""

_HUSHED = {"ㅏ": "ㅑ", "ㅔ": "ㅖ", "ㅗ": "ㅛ", "ㅜ": "ㅠ"}
"""Vowels behind ``ш``."""

_PLAIN = {"ㅛ": "ㅗ", "ㅖ": "ㅔ"}
"""Vowels that lose their glide behind a consonant."""

_SHARP = {"ㅑ": "ㅏ", "ㅕ": "ㅓ", "ㅛ": "ㅗ", "ㅠ": "ㅜ", "ㅖ": "ㅔ"}
"""Vowels behind ``ㅈ`` and ``ㅊ``."""

_CONSONANTS = "бвгґджзклмнпрстфхцчшщ"
_BEFORE_VOWEL = dict(zip(_CONSONANTS, "ㅂㅂㄱㄱㄷㅈㅈㅋㄹㅁㄴㅍㄹㅅㅌㅍㅎㅊㅊㅅㅅ", strict=True))
_ELSEWHERE = dict(zip(_CONSONANTS, "브브그그드즈즈크르므느프르스트프흐츠치시시", strict=True))
_VOICELESS = {"б": "프", "в": "프", "г": "크", "ґ": "크", "д": "트", "ж": "시", "з": "스"}
"""What voiced consonants are at the end and before a voiceless one."""

_FINAL = {"л": "ㄹ", "м": "ㅁ", "н": "ㄴ"}
_CLOSING = {"к": "ㄱ", "п": "ㅂ"}
"""Consonants that close a syllable before another one that is voiceless."""

_HEARD_VOICELESS = frozenset("кпстфхцчшщ")
_RUSSIAN_SOFT = (re.compile(r"(?<=[бвгдзкпрстф])ь(?![оеёюяи])"), "и")
_UKRAINIAN_SOFT = (re.compile(r"(?<=р)ь(?![оеєюяії])"), "і")
_WRITTEN = (
    (re.compile(r"[иы]й\b"), "и"),
    (re.compile(r"ьо"), "ё"),
    (re.compile(r"[ьъ'’ʼ]"), ""),
    (re.compile(r"([^нмаеиоуіїы])\1"), r"\1"),
)
"""How a name is written before its sounds are told, and how it is heard."""


def hangul(word: str, language: str) -> str:
    """A Russian (``ru``) or Ukrainian (``uk``) name in Korean letters, of words and blanks.

    By the rules of South Korea's language institute for Russian (2005), which its news goes by
    for Ukrainian too; there ``г`` is ``ㅎ``, and ``в`` at the end of a syllable is a vowel.

    >>> hangul("Лавров", "ru"), hangul("Зеленский", "ru"), hangul("Харків", "uk")
    ('라브로프', '젤렌스키', '하르키우')
    """
    return " ".join("".join(_syllables(part.lower(), language)) for part in word.split(" "))


def _syllables(word: str, language: str) -> Iterator[str]:
    for ending, instead in (_UKRAINIAN_SOFT if language == "uk" else _RUSSIAN_SOFT, *_WRITTEN):
        word = ending.sub(instead, word)
    if language == "uk":
        word = word.replace("г", "х").replace("и", "ы")
    at = 0
    while at < len(word):
        sign, behind = word[at], word[at + 1 : at + 2]
        if sign in _BEFORE_VOWEL and behind in _SOUNDS and behind:
            onset, vowel, at = _BEFORE_VOWEL[sign], _SOUNDS[behind], at + 2
            vowel = _HUSHED.get(vowel, vowel) if sign in "шщ" else _PLAIN.get(vowel, vowel)
            vowel = _SHARP.get(vowel, vowel) if onset in "ㅈㅊ" else vowel
        elif sign in _SOUNDS:
            onset, vowel, at = "ㅇ", _ALONE.get(sign, _SOUNDS[sign]), at + 1
        elif sign in _BEFORE_VOWEL and behind == "л" and word[at + 2 : at + 3] in tuple(_SOUNDS):
            onset, vowel, at = _BEFORE_VOWEL[sign], "ㅡ", at + 1
        else:
            yield _consonant(word, at, language)
            at += 1
            continue
        final, at = _final(word, at)
        yield _joined(onset, vowel, final)


def _final(word: str, at: int) -> tuple[str, int]:
    """The consonant that closes a syllable, and where the next one begins."""
    sign, behind = word[at : at + 1], word[at + 1 : at + 2]
    if sign in _CLOSING and behind in _HEARD_VOICELESS and behind:
        return _CLOSING[sign], at + 1
    if sign not in _FINAL or not sign:
        return "", at
    if behind not in _SOUNDS or not behind:
        return _FINAL[sign], at + 1
    # Between vowels ``л`` is heard in both syllables.
    return ("ㄹ", at) if sign == "л" else ("", at)


def _consonant(word: str, at: int, language: str) -> str:
    sign, behind = word[at], word[at + 1 : at + 2]
    if sign == "й":
        return "이"
    if sign == "в" and language == "uk" and at > 0:
        return "우"
    if sign in _VOICELESS and (not behind or behind in _HEARD_VOICELESS):
        return _VOICELESS[sign]
    return _ELSEWHERE.get(sign, sign)


def _joined(onset: str, vowel: str, final: str) -> str:
    number = (_INITIALS.index(onset) * len(_VOWELS) + _VOWELS.index(vowel)) * len(_FINALS)
    return chr(_FIRST_SYLLABLE + number + _FINALS.index(final))
