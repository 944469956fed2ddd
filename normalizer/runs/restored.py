"""A source that is written again, from its records one after another."""

import tempfile
from pathlib import Path
from typing import IO

from normalizer.formats.compression import compression_of
from normalizer.formats.files import WholeFile
from normalizer.formats.format import Chunk, Joined
from normalizer.runs.outputs import Found

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
        self._found: Found | None = None
        self._parts: IO[bytes] | None = None

    def write(self, record: bytes, found: Found) -> None:
        """Append the bytes of a record that was ``found`` in an output."""
        joined = isinstance(found.form, Joined)
        if joined and found.read is not self._chunk:
            self._flush()
        self._found = found
        self._waiting.append(record)
        self._length += len(record)
        if not joined and self._length >= _AT_ONCE:
            self._flush()

    def commit(self) -> None:
        """Give the file its name."""
        self._flush()
        if self._parts is not None and self._found is not None:
            self._parts.seek(0)
            if isinstance(self._found.form, Joined):
                self._found.form.joined(self._parts, self._file.stream)
            self._parts.close()
        self._file.commit()

    def discard(self) -> None:
        """Leave no trace."""
        if self._parts is not None:
            self._parts.close()
        self._file.discard()

    @property
    def _chunk(self) -> Chunk | None:
        return None if self._found is None else self._found.read

    def _flush(self) -> None:
        if self._found is None or not self._waiting:
            return
        form = self._found.form
        if isinstance(form, Joined):
            if self._parts is None:
                self._parts = tempfile.TemporaryFile()  # noqa: SIM115  it is closed at the end
            self._parts.write(form.assembled(self._found.read, self._waiting))
        else:
            self._file.write(self._compressed(self._waiting, framed=form.framed))
        self._waiting, self._length = [], 0

    def _compressed(self, records: list[bytes], *, framed: bool) -> bytes:
        compression = self._compression
        if compression is None:
            return b"".join(records)
        if framed:
            return b"".join(compression.compressed(record) for record in records if record)
        return compression.compressed(b"".join(records))
