"""Argos translation packages: one folder with metadata, a model and its sentence pieces."""

import json
import lzma
import re
import shutil
import struct
import tempfile
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from normalizer.errors import ModelError

_CODE = re.compile(r"[a-z]{2,3}(?:[_-][A-Za-z]{2,8})?")
_NAME = re.compile(r"[A-Za-z0-9][\w.+-]*(?:/[A-Za-z0-9][\w.+-]*)*/?")
_NEEDED = ("metadata.json", "model/model.bin", "model/config.json", "sentencepiece.model")
_MOST_FILES = 2_000
_MOST_BYTES = 4 << 30
_MOST_RATIO = 200
_SMALL = 1 << 20
_SYMLINK = 0o120000
_KIND = 0o170000
_DAMAGED = (
    OSError, EOFError, RuntimeError, UnicodeDecodeError, lzma.LZMAError, struct.error,
    zipfile.BadZipFile, zlib.error,
)  # fmt: skip
"""What `zipfile` raises on an archive that is cut off, altered or encrypted."""

DEFAULT_LEAST_SCORE = -1.0
"""Mean log probability of a token below which a translation is refused, for packages that
name no threshold of their own. It lies far below what a model gives text it was made for."""


@dataclass(frozen=True, slots=True)
class Package:
    """An installed package, read from its ``metadata.json``."""

    path: Path
    source: str
    target: str
    version: str
    least_score: float
    fixture: bool

    @property
    def name(self) -> str:
        """Folder and version, such as ``translate-ru_de-1_9 1.9``."""
        return f"{self.path.name} {self.version}"


def read_package(path: Path) -> Package:
    """The package in the folder ``path``.

    Raises:
        ModelError: a file is missing or its metadata can't be read.
    """
    for needed in _NEEDED:
        if not (path / needed).is_file():
            message = f"{path}: not a translation package: {needed} is missing"
            raise ModelError(message)
    try:
        metadata = json.loads((path / "metadata.json").read_text(encoding="utf-8"))
        source, target = metadata["from_code"], metadata["to_code"]
        for code in (source, target):
            if not _CODE.fullmatch(code):
                message = f"{code!r} is no language code"
                raise ValueError(message)  # noqa: TRY301  all that is wrong with it ends below
        ours: dict[str, Any] = metadata.get("normalizer") or {}
        return Package(
            path=path,
            source=source,
            target=target,
            version=str(metadata.get("package_version", "")),
            least_score=float(ours.get("min_score", DEFAULT_LEAST_SCORE)),
            fixture=bool(metadata.get("fixture", False)),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        message = f"{path / 'metadata.json'}: not the metadata of a translation package: {error!r}"
        raise ModelError(message) from error


def install_package(archive: Path, store: Path) -> Package:
    """Unpack ``archive`` into the folder ``store``, whole or not at all.

    The archive may hold one folder of plain files only; it can't write outside that folder,
    over another package, or more than 4 GiB.

    Raises:
        ModelError: the archive is truncated, unsafe, incomplete or installed already.
    """
    try:
        store.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(archive) as opened:
            top = _checked_top(archive, opened)
            target = store / top
            if target.exists():
                message = f"{archive}: {top} is installed already, in {store}"
                raise ModelError(message)
            unpacked = Path(tempfile.mkdtemp(dir=store, prefix=".new-"))
            try:
                opened.extractall(unpacked)
                read_package(unpacked / top)
                (unpacked / top).replace(target)
            finally:
                shutil.rmtree(unpacked, ignore_errors=True)
    except _DAMAGED as error:
        message = (
            f"{archive}: not a whole .argosmodel archive ({error}); "
            "download or copy it again and compare its size"
        )
        raise ModelError(message) from error
    return read_package(target)


def _checked_top(archive: Path, opened: zipfile.ZipFile) -> str:
    entries = opened.infolist()
    problem = _problem(entries)
    if problem:
        message = f"{archive}: refused: {problem}"
        raise ModelError(message)
    tops = {PurePosixPath(entry.filename).parts[0] for entry in entries}
    if len(tops) != 1:
        message = f"{archive}: must hold exactly one folder, not {len(tops)}"
        raise ModelError(message)
    return tops.pop()


def _problem(entries: list[zipfile.ZipInfo]) -> str | None:
    if len(entries) > _MOST_FILES:
        return f"more than {_MOST_FILES} files"
    if sum(entry.file_size for entry in entries) > _MOST_BYTES:
        return "unpacks to more than 4 GiB"
    for entry in entries:
        if not _NAME.fullmatch(entry.filename) or ".." in PurePosixPath(entry.filename).parts:
            return f"unsafe name {entry.filename!r}"
        if (entry.external_attr >> 16) & _KIND == _SYMLINK:
            return f"{entry.filename!r} is a link"
        ratio = entry.file_size / max(1, entry.compress_size)
        if entry.file_size > _SMALL and ratio > _MOST_RATIO:
            return f"{entry.filename!r} unpacks to {ratio:.0f} times its size"
    return None
