"""What stands between blanks in a text, punctuation and all, with what its words say."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from normalizer.finders.languages.evidence import Evidence, Indexes, Rows
from normalizer.finders.languages.romanized import Romanized
from normalizer.finders.languages.tokens import words_of

_LONGEST = 80
"""No words stand so long without a blank in Latin script: addresses and codes do."""

_REMEMBERED = 100_000
_MOST_WORDS = 200_000
"""Pieces, and words in them, that are remembered: text without blanks comes in giant pieces."""

_TEXTS = 300_000
"""Pieces of texts that are remembered: what names the language of a batch is read again behind."""


class Piece(NamedTuple):
    """A piece and its words; the ones of pieces in capitals come in small letters."""

    text: str
    words: list[str]


@dataclass
class Pieces:
    """Remembers each piece it has seen, so that a text in known pieces costs a look at each.

    Cutting a text at blanks is many times faster than cutting out its words. What is
    remembered never changes what is said; `generation` counts how often all was forgotten.
    """

    evidence: Evidence
    generation: int = 0
    _words: int = 0
    seen: list[Piece] = field(default_factory=list)
    _places: dict[str, int] = field(default_factory=dict)
    _texts: dict[str, Indexes] = field(default_factory=dict)
    _in_texts: int = 0
    _sums: Rows = field(init=False)
    _letters: npt.NDArray[np.int32] = field(init=False)
    _counts: npt.NDArray[np.int32] = field(init=False)

    def __post_init__(self) -> None:
        self._make_room(_REMEMBERED)

    def places(self, text: str) -> Indexes:
        """The place of each piece of ``text``, line breaks included, in order.

        They are good until the next call, and not to be written to.
        """
        known = self._texts.get(text)
        if known is not None:
            return known
        pieces = text.replace("\n", " \n ").split(" ")
        try:
            places = np.fromiter(map(self._places.__getitem__, pieces), np.intp, len(pieces))
        except KeyError:
            self._learn(pieces)
            places = np.fromiter(map(self._places.__getitem__, pieces), np.intp, len(pieces))
        self._in_texts += len(places)
        if self._in_texts > _TEXTS:
            self._texts, self._in_texts = {}, len(places)
        self._texts[text] = places
        return places

    def once(self, text: str) -> Indexes:
        """The places of ``text`` without lines that stood there before."""
        lines = text.split("\n")
        once = dict.fromkeys(lines)
        repeated = len(lines) - len(once)
        if not repeated:
            return self.places(text)
        if repeated >= lines.count(""):
            return self.places("\n".join(once))
        # Only empty ones: where they stand can be told from the places.
        places = self.places(text)
        empty = np.flatnonzero(places == self._places[""])
        around = np.full(len(places) + 2, self.line_break)
        around[1:-1] = places
        alone = (around[empty] == self.line_break) & (around[empty + 2] == self.line_break)
        dropped = empty[alone][1:]
        kept = np.ones(len(places), np.bool_)
        kept[dropped] = kept[dropped - 1] = False
        return places[kept]

    @property
    def size(self) -> int:
        """How many pieces there is room for until all are forgotten."""
        return len(self._letters)

    @cached_property
    def romanized(self) -> Romanized:
        """Tells words in Latin letters from those of languages that are only spelled so."""
        return Romanized(self.evidence.statistics)

    @property
    def line_break(self) -> int:
        """The place of the piece that is a line break; -1 if none was seen yet."""
        return self._places.get("\n", -1)

    def sums(self, places: Indexes) -> Rows:
        """What the words of each piece together say against each variety."""
        return self._sums.take(places, axis=0)

    def letters(self, places: Indexes) -> npt.NDArray[np.int32]:
        """How many letters the words of each piece have."""
        return self._letters.take(places)

    def counts(self, places: Indexes) -> npt.NDArray[np.int32]:
        """How many words each piece has."""
        return self._counts.take(places)

    def _learn(self, pieces: Sequence[str]) -> None:
        wanted = list(dict.fromkeys(pieces))
        new = [piece for piece in wanted if piece not in self._places]
        full = self._words > _MOST_WORDS or len(self.seen) + len(new) > len(self._letters)
        if full:
            self._make_room(max(_REMEMBERED, len(wanted)))
            new = wanted
        start = len(self.seen)
        found = [Piece(text, _words_of(text)) for text in new]
        self.seen += found
        self._places.update((piece, start + i) for i, piece in enumerate(new))
        self._words += sum(len(piece.words) for piece in found)
        counts = np.array([len(piece.words) for piece in found], np.intp)
        words = [word for piece in found for word in piece.words]
        # A sum of nothing must be 0, which `reduceat` would not make of an empty slice.
        sums = np.zeros((len(words) + 1, self._sums.shape[1]))
        np.cumsum(self.evidence.against(words), axis=0, out=sums[1:])
        ends = counts.cumsum()
        stop = start + len(found)
        self._sums[start:stop] = sums[ends] - sums[ends - counts]
        self._counts[start:stop] = counts
        self._letters[start:stop] = [sum(map(len, piece.words)) for piece in found]

    def _make_room(self, size: int) -> None:
        self.generation += 1
        self._words = self._in_texts = 0
        self._texts = {}
        self.seen, self._places = [], {}
        self._sums = np.zeros((size, len(self.evidence.inventory.varieties)), np.float32)
        self._letters = np.zeros(size, np.int32)
        self._counts = np.zeros(size, np.int32)


def _words_of(piece: str) -> list[str]:
    if len(piece) > _LONGEST and piece.isascii():
        return []
    return words_of(piece.lower() if piece.isupper() else piece)
