"""``normalizer glossary``: look into the termbase."""

from pathlib import Path
from typing import Annotated, get_args

import msgspec
import typer
from rich.table import Table
from rich.text import Text

from normalizer.cli.console import Exit, data, exit_codes, talk
from normalizer.cli.options import GlossaryFiles
from normalizer.pipeline.settings import checked_name
from normalizer.resources.glossary import Entry, EntryType, load_glossary

app = typer.Typer(no_args_is_help=True, help="Look up names and their preferred forms.")


@app.command()
def lookup(
    names: Annotated[list[str], typer.Argument(help="Any form, or an id.", show_default=False)],
    *,
    glossary: GlossaryFiles = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object an entry.")] = False,
) -> None:
    """Show the entries that a name is a form of; exit 1 if one has none.

    \b
    Example:
      normalizer glossary lookup Nakhin "Kim Jong Un"
    """
    missing = 0
    with exit_codes():
        loaded = load_glossary(_paths(glossary))
        for name in names:
            entries = loaded.having(name)
            if not entries:
                missing += 1
                talk.print(f"{name}: no entry has this form")
            for entry in entries:
                data().print(_as_json(entry) if as_json else _as_text(entry))
    raise typer.Exit(Exit.FOUND if missing else Exit.DONE)


@app.command("list")
def list_entries(
    *,
    kind: Annotated[str | None, typer.Option("--type", help="Only entries of this type.")] = None,
    glossary: GlossaryFiles = None,
) -> None:
    """List the entries: id, type, preferred form, number of other forms."""
    with exit_codes():
        if kind is not None:
            checked_name("type", kind, get_args(EntryType))
        table = Table("id", "type", "preferred form", "forms", box=None)
        for entry in load_glossary(_paths(glossary)):
            if kind in {None, entry.type}:
                table.add_row(entry.id, entry.type, entry.names["preferred"], str(len(entry.forms)))
        data().print(table)


def _paths(glossary: list[Path] | None) -> list[Path]:
    return glossary or []


def _as_text(entry: Entry) -> Text:
    text = Text(entry.names["preferred"], style="bold").append(f"  {entry.id}, {entry.type}")
    for role, name in entry.names.items():
        if role != "preferred":
            text.append(f"\n  {role}: {name}")
    for profile, name in entry.profiles.items():
        text.append(f"\n  profile {profile}: {name}")
    for form in entry.forms:
        text.append(f"\n  {form.kind} ({form.language}): {form.text}")
        if form.when is not None:
            text.append("  (proposed only)" if form.when.never else "  (in context only)")
    return text


def _as_json(entry: Entry) -> Text:
    forms = [
        {"text": form.text, "language": form.language, "kind": form.kind, "role": form.role}
        for form in entry.forms
    ]
    record = {"id": entry.id, "type": entry.type, "names": dict(entry.names), "forms": forms}
    return Text(msgspec.json.encode(record).decode())
