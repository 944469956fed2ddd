"""Korean names in Russian letters read back, into the Latin letters of a system.

The Russian spelling tells two vowels and two codas no more, so a name has several readings. The
likeliest come first: places that are known, then common syllables of names.
"""

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from normalizer.resources.romanization import KoreanNames, korean_names
from normalizer.romanization.hangul import ONSETS, VOWELS, Syllable, written
from normalizer.romanization.korean import KONTSEVICH, Spelling

_WORD = re.compile("[\u0400-\u04ff]+")
_CODAS = {
    "": ("",),
    "к": ("ㄱ",),
    "н": ("ㄴ", "ㅇ"),
    "нъ": ("ㅇ",),
    "т": ("ㄷ",),
    "с": ("ㄷ",),
    "ль": ("ㄹ",),
    "л": ("ㄹ",),
    "р": ("ㄹ",),
    "м": ("ㅁ",),
    "п": ("ㅂ",),
}
_BEAM = 64
_LONGEST_WORD = 24
_RARE = 1000
_BY_USE = "ㅏㅣㅓㅗㅜㅡㅐㅔㅕㅛㅑㅠㅘㅝㅟㅚㅢㅖㅙㅞㅒ"
"""The vowels, the commoner first; they rank syllables that no name is known for."""


@dataclass(frozen=True, slots=True)
class KoreanBack:
    """Reads Kontsevich's spelling, and the older one of the press, into ``spelling``."""

    spelling: Spelling

    def text(self, text: str) -> str:
        """The text with its Korean words in Latin letters; words that can't be Korean stay."""
        known: dict[str, str] = {}
        for word in set(_WORD.findall(text)):
            known[word] = next(iter(self.readings(word)), word)
        return _WORD.sub(lambda match: known[match[0]], text)

    def readings(self, word: str) -> tuple[str, ...]:
        """Every reading of a word, the likeliest first; none if it can't be Korean."""
        lower = word.lower()
        found = dict.fromkeys(self._latin(lower))
        if word.isupper() and len(word) > 1:
            return tuple(one.upper() for one in found)
        return tuple(one[:1].upper() + one[1:] if word[:1].isupper() else one for one in found)

    def _latin(self, word: str) -> Iterator[str]:
        whole = _whole_words().get(word)
        if whole is not None:
            yield self.spelling.word(whole)
        for syllables in _sequences(_systematic(word)):
            yield self.spelling.spelled(list(syllables))


@functools.cache
def _names() -> KoreanNames:
    return korean_names()


@functools.cache
def _whole_words() -> Mapping[str, str]:
    """The words that are known as they stand, with their Hangul."""
    places = {KONTSEVICH.word(place): place for place in reversed(_names().places)}
    return {**places, **_names().press}


@functools.cache
def _starts() -> Mapping[str, tuple[Syllable, ...]]:
    """The onsets and vowels that each string of letters can begin a syllable with."""
    found: dict[str, dict[Syllable, None]] = {}
    for onset in ONSETS:
        for vowel in VOWELS:
            for linked in (False, True) if vowel == "ㅢ" else (False,):
                one = Syllable(onset, vowel, "", linked)
                soft = KONTSEVICH.spelled([Syllable("ㅇ", "ㅏ", ""), one]).removeprefix("а")
                lateral = KONTSEVICH.spelled([Syllable("ㅇ", "ㅏ", "ㄹ"), one]).removeprefix("ал")
                for letters in (KONTSEVICH.spelled([one]), soft, lateral.removeprefix("ь")):
                    found.setdefault(letters, {})[one] = None
    return {letters: tuple(ones) for letters, ones in found.items()}


@functools.cache
def _shape() -> re.Pattern[str]:
    """What any Korean word looks like, so that others cost little."""
    starts, codas = (
        "|".join(sorted(letters, key=len, reverse=True)) for letters in (_starts(), _CODAS)
    )
    return re.compile(f"(?:(?:{starts})(?:{codas}))+")


def _systematic(word: str) -> str:
    """The press writes ``чж`` where the system has ``ч`` or ``дж``, and ``л`` at the start."""
    if word.startswith("чж"):
        word = f"ч{word[2:]}"
    if word.startswith("л"):
        word = f"р{word[1:]}"
    return word.replace("чж", "дж")


def _sequences(word: str) -> list[tuple[Syllable, ...]]:
    """The syllables that are spelled as the word is, the likeliest first."""
    if len(word) > _LONGEST_WORD or not _shape().fullmatch(word):
        return []
    reached: dict[int, list[tuple[int, tuple[Syllable, ...]]]] = {0: [(0, ())]}
    for at in range(len(word)):
        best = sorted(reached.pop(at, []), key=lambda one: one[0])[:_BEAM]
        for score, earlier in best:
            for end, one in _next(word, at):
                sequence = (*earlier, one)
                if word.startswith(_certain(sequence)):
                    reached.setdefault(end, []).append((score + _rank(one), sequence))
    ranked = sorted(reached.get(len(word), []), key=lambda one: one[0])
    return [found for _, found in ranked if KONTSEVICH.spelled(list(found)) == word][:_BEAM]


def _next(word: str, at: int) -> Iterator[tuple[int, Syllable]]:
    for middle in range(at + 1, min(len(word), at + 6) + 1):
        for one in _starts().get(word[at:middle], ()):
            for letters, codas in _CODAS.items():
                if word.startswith(letters, middle):
                    for coda in codas:
                        end = middle + len(letters)
                        yield end, Syllable(one.onset, one.vowel, coda, one.linked)


def _certain(sequence: tuple[Syllable, ...]) -> str:
    """What the syllables are spelled as whatever follows: all but the last coda."""
    *earlier, last = sequence
    return KONTSEVICH.spelled([*earlier, Syllable(last.onset, last.vowel, "", last.linked)])


def _rank(one: Syllable) -> int:
    ranks = _names().syllables
    return ranks.get(written(one), _RARE + _BY_USE.index(one.vowel))
