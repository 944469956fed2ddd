"""Letters of UTF-8 that were read as Latin-1 and then lost their second half."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from normalizer.document.document import Document
from normalizer.document.findings import Edit, Notice
from normalizer.document.span import Span
from normalizer.finders.encoding.lost_words import LOST, Article, Reading, Run, WordReader
from normalizer.resources.statistics import ScriptStatistics, load_statistics

RULE = "encoding.half-letter"
UNSURE = "encoding.lost-text"

_HALF = "Ã"
_OTHER_HALVES = "".join(bytes((half,)).decode("cp1252", "ignore") for half in range(0x80, 0xC0))
_SMALL = re.compile(rf"(?<=[a-zß-öø-ÿ])Ã(?![A-ZÀ-Þ\x80-\xbf{_OTHER_HALVES}]|\?\w)")
# The one of both that begins with the letter itself, which is faster to look for.
_ANY = re.compile(
    rf"Ã(?:(?<=[a-zß-öø-ÿ]Ã)(?![A-ZÀ-Þ\x80-\xbf{_OTHER_HALVES}]|\?\w)"
    r"|(?<!\wÃ)(?=[a-zß-öø-ÿ]))"
)

_SECOND_HALVES = range(0x80, 0xA0)
"""Control characters in Latin-1, which whatever cleans or shows a text throws away."""

_THROWN_AWAY_TOO = (0xA0, 0xAD)
"""The no-break space and the soft hyphen."""

_MARGIN = 2.0
_LEAST = -5.0
_KNOWN = -18.0
"""Nats that a word of some list has at least."""


def _letters(halves: Sequence[int]) -> str:
    return "".join(bytes((0xC3, half)).decode() for half in halves)


_CAPITALS = "".join(c for c in _letters(_SECOND_HALVES) if c.isupper())
_SMALL_ONES = "".join(
    c for c in _letters((*_SECOND_HALVES, *_THROWN_AWAY_TOO)) if c.isalpha() and c.islower()
)


def half_letters(text: str) -> Iterator[int]:
    """Where in ``text`` a half letter may stand, in code points, from left to right."""
    # To look for one sign takes far less time than to look for a pattern.
    return (match.start() for match in _ANY.finditer(text)) if _HALF in text else iter(())


def has_half_letters(text: str) -> bool:
    """Whether half a letter may stand in ``text``."""
    return _HALF in text and _ANY.search(text) is not None


@dataclass(frozen=True)
class FindHalfLetters:
    """Restores letters of which only ``Ã`` is left, by the word they stand in.

    In Latin-1 the second half of ``ß`` and of most capitals with an accent is a control
    character, which is often stripped. So a small letter can hardly have been anything but ``ß``,
    and of the capitals the word tells which. No language writes ``Ã`` behind or before small
    letters; among capitals some do, and those are left.

    >>> find = FindHalfLetters()
    >>> [edit.inserted for edit in find(Document("Der AuÃenminister reist nach Ãsterreich."))]
    ['ß', 'Ö']
    >>> list(find(Document("A cidade de SÃO PAULO, São Paulo.")))
    []
    """

    statistics: Mapping[str, ScriptStatistics] = field(default_factory=load_statistics)

    def __call__(self, document: Document) -> Iterator[Edit | Notice]:
        """An edit for each half letter, with the whole word; a notice where nothing decides."""
        text = document.text
        if _HALF not in text or LOST in text:
            return
        places = {
            at: _SMALL_ONES if _SMALL.match(text, at) else _CAPITALS for at in half_letters(text)
        }
        article = self._article(text, places) if places else None
        if article is None:
            return
        for run, readings in self._words.readings(article).items():
            yield from _found(text, run, _fitting(run, readings, places))

    @cached_property
    def _words(self) -> WordReader:
        return WordReader(self.statistics["Latin"])

    def _article(self, text: str, places: Mapping[int, str]) -> Article | None:
        signs = list(text)
        for place in places:
            signs[place] = LOST
        return self._words.article("".join(signs), LOST)


def _fitting(
    run: Run, readings: Sequence[Reading], places: Mapping[int, str]
) -> list[tuple[str, float]]:
    """The words, with capitals, whose letters have such a second half; and their scores."""
    fitting = []
    for reading in readings:
        if reading.lead or reading.trail or LOST in reading.word:
            continue
        letters = [
            _as_one_of(places[run.start + at], reading.word[at]) if sign == LOST else sign
            for at, sign in enumerate(run.said)
        ]
        if all(letters):
            fitting.append(("".join(letters), reading.score))
    return fitting


def _as_one_of(allowed: str, letter: str) -> str:
    """``letter``, small or as a capital, as it stands in ``allowed``; nothing if it doesn't."""
    return next((sign for sign in (letter, letter.upper()) if sign in allowed), "")


def _is_rare(word: str, places: Sequence[int]) -> bool:
    """Whether a small letter other than ``ß`` would have to be in one of ``places``."""
    return any(word[at].islower() and word[at] != "ß" for at in places)


def _is_clear(fitting: Sequence[tuple[str, float]], *, sure: bool) -> bool:
    """Whether the first of ``fitting`` is a word, a common one to be ``sure``, and no other is."""
    (word, score), *others = fitting
    rival = next((other for found, other in others if found != word), None)
    if rival is not None and score - rival < _MARGIN:
        return False
    return score > (_KNOWN if sure else _LEAST * (len(word) + 1))


def _found(text: str, run: Run, fitting: Sequence[tuple[str, float]]) -> Iterator[Edit | Notice]:
    """The edits that make ``run`` the first of ``fitting``, or a notice.

    A blank before the one between words is the half of ``à``, which is a no-break space.
    """
    places = [at for at, sign in enumerate(run.said) if sign == LOST]
    if fitting and _is_clear(fitting, sure=_is_rare(fitting[0][0], places)):
        word = fitting[0][0]
        for at in places:
            start = run.start + at
            is_blank = word[at] == "à" and text.startswith("  ", start + 1)
            span = Span(start, start + 1 + is_blank)
            yield Edit(span, span.of(text), word[at], RULE, word)
    else:
        span = Span(run.start, run.start + len(run.said))
        yield Notice(span, UNSURE, "half of a letter is missing")
