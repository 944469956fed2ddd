"""Latin letters in Cyrillic words, and Cyrillic ones in Latin words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import regex

from normalizer.document.document import Document
from normalizer.document.findings import Edit
from normalizer.document.span import Span
from normalizer.finders.encoding.escapes import is_address, token_around
from normalizer.resources.statistics import ScriptStatistics, load_statistics

RULE = "encoding.homoglyph"

_LATIN = "aeopcxyijABEKMHOPCTXIJYëïËÏ"
_CYRILLIC = "аеорсхуіјАВЕКМНОРСТХІЈУёїЁЇ"
_TO_CYRILLIC = str.maketrans(_LATIN, _CYRILLIC)
_TO_LATIN = str.maketrans(f"{_CYRILLIC}кѕЅһԁԛԝ", f"{_LATIN}ksShdqw")

_WORD = regex.compile(r"[\p{Latin}\p{Cyrillic}\p{Mn}]+")
_MIXED = regex.compile(r"\p{Latin}\p{Mn}*\p{Cyrillic}|\p{Cyrillic}\p{Mn}*\p{Latin}")
_ALL_LATIN = regex.compile(r"[\p{Latin}\p{Mn}]+")
_LATIN_LETTERS = regex.compile(r"\p{Latin}+")
_ALL_CYRILLIC = regex.compile(r"[\p{Cyrillic}\p{Mn}]+")
_LATIN_LETTER = regex.compile(r"\p{Latin}")
_CYRILLIC_LETTER = regex.compile(r"\p{Cyrillic}")
_MARK = regex.compile(r"\p{Mn}")

_ENDED = regex.compile(r"\p{Latin}{2,}\p{Cyrillic}+")
"""A Latin stem with a Cyrillic ending."""

_NAMED = regex.compile(r"\p{Latin}{3,}\p{Cyrillic}+")
_ABBREVIATED = regex.compile(r"\p{Lu}{2,}\p{Ll}+")
_CASE_BREAK = regex.compile(r"\p{Ll}\p{Lu}")
_NUMERAL = regex.compile(r"[IVX]{2,}")

_LEAST = -6.5
_LEAST_OF_SHORT = -4.5
_LEAST_OF_NAMES = {"Cyrillic": -3.0, "Latin": -5.0}
"""Nats a sign that a word must score in its best language: short words and words with
capitals inside or a Latin beginning, which are sooner abbreviations and names, must be better
known."""

_SHORT = 3
_LONGEST = 60
_AROUND = 8.0
"""Nats by which the script of the line counts where a word may be either."""

_Tables = tuple[str, str]
_MARGIN = 2.0
"""Nats by which a line must read better as misread text."""

_WRITTEN = ("utf-8", "cp1252", "cp1250", "cp1254", "cp850", "mac-roman")
_READ = ("cp1251", "iso8859-5", "koi8-r", "cp866", "mac-cyrillic")
_SYMBOL_INSIDE = regex.compile(r"\p{L}[\p{S}\p{Cc}\p{Co}\p{No}¶·¡¿§№†‡•‰…„‚]\p{L}")

# Bytes of UTF-8: what leads a Latin letter, what leads a Cyrillic one; what continues any goes.
_KINDS = bytes(
    ord("C") if 0xD0 <= byte <= 0xD3  # noqa: PLR2004
    else ord("L") if (chr(byte).isalpha() and byte < 0x80) or 0xC3 <= byte <= 0xC9  # noqa: PLR2004
    else ord(" ")
    for byte in range(256)
)  # fmt: skip
_CONTINUING = bytes(range(0x80, 0xC0))


@dataclass(frozen=True)
class _Reading:
    """A word as it may be meant, in one script."""

    text: str
    script: str


@dataclass(frozen=True)
class _Choice:
    """The best reading of a word, with its score, and the script of the line around it."""

    word: regex.Match[str]
    best: _Reading
    score: float
    meant: str

    @property
    def expected(self) -> bool:
        """Whether a Cyrillic word or a numeral stands in Cyrillic; no such is Latin misread."""
        usual = self.best.script == "Cyrillic" or _NUMERAL.fullmatch(self.best.text)
        return bool(usual and self.meant == "Cyrillic")


@dataclass(frozen=True)
class FindHomoglyphs:
    """Puts words of mixed script into the one script that all their letters have or resemble.

    Where both would do, the word statistics and the script of the line decide. Left are a
    Latin stem or abbreviation with a Cyrillic ending, parts on either side of a hyphen or an
    apostrophe, short words beside figures, words that no known language would spell so, and
    addresses, handles and hashtags.

    >>> find = FindHomoglyphs()
    >>> [edit.inserted for edit in find(Document("Влaдимир Пyтин, Вerlin"))]
    ['Владимир', 'Путин', 'Berlin']
    >>> list(find(Document("НАТО-Generalsekretär, iPhone'а, SMSка, Т-72, #Пyтин")))
    []
    """

    statistics: Mapping[str, ScriptStatistics] = field(default_factory=load_statistics)

    def __call__(self, document: Document) -> Iterator[Edit]:
        """One edit for each word, with the letters that change as evidence."""
        text = document.text
        if text.isascii() or not _may_mix(text):
            return
        words = [
            word for word in _WORD.finditer(text) if _MIXED.search(word[0]) and _is_free(word, text)
        ]
        readings = [_readings(word, text) for word in words]
        scores = self._scores([r for found in readings for r in found])
        lines: dict[int, list[_Choice]] = {}
        for word, found in zip(words, readings, strict=True):
            meant = "Cyrillic" if _is_cyrillic_line(word, text) else "Latin"
            # Capitals that are no word are an abbreviation; its script is that of the line.
            if word[0].isupper() and [reading.script for reading in found] == [meant]:
                likely = found
            else:
                likely = [r for r in found if _is_likely(r, word[0], scores[r])]
            if likely:
                best = max(likely, key=lambda r: scores[r] + _AROUND * (r.script == meant))
                choice = _Choice(word, best, scores[best], meant)
                if len(word[0]) > _SHORT or best.script == meant or choice.expected:
                    lines.setdefault(text.rfind("\n", 0, word.start()), []).append(choice)
        misread = _looks_misread(words, readings, text)
        for choices in lines.values():
            expected = all(choice.expected for choice in choices)
            if expected or not (misread or self._are_misread(choices)):
                yield from map(_edit, choices)

    def _are_misread(self, choices: Sequence[_Choice]) -> bool:
        """Whether the words of a line read better as Latin text read with one Cyrillic table."""
        rivals = [{} if choice.expected else _misread(choice.word[0]) for choice in choices]
        scores = self._scores([reading for found in rivals for reading in found.values()])
        own = sum(choice.score for choice in choices)
        margin = _MARGIN if any(len(choice.word[0]) > _SHORT for choice in choices) else 0.0
        for tables in {tables for found in rivals for tables in found}:
            total = 0.0
            for choice, found in zip(choices, rivals, strict=True):
                total += scores[found[tables]] if tables in found else choice.score
            if total > own + margin:
                return True
        return False

    def _scores(self, readings: Sequence[_Reading]) -> dict[_Reading, float]:
        scores: dict[_Reading, float] = {}
        for script, known in self.statistics.items():
            chosen = [reading for reading in readings if reading.script == script]
            words = [_MARK.sub("", reading.text)[:_LONGEST] for reading in chosen]
            best = known.word_scores(words).max(axis=1, initial=-1e9)
            scores.update(zip(chosen, map(float, best), strict=True))
        return scores


def _may_mix(text: str) -> bool:
    """Whether a Latin letter may stand beside a Cyrillic one; most text is let go here."""
    raw = text.encode("utf-8", "surrogatepass")
    if b"\xd0" not in raw and b"\xd1" not in raw:
        return False
    kinds = raw.translate(_KINDS, _CONTINUING)
    return b"LC" in kinds or b"CL" in kinds


def _is_free(word: regex.Match[str], text: str) -> bool:
    """Whether ``word`` may be changed: no part of an address, no unit beside a figure."""
    around = text[max(0, word.start() - 1) : word.start()] + text[word.end() : word.end() + 1]
    if len(word[0]) <= _SHORT and any(sign.isnumeric() for sign in around):
        return False
    return not is_address(token_around(text, *word.span()).of(text))


def _readings(word: regex.Match[str], text: str) -> list[_Reading]:
    cyrillic = word[0].translate(_TO_CYRILLIC)
    latin = word[0].translate(_TO_LATIN)
    if _NUMERAL.fullmatch(latin):
        return [_Reading(latin, "Latin")]
    ended = _ENDED.fullmatch(word[0])
    if ended and _ABBREVIATED.fullmatch(word[0]):
        return []
    found = []
    if _ALL_CYRILLIC.fullmatch(cyrillic):
        found.append(_Reading(cyrillic, "Cyrillic"))
    if _ALL_LATIN.fullmatch(latin) and not (ended and _is_cyrillic_line(word, text)):
        found.append(_Reading(latin, "Latin"))
    return found


def _misread(word: str) -> dict[_Tables, _Reading]:
    """What ``word`` would be if it were Latin text that was read with a Cyrillic table."""
    found = {}
    for table in _READ:
        try:
            raw = word.encode(table)
        except UnicodeEncodeError:
            continue
        for other in _WRITTEN:
            meant = raw.decode(other, "replace")
            if _LATIN_LETTERS.fullmatch(meant):
                found[table, other] = _Reading(meant, "Latin")
    return found


def _looks_misread(
    words: Sequence[regex.Match[str]], readings: Sequence[Sequence[_Reading]], text: str
) -> bool:
    """Whether other signs of ``text`` say that it was read with a wrong table.

    Those are words of mixed script whose letters have no twins, and symbols inside words. Then
    letters with twins are no homoglyphs either, at least not before the table is put right.
    """
    strange = any(
        not found and not _ENDED.fullmatch(word[0]) and not _is_cyrillic_line(word, text)
        for word, found in zip(words, readings, strict=True)
    )
    return strange or _SYMBOL_INSIDE.search(text) is not None


def _edit(choice: _Choice) -> Edit:
    word, best = choice.word, choice.best
    changed = "".join(a for a, b in zip(word[0], best.text, strict=True) if a != b)
    evidence = f"{changed} in a {best.script} word; {choice.score:.0f} nats"
    return Edit(Span(*word.span()), word[0], best.text, RULE, evidence)


def _is_likely(reading: _Reading, word: str, score: float) -> bool:
    if _NUMERAL.fullmatch(reading.text):
        return True
    least = _LEAST_OF_SHORT if len(reading.text) <= _SHORT else _LEAST
    named = reading.script == "Cyrillic" and not word.isupper() and _NAMED.fullmatch(word)
    if named or _CASE_BREAK.search(reading.text):
        least = _LEAST_OF_NAMES[reading.script]
    return score > least * (len(reading.text) + 1)


def _is_cyrillic_line(word: regex.Match[str], text: str) -> bool:
    """Whether the line, but for ``word``, has more Cyrillic than Latin letters."""
    start, end = text.rfind("\n", 0, word.start()) + 1, text.find("\n", word.end())
    rest = text[start : word.start()] + text[word.end() : end if end >= 0 else len(text)]
    return len(_CYRILLIC_LETTER.findall(rest)) > len(_LATIN_LETTER.findall(rest))
