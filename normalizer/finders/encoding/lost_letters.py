"""Letters that were destroyed in words of Latin script."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt
import regex

from normalizer.document.document import Document
from normalizer.document.findings import Edit, Notice
from normalizer.document.span import Span
from normalizer.finders.encoding.escapes import is_address, token_around
from normalizer.finders.encoding.lost_signs import (
    APOSTROPHE,
    LETTERS,
    LOANS,
    SignReader,
    is_capital,
    style_of,
)
from normalizer.resources.statistics import Scores, ScriptStatistics, load_statistics

LETTER = "encoding.lost-letter"
TEXT = "encoding.lost-text"

_LOST, _TYPED = "\N{REPLACEMENT CHARACTER}", "?"

_RUNS = {
    mark: regex.compile(rf"[\p{{Latin}}\p{{M}}{mark}]*{mark}[\p{{Latin}}\p{{M}}{mark}]*")
    for mark in (_LOST, r"\?")
}
_WORD = regex.compile(r"(?<![\p{L}\p{M}?\ufffd])\p{Latin}[\p{Latin}\p{M}]+(?![?\ufffd]\p{L})")
_QUESTIONED = regex.compile(r"\p{Latin}\?\p{Latin}|(?<![^\s(„“«»\"'-])\?\p{Latin}")
_ENDED_QUOTE = regex.compile(r"(?<![^\s(])\?\p{L}[^\n]*?[\p{L}.!]\?[,.]")
_CASE_BREAK = regex.compile(r"\p{Ll}\p{Lu}|\p{Ll}[?\ufffd]+\p{Lu}")
_WHOLE = regex.compile(r"(?<![^\s(„“«»\"'])\?{2,}(?:[\s,.:;-]+\?{2,})*(?=[\s,.:;)-]|$)")
_LEADS = regex.compile(r"(?:[ÐÑ][\x80-\xbf]?[ \t]?){3,}")

_WHOLE_WORD = 4
_BEFORE = 400
_MOST = 6
"""Lost letters in one word up to which it is tried."""

_BEAM = 12
_LONGEST = 60
_FOREIGN = -7.0
_SIGN = -5.0
_UNOPENED = -3.0
_ELIDED = -4.0
_MARGIN = 3.0
_LEAST = -5.0
_FAMILIAR = -3.6
_QUESTION = -2.0
_LITERAL = -14.0
_GAIN = 5.0
_SURE = 8.0
_SURE_OF_ALL = 10.0
_ENDING = 2.0

_KNOWN = -11.0
_NEAR = 10.0
_TRIED = 5
_UNKNOWN = -3.5
_UNKNOWN_LOST = -9.0
_COMPOUND = 0.6
_AFFIX = -4.0
_JOINED = -1.5
_SYLLABLES = """
ab an auf aus be bei ein ent er ge in miss ver vor zer zu un um e en em es n s t te ten tes ter
ung ungen lich liche lichen licher liches ig ige igen iger iges isch ische bar bare st et end ende
enden ern innen keit heit los lose losen chen lein est este esten
"""
_AFFIXES = frozenset(_SYLLABLES.split())
_ARTICLES, _ENDINGS = "l d j n s c m t qu o dell all nell sull un", "s t m d ll re ve"
_ELIDED_LEFT, _ELIDED_RIGHT = frozenset(_ARTICLES.split()), frozenset(_ENDINGS.split())
_SHORTEST = 3
_CONTEXT = 40
_NO_QUESTION = frozenset(",.;:)-")

Weights = npt.NDArray[np.float32]


@dataclass(frozen=True)
class _Run:
    """Letters and lost signs next to each other."""

    start: int
    said: str
    line: int


@dataclass(frozen=True)
class _Reading:
    """What a run may have been: signs, a word, and signs again."""

    lead: int
    word: str
    trail: int
    score: float


@dataclass(frozen=True)
class _Article:
    """A text, the mark its losses left, and for each line the language it is in."""

    text: str
    mark: str
    weights: Mapping[int, Weights]
    languages: Mapping[int, str]


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
        if _LOST in text:
            yield from self._replaced(text)
        elif _TYPED in text and _QUESTIONED.search(text):
            yield from self._questioned(text)
        if "??" in text:
            for match in _WHOLE.finditer(text):
                if match[0].count("?") >= _WHOLE_WORD:
                    yield Notice(Span(*match.span()), TEXT, "every letter became a question mark")
        if "Ð" in text or "Ñ" in text:
            for match in _LEADS.finditer(text):
                yield Notice(Span(*match.span()), TEXT, "half of each letter is missing")

    @property
    def _latin(self) -> ScriptStatistics:
        return self.statistics["Latin"]

    def _replaced(self, text: str) -> Iterator[Edit | Notice]:
        article = self._article(text, _LOST)
        if article is None:
            return
        yield from self._findings(article, self._readings(article), typed=False)

    def _questioned(self, text: str) -> Iterator[Edit | Notice]:
        article = self._article(text, _TYPED)
        if article is None:
            return
        readings = self._readings(article)
        gains = {}
        for run, found in readings.items():
            inner = run.said.strip(_TYPED)
            leading = run.said.startswith(_TYPED)
            if (
                (_TYPED in inner or leading)
                and found
                and not found[0].lead
                and _TYPED not in found[0].word
            ):
                gains[run] = found[0].score - _left(run, self._latin)
        strong = [gain for gain in gains.values() if gain > _GAIN]
        opened = sum(run.said.startswith(_TYPED) and run not in gains for run in readings)
        strong += [_GAIN] * (opened if opened > 1 or strong else 0)
        strong += [_SURE + 1] * (opened > 0 and _ENDED_QUOTE.search(text) is not None)
        if not strong or (max(strong) < _SURE and sum(strong) < _SURE_OF_ALL):
            return
        yield from self._findings(article, readings, typed=True)

    def _article(self, text: str, mark: str) -> _Article | None:
        """``text`` with its languages, or None where it is in none we know."""
        words: dict[int, list[str]] = {}
        line_of = _line_of(text)
        for word in _WORD.finditer(text):
            words.setdefault(line_of(word.start()), []).append(word[0][:_LONGEST])
        columns = self._latin.languages
        whole = np.zeros(len(columns), np.float32)
        lines = {}
        for line, found in words.items():
            lines[line] = self._latin.word_scores(found).sum(axis=0)
            whole += lines[line]
        letters = sum(len(word) for found in words.values() for word in found)
        if letters and whole.max() + 24 < _FAMILIAR * letters:
            return None
        weights: dict[int, Weights] = {}
        languages = {}
        for line in range(text.count("\n") + 1):
            sums = lines.get(line, np.zeros_like(whole)) + np.float32(0.5) * whole
            weights[line] = np.maximum(sums - sums.max(), np.float32(_FOREIGN))
            languages[line] = columns[int(sums.argmax())]
        return _Article(text, mark, weights, languages)

    def _readings(self, article: _Article) -> dict[_Run, list[_Reading]]:
        """What each run may have been, the likeliest first."""
        pattern = _RUNS[_LOST if article.mark == _LOST else r"\?"]
        runs = []
        line_of = _line_of(article.text)
        for match in pattern.finditer(article.text):
            if match[0].strip(article.mark) and not is_address(
                token_around(article.text, *match.span()).of(article.text)
            ):
                line = line_of(match.start())
                runs.append(_Run(match.start(), match[0], line))
        options = {run: list(_splits(run, article)) for run in runs}
        cores = {(run.line, core) for run, found in options.items() for _, core, _ in found}
        filled = self._filled(cores, article)
        readings = {}
        for run, found in options.items():
            likely = sorted(
                (
                    _Reading(lead, word, trail, score + _of_signs(run, lead, trail, article))
                    for lead, core, trail in found
                    for word, score in filled[run.line, core]
                ),
                key=lambda reading: -reading.score,
            )
            readings[run] = self._rescored(likely, article.weights[run.line])
        return readings

    def _rescored(self, readings: Sequence[_Reading], weights: Weights) -> list[_Reading]:
        """The first few, scored as compounds of common words where that says more."""
        if not readings:
            return []
        best = readings[0]
        alike = [r for r in readings if (r.lead, r.trail) == (best.lead, best.trail)]
        near = [r for r in alike if r.score > best.score - _NEAR][:_TRIED]
        if len(near) == 1:
            return list(readings)
        composed = {r.word: self._composed(r.word.lower(), weights) for r in near}
        most = max(composed.values())
        near = [replace(r, score=r.score + _COMPOUND * (composed[r.word] - most)) for r in near]
        others = [r for r in readings if r not in alike]
        return sorted((*near, *others), key=lambda reading: -reading.score)

    def _composed(self, word: str, weights: Weights) -> float:
        """The best score of ``word`` as common words, stems and affixes put together."""
        size = len(word)
        parts = {word[i:j] for i in range(size) for j in range(i + 3, size + 1)}
        words = sorted(parts | {f"{part}{ending}" for part in parts for ending in ("en", "e")})
        rows = (self._latin.common_scores(words) + weights).max(axis=1)
        known = dict(zip(words, map(float, rows), strict=True))
        best = [0.0] + [-1e9] * size
        for end in range(1, size + 1):
            best[end] = best[end - 1] + (_UNKNOWN if word[end - 1].isascii() else _UNKNOWN_LOST)
            for start in range(end):
                part = word[start:end]
                said = -1e9
                if len(part) >= _SHORTEST:
                    said = max(known[part], known[part + "en"] - 1, known[part + "e"] - 1)
                if part in _AFFIXES:
                    said = max(said, _AFFIX)
                best[end] = max(best[end], best[start] + said + _JOINED * (start > 0))
        return best[size]

    def _filled(
        self, cores: set[tuple[int, str]], article: _Article
    ) -> dict[tuple[int, str], list[tuple[str, float]]]:
        beams: dict[tuple[int, str], list[str]] = {key: [key[1]] for key in sorted(cores)}
        scored: dict[tuple[int, str], list[tuple[str, float]]] = {}
        while True:
            words = sorted({word for found in beams.values() for word in found})
            rows = dict(zip(words, self._rows(words), strict=True))
            for key, found in beams.items():
                weights = article.weights[key[0]]
                scores = [(word, float((rows[word] + weights).max())) for word in found]
                scored[key] = sorted(scores, key=lambda pair: -pair[1])[:_BEAM]
            beams = {
                key: [
                    word
                    for state, _ in scored[key]
                    for word in _with_letter(state, article.mark, article.languages[key[0]])
                ]
                for key in beams
                if article.mark in scored[key][0][0]
            }
            beams = {key: found for key, found in beams.items() if found}
            if not beams:
                return scored

    def _rows(self, words: Sequence[str]) -> Scores:
        """A row of scores for each word; parts on either side of an apostrophe count alone."""
        parts = [word.split(APOSTROPHE) for word in words]
        flat = [part[:_LONGEST] for found in parts for part in found]
        scores = self._latin.word_scores(flat)
        starts = np.cumsum([0, *map(len, parts)])[:-1]
        rows = np.add.reduceat(scores, starts, axis=0) if flat else scores
        elided = np.array([len(found) - 1 for found in parts], np.float32)
        return np.asarray(rows + np.float32(_ELIDED) * elided[:, None], np.float32)

    def _findings(
        self, article: _Article, readings: Mapping[_Run, Sequence[_Reading]], *, typed: bool
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
            rival = next(
                (
                    r
                    for r in found[1:]
                    if (r.lead, r.trail, r.word.lower())
                    != (best.lead, best.trail, best.word.lower())
                ),
                None,
            )
            margin = best.score - rival.score if rival else 99.0
            start = run.start + best.lead
            word = run.said[best.lead : len(run.said) - best.trail or None]
            inside = [start + at for at, sign in enumerate(word) if sign == mark]
            if typed and not self._may_change(run, best, article):
                signs -= {p for p in places if p in inside}
                continue
            if not inside:
                continue
            cased = _cased(word, best, article, start, article.languages[run.line])
            known = best.score > _LEAST * (len(word) + 1)
            if margin < _MARGIN or not known or cased is None:
                proposal = (
                    run.said[: best.lead]
                    + (cased or best.word)
                    + run.said[len(run.said) - best.trail :]
                )
                why = (
                    "no word fits best"
                    if margin < _MARGIN
                    else "no known word fits"
                    if not known
                    else "capital or not"
                )
                unsure.append(
                    Notice(Span(run.start, run.start + len(run.said)), LETTER, why, proposal)
                )
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

    def _may_change(self, run: _Run, best: _Reading, article: _Article) -> bool:
        """Whether question marks in ``run`` may be letters, by where they stand."""
        may = _TYPED in run.said.rstrip(_TYPED)
        word = run.said[best.lead : len(run.said) - best.trail or None]
        if word.endswith(_TYPED):
            end = run.start + len(run.said)
            after = article.text[end : end + 2]
            may = after[:1] in _NO_QUESTION or (after[:1] == " " and after[1:].islower())
        return may and best.score - _left(run, self._latin) > _ENDING

    def _signs(
        self, article: _Article, places: Sequence[int], letters: Mapping[int, str], *, typed: bool
    ) -> Iterator[Edit | Notice]:
        text = article.text
        styles: dict[str, str] = {}
        lines: dict[int, list[int]] = {}
        line_of = _line_of(text)
        for place in places:
            lines.setdefault(line_of(place), []).append(place)
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


def _line_of(text: str) -> Callable[[int], int]:
    """Gives the number of the line that a place in ``text`` is in."""
    breaks = [match.start() for match in re.finditer("\n", text)]
    return lambda place: bisect_left(breaks, place)


def _left(run: _Run, statistics: ScriptStatistics) -> float:
    """The score of ``run`` where its question marks are such."""
    parts = [part for part in run.said.split(_TYPED) if part]
    said = float(statistics.word_scores(parts).max(axis=1).sum())
    literal = _LITERAL if run.said.startswith(_TYPED) else 0.0
    return said + _QUESTION * run.said.count(_TYPED) + literal


def _of_signs(run: _Run, lead: int, trail: int, article: _Article) -> float:
    """What it costs that ``run`` begins and ends with so many signs."""
    start = article.text.rfind("\n", max(0, run.start - _BEFORE), run.start) + 1
    start = start or max(0, run.start - _BEFORE)
    said = article.text[start : run.start + lead]
    opened = any(f"{before}{article.mark}" in f" {said}" for before in (" ", "(", "-", "„", "»"))
    return _SIGN * (lead + trail) + (0.0 if opened or not trail else _UNOPENED)


def _splits(run: _Run, article: _Article) -> Iterator[tuple[int, str, int]]:
    """How many signs ``run`` may begin and end with, and the word between them."""
    mark, said = article.mark, run.said
    core = said.strip(mark)
    leading = len(said) - len(said.lstrip(mark))
    trailing = len(said) - len(said.rstrip(mark))
    for lead in range(leading + 1):
        for trail in range(trailing + 1):
            word = said[lead : len(said) - trail]
            if word.count(mark) > _MOST or len(word) > _LONGEST:
                continue
            rest = word.lstrip(mark)
            if lead and len(word) == 1 and word.islower():
                continue
            if word != rest and rest[:1].isupper() and not core.isupper():
                continue
            if _CASE_BREAK.search(word):
                continue
            yield lead, word, trail


def _with_letter(word: str, mark: str, language: str) -> Iterator[str]:
    at = word.find(mark)
    if at < 0:
        return
    for letter in dict.fromkeys(LETTERS.get(language, "") + LOANS):
        if at or letter != "ß":
            yield word[:at] + letter + word[at + 1 :]
    elided = word[:at].lower() in _ELIDED_LEFT or word[at + 1 :].lower() in _ELIDED_RIGHT
    if 0 < at < len(word) - 1 and elided:
        yield word[:at] + APOSTROPHE + word[at + 1 :]


def _cased(
    said: str, reading: _Reading, article: _Article, start: int, language: str
) -> str | None:
    """The word with its capitals; None where it isn't clear whether it begins with one."""
    word, letters = reading.word, said.replace(article.mark, "")
    if letters.isupper() and len(letters) > 1:
        return "".join(c if c == "ß" else c.upper() for c in word)
    if not said.startswith(article.mark):
        return word
    before = article.text[max(0, start - _CONTEXT) : start]
    known, typed = reading.score > _KNOWN, article.mark == _TYPED
    capital = is_capital(word, before, language, known=known, typed=typed)
    if capital is None:
        return None
    return word[0].upper() + word[1:] if capital else word
