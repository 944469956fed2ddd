"""Files at addresses, such as ``s3://bucket/dump.jsonl``, read and written by fsspec."""

import hashlib
import io
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath, PurePosixPath
from typing import IO, Any

from normalizer.formats.files import PREFIX
from normalizer.formats.store import (
    BLOCK,
    Status,
    StoredFile,
    opened_store,
    status_of,
    store_errors,
)

_ADDRESS = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://")
"""What an address begins with; a single letter is a drive."""

_MAGIC = re.compile(r"[*?[]")
_BUCKETS = frozenset(("s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "oss"))
_RENAMES = frozenset(
    ("file", "local", "sftp", "ssh", "ftp", "smb", "hdfs", "arrow_hdfs", "webhdfs")
)
"""Where a file is there before it is whole; in object stores it is whole or not there."""


@dataclass(frozen=True)
class Remote:
    """A file or folder at an ``address``: what a run asks of a `Path`.

    Until it is whole, what is written stands in the folder ``spool`` of this machine, or where
    temporary files are. ``known`` is its status where a listing told it.
    """

    address: str
    spool: Path | None = field(default=None, compare=False)
    known: Status | None = field(default=None, compare=False, repr=False)

    def __str__(self) -> str:
        return self.address

    def __truediv__(self, name: str) -> "Remote":
        return replace(self, address=f"{self.address.rstrip('/')}/{name}", known=None)

    def __lt__(self, other: "Remote") -> bool:
        return self.address < other.address

    @property
    def name(self) -> str:
        """The last part of the address."""
        return PurePosixPath(self._key).name

    @property
    def suffix(self) -> str:
        """The ending of the name."""
        return PurePosixPath(self._key).suffix

    @property
    def suffixes(self) -> list[str]:
        """The endings of the name."""
        return PurePosixPath(self._key).suffixes

    @property
    def protocol(self) -> str:
        """How it is spoken to, such as ``s3``."""
        return self.address.partition("://")[0].lower()

    def with_name(self, name: str) -> "Remote":
        """What stands beside it under another ``name``."""
        folder = self._key.rpartition("/")[0]
        if not folder and self.protocol in _BUCKETS:
            folder = self._key  # nothing stands beside a bucket
        return replace(
            self, address=f"{self.protocol}://{folder}{'/' * bool(folder)}{name}", known=None
        )

    def absolute(self) -> "Remote":
        """Itself."""
        return self

    def resolve(self) -> "Remote":
        """Itself."""
        return self

    def open(
        self, mode: str = "r", *, encoding: str | None = None, newline: str | None = None
    ) -> IO[Any]:
        """The file, to be read as a stream.

        Raises:
            OSError: it can't be read.
        """
        with store_errors(self.address):
            system, path = self._system()
            raw = StoredFile(system.open(path, "rb", block_size=BLOCK), self.address)
        file = io.BufferedReader(raw, 1 << 17)
        return file if "b" in mode else io.TextIOWrapper(file, encoding=encoding, newline=newline)

    def stat(self) -> Status:
        """Its status.

        Raises:
            OSError: it isn't there, or can't be asked for.
        """
        return self.known or status_of(self._info())

    def exists(self) -> bool:
        """Whether there is such a file or folder."""
        return self._kind() is not None

    def is_file(self) -> bool:
        """Whether it is a file."""
        return self._kind() == "file"

    def is_dir(self) -> bool:
        """Whether it is a folder, which in an object store is what names of files begin with."""
        return self._kind() == "directory"

    def is_symlink(self) -> bool:
        """No."""
        return False

    def unlink(self, *, missing_ok: bool = False) -> None:
        """Remove the file.

        Raises:
            OSError: it can't be removed.
        """
        try:
            with store_errors(self.address):
                system, path = self._system()
                system.rm_file(path)
        except FileNotFoundError:
            if not missing_ok:
                raise

    def put(self, whole: Path) -> None:
        """Write the file ``whole`` there: it is there as a whole afterwards, or as it was before.

        Raises:
            OSError: it can't be written.
        """
        with store_errors(self.address):
            system, path = self._system()
            if self.protocol not in _RENAMES:
                system.put_file(str(whole), path)
                return
            folder = path.rpartition("/")[0]
            partial = f"{folder}/{PREFIX}{_digest(self.address)}"
            system.makedirs(folder, exist_ok=True)
            system.put_file(str(whole), partial)
            system.mv(partial, path)

    def check_writable(self) -> None:
        """See whether a file can be written beside it.

        Raises:
            OSError: it can't.
        """
        probe = self.with_name(f"{PREFIX}{_digest(self.address)}")
        with tempfile.TemporaryDirectory() as folder:
            empty = Path(folder) / "empty"
            empty.touch()
            probe.put(empty)
        probe.unlink(missing_ok=True)

    def files(self) -> Iterator[tuple[str, "Remote"]]:
        """The files below it, or those that fit where it is a pattern, in no order.

        Each with its path below it, or below the part of it that is no pattern.

        Raises:
            OSError: they can't be listed.
        """
        with store_errors(self.address):
            system, path = self._system()
            listed = system.glob if is_pattern(self.address) else system.find
            found = listed(path, detail=True)
            base = _fixed(self.address)
            below = opened_store(base)[1].rstrip("/") + "/"
        for info in found.values():
            name = str(info["name"]).removeprefix(below)
            if info["type"] == "file":
                yield name, replace(self, address=f"{base}/{name}", known=status_of(info))

    @property
    def _key(self) -> str:
        return self.address.partition("://")[2].rstrip("/")

    def _kind(self) -> str | None:
        try:
            return str(self._info()["type"])
        except FileNotFoundError:
            return None

    def _info(self) -> dict[str, Any]:
        with store_errors(self.address):
            system, path = self._system()
            return dict(system.info(path))

    def _system(self) -> tuple[Any, str]:
        return opened_store(self.address)


Location = Path | Remote
"""Where something is read or written."""


def location(argument: str, spool: Path | None = None) -> Location:
    """Where ``argument`` says that something is: a path, or an address.

    What is written to an address stands in ``spool`` until it is whole.

    >>> location("dump/a.jsonl") == Path("dump/a.jsonl"), location("s3://dump/a.jsonl").name
    (True, 'a.jsonl')
    """
    return Remote(argument, spool) if _ADDRESS.match(argument) else Path(argument)


def named(path: Location | None, name: str) -> PurePath | Remote:
    """What tells of a file by its name: its ``path``, or ``name`` where it has none."""
    return PurePath(name) if path is None else path


def is_pattern(address: str) -> bool:
    """Whether an address fits several files; that of a web page never does.

    >>> is_pattern("s3://dump/2024-*.jsonl"), is_pattern("https://example.org/?a=1")
    (True, False)
    """
    return not address.startswith(("http:", "https:")) and bool(_MAGIC.search(address))


def _fixed(address: str) -> str:
    """The folder of which an address, that may be a pattern, is or names files."""
    magic = _MAGIC.search(address) if is_pattern(address) else None
    return (address if magic is None else address[: magic.start()].rpartition("/")[0]).rstrip("/")


def _digest(address: str) -> str:
    return hashlib.sha256(address.encode()).hexdigest()[:16]
