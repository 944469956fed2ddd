"""Where the pieces of a text stand in which a name may begin."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from normalizer.finders.names.folding import NAME_PIECE, PIECES_APART

_APART = " \n"


def places_of(text: str, pieces: Iterable[str]) -> list[tuple[int, str]]:
    """Where each of a few ``pieces`` of ``text`` stands (code points), from left to right.

    >>> places_of("Kim, Kimono, Jong-Kim, Kim", ["Kim"]), places_of("Kim, Kim", ["Kim,"])
    ([(23, 'Kim')], [(0, 'Kim,')])
    """
    places = []
    for piece in pieces:
        at = text.find(piece)
        while at >= 0:
            end = at + len(piece)
            if text[end : end + 1] in _APART and _begins_there(text, at):
                places.append((at, piece))
            at = text.find(piece, end)
    return sorted(places)


def _begins_there(text: str, at: int) -> bool:
    """Whether no letter that could begin a piece stands before ``at`` without a blank between."""
    at -= 1
    while at >= 0 and text[at] not in _APART:
        if NAME_PIECE.match(text, at):
            return False
        at -= 1
    return True


def all_places(text: str, found: Sequence[object]) -> Iterator[tuple[int, str]]:
    """Where the pieces stand in which something was ``found``, one thing for each of them.

    >>> list(all_places("Kim und Pak und Cha", ["", "Name", ""]))
    [(8, 'Pak')]
    """
    apart = PIECES_APART.split(text)
    ends = list(accumulate(map(len, apart)))
    return ((ends[2 * i], apart[2 * i + 1]) for i, what in enumerate(found) if what)
