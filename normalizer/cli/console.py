"""How the commands speak: data on standard output, everything else on standard error."""

import errno
import os
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import IntEnum
from itertools import pairwise

import typer
from rich.console import Console
from rich.markup import escape
from rich.text import Text

from normalizer.errors import (
    AuditError,
    FormatError,
    InterruptedRun,
    ModelError,
    NormalizerError,
    ResourceError,
    SettingsError,
)

_MOST_PROBLEMS = 20
_CONTROLS = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]")


class Exit(IntEnum):
    """The exit codes, stable and documented."""

    DONE = 0
    FOUND = 1
    USAGE = 2
    SOME_FAILED = 3
    ALL_FAILED = 4
    MISSING = 5
    BAD_RESOURCE = 6
    INTERRUPTED = 130
    BROKEN_PIPE = 141


_MORE_ROOM = (
    "end other programs, raise the limit of this one, or use fewer --jobs; what a run with --state "
    "has done is kept: the same command and --resume"
)

talk = Console(stderr=True, highlight=False, soft_wrap=True, emoji=False)
"""For people; coloured on a terminal only, and never with ``NO_COLOR``."""


class _Data(Console):
    """A console whose broken pipe is told to the caller."""

    def on_broken_pipe(self) -> None:
        """Pass on what rich would turn into exit code 1."""
        raise  # noqa: PLE0704  rich calls this where the error is caught


def data() -> Console:
    """A console on standard output, for what a command was asked to print."""
    return _Data(highlight=False, soft_wrap=True, emoji=False)


def emit(line: str | Text) -> None:
    """Print one line on standard output, to the letter where that is no terminal.

    Raises:
        OSError: standard output is closed or full.
    """
    if sys.stdout is None:
        raise OSError(errno.EBADF, "is closed", "standard output")
    if on_terminal():
        text = Text(line) if isinstance(line, str) else line
        data().print(Text.assemble(*((visible(part), style) for part, style in _parts(text))))
    else:
        sys.stdout.write(f"{line if isinstance(line, str) else line.plain}\n")


def on_terminal() -> bool:
    """Whether a person reads standard output."""
    return sys.stdout is not None and sys.stdout.isatty()


def visible(text: str) -> str:
    """The text with control characters written out, so that no article steers a terminal."""
    return _CONTROLS.sub(lambda match: repr(match[0])[1:-1], text)


def columns(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """A line for each row, its cells under one another; no cell is cut."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()


def problem(error: Exception | str) -> None:
    """Say what went wrong, on one line."""
    talk.print(f"[bold red]error:[/] {escape(_shown(error))}")


def warning(message: str) -> None:
    """Say what is odd, on one line."""
    talk.print(f"[yellow]warning:[/] {escape(_shown(message))}")


class Problems:
    """Says the first twenty problems of a run, and counts the rest."""

    def __init__(self) -> None:
        self.count = 0

    def add(self, error: Exception) -> None:
        """Say it, or count it."""
        self.count += 1
        if self.count <= _MOST_PROBLEMS:
            problem(error)

    def close(self) -> None:
        """Say how many were only counted."""
        if self.count > _MOST_PROBLEMS:
            talk.print(f"… and {self.count - _MOST_PROBLEMS} more like these")


@contextmanager
def exit_codes() -> Iterator[None]:
    """Turn an error into its message and its exit code."""
    try:
        yield
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        silence()
        raise typer.Exit(Exit.BROKEN_PIPE) from None
    except InterruptedRun:
        talk.print("interrupted: what was done is kept; go on with the same command and --resume")
        raise typer.Exit(Exit.INTERRUPTED) from None
    except KeyboardInterrupt:
        talk.print("interrupted: finished files stay, nothing half-written was left")
        raise typer.Exit(Exit.INTERRUPTED) from None
    except NormalizerError as error:
        problem(error)
        raise typer.Exit(_code_of(error)) from error
    except MemoryError as error:
        problem(f"memory ran out ({error or 'no more is said'}); {_MORE_ROOM}")
        raise typer.Exit(Exit.SOME_FAILED) from error
    except OSError as error:
        problem(f"{error.filename or 'standard output'}: {error.strerror or error}")
        silence()
        raise typer.Exit(Exit.USAGE) from error


def silence() -> None:
    """Let nothing more reach standard output: its reader is gone, or it is full."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _shown(error: Exception | str) -> str:
    return visible(str(error).encode("utf-8", "backslashreplace").decode("utf-8"))


def _parts(text: Text) -> Iterator[tuple[str, str]]:
    offsets = sorted(
        {0, len(text), *(edge for span in text.spans for edge in (span.start, span.end))}
    )
    for start, end in pairwise(offsets):
        styles = (str(span.style) for span in text.spans if span.start <= start and end <= span.end)
        yield text.plain[start:end], " ".join((str(text.style), *styles)).strip()


def _code_of(error: NormalizerError) -> Exit:
    if isinstance(error, ResourceError):
        return Exit.BAD_RESOURCE
    if isinstance(error, ModelError):
        return Exit.MISSING
    if isinstance(error, FormatError):
        return Exit.ALL_FAILED
    if isinstance(error, AuditError):
        return Exit.FOUND
    if isinstance(error, SettingsError):
        return Exit.USAGE
    return Exit.SOME_FAILED
