"""Where the output of a run goes."""

import errno
import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath

from normalizer.errors import SettingsError
from normalizer.formats.choice import conversion
from normalizer.formats.compression import Compression, compression_of
from normalizer.formats.remote import Location, Remote, location
from normalizer.runs.inputs import Input, names_several
from normalizer.runs.stored import StoredNames

_FOLDERS = 256


@dataclass(frozen=True, slots=True)
class Output:
    """A folder, a file, standard output (``path`` is ``None``), or the inputs themselves.

    ``suffix`` is put behind the name of the copy kept of each input that is replaced; an
    empty one keeps none.
    """

    path: Location | None = None
    is_folder: bool = False
    in_place: bool = False
    suffix: str = ""

    def compression(self, found: Compression | None) -> Compression | None:
        """How an output is compressed whose input is compressed as was ``found``.

        The name of a file decides; in a folder, and in place, it is as it was.
        """
        if self.in_place or self.is_folder:
            return found
        return None if self.path is None else compression_of(self.path.name, b"")

    def path_for(self, one: Input) -> Location | None:
        """Where the output of ``one`` is written, or ``None`` for standard output."""
        if self.in_place:
            return one.path
        if self.path is None or not self.is_folder:
            return self.path
        return self.path / one.name

    def back_up(self, path: Location) -> None:
        """Keep a copy of ``path`` where one is asked for.

        Raises:
            OSError: the copy can't be written, or there is one already.
        """
        if self.in_place and self.suffix and isinstance(path, Path):
            copy = path.with_name(path.name + self.suffix)
            if copy.exists():
                raise FileExistsError(errno.EEXIST, "an older copy; move it away first", str(copy))
            shutil.copy2(path, copy)


def chosen_output(
    inputs: Sequence[Input],
    arguments: Sequence[str],
    wanted: str | None,
    in_place: str | None,
    *,
    spool: Path | None = None,
) -> Output:
    """Where to write: ``wanted`` is ``-``, a file or a folder; ``in_place`` a suffix.

    Several inputs, or a folder, are written into a folder.

    Raises:
        SettingsError: the two contradict each other, an output is missing or can't be a folder.
    """
    if in_place is not None:
        return _in_place(inputs, wanted, in_place)
    # Folders and globs may hold one article today and two tomorrow: the shape must not change.
    several = len(inputs) > 1 or any(map(names_several, arguments))
    if wanted in {None, "-"}:
        if several:
            message = "several articles need a folder to go to: -o FOLDER"
            raise SettingsError(message)
        return Output()
    path = location(str(wanted), spool)
    is_folder = several or path.is_dir() or str(wanted).endswith(("/", "\\"))
    if is_folder and path.exists() and not path.is_dir():
        why = "several articles need a folder" if several else "no folder, as the / at its end says"
        message = f"{path}: is a file, but {why}; give another -o"
        raise SettingsError(message)
    return Output(path, is_folder=is_folder)


def named_conversion(output: Output, inputs: Sequence[Input]) -> str | None:
    """The format that the name of a file says ``inputs`` are converted to; ``None``: to none.

    Raises:
        SettingsError: it names one that they can't be written as, or a compression of one that
            is compressed within.
    """
    if output.path is None or output.is_folder or output.in_place:
        return None
    found = [conversion(one.format, output.path) for one in inputs if one.error is None]
    return next((name for name in found if name is not None), None)


def check_apart(inputs: Sequence[Input], output: Output, beside: Sequence[Location]) -> None:
    """Refuse to write over an input, or two things into one file.

    ``beside`` are the files that are written beside the articles.

    Raises:
        SettingsError: a file would be written that is an input, or written twice.
    """
    with StoredNames() as read, StoredNames() as articles:
        places = _Resolved()
        for one in inputs:
            if one.error is None:
                _add(read, places, one.path)
                _add(articles, places, output.path_for(one))
        taken: set[str] = set()
        for path in beside:
            target = path.resolve()
            plain, name = not target.exists() or target.is_file(), str(target)
            if plain and (name in taken or name in articles or name in read):
                message = f"{path}: is an input, or is written otherwise too; give it another name"
                raise SettingsError(message)
            taken.add(name)
        for name in () if output.in_place else articles:
            if name in read:
                message = f"{name}: is an input too; give another -o, or --in-place to replace it"
                raise SettingsError(message)


class _Resolved:
    """Resolves paths, of which many are in one folder: the last of those are remembered."""

    def __init__(self) -> None:
        self._folder: Callable[[Path], Path] = lru_cache(maxsize=_FOLDERS)(Path.resolve)

    def __call__(self, path: Location) -> Location:
        if isinstance(path, Remote) or path.name in {"", ".."} or path.is_symlink():
            return path.resolve()
        return self._folder(path.parent) / path.name


def _add(names: StoredNames, places: _Resolved, path: Location | None) -> None:
    if path is not None:
        names.add(str(places(path)))


def check_writable(output: Output, beside: Sequence[Location]) -> None:
    """Refuse a folder that can't be written to, before any work is done.

    Raises:
        SettingsError: a folder can't be made, or nothing can be written there.
    """
    files: list[Location] = [*beside]
    if output.path is not None and not output.is_folder:
        files.append(output.path)
    if output.path is not None and output.is_folder:
        files.append(output.path / "any")
    _check_addresses([path for path in files if isinstance(path, Remote)])
    here = [path for path in files if isinstance(path, Path)]
    folders = [
        path.resolve().parent for path in here if not path.exists() or path.is_file()
    ]  # a device is opened, not made
    for folder in folders:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            message = f"{folder}: can't be made a folder: {error.strerror}; give another -o"
            raise SettingsError(message) from error
        if not os.access(folder, os.W_OK | os.X_OK):
            message = f"{folder}: can't be written to; give another -o"
            raise SettingsError(message)


def _check_addresses(addresses: Sequence[Remote]) -> None:
    for address in {one.with_name("any"): one for one in addresses}.values():
        try:
            address.check_writable()
        except OSError as error:
            message = f"{address}: can't be written: {error.strerror or error}; give another -o"
            raise SettingsError(message) from error


def _in_place(inputs: Sequence[Input], wanted: str | None, suffix: str) -> Output:
    if wanted is not None:
        message = "give either -o or --in-place, not both"
        raise SettingsError(message)
    if any(one.path is None for one in inputs):
        message = "standard input can't be changed in place; give -o FILE"
        raise SettingsError(message)
    for one in inputs:
        if isinstance(one.path, Remote):
            message = f"{one.path}: only files on a disk are changed in place; give -o"
            raise SettingsError(message)
        if one.path is not None and one.path.name != PurePosixPath(one.name).name:
            message = f"{one.path}: is written as {one.name}, not in place; give -o"
            raise SettingsError(message)
    if "/" in suffix or "\\" in suffix:
        message = f"--in-place={suffix}: a suffix is put behind the name, it names no folder"
        raise SettingsError(message)
    return Output(in_place=True, suffix=suffix)
