"""Files written whole or not at all."""

import os
import tempfile
from pathlib import Path
from types import TracebackType
from typing import IO, Self


class WholeFile:
    """A file that takes its name only once everything is written.

    Used as a context manager; where the block fails, nothing stands under the final name and
    what stood there before is untouched.

    Raises:
        OSError: the folder can't be written to.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        descriptor, name = tempfile.mkstemp(
            dir=path.parent, prefix=f".{path.name}.", suffix=".part"
        )
        self._partial = Path(name)
        self._file: IO[bytes] = os.fdopen(descriptor, "wb")

    def write(self, data: bytes) -> None:
        """Write more bytes."""
        self._file.write(data)

    def commit(self) -> None:
        """Give the file its name, with the permissions it had or would usually get."""
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        self._partial.chmod(_mode(self.path))
        self._partial.replace(self.path)

    def discard(self) -> None:
        """Leave no trace."""
        self._file.close()
        self._partial.unlink(missing_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if kind is None:
            self.commit()
        else:
            self.discard()


def _mode(path: Path) -> int:
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
