"""How alike two words of a name are, by the habits of those who write it."""

import re
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from normalizer.romanization.likeness import sound, sounds_alike

_SAME_CONSONANTS = 0.72
"""Likeness of words that differ in their vowels only (``hui``, ``hee``)."""

_ENGLISH = (
    ("dsch", "j"), ("dzh", "j"), ("tsch", "ch"), ("sch", "sh"), ("tch", "ch"), ("cz", "ch"),
    ("sz", "sh"), ("w", "v"), ("ou", "u"), ("kh", "ch"), ("ä", "a"), ("ae", "a"), ("oe", "o"),
    ("ue", "u"),
)  # fmt: skip
_VOICELESS = str.maketrans("bdgvzc", "ptkfsk")
_VOWELS = frozenset("aeiouyw")
_MANY = 1 << 16

_KOREAN = tuple(
    (re.compile(written), said)
    for written, said in (
        ("dsch", "j"), ("tsch", "ch"), ("eo", "o"), ("eu", "u"), ("ae", "e"), ("[äa]e?(?=$)", "e"),
        ("ch|j", "k"), ("ph|b", "p"), ("kh|g", "k"), ("th|d", "t"), ("sh", "s"), ("l", "r"),
        ("^[nr](?=[yi])", ""), ("oo|ou", "u"), ("j(?=[aeou])", "y"),
    )
)  # fmt: skip
"""The two romanizations of Korean write what is voiced or not for one letter, and the South drops
an initial that the North keeps."""

_SLAVIC = tuple(
    (re.compile(written), said)
    for written, said in (
        ("schtsch|stsch|shch|szcz", "sq"), ("tsch|tch|cz", "ch"), ("sch|sz|zh", "sh"),
        ("kh", "ch"), ("w", "v"), ("ss", "s"),
        ("^(?:alex|aleks|olex|oleks)", "alex"), ("^(?:nik|mik|myk)ol", "nikol"), ("^vu", "u"),
        ("g", "h"), ("^h(?=[aeouy])", "h"), ("[jy](?=[aeiou])", ""), ("y|j", "i"),
        ("(?:oi?e|ei?e)$", "e"), ("ii$", "i"), ("(?:[oei]|ie|ii)[fv](?=k[aeiu]|$)f?", "ov"),
        ("in[oe]$", "ine"), ("[oei]v[oe]$", "ove"), ("ts|z$", "c"),
    )
)  # fmt: skip
"""What is one in the Russian and in the Ukrainian name of a place: ``Nikolajew``, ``Mykolajiw``."""

_ARABIC = tuple(
    (re.compile(written), said)
    for written, said in (
        ("dsch|dj|dzh", "j"), ("tsch", "ch"), ("sch", "sh"), ("kh", "ch"), ("gh|q|c(?!h)", "k"),
        ("z", "s"), ("ou|oo", "u"), ("ee|ie", "i"), ("w", "v"), ("[uv](?=[aeiou])", "v"),
        ("ei|ai|ay|ey", "i"), ("y", "i"), ("e", "i"), ("o", "u"), (r"(.)\1+", r"\1"),
        ("(?<=[aiu])h$", ""),
    )
)  # fmt: skip
"""What English, French and German write otherwise of Arabic, Persian and Turkic languages."""

_SLAVIC_PLACE = re.compile(r"(?:[oei](?:w|v|ff)|[eoiyua]|sk|n)\Z")
"""How such names end."""

_LEAST_SLAVIC = 0.8


@lru_cache(maxsize=_MANY)
def word_likeness(word: str, other: str) -> float:
    """How alike two words are, as they are written, in English spelling, and by their sounds."""
    letters = Levenshtein.normalized_similarity(word, other)
    english = Levenshtein.normalized_similarity(_english(word), _english(other))
    heard = (english + sounds_alike(sound(word), sound(other))) / 2
    consonants = _consonants(word)
    same = _SAME_CONSONANTS if consonants and consonants == _consonants(other) else 0.0
    return max(letters, english, heard, same)


@lru_cache(maxsize=_MANY)
def korean_likeness(word: str, other: str) -> float:
    """How alike two words are where both may be romanized Korean."""
    return Levenshtein.normalized_similarity(as_korean(word), as_korean(other))


@lru_cache(maxsize=_MANY)
def slavic_likeness(word: str, other: str) -> float:
    """How alike two places are if one is the Russian and one the Ukrainian name, else 0."""
    if not (_SLAVIC_PLACE.search(word) and _SLAVIC_PLACE.search(other)):
        return 0.0
    like = Levenshtein.normalized_similarity(as_slavic(word), as_slavic(other))
    return like if like >= _LEAST_SLAVIC else 0.0


@lru_cache(maxsize=_MANY)
def arabic_likeness(word: str, other: str) -> float:
    """How alike two words are where both may be of a language of the Near East."""
    return Levenshtein.normalized_similarity(as_arabic(word), as_arabic(other))


@lru_cache(maxsize=_MANY)
def as_arabic(word: str) -> str:
    """``word`` without what the spellings of Arabic and Persian names differ in."""
    return _written(word, _ARABIC)


@lru_cache(maxsize=_MANY)
def as_korean(word: str) -> str:
    """``word`` without what romanizations of Korean differ in."""
    return _written(word, _KOREAN)


@lru_cache(maxsize=_MANY)
def as_slavic(word: str) -> str:
    """``word`` without what Russian and Ukrainian names of places differ in."""
    return _written(word, _SLAVIC)


def _written(word: str, rules: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    for written, said in rules:
        word = written.sub(said, word)
    return word


@lru_cache(maxsize=_MANY)
def _english(word: str) -> str:
    """``word`` as English would write it, were it German, French or Polish."""
    for written, said in _ENGLISH:
        word = word.replace(written, said)
    return word


@lru_cache(maxsize=_MANY)
def _consonants(word: str) -> str:
    """The consonants of ``word``, voiced and voiceless ones alike."""
    return "".join(sign for sign in _english(word).translate(_VOICELESS) if sign not in _VOWELS)
