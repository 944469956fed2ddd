"""The commands by name, each imported when it is asked for.

Listing them takes none of what they need, or ``--help`` would be slower than most articles.
"""

from importlib import import_module
from typing import Any, NamedTuple

import typer
from typer.core import TyperGroup


class Home(NamedTuple):
    """Where a command is (``module:name``), what it does, and its class if it has one."""

    place: str
    help: str
    kind: str = ""


COMMANDS = {
    "clean": Home(
        "clean:clean", "Clean files, folders or standard input.", "options:OptionalValues"
    ),
    "check": Home("check:check", "List what would change; exit 1 if anything."),
    "diff": Home("check:diff", "Show what would change; exit 1 if anything would."),
    "decode": Home("decode:decode", "Show which part of a file is in which encoding."),
    "detect": Home("detect:detect", "Show which passages are in which language."),
    "translate": Home("translate:translate", "Translate articles from start to end."),
    "explain": Home("explain:explain", "Tell the story of an article, or of a rule."),
    "verify": Home("verify:verify", "Prove outputs and sources from each other."),
    "revert": Home("verify:revert", "Write the sources again from the outputs."),
    "stats": Home("stats:stats", "Count what a run did, from its audit."),
    "romanize": Home("romanize:romanize_command", "Write names in another script."),
    "doctor": Home("doctor:doctor", "Check that everything is here and works."),
    "glossary": Home("glossary:app", "Look up names, and work on glossary files."),
    "rules": Home("rules:app", "List, show, test, learn and switch off rules."),
    "models": Home("models:app", "Get, check and carry offline translation packages."),
    "config": Home("config:app", "Write and show a normalizer.toml."),
}
"""In the order in which they are listed."""


class Commands(TyperGroup):
    """The group of all commands."""

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002  the framework's
        """The command of this name, imported now; ``None`` if there is none."""
        return loaded(cmd_name) if cmd_name in COMMANDS else None

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002  as above
        """Write what each command does."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, home.help) for name, home in COMMANDS.items()])


def loaded(name: str) -> Any:
    """The command ``name``, with all its options or commands of its own."""
    home = COMMANDS[name]
    found = _named(home.place)
    holder = typer.Typer(rich_markup_mode=None)
    # Only with a callback does one command stay one of a group.
    holder.callback()(_nothing)
    if isinstance(found, typer.Typer):
        holder.add_typer(found, name=name)
    else:
        holder.command(name, cls=_named(home.kind) if home.kind else None)(found)
    group: Any = typer.main.get_command(holder)
    return group.commands[name]


def _named(place: str) -> Any:
    module, _, name = place.partition(":")
    return getattr(import_module(f"normalizer.cli.{module}"), name)


def _nothing() -> None:
    pass
