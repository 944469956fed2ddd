"""``normalizer glossary``: look into the termbase."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, get_args

import msgspec
import typer
from rich.text import Text

from normalizer.cli.console import Exit, columns, emit, exit_codes, warning
from normalizer.cli.glossary_files import (
    OwnFiles,
    add,
    export_glossary,
    glossary_of,
    import_glossary,
    lint,
)
from normalizer.cli.glossary_texts import apply, scan, suggest
from normalizer.cli.options import GlossaryFiles
from normalizer.errors import SettingsError
from normalizer.finders.names.claims import Claims
from normalizer.finders.names.inquiry import Inquiry
from normalizer.pipeline.settings import checked_name
from normalizer.resources.glossary import Entry, EntryType
from normalizer.resources.glossary_files import load_glossary

_FEW = 3
"""Names that a hint tells at the most."""

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

    A case of it will do, and letters of any script.

    \N{BACKSPACE}
    For example:
      normalizer glossary lookup Nakhin "Kim Jong Un" Киеву
    """
    with exit_codes():
        inquiry = Inquiry(load_glossary(_paths(glossary)))
        missing = _show(names, inquiry, _as_json if as_json else _as_text)
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
    with exit_codes():
        inquiry = Inquiry(load_glossary(_paths(glossary)))

        def whole(entry: Entry) -> Iterator[Text]:
            yield from (*_as_text(entry), *_facts(entry), *_derived(entry, inquiry.claims))

        missing = _show(names, inquiry, whole)
    raise typer.Exit(Exit.FOUND if missing else Exit.DONE)


def _show(
    names: list[str], inquiry: Inquiry, shown: Callable[[Entry], Iterator[Text | str]]
) -> bool:
    """Show the bearers of each name; whether one has none.

    Raises:
        SettingsError: a name is empty.
    """
    missing = False
    for name in names:
        if not name.strip():
            message = "an empty name; give a form or an id, such as kp-najin"
            raise SettingsError(message)
        entries = inquiry.bearers(name)
        if not entries:
            missing = True
            warning(f"{name}: no entry has this id or form{_hint(name, inquiry)}")
        for entry in entries:
            for line in shown(entry):
                emit(line)
    return missing


@app.command("list")
def list_entries(
    files: OwnFiles = None,
    *,
    kind: Annotated[str | None, typer.Option("--type", help="Only entries of this type.")] = None,
    glossary: GlossaryFiles = None,
) -> None:
    """List the entries: id, type, preferred form, number of other forms.

    \N{BACKSPACE}
    For example:
      normalizer glossary list --type place
      normalizer glossary list my-names.toml
    """
    with exit_codes():
        if kind is not None:
            checked_name("type", kind, get_args(EntryType))
        rows = [("id", "type", "preferred form", "forms")]
        for entry in glossary_of(files, glossary):
            if kind in {None, entry.type}:
                preferred = entry.names["preferred"]
                rows.append((entry.id, entry.type, preferred, str(len(entry.forms))))
        for line in columns(rows):
            emit(line)


def _hint(name: str, inquiry: Inquiry) -> str:
    """What ``name`` may be a part of or a slip for, as the end of a message."""
    if having := inquiry.having(name):
        also = f", and {len(having) - _FEW} more" if len(having) > _FEW else ""
        some = ", ".join(_called(entry) for entry in having[:_FEW])
        return f" alone; names that begin so: {some}{also}"
    close = [
        _called(entry) if form in (entry.id, entry.names["preferred"])
        else f"{form!r}, of {_called(entry)}"
        for form, entry in inquiry.close(name)
    ]  # fmt: skip
    return f"; did you mean {' or '.join(close)}?" if close else ""


def _called(entry: Entry) -> str:
    return f"{entry.names['preferred']!r} ({entry.id})"


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
