"""How lines of web pages are worded, and lines of articles: weights of a linear classifier."""

import zlib
from functools import cache
from pathlib import Path

import msgspec

from normalizer.errors import ResourceError
from normalizer.resources.locate import data_file

FILE = "wordings.msgpack"
SIZE = 1 << 20
"""Weights there are, most of them nothing; each feature of a line has the one that its hash leads
to."""


class Wordings(msgspec.Struct, frozen=True):
    """What each feature of a line weighs, in steps of ``step`` nats, as signed bytes.

    The sum, with ``intercept`` nats, is the logarithm of the odds that the line is of a page.
    ``place`` weighs these odds and what else is known of where the line stands, in nats; its last
    number is added to the sum, and what comes to more than 0 is to go. ``sources`` is a fingerprint
    of all that it was learned from.
    """

    step: float
    intercept: float
    weights: bytes
    place: tuple[float, ...]
    sources: str = ""


@cache
def load_wordings(path: Path | None = None) -> Wordings:
    """The weights that ship, or those of ``path``; `tools/residue/train.py` writes them.

    Raises:
        ResourceError: the file can't be read, or is of another version.
    """
    path = path or data_file(FILE)
    try:
        read = msgspec.msgpack.decode(zlib.decompress(path.read_bytes()), type=Wordings)
    except (OSError, zlib.error, msgspec.MsgspecError) as error:
        message = f"{path}: can't be read: {error}; install the package again"
        raise ResourceError(message) from error
    if len(read.weights) != SIZE:
        message = f"{path}: made for another version; install the package again"
        raise ResourceError(message)
    return read


def write_wordings(path: Path, wordings: Wordings) -> None:
    """Store what `load_wordings` reads."""
    path.write_bytes(zlib.compress(msgspec.msgpack.encode(wordings), level=9))
