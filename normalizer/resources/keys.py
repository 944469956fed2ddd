"""By what the statistics pack is asked: numbers for n-grams and words."""

import zlib
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

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


def hashes_of(stems: Sequence[str], endings: Sequence[str]) -> npt.NDArray[np.uint32]:
    """What `hashed` says of each stem (row) with each ending (column), without spelling them out.

    >>> bool(hashes_of(["haus"], ["", "es"])[0, 1] == hashed("hauses"))
    True
    """
    ends = [ending.encode() for ending in endings]
    tails = np.array([zlib.crc32(end) for end in ends], np.uint32)
    # A CRC is linear: what stands before adds its own CRC, moved on by so many bytes.
    sizes = sorted({len(end) for end in ends})
    blank = {size: bytes(size) for size in sizes}
    moved = np.array(
        [
            [zlib.crc32(blank[size], number) ^ zlib.crc32(blank[size]) for size in sizes]
            for number in map(hashed, stems)
        ],
        np.uint32,
    ).reshape(-1, len(sizes))
    return moved[:, [sizes.index(len(end)) for end in ends]] ^ tails
