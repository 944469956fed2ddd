"""The tables that text files without a declaration are in, each made lossless."""

import codecs
from dataclasses import dataclass
from functools import cached_property, lru_cache

COSTS = {
    "cp1252": 0.0, "cp1251": 0.0, "koi8-r": 1.0, "koi8-u": 1.5, "cp1250": 1.5, "cp866": 2.0,
    "iso-8859-2": 2.5, "cp1254": 2.5, "cp850": 2.5, "iso-8859-15": 3.0, "iso-8859-5": 3.0,
    "mac-cyrillic": 3.0, "mac-roman": 3.0, "cp1257": 3.0, "cp437": 3.5, "cp852": 4.0,
    "cp1256": 4.0, "cp1258": 4.5,
}  # fmt: skip
"""The tables that may be guessed, and how much rarer than the commonest they are, in nats.

What latin-1 has beside cp1252 are controls that no text holds.
"""

TABLES = tuple(COSTS)

_ASCII = 0x80


@dataclass(frozen=True)
class Table:
    """The 256 ``letters`` of a single-byte encoding; an undefined byte is its C1 control."""

    name: str
    letters: str

    def read(self, raw: bytes) -> str:
        """The letters of ``raw``."""
        return codecs.charmap_decode(raw, "strict", self.letters)[0]

    def write(self, text: str) -> bytes:
        """The bytes that read as ``text``.

        Raises:
            UnicodeEncodeError: it has a letter the table hasn't.
        """
        return codecs.charmap_encode(text, "strict", self._places)[0]

    @cached_property
    def _places(self) -> dict[int, int]:
        return {ord(letter): byte for byte, letter in enumerate(self.letters)}


@lru_cache(maxsize=64)
def table(name: str) -> Table:
    r"""The table of the codec ``name``, one of `TABLES`.

    >>> table("cp1252").read(b"f\xfcr \x81") == "für \x81"
    True
    """
    return Table(name, "".join(_letter(byte, name) for byte in range(256)))


def encoded(text: str, encoding: str) -> bytes:
    """The bytes that were read as ``text`` in ``encoding``.

    Raises:
        UnicodeEncodeError: there are none.
        LookupError: there is no such encoding.
    """
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        if encoding not in COSTS:
            raise
        return table(encoding).write(text)


def _letter(byte: int, name: str) -> str:
    if byte < _ASCII:
        return chr(byte)
    try:
        return bytes([byte]).decode(name)
    except UnicodeDecodeError:
        return chr(byte)
