"""Files written whole or not at all."""

import errno
import hashlib
import os
import secrets
import stat
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Protocol, TypeVar

PREFIX = ".normalizer-"
PARTIAL = ".part"
"""The start and the end of the name of a file that isn't whole yet."""

_AGAIN = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
_NEW = _AGAIN | os.O_EXCL
_File = TypeVar("_File", bound="Keepable")


class WholeFile:
    """A file that takes its name only once everything is written.

    Until then, and where it is discarded, nothing of it stands under that name, and what was
    there before is untouched; see `kept`. A link is followed, and stays. What is no plain file,
    such as a pipe or a device, is written to and never replaced.

    One that is ``lasting`` has the same name each time while it isn't whole, so that what an
    earlier run left of it, up to byte ``position``, can be gone on with. One that has a ``role``
    has a name of its own each time as well, so that what a killed run left of it is written over.

    Raises:
        OSError: the folder can't be written to, or less was left than is to be kept.
    """

    def __init__(
        self, path: Path, *, lasting: bool = False, position: int = 0, role: str = ""
    ) -> None:
        self.path = path
        self.position = 0
        self._final = _followed(path)
        self._partial: Path | None = None
        self._forgotten: weakref.finalize[[Path, int], WholeFile] | None = None
        self._is_synced = False
        self._is_lasting = lasting
        self._role = role
        self._file: IO[bytes]
        self._mode = _mode(self._final)
        if self._mode is not None and not stat.S_ISREG(self._mode):
            self._file = self._final.open("wb")  # refuses a folder
        elif position:
            self._partial = _lasting(self._final)
            self._file = self._partial.open("r+b")
            self.cut(position)
        else:
            try:
                self._file = self._begun_in_folder(lasting=lasting)
            except OSError as error:  # it names a file that nobody asked for
                raise self._named(error) from error

    def _begun_in_folder(self, *, lasting: bool) -> IO[bytes]:
        try:
            return self._begun(lasting=lasting)
        except FileNotFoundError:  # it is there for all but the first file
            self._final.parent.mkdir(parents=True, exist_ok=True)
            return self._begun(lasting=lasting)

    def _begun(self, *, lasting: bool) -> IO[bytes]:
        if lasting:
            self._partial = _lasting(self._final)
            return self._partial.open("wb")
        name = f"{PREFIX}{secrets.token_hex(8)}{PARTIAL}"
        self._partial = (
            _lasting(self._final, self._role) if self._role else self._final.with_name(name)
        )
        # Before it is there: Ctrl-C may come between any two steps, even before `kept` begins.
        self._forgotten = weakref.finalize(self, _unlink, self._partial, os.getpid())
        flags = _AGAIN if self._role else _NEW
        return os.fdopen(os.open(self._partial, flags, 0o600), "wb")

    def write(self, data: bytes) -> None:
        """Write more bytes.

        Raises:
            OSError: there is no room for them; the error names the file.
        """
        self._is_synced = False
        try:
            self._file.write(data)
        except OSError as error:
            raise self._named(error) from error
        self.position += len(data)

    def cut(self, position: int) -> None:
        """Take back what was written behind byte ``position``.

        Raises:
            OSError: there are fewer bytes; the error names the file.
        """
        if self._partial is None:
            return
        size = self._file.seek(0, os.SEEK_END)
        if size < position:
            why = f"holds {size} bytes of the {position} it had"
            raise OSError(errno.EINVAL, why, str(self._partial))
        self._is_synced = False
        self._file.truncate(position)
        self.position = self._file.seek(position)

    def sync(self) -> None:
        """See that what was written outlasts this process, and this machine.

        Raises:
            OSError: it can't be; the error names the file.
        """
        try:
            self._file.flush()
            if self._partial is not None:
                os.fsync(self._file.fileno())
            self._is_synced = True
        except OSError as error:
            raise self._named(error) from error

    @property
    def stream(self) -> IO[bytes]:
        """The file itself, for what can only write to one."""
        self._is_synced = False
        return self._file

    def contents(self) -> IO[bytes]:
        """What was written so far, to be read.

        Raises:
            OSError: it can't be, such as from a pipe.
        """
        self._file.flush()
        return (self._partial or self._final).open("rb")

    def leave(self) -> None:
        """Let go of the file as it is, for a later run to go on with."""
        with suppress(OSError):  # what can't be flushed is written again by that run
            self._file.close()

    def commit(self) -> None:
        """Give the file its name, with the permissions it had or would usually get.

        Raises:
            OSError: it can't be; the error names the file, of which nothing is left unless it is
                lasting.
        """
        try:
            if not self._is_synced:
                self.sync()
            self._file.close()
            if self._partial is not None:
                _renamed(self._partial, self._final, self._mode)
                if self._forgotten is not None:
                    self._forgotten.detach()
        except OSError as error:
            if not self._is_lasting:
                self.discard()
            raise self._named(error) from error

    def discard(self) -> None:
        """Leave no trace."""
        with suppress(OSError):  # what can't be flushed is thrown away all the same
            self._file.close()
        if self._partial is not None:
            self._partial.unlink(missing_ok=True)
        if self._forgotten is not None:
            self._forgotten.detach()

    def _named(self, error: OSError) -> OSError:
        return type(error)(error.errno, error.strerror or str(error), str(self.path))


class Keepable(Protocol):
    """A file that is either committed or discarded."""

    def commit(self) -> None:
        """Give it its name, or bring it to its place."""
        ...

    def discard(self) -> None:
        """Leave no trace of it."""
        ...


@contextmanager
def kept(file: _File) -> Iterator[_File]:
    """The ``file``, which is whole where the block ends; where that fails it leaves no trace.

    Raises:
        OSError: it can't be named, or not be brought to its address.
    """
    try:
        yield file
    except BaseException:
        file.discard()
        raise
    file.commit()


def lasting_name(path: Path) -> Path:
    """What a lasting file is called until it is whole: hidden, and in the folder it will be in."""
    return _lasting(_followed(path))


def _followed(path: Path) -> Path:
    """The file that a link leads to. Links among its folders lead to the same place anyway."""
    return path.resolve() if path.is_symlink() else path.absolute()


def _lasting(final: Path, role: str = "") -> Path:
    named = os.fsencode(final.name) + b"\0" * bool(role) + role.encode()
    name = hashlib.sha256(named).hexdigest()[:16]  # any name may be too long
    return final.with_name(f"{PREFIX}{name}{PARTIAL}")


def commit_left(path: Path) -> None:
    """Give a lasting file that is whole its name, unless it got it before its run was killed.

    Raises:
        OSError: it can't be; the error names the file.
    """
    partial = lasting_name(path)
    if partial.exists():
        final = _followed(path)
        _renamed(partial, final, _mode(final))


def _unlink(path: Path, process: int) -> None:
    if os.getpid() == process:  # a forked one forgets its copy, not the file
        path.unlink(missing_ok=True)


def _renamed(partial: Path, final: Path, mode: int | None) -> None:
    """Give ``partial`` its name, and the ``mode`` of what had it, or that new files get."""
    partial.chmod(0o666 & ~_mask() if mode is None else stat.S_IMODE(mode) & 0o777)
    partial.replace(final)


def _mode(path: Path) -> int | None:
    """The kind and the permissions of a file; ``None`` where there is none."""
    try:
        return path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return None


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
