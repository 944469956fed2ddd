"""What words that lost letters may have been."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import regex

from normalizer.finders.encoding.compounds import Weights, score_of_parts
from normalizer.finders.encoding.escapes import is_address, token_around
from normalizer.finders.encoding.lost_signs import APOSTROPHE, LETTERS, LOANS
from normalizer.resources.statistics import Scores, ScriptStatistics

LOST, TYPED = "\N{REPLACEMENT CHARACTER}", "?"
_RUNS = {
    mark: regex.compile(rf"[\p{{Latin}}\p{{M}}{mark}]*{mark}[\p{{Latin}}\p{{M}}{mark}]*")
    for mark in (LOST, r"\?")
}
_WORD = regex.compile(r"(?<![\p{L}\p{M}?\ufffd])\p{Latin}[\p{Latin}\p{M}]+(?![?\ufffd]\p{L})")
_CASE_BREAK = regex.compile(r"\p{Ll}\p{Lu}|\p{Ll}[?\ufffd]+\p{Lu}|\p{Lu}{2}[?\ufffd]+\p{Lu}\p{Ll}")

_BEFORE = 400
_MOST = 6
"""Lost letters in one word up to which it is tried."""

_BEAM = 12
LONGEST = 60
_FOREIGN = -7.0
_SIGN = -5.0
_UNOPENED = -3.0
_ELIDED = -4.0
_FAMILIAR = -3.6
_NEAR = 10.0
_TRIED = 5
_COMPOUND = 1.0
_ARTICLES, _ENDINGS = "l d j n s c m t qu o dell all nell sull un", "s t m d ll re ve"
_ELIDED_LEFT, _ELIDED_RIGHT = frozenset(_ARTICLES.split()), frozenset(_ENDINGS.split())


@dataclass(frozen=True)
class Run:
    """Letters and lost signs next to each other."""

    start: int
    said: str
    line: int


@dataclass(frozen=True)
class Reading:
    """What a run may have been: signs, a word, and signs again."""

    lead: int
    word: str
    trail: int
    score: float


@dataclass(frozen=True)
class Article:
    """A text, the mark its losses left, and for each line the language it is in."""

    text: str
    mark: str
    weights: Mapping[int, Weights]
    languages: Mapping[int, str]


@dataclass(frozen=True)
class WordReader:
    """Reads damaged words by the statistics of Latin script."""

    statistics: ScriptStatistics

    def article(self, text: str, mark: str) -> Article | None:
        """``text`` with its languages, or None where it is in none we know."""
        words: dict[int, list[str]] = {}
        number = line_of(text)
        for word in _WORD.finditer(text):
            words.setdefault(number(word.start()), []).append(word[0][:LONGEST])
        columns = self.statistics.languages
        whole = np.zeros(len(columns), np.float32)
        lines = {}
        for line, found in words.items():
            lines[line] = self.statistics.word_scores(found).sum(axis=0)
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
        return Article(text, mark, weights, languages)

    def readings(self, article: Article) -> dict[Run, list[Reading]]:
        """What each run may have been, the likeliest first."""
        pattern = _RUNS[LOST if article.mark == LOST else r"\?"]
        runs = []
        number = line_of(article.text)
        for match in pattern.finditer(article.text):
            if match[0].strip(article.mark) and not is_address(
                token_around(article.text, *match.span()).of(article.text)
            ):
                line = number(match.start())
                runs.append(Run(match.start(), match[0], line))
        options = {run: list(_splits(run, article)) for run in runs}
        cores = {(run.line, core) for run, found in options.items() for _, core, _ in found}
        filled = self._filled(cores, article)
        readings = {}
        for run, found in options.items():
            likely = sorted(
                (
                    Reading(lead, word, trail, score + _of_signs(run, lead, trail, article))
                    for lead, core, trail in found
                    for word, score in filled[run.line, core]
                ),
                key=lambda reading: -reading.score,
            )
            readings[run] = self._rescored(likely, article.weights[run.line])
        return readings

    def _rescored(self, readings: Sequence[Reading], weights: Weights) -> list[Reading]:
        """The first few, scored as compounds of common words where that says more."""
        if not readings:
            return []
        best = readings[0]
        alike = [r for r in readings if (r.lead, r.trail) == (best.lead, best.trail)]
        near = [r for r in alike if r.score > best.score - _NEAR][:_TRIED]
        if len(near) == 1:
            return list(readings)
        scored = {r.word: score_of_parts(self.statistics, r.word.lower(), weights) for r in near}
        most = max(scored.values())
        near = [replace(r, score=r.score + _COMPOUND * (scored[r.word] - most)) for r in near]
        others = [r for r in readings if r not in alike]
        return sorted((*near, *others), key=lambda reading: -reading.score)

    def _filled(
        self, cores: set[tuple[int, str]], article: Article
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
        flat = [part[:LONGEST] for found in parts for part in found]
        scores = self.statistics.word_scores(flat)
        starts = np.cumsum([0, *map(len, parts)])[:-1]
        rows = np.add.reduceat(scores, starts, axis=0) if flat else scores
        elided = np.array([len(found) - 1 for found in parts], np.float32)
        return np.asarray(rows + np.float32(_ELIDED) * elided[:, None], np.float32)


def line_of(text: str) -> Callable[[int], int]:
    """Gives the number of the line that a place in ``text`` is in."""
    breaks = [match.start() for match in re.finditer("\n", text)]
    return lambda place: bisect_left(breaks, place)


def _of_signs(run: Run, lead: int, trail: int, article: Article) -> float:
    """What it costs that ``run`` begins and ends with so many signs."""
    start = article.text.rfind("\n", max(0, run.start - _BEFORE), run.start) + 1
    start = start or max(0, run.start - _BEFORE)
    said = article.text[start : run.start + lead]
    opened = any(f"{before}{article.mark}" in f" {said}" for before in (" ", "(", "-", "„", "»"))
    return _SIGN * (lead + trail) + (0.0 if opened or not trail else _UNOPENED)


def _splits(run: Run, article: Article) -> Iterator[tuple[int, str, int]]:
    """How many signs ``run`` may begin and end with, and the word between them."""
    mark, said = article.mark, run.said
    core = said.strip(mark)
    leading = len(said) - len(said.lstrip(mark))
    trailing = len(said) - len(said.rstrip(mark))
    for lead in range(leading + 1):
        for trail in range(trailing + 1):
            word = said[lead : len(said) - trail]
            if word.count(mark) > _MOST or len(word) > LONGEST:
                continue
            rest = word.lstrip(mark)
            if not lead and leading and article.text[run.start - 1 : run.start].isdigit():
                continue  # what stands between a figure and its unit is no letter
            if lead and len(word) == 1 and word.islower() and leading != 1:
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
