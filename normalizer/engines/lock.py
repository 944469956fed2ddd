"""``models.lock``: which packages a store holds, where they came from, and their SHA-256."""

import hashlib
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import msgspec

from normalizer.engines.guard import alone
from normalizer.engines.package import Package
from normalizer.errors import ModelError

LOCK_NAME = "models.lock"
_SCHEMA = 1

_Digest = Annotated[str, msgspec.Meta(pattern=r"\A[0-9a-f]{64}\Z")]
_Name = Annotated[str, msgspec.Meta(pattern=r"\A[A-Za-z0-9][A-Za-z0-9_.+-]*\Z")]
_Size = Annotated[int, msgspec.Meta(ge=0)]


@dataclass(frozen=True, slots=True)
class Origin:
    """The archive a package was unpacked from; ``url`` is ``None`` for a file of this machine.

    ``size`` is in bytes.
    """

    archive: _Name
    sha256: _Digest
    size: _Size
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Locked:
    """A package as it was installed; ``files`` are the SHA-256 by path inside its folder."""

    name: _Name
    from_code: str
    to_code: str
    version: str
    origin: Origin | None
    files: dict[str, _Digest]


@dataclass(frozen=True, slots=True)
class Lock:
    """The packages of a store, in the order of their names."""

    schema: int = _SCHEMA
    packages: tuple[Locked, ...] = field(default=())

    def find(self, name: str) -> Locked | None:
        """The package in the folder ``name``, or ``None`` where the lock has none."""
        return next((package for package in self.packages if package.name == name), None)

    def without(self, name: str) -> "Lock":
        """The lock, with ``name`` taken out."""
        return Lock(packages=tuple(p for p in self.packages if p.name != name))

    def having(self, locked: Locked) -> "Lock":
        """The lock, with ``locked`` in the place of any other package of its name."""
        packages = (*self.without(locked.name).packages, locked)
        return Lock(packages=tuple(sorted(packages, key=lambda package: package.name)))


def digest_of(path: Path) -> str:
    """The SHA-256 of a file, in lower-case hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def locked(package: Package, origin: Origin | None) -> Locked:
    """What is to be remembered of ``package``, its files read from disk."""
    files = {name: digest_of(package.path / name) for name in _files_in(package.path)}
    return Locked(package.path.name, package.source, package.target, package.version, origin, files)


def differences(folder: Path, known: Locked) -> list[str]:
    """What tells the package in ``folder`` from ``known``: files that differ, lack or are new."""
    if not folder.is_dir():
        return [f"{folder}: is missing"]
    there = _files_in(folder)
    problems = [f"{folder / name}: is missing" for name in known.files if name not in there]
    problems += [
        f"{folder / name}: is not in the lock" for name in there if name not in known.files
    ]
    for name in there:
        wanted = known.files.get(name)
        if wanted is not None and digest_of(folder / name) != wanted:
            problems.append(f"{folder / name}: has another SHA-256 than when it was installed")
    return problems


def read_lock(path: Path) -> Lock:
    """The lock in the file ``path``.

    Raises:
        ModelError: it can't be read or isn't one.
    """
    try:
        return decode_lock(path.read_bytes(), str(path))
    except OSError as error:
        message = f"{path}: can't be read: {error.strerror or error}"
        raise ModelError(message) from error


def store_lock(store: Path) -> Lock:
    """The lock of a store; empty where it has none yet.

    Raises:
        ModelError: it can't be read.
    """
    path = store / LOCK_NAME
    return read_lock(path) if path.exists() else Lock()


def decode_lock(content: bytes, place: str) -> Lock:
    """The lock written as ``content``; ``place`` is where that stood, for the message.

    Raises:
        ModelError: it isn't one, or one of a later version of this package.
    """
    try:
        lock = msgspec.json.decode(content, type=Lock)
    except (msgspec.DecodeError, RecursionError) as error:
        message = (
            f"{place}: not a lock of packages ({error}); restore it from a copy, or delete it: "
            "packages installed from then on are recorded in a new one"
        )
        raise ModelError(message) from error
    if lock.schema != _SCHEMA:
        message = f"{place}: has schema {lock.schema}, this version reads {_SCHEMA}; upgrade"
        raise ModelError(message)
    return lock


def encode_lock(lock: Lock) -> bytes:
    """The lock as JSON, the same bytes for the same packages."""
    return msgspec.json.format(msgspec.json.encode(lock, order="deterministic"), indent=2) + b"\n"


def remember(store: Path, package: Locked) -> None:
    """Write ``package`` into the lock of ``store``."""
    with alone(store, wait=True):
        _write(store, store_lock(store).having(package))


def forget(store: Path, name: str) -> None:
    """Take the package called ``name`` out of the lock of ``store``, if it is there."""
    if store_lock(store).find(name) is not None:
        with alone(store, wait=True):
            _write(store, store_lock(store).without(name))


def _write(store: Path, lock: Lock) -> None:
    path = store / LOCK_NAME
    # Not `tempfile`, whose files nobody else may read.
    new = store / f".{LOCK_NAME}.{os.getpid()}"
    try:
        try:
            new.write_bytes(encode_lock(lock))
            new.replace(path)
        finally:
            new.unlink(missing_ok=True)
    except OSError as error:
        message = f"{path}: can't be written: {error.strerror or error}"
        raise ModelError(message) from error


def _files_in(folder: Path) -> list[str]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return sorted(path.relative_to(folder).as_posix() for path in paths)
