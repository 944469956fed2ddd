"""How each word reads in every encoding it may be in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt
import regex

from normalizer.finders.encoding.neighbours import Neighbours
from normalizer.finders.encoding.readable import LookedUp, Readability
from normalizer.formats.decoding.pairs import Nats, known_neighbours, pair_scores
from normalizer.formats.decoding.tables import TABLES, UTF_8, read

ENCODINGS = (*TABLES, UTF_8)
"""The columns of all scores."""

_CLOSE = 12.0
"""Nats by which neighbouring signs may fit worse than in the best table; else none looks closer."""

_FAR = 0.8
"""What a nat of neighbouring signs weighs in those."""

_NEAR = 0.4
"""And what it weighs beside the letters and words of a table that is looked at."""

_OWN = 0.5
"""How much of a word's score is the one in the language of the text, not in its best one."""

_BY_CHANCE = 2.0
"""Nats for each UTF-8 sequence, since bytes in other encodings hardly ever look so."""

_LOST = 25.0
"""Nats a byte costs that is part of no UTF-8 sequence; with more than two, none is looked for."""

_FOREIGN = regex.compile(r"[^\P{L}\p{Latin}\p{Cyrillic}\p{Greek}]")
_FOREIGN_COST = 8.0
"""A word in such letters on a line that isn't UTF-8 is an accident."""

_STRANGE = regex.compile(
    r"\p{L}[„‚]|[„‚](?!\S)|^[‘’“”]$|‚\p{Cyrillic}"
    r"|\xad(?!\p{L})|[\d.,]\p{Lu}\xa0"
    r"|\p{L}{3}[²³¹•°¶¤·]|[²³¹°¶¤•·](?![CF]\b)\p{L}"
)
_STRANGE_COST = 6.0
"""Signs that nobody puts there."""

_ALIEN = regex.compile(r"(?!\p{Latin})\p{L}")
_ALIEN_COST = 8.0
"""What a word without Latin letters costs among ASCII letters alone."""

_SEQUENCE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_HIGH = bytes(range(0x80, 0x100))
_MOST_LOST = 2
_ASCII = 0x80
_HALF = np.float32(0.5)
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True)
class _Readings:
    """Different ``texts``, and for each word (row) and encoding (column) the number of its own."""

    texts: Sequence[str]
    rows: npt.NDArray[np.intp]
    columns: npt.NDArray[np.intp]
    numbers: npt.NDArray[np.intp]


@dataclass(frozen=True)
class Scores:
    """How words read in all encodings: by pairs if ``far`` from the best, else by their letters.

    ``strange`` is what the signs of each text cost; ``near`` counts beside its words, and the
    ``costs`` are of letters among others.
    """

    far: Nats
    readings: _Readings
    words: LookedUp
    strange: Nats
    near: Nats
    costs: Nats

    def within(self, language: str = "") -> Nats:
        """For each word (row) the nats by which `ENCODINGS` fall behind the best.

        ``language`` says which the Latin letters around are in; nothing where it isn't known.
        """
        found = self.far.copy()
        if self.readings.texts:
            values = self._values(language)[self.readings.numbers]
            values += self.near
            _put(found, self.readings, values - self.costs)
        return found

    def _values(self, language: str) -> Nats:
        """The nats of each text by its letters and common words."""
        values = self._usual
        if language:
            own = np.array(self.words.scores({"Latin": language}), np.float32)
            values = values + _OWN * (own - values)
        return np.asarray(values - self.strange, np.float32)

    @cached_property
    def _usual(self) -> Nats:
        return np.array(self.words.scores(), np.float32)


@dataclass(frozen=True)
class Readings:
    """Scores words in all encodings at once."""

    readability: Readability = field(default_factory=Readability)
    neighbours: Neighbours = field(default_factory=known_neighbours)

    def scores(self, words: Sequence[bytes], plain: Nats) -> "Scores":
        """The scores of ``words``, of which ``plain`` says how much around each is ASCII letters.

        They are had in any language, which may be known only after a first look.
        """
        pairs = pair_scores(words)
        behind = pairs - pairs.max(axis=1, keepdims=True)
        lost = [_outside(word) for word in words]
        far = np.column_stack([_FAR * behind, -_LOST * np.array(lost, np.float32)])
        readings = _readings(words, behind >= -_CLOSE, lost)
        said = [text.replace("İ", "I").replace(_REPLACEMENT, "") for text in readings.texts]
        beside = [self._of_utf_8(*of) for of in zip(words, lost, strict=True)]
        near = np.column_stack([_NEAR * pairs, beside])[readings.rows, readings.columns]
        aliens = np.array([_ALIEN.search(text) is not None for text in readings.texts], np.bool_)
        among = np.maximum(plain[readings.rows] - _HALF, 0)
        costs = _ALIEN_COST * aliens[readings.numbers] * among
        strange = np.array([len(_STRANGE.findall(text)) for text in readings.texts], np.float32)
        looked_up = self.readability.looked_up(said)
        return Scores(far, readings, looked_up, _STRANGE_COST * strange, near, costs)

    def _of_utf_8(self, word: bytes, lost: int) -> float:
        """What tells of UTF-8 beside the letters and words of the text that ``word`` is then."""
        if lost > _MOST_LOST:
            return 0.0
        text = word.decode("utf-8", "ignore")
        codes = self.neighbours.codes(text)
        high = np.frombuffer(f" {text} ".encode("utf-32-le"), np.uint32) >= _ASCII
        at = np.flatnonzero(high[:-1] | high[1:])
        pairs = float(self.neighbours.scores[codes[at], codes[at + 1]].sum())
        foreign = _FOREIGN_COST * (_FOREIGN.search(text) is not None)
        sequences = len(_SEQUENCE.findall(word))
        return _NEAR * pairs + _BY_CHANCE * sequences - foreign - _LOST * lost


def _readings(
    words: Sequence[bytes], close: npt.NDArray[np.bool_], lost: Sequence[int]
) -> _Readings:
    """What ``words`` are in the encodings worth a look, where those differ."""
    texts: dict[str, int] = {}
    cells: list[tuple[int, int, int]] = []
    for i, (word, columns) in enumerate(zip(words, close, strict=True)):
        known = {j: read(word, TABLES[j]) for j in np.flatnonzero(columns).tolist()}
        if lost[i] <= _MOST_LOST:
            known[len(TABLES)] = word.decode("utf-8", "replace")
        if len(set(known.values())) > 1:
            cells.extend((i, j, texts.setdefault(text, len(texts))) for j, text in known.items())
    return _Readings(list(texts), *np.array(cells, np.intp).reshape(-1, 3).T)


def _put(found: Nats, readings: _Readings, values: Nats) -> None:
    """Replace what is ``found`` by ``values``; tables without one stay behind the best table."""
    best, of_tables = np.full((2, len(found)), -np.inf, np.float32)
    np.maximum.at(best, readings.rows, values)
    tables = readings.columns < len(TABLES)
    np.maximum.at(of_tables, readings.rows[tables], values[tables])
    rows = np.unique(readings.rows)
    found[rows, :-1] += (of_tables[rows] - best[rows])[:, None]
    found[readings.rows, readings.columns] = values - best[readings.rows]


def _outside(word: bytes) -> int:
    """How many bytes of ``word`` are neither ASCII nor part of a UTF-8 sequence."""
    if not _SEQUENCE.search(word):
        return len(word) - len(word.translate(None, _HIGH))
    rest = _SEQUENCE.sub(b"", word)
    return len(rest) - len(rest.translate(None, _HIGH))
