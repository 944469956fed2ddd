"""Which known spelling an unknown name resembles most, and how much."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from normalizer.finders.names.claims import Claim, Key
from normalizer.romanization.likeness import sound, sounds_alike

_LEAST_WORD, _LEAST_NAME = 0.6, 0.75
"""Likeness from 0 to 1 of each word of several, and of the whole name."""

_SHORT, _LEAST_SHORT, _LEAST_ALONE = 5, 0.82, 0.81
"""Letters up to which a single word is a short one, and the likeness of it and of longer ones."""

_LEAST_BESIDE = 0.7
"""Likeness of the other words where one is the same: many are called ``Michael``."""

_LEAST_JOINED = 0.88
"""Likeness of names with other gaps (``Li Ke Qiang``)."""

_SAME_WORDS = 0.9
"""Likeness of names where one lacks a word of the other: that of a middle name or a title."""

_SHORTER_GIVEN, _SAME_BEGINNING = 0.85, 3
"""Likeness of names where one given name may be short for the other, and how many letters they
begin with alike then (``Steve``, ``Stephen``; ``Rob``, ``Robert``)."""

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
_WORTH_A_LOOK, _CANDIDATES = 0.55, 30
_TWO, _THREE = 2, 3
_SHORTEST = 4


@dataclass(frozen=True)
class Resemblance:
    """Compares names with known spellings, word by word, in either order of their names.

    After Levenshtein (1966), by letters and by the sounds of `romanization.likeness`.
    """

    _by_sound: dict[str, dict[str, tuple[Key, Claim]]] = field(default_factory=dict)
    _by_pair: dict[Key, list[tuple[Key, Claim]]] = field(default_factory=dict)

    def add(self, words: Key, claim: Claim) -> None:
        """Take ``words``, a folded spelling, for one of ``claim``'s bearer."""
        for begin in {_initial(words[0]), _initial(words[-1])}:
            self._by_sound.setdefault(begin, {}).setdefault(" ".join(words), (words, claim))
        for pair in _pairs(words):
            self._by_pair.setdefault(pair, []).append((words, claim))

    def best(self, words: Key) -> tuple[Claim, float] | None:
        """The claim that is most like ``words``, and how much; ``None`` if none is enough."""
        best: tuple[float, Claim] | None = None
        for known, claim in self._worth_a_look(words):
            like = _likeness(words, known)
            if like and (best is None or like > best[0]):
                best = like, claim
        return (best[1], best[0]) if best else None

    def _worth_a_look(self, words: Key) -> Iterator[tuple[Key, Claim]]:
        for pair in _pairs(words):
            for known, claim in self._by_pair.get(pair, ()):
                if _TWO in (len(known), len(words)):
                    yield known, claim
        orders = _orders(words)
        for begin in {_initial(words[0]), _initial(words[-1])}:
            bucket = self._by_sound.get(begin, {})
            for order in orders:
                for said, _, _ in process.extract(
                    " ".join(order), bucket.keys(), scorer=Levenshtein.normalized_similarity,
                    score_cutoff=_WORTH_A_LOOK, limit=_CANDIDATES,
                ):  # fmt: skip
                    yield bucket[said]


def _likeness(words: Key, known: Key) -> float:
    """How alike two names are, 0 where it isn't enough to be taken for one."""
    if len(words) != len(known):
        both = "".join(words), "".join(known)
        joined = Levenshtein.normalized_similarity(*both)
        if joined >= _LEAST_JOINED:
            return joined
        short, long = sorted((words, known), key=len)
        lacks_one = len(short) == _TWO and set(_pairs(short)) & set(_pairs(long))
        return _SAME_WORDS if lacks_one else 0.0
    return max(_in_order(order, known) for order in _orders(words))


def _orders(words: Key) -> set[Key]:
    """``words`` as they are, and with the family name at the other end."""
    if len(words) not in (_TWO, _THREE):
        return {words}
    return {words, (*words[1:], words[0]), (words[-1], *words[:-1])}


def _in_order(words: Key, known: Key) -> float:
    if len(words) == 1:
        like = _word_likeness(words[0], known[0])
        is_short = min(len(words[0]), len(known[0])) <= _SHORT
        return like if like >= (_LEAST_SHORT if is_short else _LEAST_ALONE) else 0.0
    likes = [_word_likeness(word, other) for word, other in zip(words, known, strict=True)]
    sizes = [max(len(word), len(other)) for word, other in zip(words, known, strict=True)]
    if len(words) == _TWO and _may_be_short(words, known):
        return _SHORTER_GIVEN
    mean = sum(like * size for like, size in zip(likes, sizes, strict=True)) / sum(sizes)
    least = _LEAST_BESIDE if max(likes) == 1.0 else _LEAST_WORD
    return mean if min(likes) >= least and mean >= _LEAST_NAME else 0.0


def _may_be_short(words: Key, known: Key) -> bool:
    """Whether two names have one surname, and given names of which one may be the other's."""
    surname, other = words[-1], known[-1]
    begin = words[0][:_SAME_BEGINNING]
    return (
        surname == other
        and len(surname) >= _SHORTEST
        and len(begin) == _SAME_BEGINNING
        and known[0].startswith(begin)
    )


@lru_cache(maxsize=_MANY)
def _word_likeness(word: str, other: str) -> float:
    """How alike two words are, as they are written, in English spelling, and by their sounds."""
    letters = Levenshtein.normalized_similarity(word, other)
    english = Levenshtein.normalized_similarity(_english(word), _english(other))
    heard = (english + sounds_alike(sound(word), sound(other))) / 2
    consonants = _consonants(word)
    same = _SAME_CONSONANTS if consonants and consonants == _consonants(other) else 0.0
    return max(letters, english, heard, same)


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


def _initial(word: str) -> str:
    return sound(word)[:1]


def _pairs(words: Key) -> Iterator[Key]:
    """Every two different words of a name that aren't mere syllables, sorted."""
    long = sorted({word for word in words if len(word) >= _SHORTEST})
    yield from combinations(long, _TWO)
