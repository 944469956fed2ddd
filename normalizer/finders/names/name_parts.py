"""What a name has besides the words that tell its bearer: particles, words for regions."""

import re
from functools import cache

from normalizer.finders.names.claims import Key
from normalizer.finders.names.folding import folded
from normalizer.resources.words import load_short_names
from normalizer.romanization.likeness import sound

_PARTICLES = frozenset(
    ("al", "ad", "an", "ar", "as", "asch", "ash", "at", "el", "ul", "bin", "ben", "ibn", "bint")
)
"""The article and the word for a son in Arabic names, which some write and others don't."""

_OF_REGIONS = frozenset(
    ("oblast", "region", "gebiet", "provinz", "province", "krai", "kraj", "do", "namdo", "bukdo",
     "pukto", "si", "gun", "ri")
)  # fmt: skip
_COUNTRYSIDE = re.compile(r"(?:s?schtschyna|s?hchyna|chchyna|t?schtschina|szczyna|shchina)\Z")
"""The ending of a Ukrainian region's name: ``Kharkivshchyna``."""

_DIRECTIONS = {"north": "nord", "south": "sud", "east": "ost", "west": "west"}
_SHORTEST_STEM = 3
_OF_FAMILY = frozenset(("jr", "jun", "junior", "sr", "sen", "senior"))


def without_particles(words: Key) -> Key:
    """``words`` without Arabic particles, all of them where nothing else is left."""
    return tuple(word for word in words if word not in _PARTICLES) or words


def without_title(words: Key) -> Key:
    """``words`` without the word for a son or a father of one name at their end."""
    return words[:-1] if len(words) > 1 and words[-1] in _OF_FAMILY else words


def region_of(words: Key) -> Key | None:
    """What is left of the name of a region without the word for one, or ``None`` if it has none."""
    left = tuple(_DIRECTIONS.get(word, word) for word in words if word not in _OF_REGIONS)
    return left if left and left != words else None


def countryside(words: Key) -> str | None:
    """The beginning of the name of a region's town: ``kharkiv`` of ``Kharkivshchyna``."""
    if len(words) != 1:
        return None
    stem, found = _COUNTRYSIDE.subn("", words[0])
    return stem if found and len(stem) >= _SHORTEST_STEM else None


def may_be_short(given: str, other: str) -> bool:
    """Whether one of two folded given names is a short or pet form that may be of the other."""
    first, second = sound(given), sound(other)
    return second in _short().get(first, ()) or first in _short().get(second, ())


@cache
def _short() -> dict[str, frozenset[str]]:
    """What short forms may stand for, all by their sounds."""
    found: dict[str, frozenset[str]] = {}
    for names in load_short_names().values():
        for short, whole in names.items():
            key = sound(folded(short))
            found[key] = found.get(key, frozenset()) | {sound(folded(name)) for name in whole}
    return found
