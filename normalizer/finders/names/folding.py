"""Fold a word so that its spellings compare equal, without losing where it stands."""

import re
import unicodedata

_IGNORED = (
    "\u0300-\u036f\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}-\N{ZERO WIDTH JOINER}\N{WORD JOINER}"
    "\N{ZERO WIDTH NO-BREAK SPACE}"
)
_HEBREW = "\u05d0-\u05ea"
_INSIDE = (
    rf"[^\W_{_IGNORED}]*(?:(?:[{_IGNORED}'’ʼ\u05f3\u05f4]+|(?<=[{_HEBREW}])\"(?=[{_HEBREW}]))[^\W_]+)*"
    rf"[{_IGNORED}]*(?:(?<=[{_HEBREW}])['\u05f3])?"
)
TOKEN = re.compile(rf"[^\W_]{_INSIDE}")
"""A word with the marks, soft hyphens and apostrophes inside, also those of Hebrew."""

_FIRST = (
    "A-ZÀ-ÖØ-ÞĀ-Ž\u0370-\u042f\u0460-\u052f\u0531-\u0556\u0590-\u06ff\u10a0-\u10ff"
    "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3"
)
NAME_TOKEN = re.compile(rf"(?<![^\W_])[{_FIRST}]{_INSIDE}")
"""A word that may begin a name: with a capital, or in a script without case."""

NAME_PIECE = re.compile(rf"[{_FIRST}][^ \n]*")
"""What stands from such a letter to the next blank; quick to cut out, slow to look into."""

PIECES_APART = re.compile(rf"({NAME_PIECE.pattern})")
"""The same, to split a text into its pieces and what is between them."""

SEPARATOR = re.compile(
    r"(?:[ \t\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}]|(?<!\n)\n(?!\n)"
    r"|[-\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{MIDDLE DOT}\N{KATAKANA MIDDLE DOT}]){1,2}"
)
"""What may stand between two words of one name."""

STOP = re.compile(r"\.(?=[^\W\d_])")
"""What stands between the words of a name that has a full stop inside (``Lenta.ru``)."""

_MARKED = str.maketrans(
    {"ł": "l", "đ": "d", "ø": "o", "ı": "i", "æ": "ae", "œ": "oe", "ё": "е", "ß": "ss"}
)
_OWN_LETTERS = re.compile(r"[\u0400-\u052f\uac00-\ud7a3]")
_DROPPED = re.compile(rf"[{_IGNORED}'’ʼ`\"\u05f3\u05f4]")
_SPACES = re.compile(r"[\s\N{NO-BREAK SPACE}]+")
_HYPHENS = re.compile(r"[\N{HYPHEN}\N{NON-BREAKING HYPHEN}]")


def folded(word: str) -> str:
    """``word`` without case, apostrophes, soft hyphens and, in Latin script, marks.

    Cyrillic and Hangul keep their marks, since й and и are different letters. Never slice a
    text with offsets of its folded copy: lengths differ.

    >>> folded("Pjo\N{COMBINING DIAERESIS}ng\N{SOFT HYPHEN}jang"), folded("Андрей"), folded("Weiß")
    ('pjongjang', 'андрей', 'weiss')
    """
    if word.isascii() and word.isalpha():
        return word.lower()
    lowered = unicodedata.normalize("NFC", word).casefold()
    lowered = _DROPPED.sub("", lowered).translate(_MARKED)
    if lowered.isascii() or _OWN_LETTERS.search(lowered):
        return lowered
    decomposed = unicodedata.normalize("NFD", lowered)
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def plain(text: str) -> str:
    """``text`` with plain blanks and hyphens and no soft hyphens; every letter stays.

    >>> plain("Kim\N{NO-BREAK SPACE}Jong\N{NON-BREAKING HYPHEN}un")
    'Kim Jong-un'
    """
    text = _HYPHENS.sub("-", unicodedata.normalize("NFC", text)).replace("\N{SOFT HYPHEN}", "")
    return _SPACES.sub(" ", text)
