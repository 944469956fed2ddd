"""The command line: one function a command."""

import io
import sys
from typing import Annotated

import typer

from normalizer.cli import config, glossary, models, rules
from normalizer.cli.check import check, diff
from normalizer.cli.clean import clean
from normalizer.cli.console import Exit, emit, problem, silence
from normalizer.cli.decode import decode
from normalizer.cli.detect import detect
from normalizer.cli.doctor import doctor
from normalizer.cli.explain import explain
from normalizer.cli.options import OptionalValues
from normalizer.cli.romanize import romanize_command
from normalizer.cli.translate import translate
from normalizer.cli.verify import revert, verify
from normalizer.version import VERSION

_EPILOG = (
    "Exit codes: 0 done, 1 findings or differences, 2 wrong use, 3 some inputs failed, "
    "4 all failed, 5 a model or extra is missing, 6 a rule or glossary file is wrong, "
    "130 interrupted, 141 the reader of the output left."
)

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    epilog=_EPILOG,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command(cls=OptionalValues, short_help="Clean files, folders or standard input.")(clean)
app.command(short_help="List what would change; exit 1 if anything.")(check)
app.command()(diff)
app.command(short_help="Show which part of a file is in which encoding.")(decode)
app.command(short_help="Show which passages are in which language.")(detect)
app.command(short_help="Translate articles from start to end.")(translate)
app.command(short_help="Tell the story of an article, or of a rule.")(explain)
app.command(short_help="Prove outputs and sources from each other.")(verify)
app.command(short_help="Write the sources again from the outputs.")(revert)
app.command("romanize", short_help="Write names in another script.")(romanize_command)
app.add_typer(glossary.app, name="glossary")
app.add_typer(models.app, name="models")
app.add_typer(rules.app, name="rules")
app.add_typer(config.app, name="config")
app.command(short_help="Check that everything is here and works.")(doctor)


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
