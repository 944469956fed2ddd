"""How each word reads in every encoding it may be in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import regex

from normalizer.finders.encoding.neighbours import Neighbours
from normalizer.finders.encoding.readable import Readability
from normalizer.formats.decoding.pairs import Nats, pair_scores
from normalizer.formats.decoding.tables import TABLES, read

UTF_8 = "utf-8"
ENCODINGS = (*TABLES, UTF_8)
"""The columns of all scores."""

_CLOSE = 12.0
"""Tables in which neighbouring signs fit worse than this below the best are not looked at closer."""

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
    r"|[\d.,]\p{Lu}\xa0|\p{L}{3}[²³¹•°¶¤·]|[²³¹°¶¤•·](?![CF]\b)\p{L}"
)
_STRANGE_COST = 6.0
"""Signs that nobody puts there."""

_ALIEN = regex.compile(r"(?!\p{Latin})\p{L}")
_ALIEN_COST = 8.0
"""What a word without Latin letters costs among ASCII letters alone."""

_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = bytes(range(0x80, 0x100))
_MOST_LOST = 2
_ASCII = 0x80
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True)
class Readings:
    """Scores words in all encodings at once."""

    readability: Readability = field(default_factory=Readability)
    neighbours: Neighbours = field(default_factory=Neighbours)

    def scores(self, words: Sequence[bytes], plain: Nats, language: str = "") -> Nats:
        """For each of ``words`` (rows) the nats by which `ENCODINGS` fall behind the best.

        ``plain`` says how much of the letters around each are ASCII, ``language`` which the
        Latin ones around are in, or nothing.
        """
        pairs = pair_scores(words)
        behind = pairs - pairs.max(axis=1, keepdims=True)
        lost = [_outside(word) for word in words]
        found = np.column_stack([_FAR * behind, -_LOST * np.array(lost, np.float32)])
        texts: dict[str, int] = {}
        cells: list[tuple[int, int, int]] = []
        for i, (word, close) in enumerate(zip(words, behind >= -_CLOSE, strict=True)):
            known = {j: read(word, TABLES[j]) for j in np.flatnonzero(close).tolist()}
            if lost[i] <= _MOST_LOST:
                known[len(TABLES)] = word.decode("utf-8", "replace")
            if len(set(known.values())) > 1:
                cells.extend((i, j, texts.setdefault(text, len(texts))) for j, text in known.items())
        if not cells:
            return found
        rows, columns, numbers = np.array(cells).T
        values = self._values(list(texts), language)[numbers]
        aliens = np.array([_ALIEN.search(text) is not None for text in texts])[numbers]
        values -= _ALIEN_COST * aliens * np.maximum(plain[rows] - np.float32(0.5), 0)
        beside = np.column_stack([_NEAR * pairs, [self._of_utf_8(*of) for of in zip(words, lost, strict=True)]])
        values += beside[rows, columns]
        best, of_tables = np.full((2, len(words)), -np.inf, np.float32)
        np.maximum.at(best, rows, values)
        in_tables = columns < len(TABLES)
        np.maximum.at(of_tables, rows[in_tables], values[in_tables])
        looked_at = np.unique(rows)
        found[looked_at, :-1] += (of_tables[looked_at] - best[looked_at])[:, None]
        found[rows, columns] = values - best[rows]
        return found

    def _values(self, texts: Sequence[str], language: str) -> Nats:
        """The nats of each of ``texts`` by its letters and common words."""
        said = [text.replace("İ", "I").replace(_REPLACEMENT, "") for text in texts]
        values = np.array(self.readability.scores(said), np.float32)
        if language:
            own = np.array(self.readability.scores(said, {"Latin": language}), np.float32)
            values += _OWN * (own - values)
        strange = np.array([len(_STRANGE.findall(text)) for text in texts], np.float32)
        return np.asarray(values - _STRANGE_COST * strange, np.float32)

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


def _outside(word: bytes) -> int:
    """How many bytes of ``word`` are neither ASCII nor part of a UTF-8 sequence."""
    if not _SEQUENCE.search(word):
        return len(word) - len(word.translate(None, _HIGH))
    rest = _SEQUENCE.sub(b"", word)
    return len(rest) - len(rest.translate(None, _HIGH))
