"""Packages from an index or a lock into a store."""

from dataclasses import dataclass, field
from pathlib import Path

from normalizer.engines.archive import MOST_BYTES, archive_name
from normalizer.engines.download import Patience, Told, Wanted, download
from normalizer.engines.guard import alone
from normalizer.engines.index import IndexEntry, mirrored
from normalizer.engines.lock import (
    Locked,
    Origin,
    differences,
    locked,
    remember,
    store_lock,
)
from normalizer.engines.package import Package, install_package, refuse_second
from normalizer.engines.store import remove_package
from normalizer.errors import ModelError

_DOWNLOADS = ".downloads"


@dataclass(frozen=True, slots=True)
class Puller:
    """Downloads, checks and installs packages into the folder ``store``."""

    store: Path
    patience: Patience = field(default_factory=Patience)
    told: Told | None = None

    def pull(self, entry: IndexEntry) -> Package:
        """Install a package of an index, from the first of its links that has it.

        Raises:
            ModelError: no link has it whole, it is another than the index says, or one of
                its name is installed, or another command is pulling into this store.
        """
        with alone(self.store / _DOWNLOADS, wait=False):
            return self._pull(entry)

    def reproduce(self, wanted: Locked, mirror: str | None = None) -> Package | None:
        """Install a package of a lock, the very same; ``None`` where it is here already.

        Raises:
            ModelError: it isn't to be had, differs from what the lock says, or another command
                is pulling into this store.
        """
        with alone(self.store / _DOWNLOADS, wait=False):
            return self._reproduce(wanted, mirror)

    def _pull(self, entry: IndexEntry) -> Package:
        store_lock(self.store)  # one that can't be read is told before anything is done
        problems: list[str] = []
        for link in entry.links:
            wanted = Wanted(link, MOST_BYTES, entry.sha256, entry.size)
            try:
                archive, origin = self._download(wanted)
            except ModelError as error:
                problems.append(str(error))
                continue
            package = self._install(archive, origin)
            found = (package.source, package.target)
            if found != (entry.source, entry.target):
                remove_package(package.path.name, self.store)
                message = f"{link}: translates {'-'.join(found)}, which isn't what the index says"
                raise ModelError(message)
            remember(self.store, locked(package, origin))
            return package
        raise ModelError("; ".join(problems))

    def _reproduce(self, wanted: Locked, mirror: str | None) -> Package | None:
        folder = self.store / wanted.name
        if folder.is_dir() and not differences(folder, wanted):
            remember(self.store, wanted)
            return None
        refuse_second(wanted.name, self.store)
        origin = wanted.origin
        if origin is None or (origin.url is None and mirror is None):
            message = (
                f"{wanted.name}: the lock names no address, it was added from a file; "
                "name a --mirror that has it, or carry it over: normalizer models bundle"
            )
            raise ModelError(message)
        url = origin.url if mirror is None else mirrored(mirror, origin.archive)
        archive, _ = self._download(Wanted(str(url), MOST_BYTES, origin.sha256, origin.size))
        package = self._install(archive, origin)
        differing = differences(package.path, wanted)
        if package.path != folder or differing:
            remove_package(package.path.name, self.store)
            message = f"{url}: not the package of the lock: {'; '.join(differing) or package.name}"
            raise ModelError(message)
        remember(self.store, wanted)
        return package

    def _download(self, wanted: Wanted) -> tuple[Path, Origin]:
        archive = self.store / _DOWNLOADS / archive_name(wanted.url)
        sha256 = download(wanted, archive, patience=self.patience, told=self.told)
        return archive, Origin(archive.name, sha256, archive.stat().st_size, wanted.url)

    def _install(self, archive: Path, origin: Origin) -> Package:
        try:
            return install_package(archive, self.store)
        except ModelError as error:
            message = f"{origin.url}: {str(error).replace(f'{archive}: ', '')}"
            raise ModelError(message) from error
        finally:
            archive.unlink(missing_ok=True)
