"""Where translation packages are kept, and which are there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from normalizer.engines.archive import workplace
from normalizer.engines.folders import candidates, read_folder
from normalizer.engines.package import Package
from normalizer.errors import ModelError


@dataclass(frozen=True, slots=True)
class Store:
    """The folders that are searched for packages; new ones go into the first."""

    folders: tuple[Path, ...]

    def packages(self, *kinds: str) -> list[Package]:
        """Every whole package of ``kinds``, of any if none is named; best first.

        That is, from an earlier folder, then of a higher version.
        """
        return [
            package
            for folder in self.folders
            for package in sorted(_packages_in(folder, kinds), key=_version, reverse=True)
        ]

    @property
    def own(self) -> Path:
        """The folder that packages are put into and removed from."""
        return self.folders[0]

    def having(self, source: str, target: str, version: str) -> Package | None:
        """The package of this pair and version, or ``None`` where there is none."""
        wanted = (source, target, version)
        return next(
            (p for p in self.packages("argos") if (p.source, p.target, p.version) == wanted), None
        )

    def damaged(self) -> list[str]:
        """Why each folder that looks like a package can't be used."""
        problems: list[str] = []
        for folder in self.folders:
            for path in candidates(folder):
                try:
                    read_folder(path)
                except ModelError as error:
                    problems.append(str(error))
        return problems


def default_folders(environment: dict[str, str] | None = None) -> tuple[Path, ...]:
    """Our own folder, then those of Argos Translate and LibreTranslate.

    ``environment`` may hold ``NORMALIZER_MODELS``, ``XDG_DATA_HOME``, ``ARGOS_PACKAGES_DIR``
    and ``HOME``.
    """
    environment = environment or {}
    home = Path(environment.get("HOME") or Path.home())
    share = Path(environment.get("XDG_DATA_HOME") or home / ".local" / "share")
    own = environment.get("NORMALIZER_MODELS")
    argos = environment.get("ARGOS_PACKAGES_DIR")
    return (
        Path(own) if own else share / "normalizer" / "models",
        Path(argos) if argos else share / "argos-translate" / "packages",
    )


def remove_package(name: str, folder: Path) -> None:
    """Take the package called ``name`` out of ``folder``, whole or not at all.

    A damaged package goes as well as a good one.

    Raises:
        ModelError: there is none, or it can't be removed.
    """
    known = {path.name: path for path in candidates(folder)}
    if name not in known:
        names = ", ".join(known) or "none"
        message = f"{name}: no package of {folder}; there are: {names}"
        raise ModelError(message)
    path = known[name]
    with workplace(folder) as leaving:
        try:
            path.rename(leaving / name)
        except OSError as error:
            message = f"{path}: can't be removed: {error.strerror or error}"
            raise ModelError(message) from error


def version_key(version: str) -> list[int]:
    """A version such as ``1.10``, to compare with others; what is no number doesn't count."""
    return [int(part) for part in version.split(".") if part.isdecimal()]


def _packages_in(folder: Path, kinds: Sequence[str]) -> Iterator[Package]:
    for path in candidates(folder, *kinds):
        try:
            yield read_folder(path)
        except ModelError:
            continue  # one damaged package must not hide the others; `damaged` names it


def _version(package: Package) -> list[int]:
    return version_key(package.version)
