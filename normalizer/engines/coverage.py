"""How much of a text a corpus had: which of its words stand there side by side.

A small model knows what it has read, and what a sentence shares with its corpus tells how far to
trust what it makes of it. A corpus is kept as a Bloom filter (Bloom: Space/time trade-offs in hash
coding with allowable errors, 1970): a few hundred kilobytes that say of a string whether it is
new, and now and then call a new one old.
"""

import math
import re
from collections.abc import Collection, Iterable, Iterator
from hashlib import blake2b
from itertools import pairwise

import msgspec

ERROR = 0.01
"""The share of new strings that pass for old ones."""
FEWEST = 100
"""Strings for which a filter has room at least; one of three words would err more often."""

_WORD = re.compile(r"[^\W\d_]+|\d+")
_EDGE = ""
_NUMBER = "0"


class Bloom(msgspec.Struct, frozen=True):
    """Strings, of which nothing but the bits of their hashes is kept."""

    bits: bytes
    hashes: int

    @classmethod
    def of(cls, strings: Collection[str]) -> "Bloom":
        """A filter of ``strings`` that errs on `ERROR` of the others.

        >>> "порт" in Bloom.of(["порт", "город"]), "вокзал" in Bloom.of(["порт", "город"])
        (True, False)
        """
        bits_a_string = -math.log(ERROR) / math.log(2) ** 2
        bits = bytearray(math.ceil(max(FEWEST, len(strings)) * bits_a_string / 8))
        hashes = round(bits_a_string * math.log(2))
        for string in strings:
            for place in _places(string, hashes, 8 * len(bits)):
                bits[place >> 3] |= 1 << (place & 7)
        return cls(bytes(bits), hashes)

    def __contains__(self, string: str) -> bool:
        return all(
            self.bits[place >> 3] >> (place & 7) & 1
            for place in _places(string, self.hashes, 8 * len(self.bits))
        )


def _places(string: str, hashes: int, size: int) -> Iterator[int]:
    # Two hashes make all others: Kirsch, Mitzenmacher: Less hashing, same performance, 2006.
    digest = blake2b(string.encode(), digest_size=16).digest()
    first, step = int.from_bytes(digest[:8], "big"), int.from_bytes(digest[8:], "big") | 1
    return ((first + number * step) % size for number in range(hashes))


class Coverage(msgspec.Struct, frozen=True):
    """What a corpus of one language has: ``pairs`` of words side by side."""

    pairs: Bloom

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Coverage":
        """What the corpus of ``texts`` has."""
        return cls(Bloom.of({pair for text in texts for pair in _side_by_side(text)}))

    def missing(self, text: str) -> float:
        """The share of pairs of neighbours in ``text`` that the corpus hasn't, 0 to 1.

        The beginning of a text and its end make pairs, too. A number counts as any other.

        >>> coverage = Coverage.of(["Порт закрыт с 3 мая."])
        >>> coverage.missing("Порт закрыт с 17 мая"), coverage.missing("Порт закрыт с мая")
        (0.0, 0.2)
        """
        pairs = list(_side_by_side(text))
        return sum(pair not in self.pairs for pair in pairs) / len(pairs)


def words_of(text: str) -> list[str]:
    """The words and numbers of ``text`` in small letters, ``ё`` as ``е``.

    >>> words_of("Ёлку привезли 28 декабря.")
    ['елку', 'привезли', '28', 'декабря']
    """
    return _WORD.findall(text.lower().replace("ё", "е"))


def _side_by_side(text: str) -> Iterator[str]:
    words = (_NUMBER if word[0].isdigit() else word for word in words_of(text))
    return map(" ".join, pairwise((_EDGE, *words, _EDGE)))
