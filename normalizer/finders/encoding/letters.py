"""Letters in parts, tied together, or as wide as Chinese ones."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

import regex

from normalizer.document.document import Document
from normalizer.document.findings import Edit
from normalizer.document.span import Span
from normalizer.finders.encoding.neighbours import Neighbours
from normalizer.finders.encoding.pairs import Kind
from normalizer.finders.encoding.readable import Readability

DECOMPOSED = "encoding.decomposed"
LIGATURE = "encoding.ligature"
WIDTH = "encoding.width"

_MARKED = regex.compile(r"[\p{Latin}\p{Greek}\p{Cyrillic}][\u0300-\u0345\u0350-\u036f]+")
_MARKED_LATIN = regex.compile(r"\p{Latin}[\u0300-\u036f]+")
_JAMO = re.compile("[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?")
_KANA = re.compile("[\u304b-\u307b\u30ab-\u30fb][\u3099\u309a]")

# The diaeresis stands behind its letter, or before it where none before could bear it.
_SPACED = re.compile(r"[aouAOU]¨(?![\d¨])|(?<![^\sA-Za-z„“”\"'(«»-])¨[aouAOU](?=[^\W\d_])")

_LIGATED = re.compile("[ﬀ-ﬆ]")
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_WORD = regex.compile(r"[\p{Latin}\p{M}]+")
_SYMBOL_INSIDE = regex.compile(
    r"\p{L}[\p{S}\p{Cc}\p{Co}\p{No}¶·¡¿§†‡•‰…„‚](?=[\p{L}\p{S}])|[\p{S}¶§†‡•‰][ﬁﬂ]|[ﬁﬂ][\p{S}¶§†‡•‰]"
)
_MAC_ROMAN = (str.maketrans("ﬁﬂ", "Þß"), str.maketrans("ﬁﬂ", "Şß"), str.maketrans("ﬁﬂ", "ŢŢ"))
"""What the bytes of two ligatures in Mac Roman are elsewhere: Latin-1, Turkish, Latin-2."""

_MISREAD = 3.0
"""Nats by which a word must read better with one of those letters to be taken for misread."""

_LEAST = -8.0
"""Nats a sign that a word must score without its ligatures; fewer are words of no language."""

_WIDE_RUN = regex.compile(r"[０-９Ａ-Ｚａ-ｚ]+(?:[！-～\u3000]*[０-９Ａ-Ｚａ-ｚ])+")
_CHINESE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Bopomofo}、-〿]")
_WIDE_STEP = ord("Ａ") - ord("A")


@dataclass(frozen=True)
class FindDecomposed:
    r"""Composes letters that came apart into a base and marks, or into a base and a loose ``¨``.

    A mark that no letter holds together with its base, such as the stress in Russian, stays,
    and so do all marks on a line of Latin letters that need such: Yoruba is written so.

    >>> find = FindDecomposed()
    >>> [edit.inserted for edit in find(Document("Mu¨ller, M¨uller, Gro\u0308ße"))]
    ['ü', 'ü', 'ö']
    >>> list(find(Document("за\u0301мок, ¨, o\u0323\u0301 a\u0301")))
    []
    """

    neighbours: Neighbours = field(default_factory=Neighbours)

    def __call__(self, document: Document) -> Iterator[Edit]:
        """One edit for each letter, with the marks as evidence."""
        text = document.text
        if text.isascii():
            return
        if "¨" in text:
            yield from _loose(text)
        pairs = self.neighbours.pairs(text)
        if pairs.has(Kind.ACCENT):
            yield from _composed(_MARKED, text)
        if pairs.has(Kind.WIDE):
            yield from _composed(_JAMO, text)
            yield from _composed(_KANA, text)


def _loose(text: str) -> Iterator[Edit]:
    for match in _SPACED.finditer(text):
        letter = unicodedata.normalize("NFC", match[0].replace("¨", "") + "\N{COMBINING DIAERESIS}")
        yield Edit(Span(*match.span()), match[0], letter, DECOMPOSED, "U+00A8")


def _composed(pattern: re.Pattern[str] | regex.Pattern[str], text: str) -> Iterator[Edit]:
    for match in pattern.finditer(text):
        whole = unicodedata.normalize("NFC", match[0])
        if len(whole) < len(match[0]) and not _needs_marks(text, match.start()):
            evidence = " ".join(f"U+{ord(sign):04X}" for sign in match[0][1:])
            yield Edit(Span(*match.span()), match[0], whole, DECOMPOSED, evidence)


def _needs_marks(text: str, at: int) -> bool:
    """Whether the line of ``at`` (a code point) is in a language that composes not every letter."""
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    return _has_loose_marks(text[start : end if end >= 0 else len(text)])


@lru_cache(maxsize=8)
def _has_loose_marks(line: str) -> bool:
    return any(
        len(unicodedata.normalize("NFC", match[0])) > 1 for match in _MARKED_LATIN.finditer(line)
    )


@dataclass(frozen=True)
class FindLigatures:
    """Takes apart the letters that a typesetter tied together, in words of Latin letters.

    ``ﬂ`` stays where ß reads better, as in ``Straﬂe``: that is a ß misread as Mac Roman.

    >>> find = FindLigatures()
    >>> [edit.inserted for edit in find(Document("Die Oﬃziere ﬁnden das Schiﬀ"))]
    ['ffi', 'fi', 'ff']
    >>> list(find(Document("Die Ligatur ﬁ, die Straﬂe")))
    []
    """

    readability: Readability = field(default_factory=Readability)

    def __call__(self, document: Document) -> Iterator[Edit]:
        """One edit for each ligature."""
        text = document.text
        if text.isascii() or not any(sign in text for sign in _LIGATURES):
            return
        if _SYMBOL_INSIDE.search(text):
            # Text misread as Mac Roman has ligatures and symbols; its table comes first.
            return
        for word in _WORD.finditer(text):
            signs = list(_LIGATED.finditer(word[0]))
            if signs and word[0] not in _LIGATURES and not self._is_misread(word, text):
                for sign in signs:
                    start = word.start() + sign.start()
                    yield Edit(Span(start, start + 1), sign[0], _LIGATURES[sign[0]], LIGATURE)

    def _is_misread(self, word: regex.Match[str], text: str) -> bool:
        around = text[max(0, word.start() - 1) : word.start()] + text[word.end() : word.end() + 1]
        if any(unicodedata.category(sign)[0] in "SC" and not sign.isspace() for sign in around):
            return True
        tied = _LIGATED.sub(lambda sign: _LIGATURES[sign[0]], word[0])
        rivals = [word[0].translate(letters) for letters in _MAC_ROMAN]
        best, *others = self.readability.scores([tied, *rivals])
        known = best > _LEAST * (len(tied) + 1)
        return not known or any(
            score > best + _MISREAD
            for score, rival in zip(others, rivals, strict=True)
            if rival != word[0]
        )


@dataclass(frozen=True)
class FindWideLetters:
    """Narrows Latin letters and figures that are as wide as Chinese ones, two and more of them.

    Text with Chinese, Japanese or Korean on the same line is left, where they are usual, and
    so is a wide letter by itself, which may be a name.

    >>> find = FindWideLetters()
    >>> [edit.inserted for edit in find(Document("Ｂｅｒｌｉｎ，１２．Ｍａｉ"))]
    ['Berlin,12.Mai']
    >>> list(find(Document("Die Firma Ｋ, 東京２０２０")))
    []
    """

    neighbours: Neighbours = field(default_factory=Neighbours)

    def __call__(self, document: Document) -> Iterator[Edit]:
        """One edit for each run of such letters."""
        text = document.text
        if text.isascii() or not self.neighbours.pairs(text).has(Kind.WIDE):
            return
        end, chinese = -1, False
        for run in _WIDE_RUN.finditer(text):
            if run.start() > end:  # a line is asked once
                start = text.rfind("\n", 0, run.start()) + 1
                end = text.find("\n", run.end())
                end = end if end >= 0 else len(text)
                chinese = _CHINESE.search(text, start, end) is not None
            if not chinese:
                narrow = "".join(map(_narrow, run[0]))
                yield Edit(Span(*run.span()), run[0], narrow, WIDTH)


def _narrow(sign: str) -> str:
    return " " if sign == "\N{IDEOGRAPHIC SPACE}" else chr(ord(sign) - _WIDE_STEP)
