"""Chinese names: pinyin into Russian letters by the system of Palladius, and back."""

import functools
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from itertools import islice, pairwise, product

from normalizer.resources.romanization import pinyin_syllables

_LATIN = re.compile(
    "[a-zA-ZÀ-ɏ\u0300-\u036f]+(?:['\N{RIGHT SINGLE QUOTATION MARK}][a-zA-ZÀ-ɏ\u0300-\u036f]+)*"
)
_CYRILLIC = re.compile("[\u0400-\u04ff]+")
_APOSTROPHE = re.compile("['\N{RIGHT SINGLE QUOTATION MARK}]")
_TONES = (
    "\N{COMBINING MACRON}\N{COMBINING ACUTE ACCENT}\N{COMBINING CARON}\N{COMBINING GRAVE ACCENT}"
)
_MOST_READINGS = 64
_LONGEST_WORD = 32


def to_palladius(text: str) -> str:
    """The text with its pinyin words in Russian letters; words that are no pinyin stay."""
    return _LATIN.sub(_first_of(pinyin_readings), text)


def to_pinyin(text: str) -> str:
    """The text with its Russian words in pinyin, where they are spelled after Palladius."""
    return _CYRILLIC.sub(_first_of(palladius_readings), text)


def pinyin_readings(word: str) -> tuple[str, ...]:
    """Every way to read a pinyin word, in Russian letters, the likeliest first; none if it isn't.

    By the orthography (ISO 7098) a syllable that begins with a vowel has an apostrophe before
    it, so readings that need none come first: ``Changan`` is chan-gan before it is chang-an.
    """
    parts = _APOSTROPHE.split(_toneless(word)) if len(word) <= _LONGEST_WORD else [""]
    choices = [list(islice(_splits(part, _syllables()), _MOST_READINGS)) for part in parts]
    if not all(parts) or not all(choices):
        return ()
    ranked = [sorted(choice, key=_unmarked) for choice in choices]
    found = (sum(some, ()) for some in islice(product(*ranked), _MOST_READINGS))
    return _cased(word, (_russian(syllables) for syllables in found))


def palladius_readings(word: str) -> tuple[str, ...]:
    """Every way to read a word as Palladius spells Chinese, in pinyin, the likeliest first."""
    lower = word.lower()
    if len(word) > _LONGEST_WORD:
        return ()
    found = (
        syllables
        for russian in islice(_splits(lower, _inverse()), _MOST_READINGS)
        for syllables in product(*(_inverse()[one] for one in russian))
        if _russian(syllables) == lower
    )
    ranked = sorted(islice(found, _MOST_READINGS), key=len)
    return _cased(word, map(joined, ranked))


@functools.cache
def _syllables() -> Mapping[str, str]:
    return pinyin_syllables()


@functools.cache
def _inverse() -> Mapping[str, tuple[str, ...]]:
    """The pinyin of each Russian syllable; before a vowel ``н`` is written ``нъ``."""
    found: dict[str, tuple[str, ...]] = {}
    for pinyin, russian in _syllables().items():
        for spelled in (russian, f"{russian}ъ") if russian.endswith("н") else (russian,):
            found[spelled] = (*found.get(spelled, ()), pinyin)
    return found


def _splits(word: str, pieces: Mapping[str, object]) -> Iterator[tuple[str, ...]]:
    """The ways to cut a word into ``pieces``, those with long pieces at the start first."""
    longest = max(map(len, pieces))
    dead: set[int] = set()

    def cut(start: int) -> Iterator[tuple[str, ...]]:
        if start == len(word):
            yield ()
        if start in dead:
            return
        alive = start == len(word)
        for end in range(min(len(word), start + longest), start, -1):
            if word[start:end] in pieces:
                for rest in cut(end):
                    alive = True
                    yield (word[start:end], *rest)
        if not alive:
            dead.add(start)

    return cut(0)


def _unmarked(syllables: tuple[str, ...]) -> tuple[int, int]:
    """How many syllables lack their apostrophe, and how many there are."""
    return sum(one[0] in "aoe" for one in syllables[1:]), len(syllables)


def _russian(syllables: tuple[str, ...]) -> str:
    spelled = [_syllables()[one] for one in syllables]
    for number, (one, following) in enumerate(pairwise(list(spelled))):
        if one.endswith("н") and following[0] in "аоэуияеёю":
            spelled[number] += "ъ"
    return "".join(spelled)


def joined(syllables: tuple[str, ...]) -> str:
    """Syllables of pinyin as one word, an apostrophe before each that begins with a vowel."""
    return syllables[0] + "".join(f"'{s}" if s[0] in "aoe" else s for s in syllables[1:])


def _toneless(word: str) -> str:
    letters = unicodedata.normalize("NFD", word.lower())
    bare = unicodedata.normalize("NFC", "".join(one for one in letters if one not in _TONES))
    return bare.replace("v", "ü")


def _cased(word: str, readings: Iterator[str]) -> tuple[str, ...]:
    """The readings in the case of the word, each once."""
    shape: Callable[[str], str] = str
    if word.isupper() and len(word) > 1:
        shape = str.upper
    elif word[:1].isupper():
        shape = str.capitalize
    return tuple(dict.fromkeys(map(shape, readings)))


def _first_of(readings: Callable[[str], tuple[str, ...]]) -> Callable[[re.Match[str]], str]:
    known: dict[str, str] = {}

    def first(match: re.Match[str]) -> str:
        word = match[0]
        if word not in known:
            known[word] = next(iter(readings(word)), word)
        return known[word]

    return first
