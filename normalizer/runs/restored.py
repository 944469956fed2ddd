"""A source that is written again, from its records one after another."""

from pathlib import Path

from normalizer.formats.compression import compression_of
from normalizer.formats.files import WholeFile

_AT_ONCE = 1 << 20


class Restored:
    """A file at ``path``, whole or not at all; compressed, if its name says so.

    Raises:
        OSError: it can't be written.
    """

    def __init__(self, path: Path) -> None:
        self._file = WholeFile(path)
        self._compression = compression_of(path.name, b"")
        self._waiting: list[bytes] = []
        self._length = 0

    def write(self, record: bytes) -> None:
        """Append the bytes of a record."""
        self._waiting.append(record)
        self._length += len(record)
        if self._length >= _AT_ONCE:
            self._flush()

    def commit(self) -> None:
        """Give the file its name."""
        self._flush()
        self._file.commit()

    def discard(self) -> None:
        """Leave no trace."""
        self._file.discard()

    def _flush(self) -> None:
        data = b"".join(self._waiting)
        if data and self._compression is not None:
            data = self._compression.compressed(data)
        self._file.write(data)
        self._waiting, self._length = [], 0
