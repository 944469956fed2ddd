"""Zip archives from elsewhere, checked before a byte of them is written."""

import lzma
import re
import shutil
import struct
import tempfile
import time
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from normalizer.errors import ModelError

MOST_BYTES = 4 << 30
"""What one package may unpack to, and the most that is downloaded for one."""

_TEMPORARY = ".new-"
_DAY = 86_400
_NAME = re.compile(r"[A-Za-z0-9][\w.+-]*(?:/[A-Za-z0-9][\w.+-]*)*/?", re.ASCII)
_MOST_FILES = 2_000
_MOST_RATIO = 200
_SMALL = 1 << 20
_SYMLINK = 0o120000
_KIND = 0o170000
_ENCRYPTED = 1
_DAMAGED = (
    EOFError, NotImplementedError, RuntimeError, UnicodeDecodeError, lzma.LZMAError, struct.error,
    zipfile.BadZipFile, zlib.error,
)  # fmt: skip
"""What `zipfile` raises on an archive that is cut off, altered or of a kind it doesn't know."""


@contextmanager
def opened(archive: Path, kind: str) -> Iterator[zipfile.ZipFile]:
    """The archive, open; ``kind`` is what it should be, for the message.

    Raises:
        ModelError: there is no such file, or it is damaged, there or in what the body reads.
    """
    try:
        with zipfile.ZipFile(archive) as entries:
            yield entries
    except FileNotFoundError as error:
        message = f"{archive}: no such file"
        raise ModelError(message) from error
    except _DAMAGED as error:
        message = (
            f"{archive}: not a whole {kind} ({error}); "
            "download or copy it again and compare its size"
        )
        raise ModelError(message) from error
    except OSError as error:
        message = f"{archive}: can't be unpacked: {error}; see to space and rights, and try again"
        raise ModelError(message) from error


def problem_of(entries: Sequence[zipfile.ZipInfo]) -> str | None:
    """Why ``entries`` may not be unpacked, or ``None`` where nothing speaks against it.

    Sizes are those the archive declares; `zipfile` reads no further than that.
    """
    if len(entries) > _MOST_FILES:
        return f"more than {_MOST_FILES} files"
    if sum(entry.file_size for entry in entries) > MOST_BYTES:
        return f"unpacks to more than {MOST_BYTES >> 30} GiB"
    seen: set[str] = set()
    for entry in entries:
        folded = entry.filename.casefold()
        problem = "is there twice" if folded in seen else _problem(entry)
        if problem:
            return f"{entry.filename!r} {problem}"
        seen.add(folded)
    return None


def archive_name(link: str) -> str:
    """The file name at the end of an address or path, made safe for any disk."""
    name = unquote(re.split(r"[?#]", link)[0].rsplit("/", 1)[-1])
    return re.sub(r"[^A-Za-z0-9_.+-]", "_", name)[-120:].lstrip("_.+-") or "package.argosmodel"


def _problem(entry: zipfile.ZipInfo) -> str | None:
    name = entry.filename
    if not _NAME.fullmatch(name) or ".." in PurePosixPath(name).parts:
        return "is an unsafe name"
    if (entry.external_attr >> 16) & _KIND == _SYMLINK:
        return "is a link"
    if entry.flag_bits & _ENCRYPTED:
        return "is encrypted"
    ratio = entry.file_size / max(1, entry.compress_size)
    if entry.file_size > _SMALL and ratio > _MOST_RATIO:
        return f"unpacks to {ratio:.0f} times its size"
    return None


@contextmanager
def workplace(store: Path) -> Iterator[Path]:
    """A folder inside ``store`` for what is not yet, or no longer, a package; gone afterwards.

    It is on the same disk, so that a rename puts a package in its place or out of it whole.

    Raises:
        ModelError: ``store`` can't be written to.
    """
    try:
        store.mkdir(parents=True, exist_ok=True)
        _clear(store)
        folder = Path(tempfile.mkdtemp(dir=store, prefix=_TEMPORARY))
    except OSError as error:
        message = f"{store}: can't be written to ({error}); name another with --models-dir"
        raise ModelError(message) from error
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _clear(store: Path) -> None:
    """Remove what commands that were killed left; what is younger may be in use."""
    for left in store.glob(f"{_TEMPORARY}*"):
        if left.stat().st_mtime < time.time() - _DAY:
            shutil.rmtree(left, ignore_errors=True)
