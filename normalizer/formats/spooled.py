"""Files written whole or not at all, on a disk or at an address."""

import hashlib
import secrets
import tempfile
from pathlib import Path
from typing import IO

from normalizer.formats.files import WholeFile, commit_left
from normalizer.formats.remote import Location, Remote


class SpooledFile:
    """A `WholeFile` whose place is an address, where it goes once it is whole.

    Until then it stands on a disk of this machine.

    Raises:
        OSError: it can't be written there, or less was left than is to be kept.
    """

    def __init__(
        self, path: Remote, *, lasting: bool = False, position: int = 0, role: str = ""
    ) -> None:
        self.path = path
        self._local = _spool_of(path, lasting=lasting, role=role)
        self._file = WholeFile(self._local, lasting=lasting, position=position, role=role)

    @property
    def position(self) -> int:
        """How many bytes it has."""
        return self._file.position

    @property
    def stream(self) -> IO[bytes]:
        """The file itself, for what can only write to one."""
        return self._file.stream

    def write(self, data: bytes) -> None:
        """Write more bytes.

        Raises:
            OSError: there is no room for them.
        """
        self._file.write(data)

    def cut(self, position: int) -> None:
        """Take back what was written behind byte ``position``.

        Raises:
            OSError: there are fewer bytes.
        """
        self._file.cut(position)

    def sync(self) -> None:
        """See that what was written outlasts this process.

        Raises:
            OSError: it can't be.
        """
        self._file.sync()

    def contents(self) -> IO[bytes]:
        """What was written so far, to be read.

        Raises:
            OSError: it can't be.
        """
        return self._file.contents()

    def leave(self) -> None:
        """Let go of the file as it is, for a later run to go on with."""
        self._file.leave()

    def commit(self) -> None:
        """Bring the file to its address.

        Raises:
            OSError: it can't be brought there; the error names the address.
        """
        self._file.commit()
        _send(self._local, self.path)

    def discard(self) -> None:
        """Leave no trace."""
        self._file.discard()
        self._local.unlink(missing_ok=True)


AnyFile = WholeFile | SpooledFile


def whole_file(
    path: Location, *, lasting: bool = False, position: int = 0, role: str = ""
) -> AnyFile:
    """A file at ``path`` that is written whole or not at all.

    Raises:
        OSError: it can't be written, or less was left than is to be kept.
    """
    if isinstance(path, Remote):
        return SpooledFile(path, lasting=lasting, position=position, role=role)
    return WholeFile(path, lasting=lasting, position=position, role=role)


def name_left(path: Location) -> None:
    """Give a lasting file that is whole its name, unless it got it before its run was killed.

    Raises:
        OSError: it can't be; the error names the file.
    """
    if not isinstance(path, Remote):
        commit_left(path)
        return
    local = _spool_of(path, lasting=True)
    commit_left(local)
    if local.exists():
        _send(local, path)


def _send(local: Path, path: Remote) -> None:
    try:
        path.put(local)
    finally:
        local.unlink(missing_ok=True)


def _spool_of(path: Remote, *, lasting: bool, role: str = "") -> Path:
    """Where it stands until it is whole: a lasting one, and one with a role, the same each time."""
    folder = path.spool or Path(tempfile.gettempdir())
    name = hashlib.sha256(path.address.encode()).hexdigest()[:24]
    return folder / f"normalizer-{name}{'' if lasting else f'-{role or secrets.token_hex(8)}'}"
