"""Argos translation packages: one folder with metadata, a model and its sentence pieces."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from normalizer.engines.archive import opened, problem_of, workplace
from normalizer.engines.weights import check_model
from normalizer.errors import ModelError

_CODE = re.compile(r"[a-z]{2,3}(?:[_-][A-Za-z]{2,8})?")
_NEEDED = ("metadata.json", "model/model.bin", "model/config.json")
_PIECES = ("sentencepiece.model", "bpe.model")
_KIND = ".argosmodel archive"

DEFAULT_LEAST_SCORE = -1.0
"""Mean log probability of a token below which a translation is refused, for packages that
name no threshold of their own and weren't measured. It lies far below what a model gives text
it was made for."""


@dataclass(frozen=True, slots=True)
class Package:
    """An installed package, read from its ``metadata.json`` or, if of another ``kind``, its like.

    ``least_score`` is ``None`` where the package names no threshold of its own. A ``starter`` is a
    small model that ships or shipped with this package; any other outranks it.
    """

    path: Path
    source: str
    target: str
    version: str
    least_score: float | None
    fixture: bool
    kind: str = "argos"
    starter: bool = False

    @property
    def name(self) -> str:
        """Folder and version, such as ``translate-ru_de-1_9 1.9``."""
        return f"{self.path.name} {self.version}".rstrip()


def read_package(path: Path) -> Package:
    """The package in the folder ``path``.

    Raises:
        ModelError: a file is missing, the model is cut off or translates nothing, or the
            metadata can't be read; the message names the file.
    """
    pieces = next((name for name in _PIECES if (path / name).is_file()), _PIECES[0])
    for needed in (*_NEEDED, pieces):
        if not (path / needed).is_file():
            message = (
                f"{path}: not a translation package: {needed} is missing; "
                "install the package again, from a whole archive"
            )
            raise ModelError(message)
    package = _read_metadata(path)
    check_model(path / "model")
    return package


def check_pair(source: str, target: str) -> None:
    """Make sure that these are the codes of two languages, as `from_code` and `to_code` are.

    Raises:
        ValueError: one is no code, or both are the same.
        TypeError: one is no string.
    """
    for code in (source, target):
        if not _CODE.fullmatch(code):
            message = f"{code!r} is no language code, such as 'de'"
            raise ValueError(message)
    if source == target:
        message = f"from_code and to_code are both {source!r}, which is no translation"
        raise ValueError(message)


def _read_metadata(path: Path) -> Package:
    try:
        metadata = json.loads((path / "metadata.json").read_text(encoding="utf-8"))
        source, target = metadata["from_code"], metadata["to_code"]
        check_pair(source, target)
        named = dict[str, Any](metadata.get("normalizer") or {}).get("min_score")
        return Package(
            path=path,
            source=source,
            target=target,
            version=str(metadata.get("package_version", "")),
            least_score=None if named is None else float(named),
            fixture=bool(metadata.get("fixture", False)),
            starter=bool(metadata.get("starter", False)),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        message = (
            f"{path / 'metadata.json'}: not the metadata of a translation package: {error!r}; "
            "install the package again, from a whole archive"
        )
        raise ModelError(message) from error


def install_package(archive: Path, store: Path) -> Package:
    """Unpack ``archive`` into the folder ``store``, whole or not at all.

    The archive may hold one folder of plain files only; it can't write outside that folder,
    over another package, or more than 4 GiB.

    Raises:
        ModelError: the archive is truncated, unsafe, incomplete or installed already.
    """
    with opened(archive, _KIND) as entries:
        problem = problem_of(entries.infolist())
        if problem:
            message = f"{archive}: refused: {problem}; get the package from who made it"
            raise ModelError(message)
        tops = {PurePosixPath(name).parts[0] for name in entries.namelist()}
        if len(tops) != 1:
            message = f"{archive}: must hold exactly one folder, not {len(tops)}"
            raise ModelError(message)
        top = tops.pop()
        refuse_second(top, store)
        with workplace(store) as unpacked:
            entries.extractall(unpacked)
            try:
                return settle(unpacked / top, store)
            except ModelError as error:
                # The folder it names is gone by the time anybody reads it.
                message = f"{archive}: {str(error).replace(f'{unpacked}/', '')}"
                raise ModelError(message) from error


def refuse_second(name: str, store: Path) -> None:
    """Make sure that ``store`` holds nothing called ``name``.

    Raises:
        ModelError: it does; what is there is left alone.
    """
    if (store / name).exists() or (store / name).is_symlink():
        message = (
            f"{name} is installed already, in {store}; "
            f"to replace it: normalizer models rm {name}, then install again"
        )
        raise ModelError(message)


def settle(folder: Path, store: Path, read: Callable[[Path], Package] = read_package) -> Package:
    """Check the package that was unpacked into ``folder`` by ``read``, and move it into ``store``.

    Raises:
        ModelError: it is no whole package, or one of its name is there.
    """
    read(folder)
    refuse_second(folder.name, store)
    try:
        folder.rename(store / folder.name)
    except OSError as error:
        message = f"{store / folder.name}: can't be put there: {error}"
        raise ModelError(message) from error
    return read(store / folder.name)
