"""Where everything a run writes goes."""

import errno
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from normalizer.errors import AuditError, FormatError, JournalError, SettingsError
from normalizer.formats.remote import Location, Remote
from normalizer.runs.inputs import Input
from normalizer.runs.output import Output, check_apart, check_writable
from normalizer.runs.proof import check_replaceable

NO_ROOM = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG))
"""The errors of a disk, or of a share of it, that is full."""


@dataclass(frozen=True, slots=True)
class Destination:
    """Where the articles, the audit, the metadata and the rejects go.

    ``write`` is off in a dry run. Rejects have a place of their own where there is none beside
    the output.
    """

    output: Output
    audit: Location | None = None
    metadata: Location | None = None
    rejects: Location | None = None
    write: bool = True

    @property
    def beside(self) -> tuple[Location | None, ...]:
        """The audit, the metadata and the rejects, those that are written."""
        if not self.write:
            return None, None, None
        return self.audit, self.metadata, self.rejects or _rejects_of(self.output)

    def check(self, inputs: Sequence[Input]) -> None:
        """Refuse what would write over an input, or can't be written, before any work is done.

        Raises:
            SettingsError: either is so, or an audit would be lost.
        """
        beside = [path for path in (self.audit, self.metadata, self.rejects) if path is not None]
        check_apart(inputs, self.output, beside)
        if self.write and any(one.error is None for one in inputs):
            check_writable(self.output, beside)
        if self.write and self.audit is not None:
            try:
                check_replaceable(self.audit, (one.name for one in inputs))
            except AuditError as error:
                raise SettingsError(str(error)) from error

    def check_resumable(self, inputs: Sequence[Input]) -> None:
        """Refuse what can't be gone on with after it was broken off.

        Raises:
            SettingsError: an input can't be read again, or an output not be taken back.
        """
        if any(one.path is None for one in inputs):
            message = "standard input can't be read again after a run was broken off; name a file"
            raise SettingsError(message)
        if self.output.in_place:
            message = "--state needs the inputs as they were: give -o instead of --in-place"
            raise SettingsError(message)
        files = [path for path in (self.output.path, *self.beside) if path is not None]
        if self.output.path is None or any(_is_device(path) for path in files):
            message = "a pipe can't take back what it was given; --state needs -o FILE or FOLDER"
            raise SettingsError(message)


def write_error(error: OSError, path: Location | None) -> FormatError:
    """A clear error for a file that can't be written."""
    place = error.filename2 or error.filename or path
    return FormatError(f"{place}: can't be written: {error.strerror or error}")


def write_out(data: bytes) -> None:
    """Write to standard output.

    Raises:
        OSError: it is closed or full.
    """
    if sys.stdout is None:
        raise OSError(errno.EBADF, "is closed", "standard output")
    sys.stdout.buffer.write(data)


@contextmanager
def room_or_resume() -> Iterator[None]:
    """Turn an error of a full disk into one that says how to go on.

    Raises:
        JournalError: there is no room.
    """
    try:
        yield
    except OSError as error:
        if error.errno in NO_ROOM:
            message = f"{write_error(error, None)}; make room, then go on with --resume"
            raise JournalError(message) from error
        raise


def _rejects_of(output: Output) -> Location | None:
    """Where rejects go beside ``output``: OUT.rejects.jsonl for a folder, else OUT.rejects."""
    path = output.path
    if path is None or _is_device(path):
        return None
    path = path if path.name not in {"", ".."} else path.resolve()
    return path.with_name(f"{path.name}.rejects{'.jsonl' if output.is_folder else ''}")


def _is_device(path: Location) -> bool:
    if isinstance(path, Remote):
        return False
    return path.exists() and not path.is_file() and not path.is_dir()
