"""Passages in another language than their article."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from normalizer.document.document import Document
from normalizer.document.findings import Passage
from normalizer.document.span import Span
from normalizer.finders.languages.borders import kind_of, span_of_words
from normalizer.finders.languages.evidence import Evidence, Rows
from normalizer.finders.languages.runs import Run, runs, settled
from normalizer.finders.languages.segmentation import languages_of_words
from normalizer.finders.languages.tokens import Tokens, tokens

_FEWEST_WORDS = {"Hangul": 2, "Han": 4}
_FEWEST_LETTERS = {"Hangul": 5, "Han": 8}
_WORDS = 3
_LETTERS = 10
_SMALL = 0.25
"""Share of words without a capital below which a run is a list of names or a title."""

_SHOUTED = 0.7
_REASONS = 3


@dataclass(frozen=True)
class FindPassages:
    """Reports every run of words in another language than the article's, to the character.

    >>> from normalizer.finders.languages.inventory import inventory_of
    >>> from normalizer.resources.statistics import load_statistics
    >>> statistics = load_statistics()
    >>> find = FindPassages(Evidence(statistics, inventory_of(statistics)))
    >>> german = Document("Байден заявил, что мир будет реагировать auf das.", "de")
    >>> [(passage.span.of(german.text)[-11:], passage.language) for passage in find(german)]
    [('реагировать', 'ru')]
    >>> list(find(Document("Der НАТО-Generalsekretär las die «Известия».", "de")))
    []
    """

    evidence: Evidence

    def __call__(self, document: Document) -> Iterator[Passage]:
        """One passage for each such run, cut at line breaks, with the probability of its language."""
        main = self.evidence.inventory.column(document.language)
        if main is None:
            return
        text = document.text
        found = tokens(text)
        if not found.words:
            return
        rows = self.evidence.rows(self.evidence.places(found.words), main)
        path = languages_of_words(found, text, rows, main)
        if all(column == main for column in path):
            return
        path = settled(path, found, text, rows)
        for run in runs(path):
            if run.column != main and self._is_passage(found, run):
                yield from self._passages(text, found, run, rows)

    def _is_passage(self, found: Tokens, run: Run) -> bool:
        script = self.evidence.inventory.varieties[run.column].script
        words = found.words[run.start : run.stop]
        if len(words) < _FEWEST_WORDS.get(script, _WORDS):
            return False
        if sum(map(len, words)) < _FEWEST_LETTERS.get(script, _LETTERS):
            return False
        if script not in ("Latin", "Cyrillic", "Greek", "Armenian"):
            return True
        small = sum(word[0].islower() for word in words)
        shouted = sum(map(str.isupper, words))
        return small >= max(1, _SMALL * len(words)) or (
            script != "Latin" and shouted > _SHOUTED * len(words)
        )

    def _passages(self, text: str, found: Tokens, run: Run, rows: Rows) -> Iterator[Passage]:
        variety = self.evidence.inventory.varieties[run.column]
        inside = rows[run.start : run.stop]
        confidence = _confidence(inside, run.column)
        said = self._reasons(found.words[run.start : run.stop], inside, run.column)
        for part in _by_line(text, found, run):
            line, around = _surroundings(text, found, part)
            span = span_of_words(text, Span(found.starts[part.start], found.ends[part.stop - 1]), around)
            kind = kind_of(text, span, line)
            yield Passage(
                span, variety.language, confidence,
                script=variety.script, kind=kind, evidence=said,
            )  # fmt: skip

    def _reasons(self, words: Sequence[str], rows: Rows, column: int) -> str:
        """The next likely language of all the words, and those that say most against it."""
        sums = rows.sum(axis=0)
        sums[column] = -np.inf
        next_best = int(sums.argmax())
        against = rows[:, column] - rows[:, next_best]
        most = np.argsort(-against, kind="stable")[:_REASONS]
        said = [f"{words[i]} +{against[i]:.1f}" for i in most if against[i] > 0]
        return f"not {self.evidence.inventory.languages[next_best]}: {', '.join(said)}"


def _by_line(text: str, found: Tokens, run: Run) -> Iterator[Run]:
    start = run.start
    for i in range(run.start + 1, run.stop):
        if "\n" in text[found.ends[i - 1] : found.starts[i]]:
            yield Run(start, i, run.column)
            start = i
    yield Run(start, run.stop, run.column)


def _surroundings(text: str, found: Tokens, run: Run) -> tuple[Span, Span]:
    """The line of ``run``, and what lies between the words before and behind it."""
    first, last = found.starts[run.start], found.ends[run.stop - 1]
    start = text.rfind("\n", 0, first) + 1
    end = text.find("\n", last)
    line = Span(start, len(text) if end < 0 else end)
    before = found.ends[run.start - 1] if run.start else 0
    behind = found.starts[run.stop] if run.stop < len(found) else len(text)
    return line, Span(max(line.start, before), min(line.end, behind))


def _confidence(rows: Rows, column: int) -> float:
    """The posterior of ``column``, flattened: words of one text are no independent evidence."""
    sums = rows.sum(axis=0) / np.sqrt(len(rows))
    return round(float(1 / np.exp(sums - sums[column]).sum()), 4)
