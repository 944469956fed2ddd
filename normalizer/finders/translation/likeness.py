"""How much two spellings in Latin letters sound like one name."""

import re
import unicodedata
from functools import lru_cache

LIKE = 0.75
"""The likeness from which two spellings may be one name."""

_WORTH_A_LOOK = 0.5
"""Likeness below which its exact degree doesn't matter."""

_MANY = 1 << 14
_SOUNDS = tuple(
    (re.compile(written), said)
    for written, said in (
        ("schtsch|shch|szcz", "s"),
        ("tsch|tch|cz|ch|kh", "h"),
        ("sch|sh|sz|zh|ts|tz|z", "s"),
        ("ph", "f"),
        ("ck|q|c(?![eiy])", "k"),
        ("c", "s"),
        ("x", "ks"),
        ("w|ff$", "v"),
        ("ou|oo", "u"),
        ("u(?=[aeo])", "v"),
        ("[jy]", "i"),
        ("i+(?=[aeou])", ""),
        (r"(.)\1+", r"\1"),
    )
)
"""What languages write for one sound; the sibilants and the gutturals are all alike, since
``s``, ``z`` and ``ch`` stand for other ones in each."""

_BREAK = re.compile(r"[\s-]+")
_OTHER = str.maketrans({"ß": "ss", "ł": "l", "đ": "d", "ø": "o", "æ": "ae", "œ": "oe", "ı": "i"})


@lru_cache(maxsize=_MANY)
def sound(name: str) -> str:
    """``name`` in letters that say how it sounds, whatever language it is spelled in.

    >>> sound("Schtscherbakow") == sound("Shcherbakov"), sound("Jermak") == sound("Yermak")
    (True, True)
    """
    lowered = unicodedata.normalize("NFD", name.lower().translate(_OTHER))
    return "".join(map(_word_sound, _BREAK.split(lowered)))


def _word_sound(word: str) -> str:
    letters = "".join(sign for sign in word if "a" <= sign <= "z")
    for written, said in _SOUNDS:
        letters = written.sub(said, letters)
    return letters


@lru_cache(maxsize=_MANY)
def likeness(name: str, other: str) -> float:
    """How alike two names sound: from 0, all different, to 1.

    >>> likeness("Chamsat Tschimajew", "Khamzat Chimaev")
    1.0
    >>> likeness("Schin", "Reifen") < LIKE
    True
    """
    return sounds_alike(sound(name), sound(other))


@lru_cache(maxsize=_MANY)
def sounds_alike(first: str, second: str) -> float:
    """How alike two sounds (see `sound`) are: from 0 to 1."""
    if not first or not second:
        return 0.0
    if first == second:
        return 1.0
    longest = max(len(first), len(second))
    if abs(len(first) - len(second)) > (1 - _WORTH_A_LOOK) * longest:
        return 0.0
    return 1.0 - _distance(first, second) / longest


def _distance(first: str, second: str) -> int:
    """How many letters are put in, left out or changed between them (Levenshtein)."""
    row = list(range(len(second) + 1))
    for i, letter in enumerate(first, start=1):
        last, row[0] = row[0], i
        for j, other in enumerate(second, start=1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (letter != other))
    return row[-1]
