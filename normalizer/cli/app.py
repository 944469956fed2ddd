"""The command line: one function a command."""

from typing import Annotated

import typer

from normalizer.cli import config, glossary, models
from normalizer.cli.check import check, diff
from normalizer.cli.clean import clean
from normalizer.cli.console import data
from normalizer.cli.doctor import doctor
from normalizer.cli.explain import explain
from normalizer.cli.options import OptionalValues
from normalizer.cli.verify import revert, verify
from normalizer.version import VERSION

_EPILOG = (
    "Exit codes: 0 done, 1 findings or differences, 2 wrong use, 3 some inputs failed, "
    "4 all failed, 5 a model or extra is missing, 6 a rule or glossary file is wrong."
)

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    epilog=_EPILOG,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command(cls=OptionalValues)(clean)
app.command()(check)
app.command()(diff)
app.command()(explain)
app.command()(verify)
app.command()(revert)
app.add_typer(glossary.app, name="glossary")
app.add_typer(models.app, name="models")
app.add_typer(config.app, name="config")
app.command()(doctor)


def _version(asked: bool) -> None:  # noqa: FBT001  Typer calls it so
    if asked:
        data().print(f"normalizer {VERSION}")
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

    Start with [b]normalizer clean article.txt[/], or [b]normalizer clean dump/ -o clean/[/].
    """


def main() -> None:
    """Run the command line."""
    app(prog_name="normalizer")
