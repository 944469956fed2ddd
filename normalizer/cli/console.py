"""How the commands speak: data on standard output, everything else on standard error."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum

import typer
from rich.console import Console
from rich.markup import escape

from normalizer.errors import (
    AuditError,
    FormatError,
    ModelError,
    NormalizerError,
    ResourceError,
    SettingsError,
)

_MOST_PROBLEMS = 20


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


talk = Console(stderr=True, highlight=False, soft_wrap=True)
"""For people; coloured on a terminal only, and never with ``NO_COLOR``."""


def data() -> Console:
    """A console on standard output, for what a command was asked to print."""
    return Console(highlight=False, soft_wrap=True)


def problem(error: Exception | str) -> None:
    """Say what went wrong, on one line."""
    talk.print(f"[bold red]error:[/] {escape(str(error))}")


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
    except BrokenPipeError:
        # The reader went away, as `head` does: no message, and no second one at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(141) from None
    except KeyboardInterrupt:
        talk.print("interrupted: nothing half-written was left")
        raise typer.Exit(Exit.INTERRUPTED) from None
    except NormalizerError as error:
        problem(error)
        raise typer.Exit(_code_of(error)) from error
    except OSError as error:
        problem(f"{error.filename or 'output'}: {error.strerror or error}")
        raise typer.Exit(Exit.USAGE) from error


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
