"""A store and its lock together: packages are added, checked and removed in both."""

from dataclasses import dataclass
from pathlib import Path

from normalizer.engines.archive import archive_name
from normalizer.engines.folders import candidates, read_folder
from normalizer.engines.lock import (
    Origin,
    differences,
    digest_of,
    forget,
    locked,
    remember,
    store_lock,
)
from normalizer.engines.package import Package, install_package
from normalizer.engines.store import remove_package
from normalizer.errors import ModelError


@dataclass(frozen=True, slots=True)
class Checked:
    """A package of a store, or of its lock, and what is wrong with it.

    ``package`` is ``None`` where it can't be read; ``recorded`` tells whether the lock knows it.
    """

    name: str
    package: Package | None
    recorded: bool
    problems: tuple[str, ...]


def add_package(archive: Path, store: Path) -> Package:
    """Install a package from a file, and write it into the lock of the store.

    Raises:
        ModelError: the archive is damaged or unsafe, or one of its name is installed.
    """
    store_lock(store)  # one that can't be read is told before anything is done
    package = install_package(archive, store)
    origin = Origin(archive_name(archive.name), digest_of(archive), archive.stat().st_size)
    remember(store, locked(package, origin))
    return package


def drop_package(name: str, store: Path) -> None:
    """Remove a package from a store and from its lock, also one that only one of them has.

    Raises:
        ModelError: neither has it, or it can't be removed.
    """
    known = store_lock(store).find(name)
    if known is None or (store / name).exists():
        remove_package(name, store)
    forget(store, name)


def check_packages(store: Path) -> list[Checked]:
    """Each package of a store and of its lock, by name.

    Raises:
        ModelError: the lock can't be read.
    """
    lock = store_lock(store)
    names = {path.name for path in candidates(store)} | {known.name for known in lock.packages}
    found: list[Checked] = []
    for name in sorted(names):
        known = lock.find(name)
        problems = [] if known is None else differences(store / name, known)
        package = None
        if (store / name).is_dir():
            try:
                package = read_folder(store / name)
            except ModelError as error:
                problems.append(str(error))
        found.append(Checked(name, package, known is not None, tuple(problems)))
    return found
