"""UTF-16 and UTF-32 that say nothing of it."""

from functools import lru_cache

import numpy as np
import numpy.typing as npt

_UNITS = {"utf-16-le": "<u2", "utf-16-be": ">u2", "utf-32-le": "<u4", "utf-32-be": ">u4"}
_WRITTEN = (
    (0x09, 0x0A), (0x0D, 0x0D), (0x20, 0x7E), (0xA0, 0x24F), (0x300, 0x52F), (0x531, 0x5FF),
    (0x600, 0x6FF), (0x900, 0xDFF), (0xE00, 0xE7F), (0x10A0, 0x11FF), (0x1E00, 0x1FFF),
    (0x2010, 0x203F), (0x20A0, 0x20BF), (0x2100, 0x214F), (0x3000, 0x30FF), (0x4E00, 0x9FFF),
    (0xAC00, 0xD7A3), (0xD800, 0xDFFF), (0xFEFF, 0xFEFF), (0xFF00, 0xFFEF),
)  # fmt: skip
_LEAST_WRITTEN = 0.97
_LEAST_ONE_ROW = 0.5
_ROWS_OF_LETTERS = frozenset({0x00, 0x04, 0x06})
_ROWS_OF_SIGNS = frozenset({0x01, 0x20})
_LEAST_ALIKE = 0.9
_HEAD = 1 << 16


def wide_codec(raw: bytes) -> str | None:
    """The wide codec that all of ``raw`` is text in, whatever its length; ``None`` for others.

    An odd byte at the end is cut off first. Text is told by the rows its letters stand in: most
    of them are in one, Latin, Cyrillic or Arabic, or it holds blanks of that width.

    >>> wide_codec("Это правда".encode("utf-16-be")), wide_codec(b"Schnee")
    ('utf-16-be', None)
    """
    for codec in ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"):
        if _fits(raw[:_HEAD], codec) and (len(raw) <= _HEAD or _fits(raw, codec)):
            return codec
    return None


def width(codec: str) -> int:
    """The bytes of one unit of a wide codec."""
    return 4 if codec.startswith("utf-32") else 2


def _fits(raw: bytes, codec: str) -> bool:
    size = width(codec)
    whole = raw[: len(raw) // size * size]
    if not whole:
        return False
    units = np.frombuffer(whole, _UNITS[codec])
    if size == width("utf-32") and units.max() >= 0x110000:  # noqa: PLR2004  the end of Unicode
        return False
    known = _written()[np.minimum(units, 0xFFFE)]
    if known.mean() < _LEAST_WRITTEN:
        return False
    rows = np.bincount(np.minimum(units >> 8, 0xFF).astype(np.intp), minlength=256)
    most = int(rows.argmax())
    alike = rows[[*_ROWS_OF_LETTERS, *_ROWS_OF_SIGNS]].sum()
    if most in _ROWS_OF_LETTERS and rows[most] >= _LEAST_ONE_ROW * len(units):
        return bool(alike >= _LEAST_ALIKE * len(units))
    blanks = np.isin(units, (0x0A, 0x20, 0x3000, 0x3002, 0xFF0C)).any()
    return bool(blanks and known.all())


@lru_cache(maxsize=1)
def _written() -> npt.NDArray[np.bool_]:
    table = np.zeros(1 << 16, np.bool_)
    for first, last in _WRITTEN:
        table[first : last + 1] = True
    return table
