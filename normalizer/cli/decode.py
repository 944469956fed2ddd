"""``normalizer decode``: which part of a file is in which encoding."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from normalizer.cli.choices import inputs_of
from normalizer.cli.console import (
    Exit,
    Problems,
    columns,
    emit,
    exit_codes,
    on_terminal,
    visible,
)
from normalizer.cli.options import Encoding, Inputs
from normalizer.errors import NormalizerError, SettingsError
from normalizer.formats.decode import checked_encoding
from normalizer.formats.decoding.decoded import Decoded, encoded
from normalizer.formats.files import WholeFile, kept
from normalizer.runs.destination import write_out
from normalizer.runs.events import decoded_input
from normalizer.runs.inputs import Input
from normalizer.runs.stored import StoredList

_SAMPLE = 40


@dataclass(frozen=True, slots=True)
class _Run:
    """A part of a file: its lines count from 1, its bytes from 0, half-open."""

    file: str
    lines: tuple[int, int]
    bytes: tuple[int, int]
    encoding: str
    lost: str
    sample: str


def decode(
    inputs: Inputs,
    *,
    encoding: Encoding = None,
    text: Annotated[
        bool, typer.Option("--text", help="Write the decoded text, in UTF-8, instead.")
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="Write the decoded text of one file there."),
    ] = None,
    as_jsonl: Annotated[
        bool, typer.Option("--jsonl", help="One JSON object a part, as where this is piped.")
    ] = False,
) -> None:
    """Show which lines and words of a file are in which encoding; change nothing.

    Where bytes belong to no letter, their part shows them as lost.

    \N{BACKSPACE}
    For example:
      normalizer decode old.txt                  a table of its parts
      normalizer decode dump/ | head             one JSON object a part
      normalizer decode old.txt -o new.txt       the text, in UTF-8
      normalizer decode - --text < old.txt       the same, through a pipe
    """
    with exit_codes():
        found = StoredList(one for word in inputs for one in inputs_of([word], _form(word)))
        codec = checked_encoding(encoding) if encoding not in {None, "auto"} else None
        _check_output(output, found)
        problems = Problems()
        for one in found:
            try:
                read = decoded_input(one, codec)
            except NormalizerError as error:
                problems.add(error)
                continue
            if output is not None:
                with kept(WholeFile(output)) as file:
                    file.write(read.text.encode())
            elif text:
                write_out(read.text.encode())
            else:
                _show(one, read, table=on_terminal() and not as_jsonl)
        problems.close()
    if problems.count:
        raise typer.Exit(Exit.SOME_FAILED if problems.count < len(found) else Exit.ALL_FAILED)


def _form(word: str) -> str | None:
    """Any file that is named, or matches, is looked at, of a folder only the articles."""
    return None if Path(word).is_dir() else "txt"


def _check_output(output: Path | None, found: Sequence[Input]) -> None:
    if output is None:
        return
    if len(found) > 1:
        message = "-o takes the text of one file; decode the others in runs of their own"
        raise SettingsError(message)
    if any(one.path is not None and one.path.resolve() == output.resolve() for one in found):
        message = f"{output}: is the input; give another -o"
        raise SettingsError(message)


def _show(one: Input, read: Decoded, *, table: bool) -> None:
    runs = _runs(str(one.path or one.name), read)
    if not table:
        for run in runs:
            emit(msgspec.json.encode(run).decode())
        return
    rows = [("lines", "encoding", "bytes", "sample"), *map(_row, runs)]
    emit(f"{one.path or one.name}")
    for line in columns(rows):
        emit(f"  {line}")


def _row(run: _Run) -> tuple[str, str, str, str]:
    first, last = run.lines
    lines = str(first) if first == last else f"{first}-{last}"
    said = f"lost: {run.lost}" if run.lost else visible(run.sample)
    return lines, run.encoding, str(run.bytes[1] - run.bytes[0]), said


def _runs(name: str, read: Decoded) -> Iterator[_Run]:
    line, at = 1, 0
    for decoding in read.decodings:
        said = decoding.span.of(read.text)
        end = at + len(encoded(read.text, [decoding]))
        breaks = said.count("\n")
        last = line + breaks - said.endswith("\n")
        yield _Run(
            name, (line, last), (at, end), decoding.encoding, decoding.lost.hex(),
            " ".join(said.split())[:_SAMPLE],
        )  # fmt: skip
        line, at = line + breaks, end
