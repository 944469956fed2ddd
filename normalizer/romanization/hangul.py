"""Hangul syllables taken apart, and how they sound beside one another."""

import functools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

ONSETS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
CODAS = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
_FIRST = 0xAC00
_JAMO = re.compile("[\u1100-\u11ff]+")
_CLUSTERS = dict(
    zip(
        "ㄳㄵㄶㄺㄻㄼㄽㄾㄿㅀㅄ",
        ("ㄱㅅ", "ㄴㅈ", "ㄴㅎ", "ㄹㄱ", "ㄹㅁ", "ㄹㅂ", "ㄹㅅ", "ㄹㅌ", "ㄹㅍ", "ㄹㅎ", "ㅂㅅ"),
        strict=True,
    )
)
_SOUNDS = ("ㄱㄲㅋㄳㄺ", "ㄴㄵㄶ", "ㄷㅅㅆㅈㅊㅌㅎ", "ㄹㄼㄽㄾㅀ", "ㅁㄻ", "ㅂㅍㅄㄿ", "ㅇ")
_CODA_SOUND = {"": "", **{coda: codas[0] for codas in _SOUNDS for coda in codas}}
"""The one of seven sounds that each coda has where nothing follows."""
_NASAL = {"ㄱ": "ㅇ", "ㄷ": "ㄴ", "ㅂ": "ㅁ"}
_BREATHED = {"ㄱ": "ㅋ", "ㄷ": "ㅌ", "ㅈ": "ㅊ", "ㅂ": "ㅍ"}


@dataclass(frozen=True, slots=True)
class Syllable:
    """One syllable in jamo; a silent onset is ``ㅇ`` and no coda is empty.

    The onset of a ``linked`` one is written as the coda before it.
    """

    onset: str
    vowel: str
    coda: str
    linked: bool = False


def composed(text: str) -> str:
    """The text with Hangul in whole syllables, also where it came letter by letter.

    >>> composed(unicodedata.normalize("NFD", "평양")) == "평양"
    True
    """
    return _JAMO.sub(lambda match: unicodedata.normalize("NFC", match[0]), text)


@functools.cache
def syllable(char: str) -> Syllable:
    """The parts of one Hangul syllable.

    >>> syllable("한")
    Syllable(onset='ㅎ', vowel='ㅏ', coda='ㄴ', linked=False)
    """
    rest, coda = divmod(ord(char) - _FIRST, len(CODAS))
    onset, vowel = divmod(rest, len(VOWELS))
    return Syllable(ONSETS[onset], VOWELS[vowel], CODAS[coda])


def written(one: Syllable) -> str:
    """The Hangul sign of a syllable.

    >>> written(Syllable("ㅎ", "ㅏ", "ㄴ"))
    '한'
    """
    rest = ONSETS.index(one.onset) * len(VOWELS) + VOWELS.index(one.vowel)
    return chr(_FIRST + rest * len(CODAS) + CODAS.index(one.coda))


def spoken(word: str, *, northern: bool = False) -> list[Syllable]:
    """The syllables of a word as they sound in it: what is written ``독립`` is said ``동닙``.

    Codas are one of the seven that are spoken. ``northern`` speech keeps ``ㄹ`` after ``ㅁ`` and
    ``ㅇ``. What only a dictionary knows, such as the ``ㄴ`` heard in ``학여울``, isn't heard here.
    """
    return list(_spoken([syllable(char) for char in word], northern=northern))


def apart(word: str) -> list[Syllable]:
    """The syllables of a word as each sounds by itself."""
    return [replace(one, coda=_CODA_SOUND[one.coda]) for one in map(syllable, word)]


def _spoken(syllables: list[Syllable], *, northern: bool) -> Iterator[Syllable]:
    onset = syllables[0].onset if syllables else ""
    for number, one in enumerate(syllables):
        linked = onset != one.onset == "ㅇ"
        if number + 1 == len(syllables):
            yield Syllable(onset, one.vowel, _CODA_SOUND[one.coda], linked)
            return
        coda, next_onset = _met(one.coda, syllables[number + 1])
        yield Syllable(onset, one.vowel, _nasal(coda, next_onset), linked)
        onset = _after(coda, next_onset, northern=northern)


def _met(coda: str, following: Syllable) -> tuple[str, str]:
    """The coda that stays and the onset that is heard, before the two are likened."""
    onset = following.onset
    parts = _CLUSTERS.get(coda, coda)
    kept, last = parts[:-1], parts[-1:]
    if onset == "ㅇ" and last not in {"", "ㅇ"}:
        soft = {"ㄷ": "ㅈ", "ㅌ": "ㅊ"} if following.vowel == "ㅣ" else {}
        return ("", kept or "ㅇ") if last == "ㅎ" else (kept, soft.get(last, last))
    verbal = following.vowel == "ㅣ" or (following.vowel == "ㅕ" and following.coda in {"", "ㅆ"})
    if onset == "ㅎ" and (last == "ㅈ" or (last == "ㄷ" and verbal)):
        return kept, "ㅊ"
    if onset == "ㅎ" and kept and last in _BREATHED:
        return kept, _BREATHED[last]
    if last == "ㅎ" and (kept or onset == "ㅅ" or onset in _BREATHED):
        return kept, _BREATHED.get(onset, onset)
    return _CODA_SOUND[coda], onset


def _nasal(coda: str, onset: str) -> str:
    sound = _CODA_SOUND[coda]
    if onset in "ㄴㅁㄹ" and sound in _NASAL:
        return _NASAL[sound]
    return "ㄹ" if sound == "ㄴ" and onset == "ㄹ" else sound


def _after(coda: str, onset: str, *, northern: bool) -> str:
    sound = _CODA_SOUND[coda]
    if onset == "ㄴ" and sound == "ㄹ":
        return "ㄹ"
    hard = "ㄱㄷㅂ" if northern else "ㄱㄷㅂㅁㅇ"
    return "ㄴ" if onset == "ㄹ" and sound and sound in hard else onset
