"""What neighbouring bytes tell of the table they are in."""

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from normalizer.finders.encoding.neighbours import Neighbours
from normalizer.finders.encoding.tables import letters_of
from normalizer.formats.decoding.tables import TABLES

Nats = npt.NDArray[np.float32]

_ASCII = 0x80
_CHUNK = 1 << 18
_LONG = 32
"""Pairs in a piece on the average, from which on each is worth a call of its own."""


def pair_scores(pieces: Sequence[bytes]) -> Nats:
    r"""The nats of each of ``pieces`` (rows) in each of `TABLES`, by its neighbouring bytes.

    Pairs of two ASCII bytes read alike everywhere and don't count. The work is linear.

    >>> [TABLES[i] for i in pair_scores([b"\xcd\xee\xe2\xee", b"\xee\xcf\xd7\xcf"]).argmax(axis=1)]
    ['cp1251', 'koi8-r']
    """
    return _reduced(pieces, np.add)


def worst_pairs(pieces: Sequence[bytes]) -> Nats:
    """As `pair_scores`, but of the least likely two neighbours alone."""
    return _reduced(pieces, np.minimum)


def _reduced(pieces: Sequence[bytes], how: np.ufunc) -> Nats:
    found = np.zeros((len(pieces), len(TABLES)), np.float32)
    first = size = 0
    for i, piece in enumerate(pieces):
        size += len(piece)
        if size >= _CHUNK or i == len(pieces) - 1:
            _put(found[first : i + 1], pieces[first : i + 1], how)
            first, size = i + 1, 0
    return found


def _put(found: Nats, pieces: Sequence[bytes], how: np.ufunc) -> None:
    units = np.frombuffer(b"\n".join((b"", *pieces, b"")), np.uint8)
    before, after = units[:-1], units[1:]
    at = np.flatnonzero((before | after) >= _ASCII)
    if len(at):
        pairs = before[at].astype(np.intp) << 8 | after[at]
        ends = np.cumsum([len(piece) + 1 for piece in pieces])
        rows = np.searchsorted(ends, at, "right")  # the pair with the break before is its own
        starts = np.flatnonzero(np.diff(rows, prepend=-1))
        scores = _pair_table()[pairs]
        if len(starts) * _LONG > len(pairs):
            found[rows[starts]] = how.reduceat(scores, starts, axis=0)
            return
        for start, end in pairwise([*starts.tolist(), len(pairs)]):  # ten times as fast
            found[rows[start]] = how.reduce(scores[start:end], axis=0)


@cache
def known_neighbours() -> Neighbours:
    """The neighbours of the statistics that ship; all that guesses encodings reads them."""
    return Neighbours()


@cache
def _pair_table() -> Nats:
    """Nats of a pair of bytes (first * 256 + second) in each table."""
    neighbours = known_neighbours()
    cells = []
    for name in TABLES:
        codes = neighbours.signs[[ord(letter) for letter in letters_of(name)]]
        scores = neighbours.scores[np.ix_(codes, codes)]
        scores[:_ASCII, :_ASCII] = 0.0
        cells.append(scores)
    return np.ascontiguousarray(np.stack(cells, axis=-1).reshape(1 << 16, len(TABLES)))
