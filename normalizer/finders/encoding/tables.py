"""The single-byte tables that text gets misread with, computed from Python's codecs."""

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from operator import itemgetter
from typing import Any, Protocol

import regex

READERS = (
    "cp1252", "cp1251", "latin-1", "cp1250", "koi8-r", "cp866", "mac-cyrillic", "koi8-u",
    "mac-roman", "iso-8859-5", "cp437", "cp850", "cp852", "iso-8859-2", "iso-8859-15", "cp1254",
    "cp1257",
)  # fmt: skip
"""Tables UTF-8 is read with, commonest first: of two that explain as much, the first is named."""

SWAP_READERS = (
    "cp1252", "cp1251", "cp1250", "koi8-r", "koi8-u", "cp866", "mac-roman", "mac-cyrillic",
    "cp437", "cp850", "iso-8859-5", "iso-8859-7",
)  # fmt: skip
"""Tables single-byte text is read with; latin-1 is cp1252 with its gaps filled."""

SWAP_WRITERS = (
    "cp1251", "cp1252", "koi8-u", "cp866", "iso-8859-5", "mac-cyrillic", "cp1250", "mac-roman",
    "cp850", "cp437", "iso-8859-2", "cp852", "cp1254",
)  # fmt: skip
"""Tables such text was written in; the letters of koi8-r are all in koi8-u."""

_CYRILLIC = frozenset({"cp1251", "koi8-u", "cp866", "iso-8859-5", "mac-cyrillic"})
CYRILLIC_TABLES = frozenset({"koi8-r", *_CYRILLIC})
_WINDOWS = frozenset({"cp1251", "cp1252"})
_DOS = frozenset({"cp437", "cp850", "cp852", "cp866"})
_MAC = frozenset({"mac-roman", "mac-cyrillic"})
"""Nobody carries text from the one to the other unconverted."""

_ASCII = 0x80
_C1_END = 0xA0
_LONG = 40
"""Code points of a text that is longer than words are."""


@lru_cache(maxsize=64)
def letters_of(table: str) -> str:
    """The 256 letters of a table; a byte it leaves undefined stands for its C1 control."""
    return "".join(_letter(byte, table) for byte in range(256))


@lru_cache(maxsize=64)
def bytes_of(table: str) -> Mapping[str, int]:
    """The byte of each letter outside ASCII; a lenient reader lets the C1 controls through."""
    letters = letters_of(table)
    places = {letters[byte]: byte for byte in range(_ASCII, 256)}
    return {**{chr(byte): byte for byte in range(_ASCII, _C1_END)}, **places}


@lru_cache(maxsize=64)
def _signs_of(table: str) -> frozenset[str]:
    """All signs that a table has, and the C1 controls that a lenient reader lets through."""
    return frozenset(map(chr, range(_ASCII))).union(bytes_of(table))


@lru_cache(maxsize=64)
def _written_in(table: str) -> re.Pattern[str]:
    """Matches text of the signs of a table; it takes long to compile, but is fast on long text."""
    return re.compile(rf"[\x00-\x7f{re.escape(''.join(bytes_of(table)))}]*")


def undefined_in(table: str) -> frozenset[int]:
    """The bytes that stand for nothing in a table."""
    raw = (bytes([byte]) for byte in range(256))
    return frozenset(one[0] for one in raw if not one.decode(table, "ignore"))


def _letter(byte: int, table: str) -> str:
    try:
        return bytes([byte]).decode(table)
    except UnicodeDecodeError:
        return chr(byte)


class Step(Protocol):
    """One wrong reading, and how to take it back."""

    @property
    def name(self) -> str:
        """How it is called in evidence."""
        ...

    @property
    def cost(self) -> float:
        """How much rarer than the commonest it is, in nats."""
        ...

    def repaired(self, text: str) -> str:
        """``text`` with the reading taken back where that can be."""
        ...


@dataclass(frozen=True)
class Misreading:
    """UTF-8 that was read with ``table``; bytes it leaves undefined stand for C1 controls."""

    table: str

    @cached_property
    def name(self) -> str:
        """How it is called in evidence."""
        return f"utf-8 read as {self.table}"

    @cached_property
    def cost(self) -> float:
        """A fifth of a nat for each commoner table."""
        return 0.2 * READERS.index(self.table)

    def repaired(self, text: str) -> str:
        """``text`` with each run of misread UTF-8 put right.

        >>> Misreading("cp1251").repaired("РіРѕРґ 2024")
        'год 2024'
        """
        return self.pattern.sub(self._letter, text)

    def whole(self, text: str) -> str | None:
        """``text`` where all of it is misread UTF-8 without a flaw, else None; this is fast.

        >>> Misreading("cp1252").whole("fÃ¼r"), Misreading("cp1252").whole("für")
        ('für', None)
        """
        try:
            back = codecs.charmap_encode(text, "strict", self._encoding)[0].decode("utf-8")
        except UnicodeError:
            return None
        return None if _UNHEARD_OF.search(back) else back

    @cached_property
    def _encoding(self) -> Any:
        return codecs.charmap_build(letters_of(self.table))

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Matches the letters that one UTF-8 sequence of two to four bytes reads as."""
        follow = self._class(0x80, 0xBF)
        return re.compile(
            f"{self._class(0xC2, 0xDF)}{follow}|{self._class(0xE0, 0xEF)}{follow}{{2}}"
            f"|{self._class(0xF0, 0xF4)}{follow}{{3}}"
        )

    def _class(self, low: int, high: int) -> str:
        places = bytes_of(self.table)
        letters = (letter for letter, byte in places.items() if low <= byte <= high)
        return f"[{''.join(map(re.escape, letters))}]"

    def _letter(self, match: re.Match[str]) -> str:
        places = bytes_of(self.table)
        raw = bytes(places[letter] for letter in match[0])
        try:
            letter = raw.decode("utf-8")
        except UnicodeDecodeError:  # an overlong or surrogate sequence
            return match[0]
        if letter >= _EAST_ASIAN and match[0].isalpha():
            return match[0]  # ordinary words of Turkic languages look so, if anything does
        return letter if letter in _SIGNS or _WRITTEN.match(letter) else match[0]


@dataclass(frozen=True)
class Swap:
    """Text in the single-byte table ``true`` that was read with ``read``."""

    true: str
    read: str

    @cached_property
    def name(self) -> str:
        """How it is called in evidence."""
        return f"{self.true} read as {self.read}"

    @cached_property
    def cost(self) -> float:
        """Two nats for the commonest accident of all, more for the rarer."""
        if self.true in _WINDOWS and self.read in _WINDOWS:
            return 2.0
        common = 3.0 if self.true in _CYRILLIC and self.read in _WINDOWS else 4.0
        common += 4.0 * (self.true in _DOS and self.read in _DOS)
        return common + 0.1 * SWAP_WRITERS.index(self.true) + 0.05 * SWAP_READERS.index(self.read)

    @property
    def cyrillic(self) -> bool:
        """Whether it was written in Cyrillic."""
        return self.true in _CYRILLIC

    def repaired(self, text: str) -> str:
        """``text`` as it was written; unchanged where it holds a letter ``read`` hasn't.

        >>> Swap("cp1251", "cp1252").repaired("Ïðèâåò"), Swap("cp1252", "cp850").repaired("Я")
        ('Привет', 'Я')
        """
        if len(text) < _LONG:
            able = _signs_of(self.read).issuperset(text)
        else:
            able = _written_in(self.read).fullmatch(text) is not None
        return text.translate(self._letters) if able else text

    @cached_property
    def _letters(self) -> Mapping[int, int]:
        places = bytes_of(self.read)
        true = itemgetter(*places.values())(letters_of(self.true))
        return str.maketrans("".join(places), "".join(true))


_UNHEARD_OF = re.compile("[\u1c00-\u1cff\u2900-\u2aff\u2c00-\u2dff\ua500-\ua6ff\ue000-\uf8ff]")
"""Blocks that no news is written in, but what is read with the wrong table looks like."""

_EAST_ASIAN = "\u2e80"

MISREADINGS = tuple(Misreading(table) for table in READERS)

SWAPS = {
    (true, read): Swap(true, read)
    for true in SWAP_WRITERS
    for read in SWAP_READERS
    if true != read
    and (true, read) != ("koi8-u", "koi8-r")
    and not ((true in _DOS and read in _MAC) or (true in _MAC and read in _DOS))
}

CYRILLIC_SWAPS = tuple(
    swap for swap in SWAPS.values() if swap.cyrillic and swap.read in CYRILLIC_TABLES
)
"""Those of one Cyrillic table for another: they leave letters that may be likely side by side."""

SPLIT = re.compile(r"(?<=[^\W\d_])”(?=[^\W\d_])")
"""A closing mark inside a word, where neighbours alone don't tell that it was a letter."""

SPLITTING_SWAPS = tuple(
    swap
    for swap in SWAPS.values()
    if not swap.cyrillic and (byte := bytes_of(swap.read).get("”")) is not None
    if letters_of(swap.true)[byte].isalpha()
)
"""Those of Latin tables that make such a mark of a letter."""

_WRITTEN = regex.compile(
    r"[\p{Latin}\p{Cyrillic}\p{Greek}\p{Arabic}\p{Hebrew}\p{Armenian}\p{Georgian}\p{Hangul}"
    r"\p{Hiragana}\p{Katakana}\p{Han}--\p{M}--\uab30-\uab6f--\ua640-\ua7ff]"
    r"|[\u2010-\u203a\u20ac\u2116\u2122\u2190-\u2193\u2212\ufeff\u200b-\u200f]",
    regex.VERSION1,
)
"""What people write in the news of this domain."""

_SIGNS = frozenset(letter for table in READERS for letter in bytes_of(table))
"""And what damage leaves, since UTF-8 is misread twice as easily as once."""
