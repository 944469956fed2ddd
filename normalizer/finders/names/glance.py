"""A quick look that passes by texts in which every name is right."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import compress

from normalizer.document.pieces import pieces_of
from normalizer.finders.names.folding import NAME_PIECE
from normalizer.finders.names.index import Beginning, FormIndex, Match

_MOST_KNOWN = 200_000
"""Pieces, and pairs of them, that are remembered."""

_EMPTY_LINE = "\n\n"
"""No name goes on behind it."""

_BEHIND = ("\n", "", "\n")
"""An empty line behind the last piece."""

_LOOK = -1
"""Said of a piece and the next one where it takes the text to tell; else how many pieces behind
the first one belong to its name: none or one."""


class _Pairs(dict[str, int]):
    """What is to be done about a piece before each next one; never empty.

    ``begin`` is where names begin in it, ``marked`` whether it is one that is asked for.
    """

    def __init__(
        self, begin: Sequence[Beginning], tell: Callable[[str], int], *, marked: bool = False
    ) -> None:
        super().__init__()
        self.begin = begin
        self.marked = marked
        self._tell = tell
        self[_EMPTY_LINE] = tell(_EMPTY_LINE)

    def __missing__(self, following: str) -> int:
        told = self[following] = self._tell(following)
        return told


class _Memory(dict[str, _Pairs | None]):
    """For each piece its pairs, or ``None`` where nothing is to be done whatever follows."""

    def __init__(self, tell: Callable[[str], _Pairs | None]) -> None:
        super().__init__()
        self._tell = tell

    def __missing__(self, piece: str) -> _Pairs | None:
        told = self[piece] = self._tell(piece)
        return told


@dataclass
class _Starts:
    """Where the pieces of a text start in it, asked for from left to right."""

    pieces: Sequence[str]
    _last: int = 0
    _size: int = 0
    _breaks: int = 0

    def of(self, number: int) -> int:
        """The start of the piece of this ``number``, in code points."""
        if number > self._last:
            before = self.pieces[self._last : number]
            self._size += sum(map(len, before)) + len(before)
            self._breaks += before.count("\n")
            self._last = number
        # No blanks stood around a line break.
        return self._size - 2 * self._breaks - (self.pieces[number] == "\n")


@dataclass(frozen=True, slots=True)
class _Names:
    """What is to be said of the names that begin in a piece.

    Whether one is to change, where the last one ends, and whether one may go on behind the text
    that was looked at.
    """

    changes: bool
    end: int
    goes_on: bool


def _never(_: str) -> bool:
    return False


@dataclass
class Glance:
    """Finds matches by pairs of pieces between blanks, but for those nothing is to be put for.

    ``changes`` says of a match in a text whether there is anything. Nearly all names are right
    and end in the piece they begin in or the next one; which do is remembered. Pieces that
    ``marks`` says are asked for are looked at by the way.
    """

    index: FormIndex
    changes: Callable[[str, Match], bool]
    marks: Callable[[str], bool] = _never
    _known: _Memory = field(init=False, repr=False)
    _count: int = 0

    def __post_init__(self) -> None:
        self._known = _Memory(self._told)

    def __call__(self, text: str) -> tuple[bool, Iterator[Match]]:
        """Whether ``text`` has a piece that is marked, and the matches to put something for."""
        if len(self._known) + self._count > _MOST_KNOWN:
            self._known.clear()
            self._count = 0
        pieces = pieces_of(text)
        pairs = list(map(self._known.__getitem__, pieces))
        if not any(pairs):
            return False, iter(())
        marked = any(its.marked for its in filter(None, pairs))
        return marked, self._looked_at(text, [*pieces, *_BEHIND], pairs)

    def matches(self, text: str) -> Iterator[Match]:
        """The matches in ``text`` that there may be something to put for, in order."""
        return self(text)[1]

    def _looked_at(
        self, text: str, pieces: list[str], pairs: Sequence[_Pairs | None]
    ) -> Iterator[Match]:
        cursor = free = 0
        starts = _Starts(pieces)
        for i in compress(range(len(pairs)), pairs):
            its = pairs[i]
            if i < free or its is None:
                continue
            following = pieces[i + 1]
            more = its[_next_line(pieces, i + 1) if following == "\n" else following]
            if more != _LOOK:
                free = i + 1 + (more and 1 + (following == "\n"))
                continue
            free, at = i, starts.of(i)
            while free == i or cursor > at:
                begin = its.begin if free == i else self._beginnings(pieces[free])
                for match in self.index.in_piece(text, at, begin, cursor):
                    cursor = match.span.end
                    yield match
                free += 1
                at = starts.of(free)

    def _told(self, piece: str) -> _Pairs | None:
        begin = self._beginnings(piece)
        if self.marks(piece):
            return _Pairs(begin, lambda _: _LOOK, marked=True)
        if not begin:
            return None
        if not all(key for _, _, key, _ in begin):
            return _Pairs(begin, lambda _: _LOOK)  # what may be a name in its own letters
        names = self._names(piece, begin)
        if names.goes_on:
            return _Pairs(begin, lambda following: self._of_pair(piece, begin, following))
        return _Pairs(begin, lambda _: _LOOK) if names.changes else None

    def _of_pair(self, piece: str, begin: Sequence[Beginning], following: str) -> int:
        self._count += 1
        before = piece if following.startswith("\n") else f"{piece} "
        names = self._names(before + following, begin)
        if names.changes or names.goes_on:
            return _LOOK
        beyond = names.end - len(before)
        if beyond <= 0:
            return 0
        inside = all(first < beyond for first, *_ in self._beginnings(following))
        return 1 if inside else _LOOK

    def _beginnings(self, piece: str) -> Sequence[Beginning]:
        """As the index looks for names: from the first letter that may begin one."""
        found = NAME_PIECE.search(piece)
        if found is None or piece[: found.start()][-1:].isalnum():
            return ()
        at = found.start()
        begin = self.index.beginnings(found[0])
        return [(at + first, at + last, key, end) for first, last, key, end in begin]

    def _names(self, text: str, begin: Sequence[Beginning]) -> _Names:
        """What is to be said of names in Latin letters that ``begin`` so in ``text``."""
        changes = goes_on = False
        cursor = 0
        for first, last, key, ending in begin:
            if first < cursor:
                continue
            goes_on |= self.index.goes_on(text, last, key, ending)
            match = self.index.longest_at(text, first, last, key, ending)
            if match:
                cursor = match.span.end
                changes |= self.changes(text, match)
        return _Names(changes, cursor, goes_on)


def _next_line(pieces: list[str], at: int) -> str:
    """The line break ``at`` with the first piece behind it, or an empty line."""
    is_empty = pieces[at + 1] == "" and pieces[at + 2 : at + 3] == ["\n"]
    return _EMPTY_LINE if is_empty else f"\n{pieces[at + 1]}"
