"""The single-byte tables that UTF-8 gets misread with, computed from Python's codecs."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import regex

TABLES = (
    "cp1252", "cp1251", "latin-1", "cp1250", "koi8-r", "cp866", "mac-cyrillic", "koi8-u",
    "mac-roman", "iso-8859-5", "cp437", "cp850", "cp852", "iso-8859-2", "iso-8859-15", "cp1254",
    "cp1257",
)  # fmt: skip
"""Commonest first: of two tables that explain a line equally well, the first is named."""


@dataclass(frozen=True)
class Misreading:
    """UTF-8 that was read with ``table``; bytes it leaves undefined stand for C1 controls."""

    table: str

    def repaired(self, text: str) -> str:
        """``text`` with each run of misread UTF-8 put right.

        >>> Misreading("cp1251").repaired("РіРѕРґ 2024")
        'год 2024'
        """
        return self.pattern.sub(self._letter, text)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Matches the letters that one UTF-8 sequence of two to four bytes reads as."""
        follow = self._class(0x80, 0xBF)
        return re.compile(
            f"{self._class(0xC2, 0xDF)}{follow}|{self._class(0xE0, 0xEF)}{follow}{{2}}"
            f"|{self._class(0xF0, 0xF4)}{follow}{{3}}"
        )

    @cached_property
    def _bytes(self) -> Mapping[str, int]:
        places: dict[str, int] = {}
        for byte in range(0x80, 0x100):
            try:
                letter = bytes([byte]).decode(self.table)
            except UnicodeDecodeError:
                letter = chr(byte)
            places.setdefault(letter, byte)
            if byte < 0xA0:  # noqa: PLR2004  a lenient reader lets the controls through
                places.setdefault(chr(byte), byte)
        return places

    def _class(self, low: int, high: int) -> str:
        letters = (letter for letter, byte in self._bytes.items() if low <= byte <= high)
        return f"[{''.join(map(re.escape, letters))}]"

    def _letter(self, match: re.Match[str]) -> str:
        raw = bytes(self._bytes[letter] for letter in match[0])
        try:
            letter = raw.decode("utf-8")
        except UnicodeDecodeError:  # an overlong or surrogate sequence
            return match[0]
        if letter >= _EAST_ASIAN and match[0].isalpha():
            return match[0]  # ordinary words of Turkic languages look so, if anything does
        return letter if letter in _SIGNS or _WRITTEN.match(letter) else match[0]


_EAST_ASIAN = "\u2e80"

MISREADINGS = tuple(Misreading(table) for table in TABLES)

_WRITTEN = regex.compile(
    r"[\p{Latin}\p{Cyrillic}\p{Greek}\p{Arabic}\p{Hebrew}\p{Armenian}\p{Georgian}\p{Hangul}"
    r"\p{Hiragana}\p{Katakana}\p{Han}--\p{M}--\uab30-\uab6f--\ua640-\ua7ff]"
    r"|[\u2010-\u203a\u20ac\u2116\u2122\u2190-\u2193\u2212\ufeff\u200b-\u200f]",
    regex.VERSION1,
)
"""What people write in the news of this domain."""

_SIGNS = frozenset(letter for reading in MISREADINGS for letter in reading._bytes)  # noqa: SLF001
"""And what damage leaves, since UTF-8 is misread twice as easily as once."""
