"""CPU time of decoding files that don't say what they are in, beside what people use for it."""

from collections.abc import Callable, Sequence
from itertools import cycle

from charset_normalizer import from_bytes
from measure import ROUNDS, ratio
from parallel import Half

from encoding.damage import cases, paths
from encoding.data import articles
from encoding.peers import guessed
from normalizer.formats.decode import decoded

FILES = {
    "UTF-8": ("utf-8/de", "utf-8/ru", "utf-8/uk"),
    "cp1252": ("cp1252/de",),
    "cp1251, koi8-u": ("cp1251/ru", "cp1251/uk", "koi8-u/uk"),
}
"""The paths with files of 1,000 characters in one encoding."""

_MIXED = "bytes-mixed-lines/nine-kinds/all"

Decode = Callable[[bytes], object]
PEERS: dict[str, Decode] = {
    "normalizer": lambda raw: decoded(raw, "bench"),
    "ftfy guess": guessed,
    "charset-norm": lambda raw: from_bytes(raw).best(),
}
"""The last one is what speed is measured against; it guesses once, by a few parts of a file."""


def ratios(half: Half, count: int, seed: int) -> list[tuple[str, int, dict[str, float]]]:
    """Rows of (files, their bytes, how many times as fast as charset-normalizer each peer is).

    Each round reads other files, ``count`` of each kind.
    """
    rows = []
    names = {name: [f"bytes-1000/{path}" for path in kinds] for name, kinds in FILES.items()}
    *ours, last = PEERS
    for name, chosen in {**names, "mixed line by line": [_MIXED]}.items():
        batches = _batches(chosen, half, count, seed)
        measured = {
            peer: ratio(_bound(PEERS[peer], batches), _bound(PEERS[last], batches), ROUNDS)
            for peer in ours
        }
        rows.append((name, sum(len(raw) for batch in batches for raw in batch), measured))
    return rows


def _batches(chosen: Sequence[str], half: Half, count: int, seed: int) -> list[list[bytes]]:
    """As many batches as `ratio` reads; the first one warms up."""
    found = [
        [case.bad for case in cases(paths()[name], articles(half), count * (ROUNDS + 1), seed)]
        for name in chosen
    ]
    raws = [raw for those in zip(*found, strict=False) for raw in those if isinstance(raw, bytes)]
    return [raws[turn :: ROUNDS + 1] for turn in range(ROUNDS + 1)]


def _bound(decode: Decode, batches: Sequence[Sequence[bytes]]) -> Callable[[], object]:
    """Decodes the files of the next of ``batches`` at each call."""
    turns = cycle(batches)
    return lambda: [decode(raw) for raw in next(turns)]
