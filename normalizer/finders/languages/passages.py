"""Passages in another language than their article."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from normalizer.document.document import UNDETERMINED, Document
from normalizer.document.findings import Passage
from normalizer.document.span import Span
from normalizer.finders.languages.borders import is_quoted, kind_of, span_of_words
from normalizer.finders.languages.candidates import Candidate
from normalizer.finders.languages.evidence import Rows, reasons
from normalizer.finders.languages.letters import script_of_word
from normalizer.finders.languages.pieces import Pieces
from normalizer.finders.languages.runs import (
    Part,
    Run,
    agreed,
    edged,
    in_doubt,
    introduced,
    runs,
    settled,
    trimmed,
)
from normalizer.finders.languages.screen import Screen
from normalizer.finders.languages.segmentation import languages_of_words
from normalizer.finders.languages.titles import is_title
from normalizer.finders.languages.tokens import Tokens, tokens

_BLOCK = 100_000
"""Code points that are looked at together; memory doesn't grow with the article."""

_BEGINNING = 1000
"""Code points at the beginning of an article that its script is told by."""


_DOUBTFUL, _FEW = -0.5, 12
"""Mean evidence of a word, in nats, below which a run may be in another language in disguise,
as may any run of so few words."""


@dataclass(frozen=True)
class FindPassages:
    """Reports every run of words in another language than the article's, to the character.

    >>> from normalizer.finders.languages.evidence import Evidence
    >>> from normalizer.finders.languages.inventory import inventory_of
    >>> from normalizer.resources.statistics import load_statistics
    >>> statistics = load_statistics()
    >>> find = FindPassages(Pieces(Evidence(statistics, inventory_of(statistics))))
    >>> german = Document("Байден заявил, что мир будет реагировать auf das.", "de")
    >>> [(passage.span.of(german.text)[-11:], passage.language) for passage in find(german)]
    [('реагировать', 'ru')]
    >>> list(find(Document("Der НАТО-Generalsekretär las die «Известия».", "de")))
    []
    """

    pieces: Pieces
    asked: bool = False
    _columns: dict[str, list[int]] = field(default_factory=dict)
    _screens: dict[int, Screen] = field(default_factory=dict)
    _lefts: dict[int, frozenset[int]] = field(default_factory=dict)

    def __call__(self, document: Document) -> Iterator[Passage]:
        """One passage for each such run, cut at line breaks."""
        text = document.text
        main = self._main(text, document.language)
        if main is None:
            return
        for block in _blocks(text):
            # A slice of a whole text is that text, whose pieces are known.
            inside = block.of(text)
            windows = self._screen(main)(inside)
            if windows:
                parts = [self._decoded(inside, window, block.start, main) for window in windows]
                yield from self._in_parts(parts, main)

    def _in_parts(self, parts: Sequence[Part], main: int) -> Iterator[Passage]:
        for part, run in in_doubt(parts, self._left(main)):
            candidate = self._candidate(part, run, main)
            if candidate.is_passage and not self._is_romanized(candidate):
                inner = introduced(part, run, main)
                yield from self._passages(part, inner, known=candidate.is_known)

    def _decoded(self, text: str, window: Span, offset: int, main: int) -> Part:
        """The words of one window of ``text``, and the runs of one language in them."""
        inside = window.of(text)
        found = tokens(inside)
        evidence = self.pieces.evidence
        rows = evidence.rows(evidence.places(found.words), main)
        path = languages_of_words(found, inside, rows, main)
        if any(column != main for column in path):
            path = settled(agreed(path, rows, main), found, inside, rows)
            path = edged(path, found, evidence, main)
            path = trimmed(path, found, evidence.inventory, main)
        return Part(offset + window.start, inside, found, rows, tuple(runs(path)))

    def _main(self, text: str, language: str) -> int | None:
        """The variety of the article: of two in different scripts the one that fits."""
        if language == UNDETERMINED:
            return None
        columns = self._columns.get(language)
        if columns is None:
            columns = self._columns[language] = self.pieces.evidence.inventory.of_language(language)
        if len(columns) > 1:
            against = self.pieces.evidence.against(tokens(text[:_BEGINNING]).words).sum(axis=0)
            return min(columns, key=lambda column: -against[column])
        return columns[0] if columns else None

    def _screen(self, main: int) -> Screen:
        if main not in self._screens:
            self._screens[main] = Screen(self.pieces, main)
        return self._screens[main]

    def _candidate(self, part: Part, run: Run, main: int) -> Candidate:
        varieties = self.pieces.evidence.inventory.varieties
        start, end = part.tokens.starts[run.start], part.tokens.ends[run.stop - 1]
        rows = part.rows[run.start : run.stop]
        quoted = is_quoted(part.text, Span(start, end))
        return Candidate(
            part.text[start:end],
            part.tokens.words[run.start : run.stop],
            varieties[run.column],
            varieties[main].script,
            float((rows[:, run.column] - rows[:, main]).sum()),
            self._fit(part, run),
            self.pieces.evidence.strange(part.tokens.words[run.start : run.stop], run.column),
            quoted,
            quoted and is_title(part.text, Span(start, end), varieties[main].language),
        )

    def _is_romanized(self, candidate: Candidate) -> bool:
        """Whether it seems to be in a language that its words are only spelled like."""
        if candidate.variety.script != "Latin":
            return False
        clear = candidate.mean >= _DOUBTFUL and len(candidate.words) > _FEW
        return not clear and self.pieces.romanized.explains(
            candidate.words, candidate.variety.language
        )

    def _fit(self, part: Part, run: Run) -> float:
        """How much the words of a run in its own script speak against it, in nats a word."""
        script = self.pieces.evidence.inventory.varieties[run.column].script
        own = [
            i for i in range(run.start, run.stop) if script_of_word(part.tokens.words[i]) == script
        ]
        return float(part.rows[own, run.column].mean()) if own else 0.0

    def _left(self, main: int) -> frozenset[int]:
        """The column of the article, and those that only keep others from being taken for it."""
        known = self._lefts.get(main)
        if known is None:
            languages = self.pieces.evidence.inventory.languages
            likes = {"la"} | ({"lb", "af"} if languages[main] == "de" else set())
            unread = set() if self.asked else likes
            known = frozenset(i for i, name in enumerate(languages) if i == main or name in unread)
            self._lefts[main] = known
        return known

    def _passages(self, part: Part, whole: Run, *, known: bool) -> Iterator[Passage]:
        inventory = self.pieces.evidence.inventory
        variety = inventory.varieties[whole.column]
        language = variety.language if known else UNDETERMINED
        text, found = part.text, part.tokens
        for run in _by_line(text, found, whole):
            rows = part.rows[run.start : run.stop]
            line, around = _surroundings(text, found, run)
            letters = Span(found.starts[run.start], found.ends[run.stop - 1])
            span = span_of_words(text, letters, around, variety.language)
            yield Passage(
                Span(span.start + part.start, span.end + part.start),
                language,
                _confidence(rows, run.column),
                script=variety.script,
                kind=kind_of(text, span, line),
                evidence=reasons(found.words[run.start : run.stop], rows, run.column, inventory),
            )


def _blocks(text: str) -> Iterator[Span]:
    """Windows of whole lines that are looked at one by one; of a giant line its parts."""
    start = 0
    while len(text) - start > _BLOCK:
        end = start + _BLOCK
        cut = text.rfind("\n", start, end) + 1 or text.rfind(" ", start, end) + 1 or end
        yield Span(start, cut)
        start = cut
    yield Span(start, len(text))


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
