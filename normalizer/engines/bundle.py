"""One file that carries packages, and their lock, to a machine without a network."""

import os
import shutil
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from normalizer.engines.archive import opened, problem_of, workplace
from normalizer.engines.folders import read_folder
from normalizer.engines.lock import (
    LOCK_NAME,
    Lock,
    Locked,
    decode_lock,
    differences,
    encode_lock,
    locked,
    remember,
    store_lock,
)
from normalizer.engines.package import Package, refuse_second, settle
from normalizer.errors import ModelError

_KIND = "bundle of packages"
_MOST_PACKAGES = 500
_MOST_LOCK = 16 << 20
_DATE = (2020, 1, 1, 0, 0, 0)


def write_bundle(packages: Sequence[Package], path: Path) -> None:
    """Write ``packages`` into the file ``path``: the same packages give the same bytes.

    Raises:
        ModelError: there are none, two have one name, one differs from its lock, or ``path``
            exists or can't be written.
    """
    if not packages:
        message = "no packages to bundle; see normalizer models list"
        raise ModelError(message)
    if path.exists():
        message = f"{path}: exists already; delete it first, or name another file"
        raise ModelError(message)
    folders: dict[str, Path] = {}
    lock = Lock()
    for package in packages:
        name = package.path.name
        if name in folders:
            message = f"{package.path}: {folders[name]} has this name too; bundle one of the two"
            raise ModelError(message)
        folders[name] = package.path
        lock = lock.having(_known(package))
    try:
        _write(path, lock, folders)
    except OSError as error:
        message = f"{path}: can't be written: {error.strerror or error}"
        raise ModelError(message) from error


def unbundle(path: Path, store: Path) -> Iterator[Package | ModelError]:
    """Install the packages of a bundle, each whole or not at all; what is here already stays.

    Yields, in the order of their names, each package or why it isn't installed.

    Raises:
        ModelError: the bundle is cut off, unsafe, or has no lock.
    """
    store_lock(store)  # one that can't be read is told before anything is done
    with opened(path, _KIND) as bundle:
        lock = _lock_in(path, bundle)
        groups: dict[str, list[zipfile.ZipInfo]] = {known.name: [] for known in lock.packages}
        for entry in bundle.infolist():
            parts = PurePosixPath(entry.filename).parts
            if entry.filename == LOCK_NAME:
                continue
            if len(parts) < 2 or parts[0] not in groups:  # noqa: PLR2004  a folder and a file
                message = f"{path}: refused: {entry.filename!r} is not in its lock"
                raise ModelError(message)
            groups[parts[0]].append(entry)
        for name, entries in groups.items():
            problem = problem_of(entries)
            if problem:
                message = f"{path}: refused: {name}: {problem}"
                raise ModelError(message)
        for known in lock.packages:
            try:
                yield _unpacked(bundle, groups[known.name], known, store)
            except ModelError as error:
                yield error


def _lock_in(path: Path, bundle: zipfile.ZipFile) -> Lock:
    if LOCK_NAME not in bundle.namelist():
        message = f"{path}: no {_KIND}: it has no {LOCK_NAME}; single packages: models add"
        raise ModelError(message)
    if bundle.getinfo(LOCK_NAME).file_size > _MOST_LOCK:
        message = f"{path}: refused: its {LOCK_NAME} is larger than 16 MiB"
        raise ModelError(message)
    lock = decode_lock(bundle.read(LOCK_NAME), f"{path}:{LOCK_NAME}")
    names = {known.name.casefold() for known in lock.packages}
    if len(lock.packages) > _MOST_PACKAGES or len(names) != len(lock.packages):
        message = f"{path}: refused: its lock names a package twice, or more than {_MOST_PACKAGES}"
        raise ModelError(message)
    return lock


def _unpacked(
    bundle: zipfile.ZipFile, entries: list[zipfile.ZipInfo], known: Locked, store: Path
) -> Package:
    folder = store / known.name
    if folder.is_dir() and not differences(folder, known):
        remember(store, known)
        return read_folder(folder)
    refuse_second(known.name, store)
    with workplace(store) as place:
        try:
            bundle.extractall(place, entries)
        except (zipfile.BadZipFile, EOFError, OSError) as error:
            message = f"{bundle.filename}: {known.name}: {error}; copy the bundle again"
            raise ModelError(message) from error
        problems = differences(place / known.name, known)
        if problems:
            told = "; ".join(problems).replace(f"{place}/", "")
            message = f"{bundle.filename}: differs from its lock: {told}; copy the bundle again"
            raise ModelError(message)
        package = settle(place / known.name, store, read_folder)
    remember(store, known)
    return package


def _known(package: Package) -> Locked:
    """What the lock beside ``package`` says of it, or what can be said where there is none."""
    known = store_lock(package.path.parent).find(package.path.name)
    if known is None:
        known = locked(package, None)
    elif problems := differences(package.path, known):
        message = f"{'; '.join(problems)}: not bundled; install it again"
        raise ModelError(message)
    names = [f"{package.path.name}/{inside}" for inside in known.files]
    problem = problem_of([zipfile.ZipInfo(name) for name in names])
    if problem:
        message = f"{package.path}: {problem}: it couldn't be unpacked again; not bundled"
        raise ModelError(message)
    return known


def _write(path: Path, lock: Lock, folders: dict[str, Path]) -> None:
    # Not `tempfile`, whose files nobody else may read.
    new = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with zipfile.ZipFile(new, "w") as bundle:
            with bundle.open(_entry(LOCK_NAME), "w") as to:
                to.write(encode_lock(lock))
            for known in lock.packages:
                for inside in sorted(known.files):
                    source = folders[known.name] / inside
                    entry = _entry(f"{known.name}/{inside}")
                    entry.file_size = source.stat().st_size
                    with source.open("rb") as read, bundle.open(entry, "w") as to:
                        shutil.copyfileobj(read, to)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _DATE)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry
