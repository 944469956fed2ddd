"""The command line: one function a command."""

import io
import sys
from typing import Annotated

import typer

from normalizer.cli.commands import COMMANDS, Commands
from normalizer.cli.console import Exit, emit, problem, silence
from normalizer.garbage import collect_seldom
from normalizer.version import VERSION

_EPILOG = (
    "Exit codes: 0 done, 1 findings or differences, 2 wrong use, 3 some inputs failed, "
    "4 all failed, 5 a model or extra is missing, 6 a rule or glossary file is wrong, "
    "130 interrupted, 141 the reader of the output left."
)


def _nothing() -> None:
    pass


app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    epilog=_EPILOG,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for _name, _home in COMMANDS.items():
    # Their names, for suggestions; the commands come when they are asked for.
    app.command(_name, short_help=_home.help)(_nothing)


def _version(asked: bool) -> None:  # noqa: FBT001  Typer calls it so
    if asked:
        emit(f"normalizer {VERSION}")
        raise typer.Exit


@app.callback()
def _root(
    *,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """Repair noisy multilingual news articles, and account for every change.

    Start with: normalizer clean article.txt, or: normalizer clean dump/ -o clean/
    """


def main() -> None:
    """Run the command line.

    What it prints is UTF-8, whatever the locale, so that data stays data.
    """
    collect_seldom()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    stream = sys.stdout
    try:
        app(prog_name="normalizer")
    except SystemExit:
        if sys.stdout is not stream:  # the framework's sign that the reader of a help text left
            raise SystemExit(Exit.BROKEN_PIPE) from None
        _flush()
        raise
    except OSError as error:
        problem(f"standard output: {error.strerror or error}")
        silence()
        raise SystemExit(Exit.USAGE) from None


def _flush() -> None:
    """Write what is left, since Python would tell of a closed pipe with a message of its own."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        silence()
        raise SystemExit(Exit.BROKEN_PIPE) from None
    except OSError as error:
        problem(f"standard output: {error.strerror or error}")
        silence()
        raise SystemExit(Exit.USAGE) from None
