"""By what the statistics pack is asked: numbers for n-grams and words."""

import zlib

ORDER = 5
"""Signs in the longest n-gram, the one that is predicted included."""

BITS = 12
"""Bits of one sign in the key of an n-gram; five of them fit into 64 bits without collision."""

BOUNDARY = "\0"
"""Stands before the first sign of a word and behind the last one."""


def alphabet_of(signs: str) -> dict[str, int]:
    """The code of each sign: 1 for a word boundary, then from 2 in the order given."""
    return {BOUNDARY: 1, **{sign: i for i, sign in enumerate(signs, start=2)}}


def packed(gram: str, alphabet: dict[str, int]) -> int:
    """The key of an n-gram: its last sign in the lowest bits."""
    key = 0
    for sign in gram:
        key = key << BITS | alphabet[sign]
    return key


def hashed(word: str) -> int:
    """The CRC-32 of ``word`` in UTF-8: a hash that is fast and never changes.

    One unseen word in ten thousand shares the hash of a common one, and is then scored so.
    """
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))
