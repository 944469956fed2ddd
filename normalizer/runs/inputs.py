"""Which files a run reads, and what they are called in it."""

import glob
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from normalizer.errors import FormatError, SettingsError

Format = Literal["txt", "jsonl"]

FORMATS: dict[str, Format] = {
    ".txt": "txt", ".text": "txt", ".jsonl": "jsonl", ".ndjson": "jsonl",
}  # fmt: skip
"""The format of a file by the end of its name."""

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Input:
    """One file of a run; ``path`` is ``None`` for standard input.

    ``name`` is the path of its output below the output folder, with ``/`` on every system,
    and the id of a plain text. ``format`` is ``None`` where only its content can tell.
    """

    path: Path | None
    name: str
    format: Format | None


def find_inputs(
    arguments: Sequence[str], form: Format | None = None, *, leave: Path | None = None
) -> list[Input]:
    """Every file that ``arguments`` name: files, folders, globs or ``-``, in order.

    Folders are walked through in the order of their names; hidden files, files of other
    formats and the folder ``leave`` are passed over. One folder alone is mirrored from its
    root, several each below their own name.

    Raises:
        SettingsError: no arguments, or two files that would get one name.
        FormatError: an argument names nothing, or a file of no known format.
    """
    if not arguments:
        message = "no input: name files, folders, globs, or - for standard input"
        raise SettingsError(message)
    found: list[Input] = []
    for argument in arguments:
        found.extend(_found(argument, form, leave, alone=len(arguments) == 1))
    by_name: dict[str, Input] = {}
    for one in found:
        other = by_name.setdefault(one.name, one)
        if other is not one:
            message = (
                f"{one.path} and {other.path} would both be written as {one.name}; "
                "clean them in two runs"
            )
            raise SettingsError(message)
    return found


def _found(
    argument: str, form: Format | None, leave: Path | None, *, alone: bool
) -> Iterator[Input]:
    path = Path(argument)
    if argument == STDIN:
        yield Input(None, STDIN, form)
    elif path.is_dir():
        prefix = "" if alone else f"{path.resolve().name}/"
        yield from _in_folder(path, prefix, form, leave)
    elif path.exists():
        yield Input(path, path.name, _format(path, form))
    elif glob.has_magic(argument):
        yield from _globbed(argument, form)
    else:
        message = f"{argument}: no such file or folder"
        raise FormatError(message)


def _in_folder(
    folder: Path, prefix: str, form: Format | None, leave: Path | None
) -> Iterator[Input]:
    empty = True
    left = leave.resolve() if leave else None
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and (Path(parent) / name).resolve() != left
        )
        for name in sorted(names):
            path = Path(parent) / name
            known = form or FORMATS.get(path.suffix.lower())
            if known and not name.startswith("."):
                empty = False
                yield Input(path, prefix + path.relative_to(folder).as_posix(), known)
    if empty:
        message = f"{folder}: holds no articles ({', '.join(FORMATS)}); name the files, or -f txt"
        raise FormatError(message)


def _globbed(pattern: str, form: Format | None) -> Iterator[Input]:
    paths = [Path(name) for name in sorted(glob.glob(pattern, recursive=True))]  # noqa: PTH207
    files = [path for path in paths if path.is_file()]
    if not files:
        message = f"{pattern}: matches no file"
        raise FormatError(message)
    base = Path(os.path.commonpath([path.parent for path in files]))
    for path in files:
        yield Input(path, path.relative_to(base).as_posix(), _format(path, form))


def _format(path: Path, form: Format | None) -> Format:
    known = form or FORMATS.get(path.suffix.lower())
    if known is None:
        message = (
            f"{path}: {path.suffix or 'a name without an ending'} is no format known here "
            f"({', '.join(FORMATS)}); say which it is with -f txt or -f jsonl"
        )
        raise FormatError(message)
    return known
