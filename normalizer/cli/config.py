"""``normalizer config``: the settings file."""

from pathlib import Path
from typing import Annotated

import msgspec
import typer

from normalizer.cli.console import data, exit_codes, talk
from normalizer.cli.options import Choices, ConfigFile
from normalizer.errors import SettingsError
from normalizer.formats.files import WholeFile
from normalizer.runs.configuration import FILE_NAME, TEMPLATE
from normalizer.runs.facts import run_facts
from normalizer.version import VERSION

app = typer.Typer(no_args_is_help=True, help="Write and show a normalizer.toml.")


@app.command()
def init(
    path: Annotated[Path, typer.Argument(help="Where to write it.")] = Path(FILE_NAME),
) -> None:
    """Write a normalizer.toml with every setting, its default and what it does."""
    with exit_codes():
        if path.exists():
            message = f"{path}: exists already; delete it first, or name another file"
            raise SettingsError(message)
        with WholeFile(path) as file:
            file.write(TEMPLATE.encode())
        talk.print(f"written to {path}")


@app.command()
def show(*, config: ConfigFile = None) -> None:
    """Print the settings that hold here, and where they come from."""
    with exit_codes():
        choices = Choices.of(config)
        talk.print(f"from {choices.configuration.place or 'the defaults: there is no file'}")
        facts = run_facts(choices.normalizer(), VERSION)
        data().print(
            msgspec.json.format(msgspec.json.encode(facts), indent=2).decode(), markup=False
        )
