"""Outputs that are whole and wait for their names, which they get together.

To wait for the disk takes many times longer than to write a small file, and hardly longer for
many files at once than for one.
"""

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from normalizer.formats.remote import Location
from normalizer.formats.spooled import AnyFile, whole_file
from normalizer.runs.portion import Portion

_MOST = 64
_LARGEST = 1 << 22
_AT_ONCE = 8


@dataclass
class Waiting:
    """Files that lack nothing but their names, in order, and the portion that each is made of."""

    _held: deque[tuple[Portion, AnyFile]] = field(default_factory=deque)
    _bytes: int = 0

    @property
    def is_full(self) -> bool:
        """Whether there are so many, or so large ones, that no more should be kept open."""
        return len(self._held) >= _MOST or self._bytes >= _LARGEST

    def add(self, portion: Portion, file: AnyFile) -> None:
        """Keep ``file``, to which all of ``portion`` was written."""
        self._held.append((portion, file))
        self._bytes += len(portion.output) + len(portion.audit) + len(portion.metadata)

    def named(
        self, back_up: Callable[[Location], None]
    ) -> Iterator[tuple[Portion, OSError | None]]:
        """Each portion once its file has its name, in order, or why the file can't be had.

        All are on the disk before the first gets its name. Before that, what stood there is given
        to ``back_up``.
        """
        self._bytes = 0
        for error in _synced([file for _, file in self._held]):
            portion, file = self._held[0]
            why = error or _named(file, back_up)
            if why is not None:
                file.discard()
            self._held.popleft()
            yield portion, why

    def leave(self) -> None:
        """Let go of the files as they are; whoever goes on with the run writes them again."""
        while self._held:
            self._held.pop()[1].leave()


def written_file(path: Location, data: bytes, *, lasting: bool) -> AnyFile:
    """A file of ``data`` that has yet to get its name.

    Raises:
        OSError: it can't be written; nothing is left of it.
    """
    file = whole_file(path, lasting=lasting)
    try:
        file.write(data)
    except OSError:
        file.discard()
        raise
    return file


def _synced(files: list[AnyFile]) -> list[OSError | None]:
    if len(files) < 2:  # noqa: PLR2004  no thread for a single one
        return [_sync(file) for file in files]
    size = -(-len(files) // _AT_ONCE)
    parts = [files[at : at + size] for at in range(0, len(files), size)]
    with ThreadPoolExecutor(len(parts)) as threads:  # to hand over each alone costs a third of it
        return [error for errors in threads.map(_sync_all, parts) for error in errors]


def _sync_all(files: list[AnyFile]) -> list[OSError | None]:
    return [_sync(file) for file in files]


def _sync(file: AnyFile) -> OSError | None:
    try:
        file.sync()
    except OSError as error:
        return error
    return None


def _named(file: AnyFile, back_up: Callable[[Location], None]) -> OSError | None:
    try:
        back_up(file.path)
        file.commit()
    except OSError as error:
        return error
    return None
