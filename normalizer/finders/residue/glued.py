"""Sentences of the page at the end of a paragraph: ``… sagte er. Lesen Sie auch: Neue Brücke``."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import Any

import regex

from normalizer.document.document import Document
from normalizer.document.findings import Edit
from normalizer.document.recent import Recent
from normalizer.document.span import Span
from normalizer.finders.residue.kept import kept_metadata
from normalizer.finders.residue.layout import Line, article_lines
from normalizer.finders.residue.matching import LineRules
from normalizer.finders.residue.page_sentences import PageSentences
from normalizer.resources.openings import opening_of
from normalizer.resources.rules import Rule

_SHORTEST_REST = 30
_SHORTEST_BODY = 60
"""Code points that are left in front of a sentence of the page; a tag may stand behind fewer."""
_LONGEST = 240
_TAGS = frozenset({"agency-tag", "source-line"})
_STOP = '[.!?…»“”")][ \N{NO-BREAK SPACE}]{1,3}'
_LAST_WORD = r"(?:РИА )?\S{1,40}[^\s.!?…:“”»\"][ \t]*$"
_BEGUN = 3
"""First letters of a sentence that are looked at before anything else is."""
# Who speaks in an interview or a dialogue speaks to the reader as the page does.
_SPOKEN = regex.compile(r"[\u2013\u2014-]\s|\p{Lu}[\p{L}. -]{0,30}:\s")
_LONGEST_QUOTATION = 4000
"""So far back quotation marks are looked for, or many such paragraphs would take long."""
_MARKS = re.compile("[„“”«»]")

_Found = tuple[Rule, regex.Match[str]]
_Paragraph = tuple[Line, Sequence[int], Sequence[int]]
"""A line, and where in it a sentence of the page may begin, by rules for such or for lines."""


@dataclass(frozen=True)
class FindGlued:
    """Cuts off what the ``rules`` match behind a sentence, up to the end of its paragraph.

    What is left must be long enough to be a sentence of the article. What somebody says, between
    quotation marks or behind a dash, is left alone. ``page`` tells what goes besides, since a page
    would say it on a line of its own.

    >>> from normalizer.resources.rules import load_rules
    >>> find = FindGlued(load_rules("residue"))
    >>> told = "Die Kuppel werde im Mai mit einem Kran aufgesetzt, sagte sie am Montag."
    >>> [edit.removed for edit in find(Document(told + " Lesen Sie auch: Der Kran"))]
    [' Lesen Sie auch: Der Kran']
    >>> list(find(Document(told + " Lesen Sie auch Storm, riet sie.")))
    []
    """

    rules: Sequence[Rule]
    threshold: float = 0.94
    page: PageSentences | None = None

    def __call__(self, document: Document) -> Iterator[Edit]:
        """An edit for each thing that a page says behind a paragraph, in order."""
        text = document.text
        for line, starts, others in self._read(text):
            pieces = self._peeled(line, starts, others)
            if not pieces or _is_said(text, line, pieces[0][0].start):
                continue
            for piece, (rule, match) in pieces:
                span = Span(line.start + piece.start, line.start + piece.end)
                kept = kept_metadata(rule, match)
                yield Edit(span, span.of(text), "", rule.id, rule.reason or rule.kind, kept)

    def __reduce__(self) -> tuple[type["FindGlued"], tuple[Any, ...]]:
        """How it travels to another process: without what it remembers of texts."""
        return FindGlued, (self.rules, self.threshold, self.page)

    def worth_a_look(self, texts: Sequence[str]) -> list[bool]:
        """Whether a paragraph of each text may end so; all of a batch are read at once."""
        read = [self._read(text) for text in texts]
        if self.page is not None:
            every = chain.from_iterable(read)
            self.page.read([line.text[at:] for line, _, others in every for at in others])
        return [any(map(self._may_end_so, paragraphs)) for paragraphs in read]

    def _may_end_so(self, paragraph: _Paragraph) -> bool:
        line, starts, others = paragraph
        return bool(starts) or self._of_the_page(line.text, others) is not None

    def _of_the_page(self, said: str, starts: Sequence[int]) -> tuple[int, _Found] | None:
        return self.page.found(said, starts) if self.page is not None and starts else None

    @cached_property
    def _read(self) -> Recent[Sequence[_Paragraph]]:
        return Recent(lambda text: tuple(self._paragraphs(text)))

    def _paragraphs(self, text: str) -> Iterator[_Paragraph]:
        """Those in which something may stand behind the last sentence, in order."""
        starts = {line.start: (line, at) for line, at in self._candidates(text)}
        page = self.page
        if page is None:
            yield from ((line, at, ()) for line, at in starts.values())
            return
        for line in article_lines(text):
            begin = text.index(line.text, line.start)
            known = starts.get(begin)
            others = page.starts(line.text)
            if known or others:
                place = known[0] if known else Line(begin, begin + len(line.text), line.text, "")
                yield place, known[1] if known else (), others

    @cached_property
    def _behind(self) -> LineRules:
        sure = (r for r in self.rules if r.anchor == "behind" and r.confidence >= self.threshold)
        # A sentence is read alone, and how it begins takes no look through all of it.
        return LineRules([replace(rule, key=0) if rule.openings else rule for rule in sure])

    @cached_property
    def _all(self) -> frozenset[int]:
        return self._behind.numbers_of(lambda rule: rule.anchor == "behind")

    @cached_property
    def _openings(self) -> frozenset[str]:
        return frozenset(opening for rule in self._behind.rules for opening in rule.openings)

    def _may_begin(self, said: str) -> bool:
        """Whether a sentence that is ``said`` has an opening of a rule, or is one word."""
        opening = opening_of(said)
        ends = range(_BEGUN, len(opening) + 1)
        return any(opening[:end] in self._openings for end in ends) or " " not in said[_BEGUN + 1 :]

    @cached_property
    def _begun(self) -> re.Pattern[str]:
        """Where a sentence of the page may begin: its first letters, or one word that is last."""
        openings = {opening[:_BEGUN] for opening in self._openings}
        firsts: dict[str, set[str]] = {}
        for opening in openings:
            for written in (opening.capitalize(), opening.upper(), opening.title()):
                first = re.escape(written[:1])
                firsts.setdefault(first, set()).add(re.escape(written[1:]))
        branches = [f"{first}(?:{'|'.join(sorted(rest))})" for first, rest in firsts.items()]
        wanted = f"(?=[{''.join(firsts)}])(?:{'|'.join(branches)})" if firsts else "(?!)"
        return re.compile(f"{_STOP}(?={wanted}|{_LAST_WORD})", re.MULTILINE)

    def _candidates(self, text: str) -> Iterator[tuple[Line, list[int]]]:
        """Paragraphs, and where in them a sentence of the page may begin."""
        line, starts = Line(0, -1, "", ""), list[int]()
        for stop in self._begun.finditer(text):
            at = stop.end()
            if at > line.end:
                if starts:
                    yield line, starts
                line, starts = _line_around(text, at), []
            begun = at - line.start
            if (
                begun > _SHORTEST_REST
                and len(line.text) - begun <= _LONGEST
                and self._may_begin(line.text[begun:])
            ):
                starts.append(begun)
        if starts:
            yield line, starts

    def _peeled(
        self, line: Line, starts: Sequence[int], others: Sequence[int]
    ) -> list[tuple[Span, _Found]]:
        """What matches at the end of the line, and then in front of that, with where it stands."""
        said, end = line.text, len(line.text)
        pieces: list[tuple[Span, _Found]] = []
        while found := self._last(said[:end], starts, others):
            at, hit = found
            begin = len(said[:at].rstrip())
            pieces.insert(0, (Span(begin, end), hit))
            end = begin
        return pieces

    def _last(
        self, said: str, starts: Sequence[int], others: Sequence[int]
    ) -> tuple[int, _Found] | None:
        """What matches at the end of what is ``said``, and where it begins."""
        for at in starts:
            hit = self._hit(said[at:], at) if at < len(said) else None
            if hit is not None:
                return at, hit
        return self._of_the_page(said, [at for at in others if at < len(said)])

    def _hit(self, piece: str, at: int) -> _Found | None:
        (reading,) = self._behind.read([Line(0, len(piece), piece, piece)])
        hit = reading.first(self._all) if reading.numbers else None
        if hit is None or (at < _SHORTEST_BODY and hit[0].kind not in _TAGS):
            return None
        return hit


def _line_around(text: str, at: int) -> Line:
    """The line that holds ``at``, without white space at its ends."""
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    said = text[start : end if end >= 0 else len(text)]
    start += len(said) - len(said.lstrip())
    said = said.strip()
    return Line(start, start + len(said), said, said)


def _is_said(text: str, line: Line, end: int) -> bool:
    """Whether what stands behind ``end`` in the line belongs to what somebody says."""
    said = line.text[:end]
    if _SPOKEN.match(said) or said.count('"') % 2:
        return True
    marks = _MARKS.findall(text, max(0, line.start - _LONGEST_QUOTATION), line.start + end)
    if not marks:
        return False
    if marks[-1] in "«»":
        first = next(mark for mark in marks if mark in "«»")
        return bool(marks[-1] == first)
    return marks[-1] == "„" or (marks[-1] == "“" and "„" not in marks)
