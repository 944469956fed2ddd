"""Which files a run reads, and what they are called in it."""

import glob
import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from normalizer.errors import FormatError, SettingsError
from normalizer.formats.choice import format_name, output_name
from normalizer.formats.names import NAMES, SUFFIXES
from normalizer.formats.remote import Location, Remote, is_pattern, location
from normalizer.runs.stored import StoredList, StoredNames
from normalizer.runs.walk import Walk

STDIN = "-"
STDIN_NAME = "stdin"


@dataclass(frozen=True, slots=True)
class Input:
    """One file of a run; ``path`` is ``None`` for standard input.

    ``name`` is the path of its output below the output folder, with ``/`` on every system,
    and the id of a plain text. ``format`` is the name of its format, ``None`` where only its
    content can tell.
    ``error`` says why it can't be read, where that is known already.
    """

    path: Location | None
    name: str
    format: str | None
    error: FormatError | None = None

    def __reduce__(self) -> tuple[object, ...]:
        """Its fields alone: a list of a million is written to the disk, and read several times."""
        path = os.fspath(self.path) if isinstance(self.path, Path) else self.path
        return _read_back, (path, self.name, self.format, self.error)

    @property
    def shown(self) -> str:
        """What messages call it: its name, but for the end of it that only its output has."""
        if self.path is None or not self.path.name or self.name.endswith(f"/{self.path.name}"):
            return self.name
        name = PurePosixPath(self.name)
        if not name.name:
            return self.name
        return str(name.with_name(self.path.name))

    @property
    def state(self) -> tuple[int | None, int | str | None]:
        """Its size in bytes and when it was changed, as far as that can be told."""
        try:
            status = None if self.path is None or self.error is not None else self.path.stat()
        except OSError:
            return None, None  # what is wrong with it is told where it is read
        return (None, None) if status is None else (status.st_size, status.st_mtime_ns)


def _read_back(
    path: str | Remote | None, name: str, form: str | None, error: FormatError | None
) -> Input:
    return Input(Path(path) if isinstance(path, str) else path, name, form, error)


def find_inputs(
    arguments: Sequence[str],
    form: str | None = None,
    *,
    output: str | None = None,
    leave: Collection[Location] = (),
) -> Sequence[Input]:
    """Every file that ``arguments`` name: files, folders, globs or ``-``, in order.

    Folders are walked through in the order of their names; hidden files, files of other
    formats, what is no plain file, and the files and folders to ``leave`` are passed over. One
    folder alone is mirrored from its root, several each below their own name. An argument that
    names nothing, or nothing that can be read, is an input with an error. Where another format is
    written than ``form``, such as ``output``, the names are those of its files.

    Raises:
        SettingsError: no arguments, or two files that would get one name.
    """
    if not arguments:
        message = "no input: name files, folders, globs, or - for standard input"
        raise SettingsError(message)
    left = frozenset(path.resolve() for path in leave)
    found = StoredList(
        one
        for argument in arguments
        for one in _renamed(_found(argument, form, left, alone=len(arguments) == 1), output)
    )
    with StoredNames() as names:
        for one in found:
            if not one.error and not names.add(one.name):
                raise _of_one_name(one, found)
    return found


def _renamed(found: Iterable[Input], output: str | None) -> Iterator[Input]:
    """The inputs with the names that they have as the format ``output``."""
    for one in found:
        name = one.name if one.format is None else output_name(one.name, one.format, output)
        yield one if name == one.name else replace(one, name=name)


def _of_one_name(one: Input, found: Iterable[Input]) -> SettingsError:
    """Why ``one`` and the first of those ``found`` that has the same name can't be written."""
    other = next(other for other in found if other.name == one.name and not other.error)
    message = (
        f"{one.path or STDIN} and {other.path or STDIN} would both be written as "
        f"{one.name}; clean them in two runs"
    )
    return SettingsError(message)


def names_several(argument: str) -> bool:
    """Whether an argument may name several files, today or another day: a folder or a pattern."""
    path = location(argument)
    if isinstance(path, Remote):
        return is_pattern(argument) or path.is_dir()
    return path.is_dir() or (glob.has_magic(argument) and not path.exists())


def total_size(inputs: Sequence[Input]) -> int | None:
    """How many bytes the files have; ``None`` where one of them can't tell."""
    total = 0
    for one in inputs:
        if one.path is None:
            return None
        if not one.error:
            total += _size(one.path)
    return total


def _size(path: Location) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0  # what is wrong with it is told where it is read


def _found(
    argument: str, form: str | None, left: Collection[Location], *, alone: bool
) -> Iterator[Input]:
    path = location(argument)
    if argument == STDIN:
        yield Input(None, STDIN_NAME, form)
    elif isinstance(path, Remote):
        yield from _at_address(path, form, left, alone=alone)
    elif path.is_dir():
        prefix = "" if alone else f"{path.resolve().name}/"
        yield from _in_folder(path, prefix, form, left)
    elif path.exists() or path.is_symlink():
        yield _file(path, path.name, form)
    elif glob.has_magic(argument):
        yield from _globbed(argument, form)
    else:
        yield _wrong(path, "no such file or folder")


def _in_folder(
    folder: Path, prefix: str, form: str | None, left: Collection[Location]
) -> Iterator[Input]:
    empty = True
    walk = Walk(lambda name: bool(form or format_name(PurePosixPath(name))), left)
    for name, found in walk(folder, prefix):
        empty = False
        if isinstance(found, OSError):
            yield _wrong(Path(str(found.filename)), f"can't be read: {found.strerror}")
        else:
            yield _file(found, name, form)
    if empty:
        yield _wrong(folder, f"holds no articles ({', '.join(SUFFIXES)}); name its files")


def _globbed(pattern: str, form: str | None) -> Iterator[Input]:
    paths = [Path(name) for name in sorted(glob.glob(pattern, recursive=True))]  # noqa: PTH207
    files = [path for path in paths if path.is_file()]
    if not files:
        yield _wrong(Path(pattern), "matches no file")
        return
    base = Path(os.path.commonpath([path.parent for path in files]))
    for path in files:
        yield _file(path, path.relative_to(base).as_posix(), form)


def _at_address(
    address: Remote, form: str | None, left: Collection[Location], *, alone: bool
) -> Iterator[Input]:
    """What an address names: a file, a folder or a pattern."""
    pattern = is_pattern(address.address)
    try:
        if not pattern and not address.is_dir():
            there = address.exists()
            why = "no such file or folder"
            yield _file(address, address.name, form) if there else _wrong(address, why)
            return
        found = sorted(
            address.files(), key=lambda named: named[0] if pattern else _as_walked(named[0])
        )
    except OSError as error:
        yield _wrong(address, f"can't be read: {error.strerror or error}")
        return
    written = [path for path in left if isinstance(path, Remote) and path != address]
    files = [
        (name, one)
        for name, one in found
        if not any(part.startswith(".") for part in name.split("/"))
        and (pattern or ((form or format_name(one)) and not _is_in(one, written)))
    ]
    if not files:
        what = "matches no file" if pattern else f"holds no articles ({', '.join(SUFFIXES)})"
        yield _wrong(address, f"{what}; name its files")
        return
    base = os.path.commonpath([Path(name).parent for name, _ in files]) if pattern else ""
    prefix = "" if alone or pattern else f"{address.name}/"
    for name, one in files:
        yield _file(one, prefix + PurePosixPath(name).relative_to(base).as_posix(), form)


def _as_walked(name: str) -> list[tuple[bool, str]]:
    """Where a file stands in a walk through a folder: before those in folders beside it."""
    *folders, file = name.split("/")
    return [*((True, folder) for folder in folders), (False, file)]


def _is_in(one: Remote, folders: Collection[Remote]) -> bool:
    """Whether a file is one of ``folders``, or in one of them."""
    return any(
        one == folder or one.address.startswith(f"{folder.address.rstrip('/')}/")
        for folder in folders
    )


def _file(path: Location, name: str, form: str | None) -> Input:
    known = form or format_name(path)
    try:
        name.encode()
    except UnicodeEncodeError:
        return _wrong(path, "the name of the file is not UTF-8; rename it")
    if isinstance(path, Path) and not path.is_file() and path.exists():
        return _wrong(path, "is no plain file; read it with: normalizer clean - < FILE")
    if known is None:
        return _wrong(
            path,
            f"{path.suffix or 'a name without an ending'} is no format known here "
            f"({', '.join(SUFFIXES)}); say which it is with -f ({', '.join(NAMES)})",
        )
    return Input(path, name, known)


def _wrong(path: Location, why: str) -> Input:
    return Input(path, path.name, None, FormatError(f"{path}: {why}"))
