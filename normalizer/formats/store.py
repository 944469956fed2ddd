"""What fsspec is asked for, with errors as those of files on a disk."""

import errno
import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from normalizer.errors import LibraryError, SettingsError
from normalizer.formats.extras import extra

_EXTRAS = {"s3": "s3", "s3a": "s3", "gs": "gcs", "gcs": "gcs", "hf": "hf"}

_KEYS = {
    "s3": "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, or run `aws configure`",
    "gcs": "run `gcloud auth application-default login`, or set GOOGLE_APPLICATION_CREDENTIALS",
    "hf": "run `hf auth login`, or set HF_TOKEN",
}
"""How to give the keys of a store, by extra."""

BLOCK = 1 << 23
"""Bytes that are read ahead."""

_NEEDED = "{protocol}:// needs the extra {name!r}: pip install 'article-normalizer[{name}]'"

_VERSIONS = ("ETag", "etag", "md5Hash", "blob_id", "checksum", "LastModified", "last_modified",
             "mtime", "updated", "created")  # fmt: skip
"""What stores tell of the state of a file, the best first."""


@dataclass(frozen=True, slots=True)
class Status:
    """The size of a file in bytes, and what changes when the file does."""

    st_size: int
    st_mtime_ns: int | str | None = None


def status_of(info: Mapping[str, Any]) -> Status:
    """The status that the ``info`` of a store tells."""
    changed = next((info[key] for key in _VERSIONS if info.get(key) is not None), None)
    return Status(int(info.get("size") or 0), None if changed is None else str(changed))


class StoredFile(io.RawIOBase):
    """A file of a store, whose errors are those of a file on a disk."""

    def __init__(self, file: Any, of: str) -> None:
        self._file = file
        self._of = of

    def readable(self) -> bool:
        """Yes."""
        return True

    def seekable(self) -> bool:
        """Whether it can be read from the middle."""
        return bool(self._file.seekable())

    def readinto(self, buffer: Any, /) -> int:
        """How many bytes were put into ``buffer``."""
        with store_errors(self._of):
            data = self._file.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Where it is read next."""
        with store_errors(self._of):
            return int(self._file.seek(offset, whence))

    def tell(self) -> int:
        """Where it is read next."""
        return int(self._file.tell())

    def close(self) -> None:
        """Let go of it."""
        self._file.close()
        super().close()


@contextmanager
def store_errors(of: str) -> Iterator[None]:
    """Make what a store raises an error of files: each has its own, of some library below it."""
    try:
        yield
    except OSError as error:
        if error.filename is None or error.strerror is None:
            kind = type(error) if type(error) in _KINDS else OSError
            code = error.errno or _KINDS.get(kind, errno.EIO)
            raise kind(code, str(error) or "can't be reached", of) from error
        raise
    except (LibraryError, SettingsError):
        raise
    except Exception as error:
        said = f"{error or type(error).__name__}"
        if "Credential" in type(error).__name__:  # each library has a class of its own for this
            remedy = _keys(of.partition("://")[0].lower())
            raise PermissionError(errno.EACCES, f"{said}; {remedy}", of) from error
        raise OSError(errno.EIO, said, of) from error


def _keys(protocol: str) -> str:
    """How to give the keys of a store of this kind."""
    return _KEYS.get(_EXTRAS.get(protocol, ""), "give the keys that its library reads")


_KINDS = {
    FileNotFoundError: errno.ENOENT,
    PermissionError: errno.EACCES,
    IsADirectoryError: errno.EISDIR,
}


def opened_store(address: str) -> tuple[Any, str]:
    """What speaks to the store of ``address``, and the path in it.

    Raises:
        LibraryError: a library is missing; the message says how to install it.
        SettingsError: there is no such kind of address.
    """
    protocol = address.partition("://")[0].lower()
    name = _EXTRAS.get(protocol, "remote")
    fsspec = extra("fsspec", name, f"{protocol}://")
    try:
        # Without a cache of listings: what other machines write must be seen.
        found = fsspec.url_to_fs(address, use_listings_cache=False)
    except ImportError as error:
        message = f"{protocol}:// needs a library of its own: {error}"
        if protocol in _EXTRAS:
            message = _NEEDED.format(protocol=protocol, name=name)
        raise LibraryError(message) from error
    except ValueError as error:
        message = f"{address}: no kind of address that is known here: {error}"
        raise SettingsError(message) from error
    system, path = found
    return system, str(path)
