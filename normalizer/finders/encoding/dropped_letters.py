"""Letters outside ASCII that were dropped from a whole article."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

import numpy as np

from normalizer.document.document import Document
from normalizer.document.findings import Edit
from normalizer.document.span import Span
from normalizer.finders.encoding.compounds import Weights
from normalizer.finders.encoding.dropped_signs import gaps
from normalizer.finders.encoding.dropped_words import Candidate, DroppedWords, Option, missing
from normalizer.finders.encoding.escapes import is_address, token_around
from normalizer.finders.encoding.lost_capitals import is_capital
from normalizer.finders.encoding.lost_words import WordReader
from normalizer.resources.statistics import ScriptStatistics, load_statistics

RULE = "encoding.dropped-letter"

_ACCENTED = re.compile(r"[^\x00-\x7f\W\d_]")  # most signs are ASCII, so that is asked first
_WORD = re.compile(r"(?<![A-Za-z_@#&\\])[A-Za-z]{2,40}(?![A-Za-z_@\\]|\d)")
_CASED = re.compile(r"[A-Z]?[a-z]+")
_WITHIN = re.compile(r"(?<=[a-z,] )[a-z]+(?= [A-Za-z])")

_NAMED = re.compile(r"[a-z,] [A-Z][a-z]+ \Z")
"""Before a family name."""

_SAMPLE = 40
"""Words at the start of a text by which its language is guessed."""

_ENGLISH, _ENGLISH_WORDS = " the ", 300
"""A word that begins one in so many signs of English; that is quickly seen."""

_UNSAID = -12.0
_ACCENTS = (0.01, 0.04)
"""The share of letters outside ASCII of the languages that are tried.

With fewer a language can be written in ASCII; with more too little is left of its words.
"""

_COMPOUND = 7
"""Letters from which on a word may be a compound."""

_SHOUTED = 6
"""Letters from which on capitals are a word, and no abbreviation."""

_EXPECTED = 0.25
"""Of the letters that ought to be missing, the share that must be."""

_ABSENT = 2.5
"""Nats that no letter outside ASCII in a text says at most."""

_DOUBT = 24.0
_UNFAMILIAR, _PLAIN = -2.6, -2.1
"""Nats a letter that words of a language exceed, nearly always and most of the time.

A few letters are given the benefit of the doubt.
"""

_LEAD = -6.9
"""Score of the next language, in nats behind the first, where the first is beyond doubt."""

_FOUND = 1.0
_WITNESSES = 2
"""Different words that must lack a letter, but in German, whose rare words are best known."""

_SURE = 6.0
_SURE_OF_USUAL = 3.0
_USUAL = -6.5
_MARGIN = 2.5
_RIVAL = 2.0
_RIVAL_OF_UNKNOWN = 3.0
_RIVAL_OF_NAME = 8.0
_KNOWN = -11.0
_CONTEXT = 40
_ROUNDS, _ROUNDS_OF_SETTLED = 3, 2
_COMPOUNDING = "de"
"""The language whose compounds are taken apart."""

_NO_MARK = "\0"


@dataclass(frozen=True)
class _Word:
    """A word of the text, and where it begins (code points)."""

    start: int
    said: str


@dataclass(frozen=True)
class FindDroppedLetters:
    """Puts back the letters outside ASCII that an article lost altogether.

    The article as a whole must show it: its language can't be written in ASCII, not one of its
    letters is outside, and words of it are none but for a letter that is missing. Text that was
    written so on purpose ("Muenchen") has no such words.

    >>> find = FindDroppedLetters()
    >>> text = "Der Brgermeister will das Schwimmbad nchste Woche ffnen."
    >>> [(edit.span.start, edit.inserted) for edit in find(Document(text))]
    [(5, 'ü'), (38, 'ä'), (50, 'ö')]
    >>> list(find(Document("Der Buergermeister will naechste Woche nach Muenchen.")))
    []
    """

    statistics: Mapping[str, ScriptStatistics] = field(default_factory=load_statistics)

    def __call__(self, document: Document) -> Iterator[Edit]:
        """An insertion for each place where letters are missing, with the whole word."""
        text = document.text
        language = self._language(text)
        if language is None:
            return
        words = self._words(text, language)
        options = self._words_of.options({w.said.lower() for w in words}, language, 1)
        if not self._damaged(text, words, options, language):
            return
        options = self._again(options, language)
        for word in words:
            option = options[word.said.lower()]
            name = word.said.istitle() and language != "de" and not _begins(text, word.start)
            candidate = _chosen(option, word.said, name=name)
            if candidate and not candidate.known and language != _COMPOUNDING:
                continue
            if candidate:
                yield from _insertions(word, candidate, text, language)
        if language == "de":
            yield from gaps(text, RULE)

    def _again(self, options: Mapping[str, Option], language: str) -> dict[str, Option]:
        """``options`` with all the letters that words may lack, and compounds taken apart."""
        again = dict(options)
        for rounds, settled in ((_ROUNDS, False), (_ROUNDS_OF_SETTLED, True)):
            tried = {w for w, o in options.items() if o.candidates and _settled(o) is settled}
            for said, option in self._words_of.options(tried, language, rounds).items():
                compound = language == _COMPOUNDING and not settled and len(said) >= _COMPOUND
                again[said] = (
                    self._words_of.composed(said, option, language) if compound else option
                )
        return again

    def worth_a_look(self, text: str) -> bool:
        """Whether ``text`` has no letter outside ASCII, but a language that needs some."""
        return self._language(text) is not None

    @cached_property
    def _words_of(self) -> DroppedWords:
        return DroppedWords(self.statistics["Latin"])

    def _language(self, text: str) -> str | None:
        """The language of ``text`` by its first words, if it can't be written in ASCII."""
        if not text.isascii() and _ACCENTED.search(text):
            return None
        if text.count(_ENGLISH) * _ENGLISH_WORDS > len(text):
            return None
        sample = [found[0].lower() for found in islice(_WORD.finditer(text), _SAMPLE)]
        if not sample:
            return None
        latin = self.statistics["Latin"]
        scores = np.maximum(latin.common_scores(sample), np.float32(_UNSAID)).sum(axis=0)
        language = latin.languages[int(scores.argmax())]
        fewest, most = _ACCENTS
        return language if fewest < self._words_of.orthographies[language].share < most else None

    def _words(self, text: str, language: str) -> list[_Word]:
        """The words of the lines in ``language``."""
        article = WordReader(self.statistics["Latin"]).article(text, _NO_MARK)
        if article is None or min(map(_rival, article.weights.values())) > _LEAD:
            return []
        words, start = [], 0
        for number, line in enumerate(text.split("\n")):
            if article.languages[number] == language:
                words += [
                    _Word(start + found.start(), found[0])
                    for found in _WORD.finditer(line)
                    if _is_word(found[0])
                ]
            start += len(line) + 1
        return [
            word
            for word in words
            if not is_address(token_around(text, word.start, word.start + len(word.said)).of(text))
        ]

    def _damaged(
        self, text: str, words: Sequence[_Word], options: Mapping[str, Option], language: str
    ) -> bool:
        """Whether enough of ``words`` lack a letter, for how many they are."""
        within = {found[0] for found in _WITHIN.finditer(text)}
        gains: dict[str, float] = {}
        usual, count, nats = 0.0, 0, 0.0
        for word in words:
            option = options[word.said.lower()]
            gain = _gain(option)
            nats += option.left
            if gain <= _FOUND or (
                word.said.istitle()
                and _NAMED.search(text, max(0, word.start - _CONTEXT), word.start)
            ):
                continue
            best = option.candidates[0]
            gains[best.word] = gain
            count += 1
            nats += best.score - option.left
            if best.score > _USUAL and word.said in within:
                usual = max(usual, gain)
        letters = sum(len(word.said) for word in words)
        expected = self._words_of.orthographies[language].share * letters
        familiar = (_DOUBT + nats) / letters if letters else _UNFAMILIAR
        if familiar <= _UNFAMILIAR or not gains or count < _EXPECTED * expected:
            return False
        if len(gains) < _WITNESSES and language != _COMPOUNDING:
            return False
        # None of the letters that ought to be there is: that is evidence, too.
        if sum(gains.values()) + min(expected, _ABSENT) > _SURE:
            return True
        return usual > _SURE_OF_USUAL and familiar > _PLAIN


def _gain(option: Option) -> float:
    """Nats by which a common word with a letter more is likelier, where it is one for sure."""
    if not option.candidates:
        return 0.0
    best = option.candidates[0]
    return best.score - option.foreign if best.known and _margin(option) > _MARGIN else 0.0


def _rival(weights: Weights) -> float:
    """The score of the language that fits second best, behind the first."""
    return float(np.partition(weights, -2)[-2])


def _is_word(said: str) -> bool:
    return _CASED.fullmatch(said) is not None or (said.isupper() and len(said) >= _SHOUTED)


def _margin(option: Option) -> float:
    """Nats between the two likeliest candidates."""
    return option.candidates[0].score - (
        option.candidates[1].score if len(option.candidates) > 1 else -np.inf
    )


def _settled(option: Option) -> bool:
    """Whether it is clear after one round what a word is: common as it stands or with a letter."""
    return bool(option.candidates) and option.candidates[0].known and _margin(option) > _MARGIN


def _begins(text: str, start: int) -> bool:
    """Whether a sentence begins at ``start``."""
    before = text[max(0, start - _CONTEXT) : start].rstrip(" \"'(")
    return not before or before[-1] in "\n.!?:"


def _chosen(option: Option, said: str, *, name: bool) -> Candidate | None:
    """The candidate that is clearly likelier than the word as it stands and any other."""
    if not option.candidates:
        return None
    best = option.candidates[0]
    left = option.foreign if said[0].isupper() else option.left
    rival = _RIVAL if best.known else _RIVAL_OF_UNKNOWN
    if name and best.score - left < _RIVAL_OF_NAME:
        return None
    if best.score - left < rival or _margin(option) < rival:
        return None
    return best


def _insertions(word: _Word, candidate: Candidate, text: str, language: str) -> Iterator[Edit]:
    """Edits that make ``word`` the candidate; none where it isn't clear if it begins small."""
    runs = missing(word.said, candidate.word)
    if not runs:
        return
    shouted = word.said.isupper()
    if runs[0][0] == 0 and not shouted:
        if word.said[0].isupper():
            return
        before = text[max(0, word.start - _CONTEXT) : word.start]
        known = candidate.score > _KNOWN
        capital = is_capital(candidate.word, before, language, known=known, typed=True)
        if capital is None:
            return
        if capital:
            runs[0] = (0, runs[0][1].capitalize())
    for place, letters in runs:
        start = word.start + place
        put = "".join(c if c == "ß" else c.upper() for c in letters) if shouted else letters
        yield Edit(Span(start, start), "", put, RULE, candidate.word)
