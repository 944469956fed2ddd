"""Letters that were destroyed in words of Latin script."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import regex

from normalizer.document.document import Document
from normalizer.document.findings import Edit, Notice
from normalizer.document.span import Span
from normalizer.finders.encoding.lost_capitals import is_capital
from normalizer.finders.encoding.lost_signs import SignReader, style_of
from normalizer.finders.encoding.lost_words import (
    LOST,
    TYPED,
    Article,
    Reading,
    Run,
    WordReader,
    line_of,
)
from normalizer.resources.statistics import ScriptStatistics, load_statistics

LETTER = "encoding.lost-letter"
TEXT = "encoding.lost-text"

# It begins with what is looked for at once; with letters first it takes 100 times as long.
_QUESTIONED = regex.compile(
    r"\?(?:(?=\p{Latin})(?:(?<=\p{Latin}\?)|(?<![^\s(„“«»\"'-]\?))|(?<=\p{Ll}\.\?))"
)
_WITHIN = regex.compile(r"(?<=\p{L})\?(?=\p{Ll})")
_QUOTED = regex.compile(
    r"(?<![^\s(])\?\p{L}[^\n?]*\p{L}[.,!]\?(?=\s|$)|\p{Ll}{4}\.\?$|^\?\p{Lu}\p{Ll}+ \p{Ll}+ ",
    regex.MULTILINE,
)
_ENDED_QUOTE = regex.compile(r"(?<![^\s(])\?\p{L}[^\n]*?[\p{L}.!]\?[,.]")
_WHOLE = regex.compile(r"(?<![^\s(„“«»\"'])\?{2,}(?:[\s,.:;-]+\?{2,})*(?=[\s,.:;)-]|$)")
_LEADS = regex.compile(r"(?:[ÐÑ][\x80-\xbf]?[ \t]?){3,}")

_WHOLE_WORD = 4
_MARGIN = 2.0
_LEAST = -5.0
_QUESTION = -2.0
_QUESTION_WITHIN = -8.0
"""What a question mark costs where it stands, and more so before a small letter."""

_LITERAL = -14.0
_GAIN = 5.0
_SURE = 8.0
_SURE_OF_ALL = 10.0
_ENDING = 2.0
_KNOWN = -11.0
_CONTEXT = 40
_NO_QUESTION = frozenset(",.;:)-")


@dataclass(frozen=True)
class FindLostLetters:
    """Restores letters and marks that became U+FFFD or ``?``.

    >>> find = FindLostLetters()
    >>> text = "Der B\ufffdrgermeister von M\ufffdnchen sprach."
    >>> [edit.inserted for edit in find(Document(text))]
    ['ü', 'ü']
    >>> list(find(Document("Was? Wer?Was? a.example/?id=1")))
    []
    """

    statistics: Mapping[str, ScriptStatistics] = field(default_factory=load_statistics)

    def __call__(self, document: Document) -> Iterator[Edit | Notice]:
        """One edit for each lost sign; a notice where nothing decides."""
        text = document.text
        if LOST in text:
            yield from self._replaced(text)
        elif TYPED in text and _QUESTIONED.search(text):
            yield from self._questioned(text)
        if "??" in text:
            for match in _WHOLE.finditer(text):
                if match[0].count("?") >= _WHOLE_WORD:
                    yield Notice(Span(*match.span()), TEXT, "every letter became a question mark")
        if "Ð" in text or "Ñ" in text:
            for match in _LEADS.finditer(text):
                yield Notice(Span(*match.span()), TEXT, "half of each letter is missing")

    @cached_property
    def words(self) -> WordReader:
        """Reads the damaged words."""
        return WordReader(self._latin)

    @property
    def _latin(self) -> ScriptStatistics:
        return self.statistics["Latin"]

    def _replaced(self, text: str) -> Iterator[Edit | Notice]:
        article = self.words.article(text, LOST)
        if article is None:
            return
        yield from self._findings(article, self.words.readings(article), typed=False)

    def _questioned(self, text: str) -> Iterator[Edit | Notice]:
        article = self.words.article(text, TYPED)
        if article is None:
            return
        readings = self.words.readings(article)
        gains = {}
        for run, found in readings.items():
            inner = run.said.strip(TYPED)
            leading = run.said.startswith(TYPED)
            if (
                (TYPED in inner or leading)
                and found
                and not found[0].lead
                and TYPED not in found[0].word
            ):
                gains[run] = found[0].score - _left(run, self._latin)
        strong = [gain for gain in gains.values() if gain > _GAIN]
        opened = sum(run.said.startswith(TYPED) and run not in gains for run in readings)
        strong += [_GAIN] * (opened if opened > 1 or strong else 0)
        strong += [_SURE + 1] * (opened > 0 and _ENDED_QUOTE.search(text) is not None)
        strong += [_SURE + 1] * (_QUOTED.search(text) is not None)
        if not strong or (max(strong) < _SURE and sum(strong) < _SURE_OF_ALL):
            return
        yield from self._findings(article, readings, typed=True)

    def _findings(
        self, article: Article, readings: Mapping[Run, Sequence[Reading]], *, typed: bool
    ) -> Iterator[Edit | Notice]:
        text, mark = article.text, article.mark
        letters: dict[int, str] = {}
        evidence: dict[int, str] = {}
        unsure: list[Notice] = []
        signs = {match.start() for match in re.finditer(re.escape(mark), text)}
        for run, found in readings.items():
            places = [run.start + at for at, sign in enumerate(run.said) if sign == mark]
            if not found or mark in found[0].word:
                continue
            best = found[0]
            margin = _margin(found)
            start = run.start + best.lead
            word = run.said[best.lead : len(run.said) - best.trail or None]
            inside = [start + at for at, sign in enumerate(word) if sign == mark]
            if typed and not self._may_change(run, best, article):
                signs -= {p for p in places if p in inside}
                continue
            if not inside:
                continue
            cased = _cased(word, best, article, start, article.languages[run.line])
            doubt = _doubt(best, margin, cased)
            if doubt or cased is None:
                unsure.append(_notice(run, best, cased or best.word, doubt))
                signs -= set(places)
                letters.update(dict.fromkeys(inside, "x"))
                continue
            for place in inside:
                letters[place] = cased[place - start]
                evidence[place] = f"{cased}; {margin:.1f} nats"
            signs -= set(inside)
        yield from unsure
        noticed = {p for n in unsure for p in range(n.span.start, n.span.end)}
        for place, letter in letters.items():
            if place not in noticed:
                yield Edit(Span(place, place + 1), mark, letter, LETTER, evidence[place])
        yield from self._signs(article, sorted(signs), letters, typed=typed)

    def _may_change(self, run: Run, best: Reading, article: Article) -> bool:
        """Whether question marks in ``run`` may be letters, by where they stand."""
        may = TYPED in run.said.rstrip(TYPED)
        word = run.said[best.lead : len(run.said) - best.trail or None]
        if word.endswith(TYPED):
            end = run.start + len(run.said)
            after = article.text[end : end + 2]
            may = after[:1] in _NO_QUESTION or (after[:1] == " " and after[1:].islower())
        return may and best.score - _left(run, self._latin) > _ENDING

    def _signs(
        self, article: Article, places: Sequence[int], letters: Mapping[int, str], *, typed: bool
    ) -> Iterator[Edit | Notice]:
        text = article.text
        styles: dict[str, str] = {}
        lines: dict[int, list[int]] = {}
        number = line_of(text)
        for place in places:
            lines.setdefault(number(place), []).append(place)
        for line, found in lines.items():
            language = article.languages[line]
            if language not in styles:
                styles[language] = style_of(text, language)
            reader = SignReader(text, letters, styles[language], language == "de", typed)
            for sign in reader.signs(found):
                span = Span(sign.at, sign.at + 1)
                if sign.text == article.mark:
                    continue
                if sign.text is not None:
                    yield Edit(span, article.mark, sign.text, LETTER, "by its place")
                elif not typed:
                    yield Notice(span, TEXT, "nothing around it tells what it was")


def _margin(found: Sequence[Reading]) -> float:
    """Nats between the likeliest reading and the next that differs in more than capitals."""
    keys = [(r.lead, r.trail, r.word.lower()) for r in found]
    rival = next((r for r, key in zip(found, keys, strict=True) if key != keys[0]), None)
    return found[0].score - rival.score if rival else 99.0


def _doubt(best: Reading, margin: float, cased: str | None) -> str:
    """Why ``best`` can't be put into the text; empty where it can."""
    if margin < _MARGIN:
        return "no word fits best"
    if best.score <= _LEAST * (len(best.word) + 1):
        return "no known word fits"
    return "" if cased else "capital or not"


def _notice(run: Run, best: Reading, word: str, why: str) -> Notice:
    proposal = run.said[: best.lead] + word + run.said[len(run.said) - best.trail :]
    return Notice(Span(run.start, run.start + len(run.said)), LETTER, why, proposal)


def _left(run: Run, statistics: ScriptStatistics) -> float:
    """The score of ``run`` where its question marks are such."""
    parts = [part for part in run.said.split(TYPED) if part]
    said = float(statistics.word_scores(parts).max(axis=1).sum())
    literal = _LITERAL if run.said.startswith(TYPED) else 0.0
    within = len(_WITHIN.findall(run.said))
    return said + _QUESTION * run.said.count(TYPED) + _QUESTION_WITHIN * within + literal


def _cased(said: str, reading: Reading, article: Article, start: int, language: str) -> str | None:
    """The word with its capitals; None where it isn't clear whether it begins with one."""
    word, letters = reading.word, said.replace(article.mark, "")
    if letters.isupper() and len(letters) > 1:
        return "".join(c if c == "ß" else c.upper() for c in word)
    if not said.startswith(article.mark):
        return word
    before = article.text[max(0, start - _CONTEXT) : start]
    known, typed = reading.score > _KNOWN, article.mark == TYPED
    capital = is_capital(word, before, language, known=known, typed=typed)
    if capital is None:
        return None
    return word[0].upper() + word[1:] if capital else word
