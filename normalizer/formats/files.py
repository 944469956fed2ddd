"""Files written whole or not at all."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Self

PARTIAL = ".part"
"""The end of the name of a file that isn't whole yet; its name begins with a dot."""


class WholeFile:
    """A file that takes its name only once everything is written.

    Used as a context manager; where the block fails, nothing stands under the final name and
    what stood there before is untouched. A link is followed, and stays. What is no plain file,
    such as a pipe or a device, is written to and never replaced.

    Raises:
        OSError: the folder can't be written to.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._final = path.resolve()
        self._final.parent.mkdir(parents=True, exist_ok=True)
        self._partial: Path | None = None
        self._file: IO[bytes]
        if self._final.exists() and not self._final.is_file():
            self._file = self._final.open("wb")  # refuses a folder
            return
        descriptor, name = tempfile.mkstemp(
            dir=self._final.parent, prefix=".normalizer-", suffix=PARTIAL
        )
        self._partial = Path(name)
        self._file = os.fdopen(descriptor, "wb")

    def write(self, data: bytes) -> None:
        """Write more bytes.

        Raises:
            OSError: there is no room for them; the error names the file.
        """
        try:
            self._file.write(data)
        except OSError as error:
            raise self._named(error) from error

    def commit(self) -> None:
        """Give the file its name, with the permissions it had or would usually get.

        Raises:
            OSError: it can't be; the error names the file, of which nothing is left.
        """
        try:
            self._file.flush()
            if self._partial is not None:
                os.fsync(self._file.fileno())
            self._file.close()
            if self._partial is not None:
                self._partial.chmod(_mode(self._final))
                self._partial.replace(self._final)
        except OSError as error:
            self.discard()
            raise self._named(error) from error

    def discard(self) -> None:
        """Leave no trace."""
        with suppress(OSError):  # what can't be flushed is thrown away all the same
            self._file.close()
        if self._partial is not None:
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

    def _named(self, error: OSError) -> OSError:
        return type(error)(error.errno, error.strerror or str(error), str(self.path))


def _mode(path: Path) -> int:
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
