"""Patterns of the rules that ship, compiled before a release.

To compile one takes some milliseconds, and a run tries hundreds. What `regex` makes of a pattern
can be pickled, and read again by the same release of it; any other compiles it anew.
"""

import pickle
import sys
import zlib
from collections.abc import Iterable, Mapping
from functools import cache

import msgspec
import regex

from normalizer.resources.locate import data_file

FILE = "patterns.msgpack"
"""``tools/rules/needs.py`` writes it."""

Written = tuple[str, int]
"""A pattern, and the flags it is compiled with."""


class _Patterns(msgspec.Struct, frozen=True):
    """Compiled patterns by what they were compiled from, and by which release of `regex`."""

    release: str
    patterns: dict[Written, bytes]


def compiled(written: str, flags: int) -> regex.Pattern[str]:
    """The pattern, read from what ships where that has it.

    Raises:
        regex.error: it is no regular expression.
    """
    stored = stored_patterns().get((written, int(flags)))
    if stored is None:
        return regex.compile(written, flags)
    pattern: regex.Pattern[str] = pickle.loads(stored)  # noqa: S301  it ships with the code
    return pattern


def written_patterns(every: Iterable[Written]) -> bytes:
    """The file for ``every`` pattern, compiled by the release of `regex` that is installed."""
    patterns = {(text, int(flags)): regex.compile(text, flags) for text, flags in every}
    stored = {key: pickle.dumps(pattern) for key, pattern in sorted(patterns.items())}
    return zlib.compress(msgspec.msgpack.encode(_Patterns(release(), stored)), level=9)


def is_current(every: Iterable[Written]) -> bool:
    """Whether the file that ships has ``every`` pattern and no other, if it can be read here."""
    wanted = {(written, int(flags)) for written, flags in every}
    return not is_of_this_release() or set(read_file().patterns) == wanted


def is_of_this_release() -> bool:
    """Whether the file that ships was written with the release of `regex` that is installed."""
    return read_file().release == release()


def release() -> str:
    """What pickled patterns depend on: the release of `regex`, and how numbers are stored."""
    return f"{regex.__version__} {sys.byteorder}"


@cache
def stored_patterns() -> Mapping[Written, bytes]:
    """Those that can be read here."""
    return read_file().patterns if is_of_this_release() else {}


@cache
def read_file() -> _Patterns:
    """What ships, whoever can read it."""
    path = data_file(FILE)
    if not path.is_file():
        return _Patterns("", {})
    return msgspec.msgpack.decode(zlib.decompress(path.read_bytes()), type=_Patterns)
