"""How a line is worded: as lines of web pages are, or as those of articles.

A linear classifier over hashed words, their beginnings and ends, and the shape of the line
(Weinberger and others: Feature Hashing for Large Scale Multitask Learning, 2009). That shallow
features tell boilerplate is an old finding (Kohlschütter, Fankhauser, Nejdl: Boilerplate Detection
using Shallow Text Features, 2010).
"""

import re
from array import array
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from zlib import crc32

from normalizer.document.recent import Recent
from normalizer.resources.wordings import SIZE, Wordings

LONGEST = 400
"""Code points of a line that may be one of a page."""
_MASK = SIZE - 1
_MOST = 1_000_000
_ROOT = 3
_BEGINNING = 5
_ENDING_FROM = 9
_MOST_TOKENS = 50
_MOST_COUNTED = 12
_MANY_CAPITALS = 4
_OUTLINE = 14
_WHOLE_OUTLINE = 24
_FEWEST_CAPITALS = 4

_WORDS = re.compile(r"[^\W\d_]+(?:\s+[^\W\d_]+)+")
_DIGITS = re.compile(r"\d+")
_BITS = 0xFFFFFFFF
_ODD = 0x9E3779B1
"""What Knuth multiplies keys by (The Art of Computer Programming, volume 3, section 6.4)."""

_TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")
_WORD = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"\.(?:com|org|net|info|de|ru|ua|by|pl|es|fr|it|nl|uk|tr)\b")
_LONG = 120
_LEAST_SAID = 1.0
"""Nats that the words of a line of more than 120 code points weigh, or it is looked at no further.

Of 7,258 long lines of pages that are learned from, 14 weigh less and have odds of more than 4 nats;
of 6,422 paragraphs of news seven in ten weigh less.
"""
_MOST_WORDS = 1 << 17
_UNSPACED = "\u3040"
"""From here on scripts write words without blanks, or glue what English writes apart."""


def features(line: str) -> set[int]:
    """The hashes of what counts of ``line``, 32 bits each.

    That are its words and signs with their beginnings and ends, each two beginnings that stand side
    by side, and what it looks like.
    """
    low = _folded(line)
    tokens = _TOKEN.findall(low)
    read = [_of_token(token) for token in tokens[:_MOST_TOKENS]]
    found = {_hash(feature) for feature in _shape(line, low, tokens)}
    found.update(*[others for _, others in read])
    beginnings = [beginning for beginning, _ in read]
    found.update([(a * _ODD + b) & _BITS for a, b in pairwise(beginnings) if a])
    return found


def _folded(line: str) -> str:
    return line.lower().replace("ё", "е")


@lru_cache(1 << 14)
def _hash(feature: str) -> int:
    return crc32(feature.encode())


@lru_cache(1 << 16)
def _of_token(token: str) -> tuple[int, tuple[int, ...]]:
    """The hash of its beginning, and those of all that counts of it; all numbers are alike."""
    if token[0].isdigit():
        return _hash("0"), (_hash("w 0"),)
    found = ["w " + token]
    if len(token) > _ROOT:
        found.append("r " + token[:_ROOT])
    if len(token) > _BEGINNING:
        found.append("p " + token[:_BEGINNING])
        if len(token) >= _ENDING_FROM:
            found.append("s " + token[-_BEGINNING:])
    if len(token) > 1 and token[0] >= _UNSPACED:
        found += ["c " + token[at : at + 2] for at in range(len(token) - 1)]
    return crc32(token[:_BEGINNING].encode()), tuple(crc32(one.encode()) for one in found)


def _shape(line: str, low: str, tokens: list[str]) -> list[str]:
    """What a line looks like, whatever it says, and how it begins and ends."""
    first, last = line[0], line[-1]
    kind = "0" if first.isdigit() else "l" if first.islower() else "U"
    words = line.split()
    capitals = sum([word[0].isupper() for word in words[1:]])
    found = [
        f"n {min(len(tokens), _MOST_COUNTED)}",
        f"l {len(line) // 10}",
        f"e {'a' if last.isalnum() else last}",
        f"f {kind if first.isalnum() else first}",
        f"u {min(_MANY_CAPITALS, 5 * capitals // len(words))}",
    ]
    if tokens:
        found += ["^ " + tokens[0][:_BEGINNING], "$ " + tokens[-1][:_BEGINNING]]
    outline = _DIGITS.sub("0", _WORD.sub("a", _WORDS.sub("_", line)))
    found += ["o " + outline[:_OUTLINE], "q " + outline[-_OUTLINE:]]
    if len(outline) <= _WHOLE_OUTLINE:
        found.append("x " + outline)
    if len(line) >= _FEWEST_CAPITALS and line.isupper():
        found.append("capitals")
    if "www." in low or "://" in low or _ADDRESS.search(low):
        found.append("address")
    if "0" in outline:
        found.append("number")
    return found


@dataclass(frozen=True)
class Wording:
    """Says how likely lines are of a page; what it said of those that came last is remembered."""

    wordings: Wordings

    def __call__(self, line: str) -> float:
        """The natural logarithm of the odds that ``line``, without decoration, is of a page."""
        return self._recent(line)

    def at_a_glance(self, line: str) -> float:
        """The same, but of a long line whose words don't speak for a page what these alone tell."""
        if len(line) > _LONG and (said := self._glance(line)) < _LEAST_SAID:
            return said + self.wordings.intercept
        return self._recent(line)

    def __reduce__(self) -> tuple[type["Wording"], tuple[Wordings]]:
        """How it travels to another process: without what it remembers."""
        return Wording, (self.wordings,)

    @cached_property
    def _recent(self) -> Recent[float]:
        return Recent(self._odds, _MOST)

    @cached_property
    def _glance(self) -> Recent[float]:
        words = _Words(self.wordings.step, self._weights)
        return Recent(words.said_by, _MOST)

    @cached_property
    def _weights(self) -> "array[int]":
        return array("b", self.wordings.weights)

    def _odds(self, line: str) -> float:
        weights = self._weights
        total = sum([weights[number & _MASK] for number in features(line)])
        return self.wordings.step * total + self.wordings.intercept


class _Words(dict[str, int]):
    """What words and signs weigh by themselves, in steps, found out when needed."""

    def __init__(self, step: float, weights: "array[int]") -> None:
        super().__init__()
        self._step = step
        self._weights = weights

    def __missing__(self, token: str) -> int:
        _, numbers = _of_token(token)
        weight = sum(self._weights[number & _MASK] for number in numbers)
        if len(self) < _MOST_WORDS:
            self[token] = weight
        return weight

    def said_by(self, line: str) -> float:
        """What all those of ``line`` weigh together, in nats."""
        return self._step * sum([self[token] for token in set(_TOKEN.findall(_folded(line)))])
