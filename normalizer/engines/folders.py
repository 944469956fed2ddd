"""Folders of models of every kind: told apart, and read without loading them."""

from collections.abc import Sequence
from pathlib import Path

from normalizer.engines.ct2 import SETTINGS_FILE, ct2_package
from normalizer.engines.firefox import firefox_package, is_firefox_folder
from normalizer.engines.package import Package, read_package


def kind_of(path: Path) -> str | None:
    """The kind of engine that the folder ``path`` is, or was meant to be, for; else ``None``.

    >>> kind_of(Path("/nowhere")) is None
    True
    """
    if path.name.startswith(".") or not path.is_dir():
        return None
    if any((path / name).exists() for name in ("metadata.json", "model")):
        return "argos"
    if (path / SETTINGS_FILE).is_file():
        return "ct2"
    return "firefox" if is_firefox_folder(path) else None


def candidates(folder: Path, *kinds: str) -> Sequence[Path]:
    """The folders in ``folder`` that are models of ``kinds`` (any if none is named), or were."""
    if not folder.is_dir():
        return ()
    kind = {path: kind_of(path) for path in sorted(folder.iterdir())}
    return [path for path, of in kind.items() if (of in kinds if kinds else of)]


def read_folder(path: Path) -> Package:
    """The package in the folder ``path``, of whatever kind; that of Argos if it is of none.

    Raises:
        ModelError: a file is missing or damaged; the message names it and what to do.
    """
    kind = kind_of(path)
    if kind == "ct2":
        return ct2_package(path)
    return firefox_package(path) if kind == "firefox" else read_package(path)
