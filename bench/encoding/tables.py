"""The single-byte tables that text is read with, computed from the codecs of Python and ftfy."""

import codecs
from dataclasses import dataclass
from functools import cache, cached_property

from ftfy import bad_codecs

READERS = (
    "cp1252", "latin-1", "cp1250", "cp1251", "cp1254", "cp1257", "iso-8859-2", "iso-8859-5",
    "iso-8859-15", "koi8-r", "koi8-u", "cp866", "mac-roman", "mac-cyrillic", "cp437", "cp850",
    "cp852",
)  # fmt: skip
"""The 17 tables UTF-8 is misread with."""

CYRILLIC = ("cp1251", "koi8-r", "koi8-u", "cp866", "iso-8859-5", "mac-cyrillic")
GAPPY = ("cp1252", "cp1251", "cp1250", "cp1254", "cp1257")
"""Tables with bytes that stand for nothing."""

PLAIN = {
    "«": '"', "»": '"', "„": '"', "“": '"', "”": '"', "‹": "'", "›": "'", "‘": "'", "’": "'",
    "‚": "'", "ʼ": "'", "–": "-", "—": "-", "−": "-", "…": "...", "№": "N", "€": "EUR",
    "\N{NON-BREAKING HYPHEN}": "-", "\N{NO-BREAK SPACE}": " ", "\N{NARROW NO-BREAK SPACE}": " ",
    "\N{THIN SPACE}": " ", "\N{SOFT HYPHEN}": "", "\N{ZERO WIDTH SPACE}": "",
}  # fmt: skip
"""What a writer types where a table has no such sign."""


@dataclass(frozen=True)
class Table:
    """The 256 ``letters`` of a single-byte encoding; an undefined byte is its C1 control."""

    name: str
    letters: str
    undefined: frozenset[int]

    @cached_property
    def _places(self) -> dict[int, int]:
        return {ord(letter): byte for byte, letter in reversed(list(enumerate(self.letters)))}

    def read(self, raw: bytes, undefined: str | None = None) -> str:
        """The letters of ``raw``; ``undefined`` stands for each undefined byte where it is given.

        >>> table("cp1252").read("Я".encode()), table("cp1251").read("И".encode(), "?")
        ('Ð¯', 'Р?')
        """
        if undefined is None:
            return codecs.charmap_decode(raw, "strict", self.letters)[0]
        return "".join(undefined if b in self.undefined else self.letters[b] for b in raw)

    def write(self, text: str) -> bytes:
        """The bytes that read as ``text``.

        Raises:
            UnicodeEncodeError: it has a letter the table hasn't.
        """
        return codecs.charmap_encode(text, "strict", self._places)[0]

    def fit(self, text: str) -> str | None:
        """``text`` with plain signs where the table lacks them; None if a letter is missing."""
        fitted = "".join(c if self._has(c) else PLAIN.get(c, c) for c in text)
        return fitted if all(map(self._has, fitted)) else None

    def _has(self, letter: str) -> bool:
        byte = self._places.get(ord(letter))
        return byte is not None and byte not in self.undefined


@cache
def table(name: str) -> Table:
    """The table of the Python codec ``name``."""
    undefined = frozenset(byte for byte in range(256) if not _defined(byte, name))
    bad_codecs.ok()  # registers the sloppy codecs
    codec = "sloppy-" + name.replace("cp125", "windows-125") if undefined else name
    return Table(name, bytes(range(256)).decode(codec), undefined)


def _defined(byte: int, codec: str) -> bool:
    try:
        bytes([byte]).decode(codec)
    except UnicodeDecodeError:
        return False
    return True
