"""The classes of signs: letters of the statistics by themselves, all others in kinds."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from normalizer.resources.statistics import ScriptStatistics

Codes = npt.NDArray[np.uint16]

BLANK, DIGIT, MARK, ASKED, PERCENT, EQUALS, ESCAPE = range(7)
DASH, OPENING, QUOTE, RAISED, DEGREE, SIGN, ODD, LOST, ACCENT, HIDDEN = range(7, 17)
WIDE, OTHER, BOX, GREEK, LATIN, CYRILLIC, ARABIC, FIRST = range(17, 25)
"""The classes of what is no letter of the statistics; each of those has a code of its own."""

STRANGERS = [GREEK, LATIN, CYRILLIC, ARABIC]
_KINDS = {
    ASKED: "?",
    PERCENT: "%",
    EQUALS: "=",
    ESCAPE: "\\",
    DASH: "–—",
    OPENING: "„‚¡¿",
    QUOTE: "«»“”‘’‹›ʼ…′″",
    RAISED: "²³¹®™ªº·•",
    DEGREE: "°©",
    SIGN: "£€¥¤§№±½¼¾µ×÷¬¦¢¨¯´¸¶†‡‰",
    HIDDEN: "\xad",
    BOX: "".join(map(chr, range(0x2500, 0x25A0))),
}
_BLOCKS = (
    (LATIN, 0x41, 0x24F),
    (GREEK, 0x370, 0x3FF),
    (CYRILLIC, 0x400, 0x52F),
    (ARABIC, 0x600, 0x6FF),
)
_CATEGORIES = {"Cf": HIDDEN, "M": ACCENT, "S": ODD, "Lm": ODD, "No": ODD}


@dataclass(frozen=True)
class Signs:
    """The code of each sign."""

    statistics: Mapping[str, ScriptStatistics]

    @cached_property
    def codes(self) -> Codes:
        """The code of each UTF-16 unit."""
        table = np.full(1 << 16, OTHER, np.uint16)
        for point in range(0x3000):
            table[point] = _class_of(chr(point))
        table[0x3000:0x3040] = MARK
        table[0x1100:0x1200] = table[0x3099:0x309B] = table[0xFF01:0xFF5F] = WIDE
        table[0xFE00:0xFE10] = HIDDEN
        table[0xFB00:0xFB07] = ODD
        table[0xE000:0xF900] = LOST
        table[0xFEFF] = table[0xFFF9:0xFFFC] = HIDDEN
        table[0xFFFD] = LOST
        for letter, code in self.letters.items():
            table[ord(letter)] = code
            if letter.upper() != letter and letter.upper().lower() == letter:
                table[ord(letter.upper())] = code + 1
        table[ord("İ")] = table[ord("I")]
        return table

    @cached_property
    def letters(self) -> dict[str, int]:
        """The code of each small letter; its capital has the next one."""
        letters = [sign for known in self.statistics.values() for sign in known.alphabet]
        return {letter: FIRST + 2 * i for i, letter in enumerate(letters)}

    @cached_property
    def size(self) -> int:
        """How many codes there are."""
        return FIRST + 2 * len(self.letters)

    def of(self, signs: str) -> Codes:
        """The codes of some ``signs``."""
        return self.codes[[ord(sign) for sign in signs]]

    def small_letters(self, script: str) -> npt.NDArray[np.intp]:
        """The codes of the small letters of ``script``; each capital has the next one."""
        return np.array([self.letters[letter] for letter in self.statistics[script].alphabet])


def _class_of(sign: str) -> int:
    for kind, signs in _KINDS.items():
        if sign in signs:
            return kind
    category = unicodedata.category(sign)
    if category == "Cc" and sign not in "\t\n\r":
        return LOST
    if sign.isspace():
        return BLANK
    if sign.isascii():
        return DIGIT if sign.isdigit() else MARK
    block = next((kind for kind, low, high in _BLOCKS if low <= ord(sign) <= high), OTHER)
    if block != OTHER and (sign.isalpha() or block == GREEK):
        return block
    return _CATEGORIES.get(category, _CATEGORIES.get(category[0], OTHER))
