"""``normalizer glossary``: look into the termbase."""

import difflib
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, get_args

import msgspec
import typer
from rich.text import Text

from normalizer.cli.console import Exit, columns, emit, exit_codes, warning
from normalizer.cli.glossary_files import add, export_glossary, import_glossary, lint
from normalizer.cli.glossary_texts import apply, scan, suggest
from normalizer.cli.options import GlossaryFiles
from normalizer.finders.names.claims import Claims
from normalizer.pipeline.settings import checked_name
from normalizer.resources.glossary import Entry, EntryType
from normalizer.resources.glossary_files import load_glossary

_CLOSE = 0.75
"""Likeness from 0 to 1 from which on a known name may be the one that was meant."""

app = typer.Typer(no_args_is_help=True, help="Look up names, and work on glossary files.")
app.command(short_help="Add an entry to a glossary file.")(add)
app.command(short_help="Say what is wrong with glossary files.")(lint)
app.command(short_help="Count the forms in articles that aren't unified yet.")(scan)
app.command(short_help="Propose what the glossary may lack, from articles.")(suggest)
app.command(short_help="Unify names in articles, and do nothing else.")(apply)
app.command("export", short_help="Write the glossary for other tools.")(export_glossary)
app.command("import", short_help="Make a glossary file of TBX or a table.")(import_glossary)


@app.command()
def lookup(
    names: Annotated[list[str], typer.Argument(help="Any form, or an id.", show_default=False)],
    *,
    glossary: GlossaryFiles = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object an entry.")] = False,
) -> None:
    """Show the entries that a name is a form of; exit 1 if one has none.

    \N{BACKSPACE}
    For example:
      normalizer glossary lookup Nakhin "Kim Jong Un"
    """
    missing = 0
    with exit_codes():
        claims = Claims(load_glossary(_paths(glossary)))
        for name in names:
            entries = claims.bearers(name)
            if not entries:
                missing += 1
                warning(f"{name}: no entry has this form{_close(name, claims)}")
            for entry in entries:
                for line in _as_json(entry) if as_json else _as_text(entry):
                    emit(line)
    raise typer.Exit(Exit.FOUND if missing else Exit.DONE)


@app.command()
def show(
    names: Annotated[list[str], typer.Argument(help="Ids, or any form.", show_default=False)],
    *,
    glossary: GlossaryFiles = None,
) -> None:
    """Show everything about entries: names, forms with conditions, what follows, where it stands.

    \N{BACKSPACE}
    For example:
      normalizer glossary show kp-najin
      normalizer glossary show "Volodymyr Zelensky"
    """
    missing = 0
    with exit_codes():
        claims = Claims(load_glossary(_paths(glossary)))
        for name in names:
            entries = claims.bearers(name)
            if not entries:
                missing += 1
                warning(f"{name}: no entry has this id or form{_close(name, claims)}")
            for entry in entries:
                for line in (*_as_text(entry), *_facts(entry), *_derived(entry, claims)):
                    emit(line)
    raise typer.Exit(Exit.FOUND if missing else Exit.DONE)


@app.command("list")
def list_entries(
    *,
    kind: Annotated[str | None, typer.Option("--type", help="Only entries of this type.")] = None,
    glossary: GlossaryFiles = None,
) -> None:
    """List the entries: id, type, preferred form, number of other forms.

    \N{BACKSPACE}
    For example:
      normalizer glossary list --type place
    """
    with exit_codes():
        if kind is not None:
            checked_name("type", kind, get_args(EntryType))
        rows = [("id", "type", "preferred form", "forms")]
        for entry in load_glossary(_paths(glossary)):
            if kind in {None, entry.type}:
                preferred = entry.names["preferred"]
                rows.append((entry.id, entry.type, preferred, str(len(entry.forms))))
        for line in columns(rows):
            emit(line)


def _close(name: str, claims: Claims) -> str:
    """The ids and preferred names that ``name`` may be a slip for, as the end of a message."""
    entries = claims.glossary.entries
    known = [*entries, *(entry.names["preferred"] for entry in claims.glossary)]
    close = difflib.get_close_matches(name, known, 3, _CLOSE)
    return f"; did you mean {' or '.join(map(repr, close))}?" if close else ""


def _paths(glossary: list[Path] | None) -> list[Path]:
    return glossary or []


def _as_text(entry: Entry) -> Iterator[Text]:
    yield Text(entry.names["preferred"], style="bold").append(f"  {entry.id}, {entry.type}")
    for role, name in entry.names.items():
        if role != "preferred":
            yield Text(f"  {role}: {name}")
    for profile, name in entry.profiles.items():
        yield Text(f"  profile {profile}: {name}")
    for form in entry.forms:
        text = Text(f"  {form.kind} ({form.language}): {form.text}")
        if form.when is not None:
            text.append("  (proposed only)" if form.when.never else "  (in context only)")
        yield text


def _facts(entry: Entry) -> Iterator[Text]:
    facts = {
        "gender": entry.gender, "country": entry.country, "Wikidata": entry.wikidata,
        "GeoNames": entry.geonames, "note": entry.note, "at": entry.place,
    }  # fmt: skip
    for name, value in facts.items():
        if value:
            yield Text(f"  {name}: {value}", style="dim")


def _derived(entry: Entry, claims: Claims) -> Iterator[Text]:
    """The spellings that follow, a line a system."""
    by_system: dict[str, list[str]] = {}
    for form in claims.derive(entry):
        by_system.setdefault(form.system, []).append(form.text)
    for system, texts in by_system.items():
        how = f"follows by {system}" if system else "at home"
        yield Text(f"  {how}: {', '.join(texts)}", style="dim")


def _as_json(entry: Entry) -> Iterator[str]:
    forms = [
        {"text": form.text, "language": form.language, "kind": form.kind, "role": form.role}
        for form in entry.forms
    ]
    record = {"id": entry.id, "type": entry.type, "names": dict(entry.names), "forms": forms}
    yield msgspec.json.encode(record).decode()
