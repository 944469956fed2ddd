"""Where translation packages are kept, and which are there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from normalizer.engines.package import Package, read_package
from normalizer.errors import ModelError


@dataclass(frozen=True, slots=True)
class Store:
    """The folders that are searched for packages; new ones go into the first."""

    folders: tuple[Path, ...]

    def packages(self) -> list[Package]:
        """Every whole package, best first: earlier folder, then higher version."""
        return [
            package
            for folder in self.folders
            for package in sorted(_packages_in(folder), key=_version, reverse=True)
        ]

    def damaged(self) -> list[str]:
        """Why each folder that looks like a package can't be used."""
        problems: list[str] = []
        for folder in self.folders:
            for path in _candidates(folder):
                try:
                    read_package(path)
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


def _packages_in(folder: Path) -> Iterator[Package]:
    for path in _candidates(folder):
        try:
            yield read_package(path)
        except ModelError:
            continue  # one damaged package must not hide the others; `damaged` names it


def _candidates(folder: Path) -> Sequence[Path]:
    if not folder.is_dir():
        return ()
    return sorted(path for path in folder.iterdir() if (path / "metadata.json").is_file())


def _version(package: Package) -> list[int]:
    return [int(part) for part in package.version.split(".") if part.isdecimal()]
