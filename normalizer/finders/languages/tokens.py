"""The words of a text, where they stand, and what lies between them."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

import regex

_MARKS = "\u0300-\u036f"
_PLAIN = re.compile(rf"[^\W\d_]+(?:[{_MARKS}]+[^\W\d_]*|['’](?=[\u0400-\u04ff]|s\b)[^\W\d_]+)*")
_BEYOND = re.compile(
    "[\u0590-\u1dff\u2e80-\ua4ff\ua840-\ud7ff\uf900-\ufaff\ufb00-\ufffd\U00010000-\U0003ffff]"
)
_UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}ー々"
_ANY = regex.compile(
    rf"[{_UNSPACED}]{{1,2}}"
    rf"|[[\p{{L}}]--[{_UNSPACED}]](?:['’](?=\p{{Cyrillic}}|s\b)|[[\p{{L}}\p{{M}}]--[{_UNSPACED}]])*",
    regex.V1,
)
"""Writing without blanks is cut into pairs of signs, which weigh about as much as a word."""

_PROTECTED = re.compile(
    r"(?:https?://|www\.)[^\s<>\"„“”»«]+"
    r"|(?<![\w.+-])[\w.+-]++@[\w-]+\.[\w.-]+"
    r"|[#@]\w+"
    r"|</?[a-z][^<>\n]{0,80}>"
    r"|(?<![\w.-])[\w-]++(?:\.[\w-]+)*?\.(?:com|org|net|de|at|ch|ru|ua|by|eu|info|io|tv|html?)\b(?:/\S*)?"
    r"|(?<![A-Za-z\d+/=_-])(?=[A-Za-z+/=_-]*\d)[A-Za-z\d+/=_-]{24,}"
)
"""Addresses, tags, handles and codes are in no language."""

_LOOKS_PROTECTED = re.compile(r"[@#<]|://|www\.|[a-z\d]\.[a-z]|\d[A-Za-z\d+/=_-]{12}")
_SHOUTED = re.compile(
    r"[^\W\d_a-zäöüßа-яіїєґ]{4,}[^a-zäöüßа-яіїєґ\n]{0,12}[^\W\d_a-zäöüßа-яіїєґ]{4,}"
)
_IN_A_ROW = re.compile(r"[^\W\d_a-zäöüßа-яіїєґ]{2,}(?:,? [^\W\d_a-zäöüßа-яіїєґ]{2,}){3,}")
_FEWEST_CAPITALS = 13
_MOSTLY = 0.7


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a text in order; ``starts`` and ``ends`` count code points in it."""

    words: list[str]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.words)


def tokens(text: str) -> Tokens:
    """The words of ``text`` that a language can be told from.

    A hyphen ends a word, and so does an apostrophe but between Cyrillic letters
    and before an English s. Addresses, tags and codes are passed over. Lines in
    capitals come in small letters, or they would look like names.

    >>> tokens("НАТО-Rat: https://example.org/ja").words
    ['НАТО', 'Rat']
    >>> tokens("部长宣布").words
    ['部长', '宣布']
    """
    folded = without_shouting(text)
    pattern = _ANY if _BEYOND.search(text) else _PLAIN
    found = [match.span() for match in pattern.finditer(folded)]
    if _LOOKS_PROTECTED.search(text):
        found = list(_unprotected(folded, found))
    starts, ends = map(list, zip(*found, strict=True)) if found else ([], [])
    return Tokens([folded[start:end] for start, end in found], starts, ends)


def words_of(text: str) -> list[str]:
    """The words of a short piece of text, addresses and all."""
    return (_ANY if _BEYOND.search(text) else _PLAIN).findall(text)


def is_beyond(text: str) -> bool:
    """Whether ``text`` has signs of scripts whose words are more than letters in a row.

    >>> is_beyond("Größe"), is_beyond("部长")
    (False, True)
    """
    return _BEYOND.search(text) is not None


def without_shouting(text: str) -> str:
    r"""``text`` with each line in capitals in small letters; it keeps its length.

    >>> without_shouting("DER MINISTER SPRACH\nNATO")
    'der minister sprach\nNATO'
    """
    if _SHOUTED.search(text) is None:
        return text
    return "\n".join(_quietened(line) for line in text.split("\n"))


def _quietened(line: str) -> str:
    capitals = sum(map(str.isupper, line))
    if capitals < _FEWEST_CAPITALS:
        return line
    if capitals <= _MOSTLY * sum(map(str.isalpha, line)):
        return _IN_A_ROW.sub(lambda match: _small(match[0]), line)
    return _small(line)


def _small(text: str) -> str:
    small = text.lower()
    if len(small) == len(text):
        return small
    # Turkish İ becomes two code points.
    return "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in text)


def _unprotected(text: str, found: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    protected = [match.span() for match in _PROTECTED.finditer(text)]
    starts = [start for start, _ in protected]
    for start, end in found:
        before = bisect_right(starts, end - 1) - 1
        if before < 0 or protected[before][1] <= start:
            yield start, end
