"""What neighbouring bytes tell of the table they are in."""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from normalizer.formats.tables import TABLES, table
from normalizer.resources.statistics import BOUNDARY, SCALE, UNSEEN, alphabet_of, load_statistics

Nats = npt.NDArray[np.float32]

_ASCII = 0x80
_CHUNK = 1 << 18
_UNSEEN = -12.0
_CASE_BREAK = -6.0
_MIXED = -8.0
_TYPESET = -4.0
_MARK = -3.0
_STRANGER = -9.0
_NEVER = -16.0
_TYPESET_SIGNS = frozenset("–—„“”«»‚‘’‹›…€£§°№·•\xa0\xad×½²³")


def pair_scores(pieces: Sequence[bytes]) -> Nats:
    """The nats of each of ``pieces`` in each of `TABLES`, by its neighbouring bytes.

    Pairs of two ASCII bytes read alike everywhere and don't count. The work is linear.
    """
    found = np.zeros((len(pieces), len(TABLES)), np.float32)
    first = size = 0
    for i, piece in enumerate(pieces):
        size += len(piece)
        if size >= _CHUNK or i == len(pieces) - 1:
            found[first : i + 1] = _summed(pieces[first : i + 1])
            first, size = i + 1, 0
    return found


def _summed(pieces: Sequence[bytes]) -> Nats:
    sums = np.zeros((len(pieces), len(TABLES)), np.float32)
    units = np.frombuffer(b"\n".join((b"", *pieces, b"")), np.uint8)
    before, after = units[:-1], units[1:]
    at = np.flatnonzero((before | after) >= _ASCII)
    if len(at):
        pairs = before[at].astype(np.intp) << 8 | after[at]
        ends = np.cumsum([len(piece) + 1 for piece in pieces])
        rows = np.searchsorted(ends, at, "right")  # the pair with the break before is its own
        starts = np.flatnonzero(np.diff(rows, prepend=-1))
        sums[rows[starts]] = np.add.reduceat(_pair_table()[pairs], starts, axis=0)
    return sums


@lru_cache(maxsize=1)
def _pair_table() -> Nats:
    """Nats of a pair of bytes (first * 256 + second) in each table."""
    cells = [_of_table(table(name).letters) for name in TABLES]
    return np.ascontiguousarray(np.stack(cells, axis=-1).reshape(1 << 16, len(TABLES)))


def _of_table(letters: str) -> Nats:
    scripts, signs, upper = _classes(letters)
    scores = np.zeros((256, 256), np.float32)
    conditional = _conditional()
    for number, (script, chances) in enumerate(conditional.items(), start=1):
        of_script = scripts == number
        first = np.where(of_script, signs, 0)
        second = np.where(of_script, signs, 0)
        # Whatever isn't of the script is a border of its words.
        part = chances[first[:, None], second[None, :]]
        touched = of_script[:, None] | of_script[None, :]
        scores += np.where(touched, part, 0.0).astype(np.float32)
        del script
    letter = scripts > 0
    both = letter[:, None] & letter[None, :]
    scores += _MIXED * (both & (scripts[:, None] != scripts[None, :]))
    scores += _CASE_BREAK * (both & (letter & ~upper)[:, None] & upper[None, :])
    scores += np.array([_cost(letter) for letter in letters], np.float32)[None, :]
    scores[:_ASCII, :_ASCII] = 0.0
    return scores


@lru_cache(maxsize=1)
def _conditional() -> dict[str, Nats]:
    """For each script, nats of a sign given the one before it, in the language where most."""
    found = {}
    for script, statistics in load_statistics().items():
        joint = statistics.pairs.astype(np.float32) / np.float32(SCALE)
        joint[statistics.pairs == UNSEEN] = -np.inf
        first = np.logaddexp.reduce(joint, axis=1, keepdims=True)
        known = np.where(np.isfinite(joint), joint - np.where(np.isfinite(first), first, 0), -99)
        found[script] = np.maximum(known.max(axis=2), np.float32(_UNSEEN))
    return found


def _classes(
    letters: str,
) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp], npt.NDArray[np.bool_]]:
    """For each byte the number of its script (0 for none), its sign there, whether a capital."""
    scripts, signs = np.zeros(256, np.intp), np.zeros(256, np.intp)
    for number, statistics in enumerate(load_statistics().values(), start=1):
        codes = alphabet_of(statistics.alphabet)
        for byte, letter in enumerate(letters):
            code = codes.get(letter.lower())
            if code is not None and letter != BOUNDARY:
                scripts[byte], signs[byte] = number, code - 1
    upper = np.array([letter.isupper() for letter in letters])
    return scripts, signs, upper


def _cost(letter: str) -> float:
    if letter.isascii() or any(
        letter.lower() in statistics.alphabet for statistics in load_statistics().values()
    ):
        return 0.0
    if letter in _TYPESET_SIGNS:
        return _TYPESET
    if unicodedata.category(letter) == "Mn":
        return _MARK
    if not letter.isprintable() or "\u2500" <= letter <= "\u25ff":
        return _NEVER
    return _STRANGER
