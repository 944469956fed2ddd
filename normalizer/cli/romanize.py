"""``normalizer romanize``: names in another script, by named system."""

import os
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated

import typer

from normalizer.cli.choices import inputs_of
from normalizer.cli.console import columns, emit, exit_codes, warning
from normalizer.cli.options import Encoding
from normalizer.errors import SettingsError
from normalizer.formats.decode import checked_encoding
from normalizer.romanization import SYSTEMS, readings, romanize, romanize_person
from normalizer.runs.destination import write_out
from normalizer.runs.events import decoded_input

_FILE_NAME = re.compile(r"[\w.-]+\.[A-Za-z]{2,5}")


def romanize_command(  # noqa: PLR0913  an option is a parameter, that is how Typer reads them
    texts: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILE|TEXT]...",
            help="Files, names, or - for standard input.",
            show_default=False,
        ),
    ] = None,
    *,
    system: Annotated[
        str | None, typer.Option("-s", "--system", help="The system, such as ru-duden.")
    ] = None,
    listed: Annotated[bool, typer.Option("--list", help="Show the systems.")] = False,
    person: Annotated[
        bool, typer.Option("--person", help="Each line is the whole name of one person.")
    ] = False,
    every: Annotated[
        bool, typer.Option("--readings", help="Each line is a word; show all its readings.")
    ] = False,
    encoding: Encoding = None,
) -> None:
    """Write names in another script, as a system does; the rest of a text stays.

    What is the name of a file is read, anything else is taken for a name itself.

    \N{BACKSPACE}
    For example:
      normalizer romanize --list
      normalizer romanize -s ru-duden Щербаков          Schtscherbakow
      normalizer romanize -s uk-kmu article.txt
      normalizer romanize -s ko-dprk --person 김정은     Kim Jong Un
      normalizer romanize -s zh-palladius --readings Xian
    """
    with exit_codes():
        if listed:
            _list()
            return
        shown = _shown(system, person=person, every=every)
        for text in _inputs(texts):
            if text == "-" or Path(text).is_file():
                _write_file(text, shown, encoding, by_line=person or every)
            else:
                emit(_of_text(text, shown))


def _list() -> None:
    rows = [("system", "from", "to", "standard")]
    rows += [(one.id, one.source, one.target, one.standard) for one in SYSTEMS.values()]
    for line in columns(rows):
        emit(line)


def _shown(system: str | None, *, person: bool, every: bool) -> Callable[[str], str]:
    """What is done to a text, or to a line of it.

    Raises:
        SettingsError: no system was named, there is none such, or both flags were given.
    """
    if system is None:
        message = "name a system with --system, such as ru-duden; --list shows them"
        raise SettingsError(message)
    if person and every:
        message = "--person and --readings exclude each other; give one of them"
        raise SettingsError(message)
    romanize("", system)
    if every:
        return lambda word: "\n".join(readings(word, system) or [word])
    return lambda text: (romanize_person if person else romanize)(text, system)


def _inputs(texts: list[str] | None) -> Iterable[str]:
    if texts:
        return texts
    if sys.stdin is None or sys.stdin.isatty():
        message = "no input: give names or files, or - for standard input"
        raise SettingsError(message)
    return ["-"]


def _write_file(
    name: str, shown: Callable[[str], str], encoding: str | None, *, by_line: bool
) -> None:
    codec = checked_encoding(encoding) if encoding not in {None, "auto"} else None
    for one in inputs_of([name], "txt"):
        text = decoded_input(one, codec).text
        made = "\n".join(map(shown, text.split("\n"))) if by_line else shown(text)
        write_out(made.encode())


def _of_text(text: str, shown: Callable[[str], str]) -> str:
    """The name as it is shown.

    Raises:
        SettingsError: it stays as it is, and looks like the name of a file that isn't there.
    """
    made = shown(text)
    if made != text or not text.strip():
        return made
    if _FILE_NAME.fullmatch(text) or os.sep in text:
        what = "a folder" if Path(text).is_dir() else "no such file"
        message = f"{text}: {what}, and nothing in it to romanize"
        raise SettingsError(message)
    warning(f"{text}: stays as it is; the system writes names of another script (see --list)")
    return made
