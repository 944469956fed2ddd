"""What stands between blanks in a text, punctuation and all, with what its words say."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from normalizer.document.pieces import pieces_of
from normalizer.finders.languages.evidence import Evidence, Indexes, Rows
from normalizer.finders.languages.romanized import Romanized
from normalizer.finders.languages.waiting import met

_REMEMBERED = 200_000
_MOST_WORDS = 400_000
"""Pieces, and words in them, that are remembered: text without blanks comes in giant pieces."""

_CHUNK = 100_000
"""Code points of texts that are looked at together; they have fewer pieces than are remembered."""

_TEXTS = 300_000
"""Pieces of texts that are remembered: what names the language of a batch is read again behind."""


class _Places(dict[str, int]):
    """The place of each piece; a new one gets the next place, and is noted in ``new``."""

    def __init__(self) -> None:
        self.new: list[str] = []

    def __missing__(self, piece: str) -> int:
        place = self[piece] = len(self)
        self.new.append(piece)
        return place


@dataclass
class Pieces:
    """Remembers each piece it has seen, so that a text in known pieces costs a look at each.

    Cutting a text at blanks is many times faster than cutting out its words. What is
    remembered never changes what is said; `generation` counts how often all was forgotten.
    ``line_break`` is the place of the piece that is a line break.

    The words of new pieces are looked up when their sums are asked for. Until then the piece is
    `waiting`; `looked_up` holds the places of those that have waited, in order.
    """

    evidence: Evidence
    generation: int = 0
    line_break: int = 0
    _words: int = 0
    looked_up: list[int] = field(default_factory=list)
    _texts_of: list[str] = field(default_factory=list)
    _words_of: list[list[str]] = field(default_factory=list)
    _places: "_Places" = field(init=False)
    _texts: dict[str, Indexes] = field(default_factory=dict)
    _in_texts: int = 0
    _sums: Rows = field(init=False)
    _letters: npt.NDArray[np.int32] = field(init=False)
    _counts: npt.NDArray[np.int32] = field(init=False)
    _sizes: npt.NDArray[np.int64] = field(init=False)
    _scripts: npt.NDArray[np.int8] = field(init=False)
    _plain: npt.NDArray[np.int8] = field(init=False)
    _shapes: npt.NDArray[np.int8] = field(init=False)
    _most: npt.NDArray[np.float32] = field(init=False)

    def __post_init__(self) -> None:
        self._make_room(_REMEMBERED)

    def places(self, text: str) -> Indexes:
        """The place of each piece of ``text``, line breaks included, in order.

        They are good until the next call, and not to be written to.
        """
        known = self._texts.get(text)
        if known is not None:
            return known
        places = self._cut(text)
        self._in_texts += len(places)
        if self._in_texts > _TEXTS:
            self._texts, self._in_texts = {}, len(places)
        self._texts[text] = places
        return places

    def last_places(self, text: str) -> Indexes:
        """As `places`, which will not be asked for again."""
        known = self._texts.pop(text, None)
        if known is None:
            return self._cut(text)
        self._in_texts -= len(known)
        return known

    def _cut(self, text: str) -> Indexes:
        if self._words > _MOST_WORDS:
            self._make_room(_REMEMBERED)
        pieces = pieces_of(text)
        places = self._numbered(pieces)
        if len(self._places) > self.size:
            self._make_room(max(_REMEMBERED, len(set(pieces)) + 1))
            places = self._numbered(pieces)
        return places

    def _numbered(self, pieces: Sequence[str]) -> Indexes:
        return np.fromiter(map(self._places.__getitem__, pieces), np.intp, len(pieces))

    def together(self, texts: Sequence[str], cut: Callable[[str], Indexes]) -> list[Indexes]:
        """The places of each of ``texts`` (see `in_chunks`) as ``cut`` says.

        They are good until the next call.
        """
        while True:
            generation = self.generation
            found = [cut(text) for text in texts]
            if self.generation == generation:
                return found

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

    @property
    def texts(self) -> Sequence[str]:
        """The pieces by their places."""
        self._meet()
        return self._texts_of

    @property
    def words(self) -> Sequence[list[str]]:
        """The words of the pieces by their places; those of pieces in capitals in small letters."""
        self._meet()
        return self._words_of

    @cached_property
    def romanized(self) -> Romanized:
        """Tells words in Latin letters from those of languages that are only spelled so."""
        return Romanized(self.evidence.statistics)

    def sums(self, places: Indexes) -> Rows:
        """What the words of each piece together say against each variety."""
        self.look_up(places)
        return self._sums.take(places, axis=0)

    def sums_so_far(self, places: Indexes) -> Rows:
        """As `sums`, where pieces that are waiting say nothing."""
        self._meet()
        return self._sums.take(places, axis=0)

    def look_up(self, places: Indexes) -> bool:
        """Look up the words of those pieces that are waiting; whether there were any."""
        self._meet()
        new = np.unique(places[self._scripts.take(places) > 0]).tolist()
        if new:
            self._sum(new)
            self._scripts[new] = 0
            self.looked_up += new
        return bool(new)

    def waiting(self, places: Indexes) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.float32]]:
        """The number of the script of each piece that waits, else 0, and the most it may say."""
        self._meet()
        return self._scripts.take(places), self._most.take(places)

    def shapes(self, places: Indexes) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.int8]]:
        """The shape of each piece (see `Met`), and the number of the script of its word."""
        self._meet()
        return self._shapes.take(places), self._plain.take(places)

    def letters(self, places: Indexes) -> npt.NDArray[np.int32]:
        """How many letters the words of each piece have."""
        self._meet()
        return self._letters.take(places)

    def sizes(self, places: Indexes) -> npt.NDArray[np.int64]:
        """How many code points each piece has."""
        self._meet()
        return self._sizes.take(places)

    def counts(self, places: Indexes) -> npt.NDArray[np.int32]:
        """How many words each piece has."""
        self._meet()
        return self._counts.take(places)

    def _meet(self) -> None:
        """Note what can be told of new pieces without looking their words up."""
        new, self._places.new = self._places.new, []
        if not new:
            return
        start = len(self._texts_of)
        found = met(new)
        self._texts_of += new
        self._words_of += found.words
        counts = list(map(len, found.words))
        self._words += sum(counts)
        stop = start + len(new)
        self._counts[start:stop] = counts
        self._letters[start:stop] = found.letters
        self._sizes[start:stop] = list(map(len, new))
        self._scripts[start:stop] = self._plain[start:stop] = found.scripts
        self._shapes[start:stop] = found.shapes
        self._most[start:stop] = found.most
        self._sum([start + i for i, script in enumerate(found.scripts) if not script])

    def _sum(self, places: Sequence[int]) -> None:
        """Look up the words of these pieces and keep their sums."""
        counts = self._counts[places]
        words = [word for place in places for word in self._words_of[place]]
        if not words:
            return
        # A sum of nothing must be 0, which `reduceat` would not make of an empty slice.
        sums = np.zeros((len(words) + 1, self._sums.shape[1]))
        np.cumsum(self.evidence.against(words), axis=0, out=sums[1:])
        ends = counts.cumsum()
        self._sums[places] = sums[ends] - sums[ends - counts]

    def _make_room(self, size: int) -> None:
        self.generation += 1
        self._words = self._in_texts = 0
        self._texts = {}
        self._texts_of, self._words_of = [], []
        self.looked_up, self._places = [], _Places()
        self.line_break = self._places["\n"]
        self._sums = np.zeros((size, len(self.evidence.inventory.varieties)), np.float32)
        self._letters = np.zeros(size, np.int32)
        self._counts = np.zeros(size, np.int32)
        self._sizes = np.zeros(size, np.int64)
        self._scripts = np.zeros(size, np.int8)
        self._plain = np.zeros(size, np.int8)
        self._shapes = np.zeros(size, np.int8)
        self._most = np.zeros(size, np.float32)


def in_chunks(numbers: Sequence[int], sizes: Sequence[int]) -> Iterator[list[int]]:
    """``numbers`` of texts in order, so many at a time that their pieces are remembered together.

    ``sizes`` are their code points.

    >>> list(in_chunks([3, 5, 8], [60_000, 30_000, 30_000]))
    [[3, 5], [8]]
    """
    chunk: list[int] = []
    total = 0
    for number, size in zip(numbers, sizes, strict=True):
        if chunk and total + size > _CHUNK:
            yield chunk
            chunk, total = [], 0
        chunk.append(number)
        total += size
    if chunk:
        yield chunk
