"""How a line is worded: as lines of web pages are, or as those of articles.

A linear classifier over hashed words, their beginnings and ends, and the shape of the line
(Weinberger and others: Feature Hashing for Large Scale Multitask Learning, 2009). That shallow
features tell boilerplate is an old finding (Kohlschütter, Fankhauser, Nejdl: Boilerplate Detection
using Shallow Text Features, 2010).
"""

import re
from array import array
from dataclasses import dataclass
from functools import cached_property
from zlib import crc32

from normalizer.document.recent import Recent
from normalizer.resources.wordings import SIZE, Wordings

LONGEST = 240
"""Code points of a line that may be one of a page."""
_MOST = 1_000_000
_BEGINNING = 5
_ENDING_FROM = 9
_MOST_TOKENS = 50
_MOST_COUNTED = 12
_MANY_CAPITALS = 4
_FEWEST_CAPITALS = 4

_TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")
_WORD = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"https?:|www\.|\w\.(?:com|org|net|info|de|ru|ua|by|pl|es|fr|it|nl|uk|tr)\b")
_UNSPACED = "\u3040"
"""From here on scripts write words without blanks, or glue what English writes apart."""


def features(line: str) -> set[int]:
    """The numbers of the weights that count for ``line``, each below `SIZE`."""
    return {crc32(feature.encode()) % SIZE for feature in _features(line)}


def _features(line: str) -> list[str]:
    """Its words and signs with their beginnings and ends, and what it looks like.

    Pairs of neighbouring words were tried and tell nothing more.
    """
    low = line.lower().replace("ё", "е")
    tokens = _TOKEN.findall(low)
    found = _shape(line, low, tokens)
    for token in tokens[:_MOST_TOKENS]:
        if token[0].isdigit():
            found.append("w 0")
            continue
        found.append("w " + token)
        if len(token) > _BEGINNING:
            found.append("p " + token[:_BEGINNING])
            if len(token) >= _ENDING_FROM:
                found.append("s " + token[-_BEGINNING:])
        if len(token) > 1 and token[0] >= _UNSPACED:
            found += ["c " + token[at : at + 2] for at in range(len(token) - 1)]
    return found


def _shape(line: str, low: str, tokens: list[str]) -> list[str]:
    """What a line looks like, whatever it says, and how it begins and ends."""
    first, last = line[0], line[-1]
    kind = "0" if first.isdigit() else "l" if first.islower() else "U"
    words = _WORD.findall(line)
    capitals = sum(word[0].isupper() for word in words[1:])
    found = [
        f"n {min(len(tokens), _MOST_COUNTED)}",
        f"l {len(line) // 10}",
        f"e {'a' if last.isalnum() else last}",
        f"f {kind if first.isalnum() else first}",
        f"u {min(_MANY_CAPITALS, 5 * capitals // max(1, len(words)))}",
    ]
    if tokens:
        found += ["^ " + tokens[0][:_BEGINNING], "$ " + tokens[-1][:_BEGINNING]]
    if line.isupper() and sum(map(len, words)) >= _FEWEST_CAPITALS:
        found.append("capitals")
    if ("." in line or "/" in line) and _ADDRESS.search(low):
        found.append("address")
    if not line.isalpha() and any(token[0].isdigit() for token in tokens):
        found.append("number")
    return found


@dataclass(frozen=True)
class Wording:
    """Says how likely lines are of a page; what it said of those that came last is remembered."""

    wordings: Wordings

    def __call__(self, line: str) -> float:
        """The natural logarithm of the odds that ``line``, without decoration, is of a page."""
        return self._recent(line)

    def __reduce__(self) -> tuple[type["Wording"], tuple[Wordings]]:
        """How it travels to another process: without what it remembers."""
        return Wording, (self.wordings,)

    @cached_property
    def _recent(self) -> Recent[float]:
        return Recent(self._odds, _MOST)

    @cached_property
    def _weights(self) -> "array[int]":
        return array("b", self.wordings.weights)

    def _odds(self, line: str) -> float:
        weights = self._weights
        total = sum([weights[number] for number in features(line)])
        return self.wordings.step * total + self.wordings.intercept
