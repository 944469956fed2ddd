"""Lists and sets that take the same memory at any length: the rest of them is on the disk."""

import os
import pickle
import sqlite3
import tempfile
from array import array
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from types import TracebackType
from typing import Generic, Self, TypeVar, overload
from weakref import finalize

_BLOCK = 256
_BLOCKS_AT_HAND = 8
_IN_MEMORY = 1 << 17
_CACHE = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -4096;
CREATE TABLE names (name BLOB PRIMARY KEY) WITHOUT ROWID;
"""

_Item = TypeVar("_Item")


class StoredList(Sequence[_Item], Generic[_Item]):
    """The ``items`` in their order, of which a few hundred are in memory at a time.

    Past some kilobytes they stand in a temporary file that has no name. It is for one thread.

    Raises:
        OSError: there is no room for temporary files.
    """

    def __init__(self, items: Iterable[_Item]) -> None:
        self._file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115  as it lives
        finalize(self, self._file.close)
        self._starts = array("Q", (0,))
        self._at_hand: OrderedDict[int, list[_Item]] = OrderedDict()
        self._length = 0
        block: list[_Item] = []
        for item in items:
            block.append(item)
            if len(block) == _BLOCK:
                self._add(block)
                block = []
        self._add(block)

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, place: int) -> _Item: ...
    @overload
    def __getitem__(self, place: slice) -> list[_Item]: ...
    def __getitem__(self, place: int | slice) -> _Item | list[_Item]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(self._length))]
        number = place + self._length if place < 0 else place
        if not 0 <= number < self._length:
            message = f"no item {place} among {self._length}"
            raise IndexError(message)
        return self._block(number // _BLOCK)[number % _BLOCK]

    def __iter__(self) -> Iterator[_Item]:
        for number in range(len(self._starts) - 1):
            yield from self._block(number)

    def _add(self, block: list[_Item]) -> None:
        if block:
            self._file.write(pickle.dumps(block, pickle.HIGHEST_PROTOCOL))
            self._starts.append(self._file.tell())
            self._length += len(block)

    def _block(self, number: int) -> list[_Item]:
        found = self._at_hand.get(number)
        if found is None:
            start, end = self._starts[number], self._starts[number + 1]
            self._file.seek(start)
            found = pickle.loads(self._file.read(end - start))  # noqa: S301  written by itself
            self._at_hand[number] = found
            if len(self._at_hand) > _BLOCKS_AT_HAND:
                self._at_hand.popitem(last=False)
        return found


class StoredNames:
    """A set of names of files, which are told one by one; past some megabytes it is on the disk.

    A context manager, and for one thread.
    """

    def __init__(self) -> None:
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.executescript(_CACHE)
        self._database.execute("BEGIN")  # one for all, or each name would be one

    def add(self, name: str) -> bool:
        """Whether ``name`` is new; it is known from now on."""
        added = self._database.execute("INSERT OR IGNORE INTO names VALUES (?)", (_key(name),))
        return added.rowcount == 1

    def __contains__(self, name: str) -> bool:
        asked = self._database.execute("SELECT 1 FROM names WHERE name = ?", (_key(name),))
        return asked.fetchone() is not None

    def __iter__(self) -> Iterator[str]:
        """All names, in their order; meanwhile none may be added."""
        for (name,) in self._database.execute("SELECT name FROM names ORDER BY name"):
            yield os.fsdecode(name)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._database.close()


def _key(name: str) -> bytes:
    """Bytes in the order of their names: a name that is no Unicode has bytes as well."""
    return os.fsencode(name)
