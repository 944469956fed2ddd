"""``normalizer config``: the settings file."""

from pathlib import Path
from typing import Annotated

import msgspec
import typer

from normalizer.cli.choices import Choices
from normalizer.cli.console import emit, exit_codes, talk
from normalizer.cli.options import ConfigFile
from normalizer.errors import SettingsError
from normalizer.formats.files import WholeFile, kept
from normalizer.runs.configuration import FILE_NAME, TEMPLATE
from normalizer.runs.facts import run_facts
from normalizer.version import VERSION

app = typer.Typer(no_args_is_help=True, help="Write and show a normalizer.toml.")


@app.command()
def init(
    path: Annotated[Path, typer.Argument(help="Where to write it.")] = Path(FILE_NAME),
) -> None:
    """Write a normalizer.toml with every setting, its default and what it does.

    \N{BACKSPACE}
    For example:
      normalizer config init
    """
    with exit_codes():
        if path.exists():
            message = f"{path}: exists already; delete it first, or name another file"
            raise SettingsError(message)
        with kept(WholeFile(path)) as file:
            file.write(TEMPLATE.encode())
        talk.print(f"written to {path}", markup=False)


@app.command()
def show(*, config: ConfigFile = None) -> None:
    """Print the settings that hold here, and where they come from.

    \N{BACKSPACE}
    For example:
      normalizer config show --config normalizer.toml
    """
    with exit_codes():
        choices = Choices.of(config)
        place = choices.configuration.place or "the defaults: there is no file"
        talk.print(f"from {place}", markup=False)
        facts = run_facts(choices.normalizer(), VERSION)
        for line in msgspec.json.format(msgspec.json.encode(facts), indent=2).decode().split("\n"):
            emit(line)
