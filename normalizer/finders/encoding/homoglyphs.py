"""Latin letters in Cyrillic words, and Cyrillic ones in Latin words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import regex

from normalizer.document.document import Document
from normalizer.document.findings import Edit
from normalizer.document.span import Span
from normalizer.finders.encoding.escapes import is_address, token_around
from normalizer.finders.encoding.neighbours import Neighbours
from normalizer.finders.encoding.pairs import Kind
from normalizer.finders.encoding.pieces import lines_at
from normalizer.resources.lookalikes import TO_CYRILLIC, TO_LATIN
from normalizer.resources.statistics import ScriptStatistics, load_statistics

RULE = "encoding.homoglyph"

_MIXED = regex.compile(
    r"(?<![\p{Latin}\p{Cyrillic}\p{Mn}])\p{Mn}*+"
    r"(?:\p{Latin}[\p{Latin}\p{Mn}]*+(?=\p{Cyrillic})"
    r"|\p{Cyrillic}[\p{Cyrillic}\p{Mn}]*+(?=\p{Latin}))"
    r"[\p{Latin}\p{Cyrillic}\p{Mn}]*+"
)
"""A word with letters of both scripts."""

_ALL_LATIN = regex.compile(r"[\p{Latin}\p{Mn}]+")
_LATIN_LETTERS = regex.compile(r"\p{Latin}+")
_ALL_CYRILLIC = regex.compile(r"[\p{Cyrillic}\p{Mn}]+")
_CYRILLIC_LETTERS = regex.compile(r"\p{Cyrillic}+")
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
_HALVES = frozenset(
    "\N{NO-BREAK SPACE}".encode().decode(table)[0] for table in ("cp1251", "koi8-r")
)
_MARGIN = 2.0
"""Nats by which a line must read better as misread text."""

_WRITTEN = ("utf-8", "cp1252", "cp1250", "cp1254", "cp850", "mac-roman")
_READ = ("cp1251", "iso8859-5", "koi8-r", "cp866", "mac-cyrillic")
_GAPS = "".join({b"\xa0".decode(read) for read in _READ} | {b"\xca".decode(read) for read in _READ})
_GAPPED = regex.compile(rf"(?<=\p{{Latin}}{{2}})[{_GAPS}](?=\p{{Lu}}\p{{Ll}})(?=\p{{Latin}}+\b)")
"""A Cyrillic letter that a no-break space was read as, between two Latin words."""

_UNTYPED = regex.compile(r"[\x80-\x9f\u2500-\u25ff]|[^\P{Sm}\x00-\x7f]")
"""Signs of other tables that nobody types beside a word."""

_SYMBOL_INSIDE = regex.compile(r"\p{L}[\p{S}\p{Cc}\p{Co}\p{No}¶·¡¿§№†‡•‰…„‚]\p{L}")


@dataclass(frozen=True)
class _Reading:
    """A word as it may be meant, in one script."""

    text: str
    script: str


@dataclass(frozen=True)
class _Word:
    """A word of mixed script, where its line begins, and the script of the line around it."""

    span: Span
    text: str
    line: int
    meant: str


@dataclass(frozen=True)
class _Choice:
    """The best reading of a word, with its score."""

    word: _Word
    best: _Reading
    score: float

    @property
    def expected(self) -> bool:
        """Whether a Cyrillic word or a numeral stands in Cyrillic; no such is Latin misread."""
        usual = self.best.script == "Cyrillic" or _NUMERAL.fullmatch(self.best.text)
        return bool(usual and self.word.meant == "Cyrillic")


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
    neighbours: Neighbours = field(default_factory=Neighbours)

    def __call__(self, document: Document) -> Iterator[Edit]:
        """One edit for each word, with the letters that change as evidence."""
        text = document.text
        if text.isascii():
            return
        words = [word for word in self._mixed_words(text) if _is_free(word, text)]
        if not words:
            return
        readings = [_readings(word) for word in words]
        strange = any(_is_strange(*pair) for pair in zip(words, readings, strict=True))
        if strange:
            latin = {word.line for word in words if word.meant == "Latin"}
            words = [word for word in words if word.line not in latin]
            readings = [_readings(word) for word in words]
        scores = self._scores([r for found in readings for r in found])
        lines: dict[int, list[_Choice]] = {}
        for word, found in zip(words, readings, strict=True):
            choice = _choice(word, found, scores)
            if choice:
                lines.setdefault(word.line, []).append(choice)
        misread = None
        for choices in lines.values():
            if not all(choice.expected for choice in choices):
                if misread is None:
                    misread = strange or _SYMBOL_INSIDE.search(text) is not None
                if misread or self._are_misread(choices):
                    continue
            yield from map(_edit, choices)

    def _mixed_words(self, text: str) -> Iterator[_Word]:
        """The words with a Latin letter beside a Cyrillic one, from left to right."""
        mixes = self.neighbours.pairs(text).places(Kind.MIXED)
        for line in lines_at(text, mixes.tolist()):
            said = line.of(text)
            lead = None
            for match in _MIXED.finditer(said):
                lead = _lead(said) if lead is None else lead
                # What counts is the line around the word.
                meant = "Cyrillic" if lead > _lead(match[0]) else "Latin"
                span = Span(line.start + match.start(), line.start + match.end())
                yield _Word(span, match[0], line.start, meant)

    def _are_misread(self, choices: Sequence[_Choice]) -> bool:
        """Whether the words of a line read better as Latin text read with one Cyrillic table."""
        rivals = [{} if choice.expected else _misread(choice.word.text) for choice in choices]
        scores = self._scores([reading for found in rivals for reading in found.values()])
        own = sum(choice.score for choice in choices)
        margin = _MARGIN if any(len(choice.word.text) > _SHORT for choice in choices) else 0.0
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


def _lead(text: str) -> int:
    """How many more Cyrillic than Latin letters ``text`` has."""
    cyrillic, latin = (pattern.findall(text) for pattern in (_CYRILLIC_LETTERS, _LATIN_LETTERS))
    return len("".join(cyrillic)) - len("".join(latin))


def _is_free(word: _Word, text: str) -> bool:
    """Whether ``word`` may be changed: no part of an address, no unit beside a figure.

    Beside a sign nobody types it is half of something that was misread, and so it is where a
    no-break space stands behind the letter that is its first half.
    """
    start, end = word.span.start, word.span.end
    around = text[max(0, start - 1) : start] + text[end : end + 1]
    if word.text[-1] in _HALVES and around.endswith("\xa0"):
        return False
    if _GAPPED.search(word.text):
        return False
    if any(_UNTYPED.match(sign) for sign in around):
        return False
    if len(word.text) <= _SHORT and any(sign.isnumeric() for sign in around):
        return False
    return not is_address(token_around(text, start, end).of(text))


def _readings(word: _Word) -> list[_Reading]:
    cyrillic = word.text.translate(TO_CYRILLIC)
    latin = word.text.translate(TO_LATIN)
    if _NUMERAL.fullmatch(latin):
        return [_Reading(latin, "Latin")]
    ended = _ENDED.fullmatch(word.text)
    if ended and _ABBREVIATED.fullmatch(word.text):
        return []
    found = []
    if _ALL_CYRILLIC.fullmatch(cyrillic):
        found.append(_Reading(cyrillic, "Cyrillic"))
    if _ALL_LATIN.fullmatch(latin) and not (ended and word.meant == "Cyrillic"):
        found.append(_Reading(latin, "Latin"))
    return found


def _choice(
    word: _Word, readings: Sequence[_Reading], scores: Mapping[_Reading, float]
) -> _Choice | None:
    """The best of ``readings``, or None where none is likely."""
    # Capitals that are no word are an abbreviation; its script is that of the line.
    if word.text.isupper() and [reading.script for reading in readings] == [word.meant]:
        likely = list(readings)
    else:
        likely = [r for r in readings if _is_likely(r, word.text, scores[r])]
    if not likely:
        return None
    best = max(likely, key=lambda r: scores[r] + _AROUND * (r.script == word.meant))
    choice = _Choice(word, best, scores[best])
    sure = len(word.text) > _SHORT or best.script == word.meant or choice.expected
    return choice if sure else None


def _is_strange(word: _Word, readings: Sequence[_Reading]) -> bool:
    """Whether ``word`` says that its text was read with a wrong table: no letters have twins.

    Then letters with twins are no homoglyphs either, at least not before the table is put
    right. So it is where there are symbols inside words.
    """
    return not readings and word.meant == "Latin" and not _ENDED.fullmatch(word.text)


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


def _edit(choice: _Choice) -> Edit:
    word, best = choice.word, choice.best
    changed = "".join(a for a, b in zip(word.text, best.text, strict=True) if a != b)
    evidence = f"{changed} in a {best.script} word; {choice.score:.0f} nats"
    return Edit(word.span, word.text, best.text, RULE, evidence)


def _is_likely(reading: _Reading, word: str, score: float) -> bool:
    if _NUMERAL.fullmatch(reading.text):
        return True
    least = _LEAST_OF_SHORT if len(reading.text) <= _SHORT else _LEAST
    named = reading.script == "Cyrillic" and not word.isupper() and _NAMED.fullmatch(word)
    if named or _CASE_BREAK.search(reading.text):
        least = _LEAST_OF_NAMES[reading.script]
    return score > least * (len(reading.text) + 1)
