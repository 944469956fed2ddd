"""``normalizer glossary`` lint, export, import, add: work on glossary files."""

from pathlib import Path
from typing import Annotated, Any, get_args

import typer

from normalizer.cli.console import Exit, emit, exit_codes, talk
from normalizer.cli.options import GlossaryFiles
from normalizer.errors import SettingsError
from normalizer.finders.names.claims import Claims
from normalizer.finders.names.lint import Lint
from normalizer.formats.files import WholeFile, kept
from normalizer.formats.glossary.exports import EXPORTS, exported
from normalizer.formats.glossary.sources import append_entries, imported, slug
from normalizer.pipeline.settings import checked_name
from normalizer.resources.glossary import EntryType, Glossary
from normalizer.resources.glossary_files import GENDERS, load_glossary, read_entries
from normalizer.resources.locate import glossary_sources

_TYPES = get_args(EntryType)
FORMATS_HELP = "Formats: " + "; ".join(f"{name}: {e.about}" for name, e in EXPORTS.items()) + "."
Kind = Annotated[str, typer.Option("--type", help=f"Type of the entry: {', '.join(_TYPES)}.")]
OwnFiles = Annotated[
    list[Path] | None,
    typer.Argument(help="Glossary files; without any, the one that ships.", show_default=False),
]
Into = Annotated[Path, typer.Option("-o", "--output", help="The glossary file to write into.")]


def glossary_of(files: list[Path] | None, further: list[Path] | None) -> Glossary:
    """That of ``files`` alone, or the one that ships, with ``further`` files added to it."""
    return load_glossary((*(files or ()), *(further or ())), shipped=not files)


def lint(files: OwnFiles = None) -> None:
    """Say what is wrong with glossary files; exit 1 if anything.

    Two bearers of one form, relations that lead nowhere, letters of another script, common
    German words without a condition, names that would themselves be replaced.

    \N{BACKSPACE}
    For example:
      normalizer glossary lint my-names.toml
    """
    with exit_codes():
        read = [found for path in files or glossary_sources() for found in read_entries(path)]
        others = load_glossary() if files else Glossary({})
        flaws = list(Lint(others)(read))
        for flaw in flaws:
            emit(f"{flaw.place}: {flaw.id}: {flaw.message}")
        if not flaws:
            talk.print(f"{len(read)} entries, nothing wrong")
    raise typer.Exit(Exit.FOUND if flaws else Exit.DONE)


def export_glossary(
    form: Annotated[str, typer.Argument(metavar="FORMAT", help=FORMATS_HELP)],
    files: OwnFiles = None,
    *,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="A file; without, standard output.")
    ] = None,
    glossary: GlossaryFiles = None,
) -> None:
    """Write the glossary for other tools: the one that ships, or files of your own alone.

    With -g it is the one that ships with your files added, as all commands read it then.

    \N{BACKSPACE}
    For example:
      normalizer glossary export tbx -o names.tbx
      normalizer glossary export deepl my-names.toml > ru-de.tsv
      normalizer glossary export deepl -g my-names.toml > ru-de.tsv
    """
    with exit_codes():
        checked_name("format", form, tuple(EXPORTS))
        lines = exported(glossary_of(files, glossary), form)
        if output is None:
            for line in lines:
                emit(line)
            return
        with kept(WholeFile(output)) as file:
            for line in lines:
                file.write(f"{line}\n".encode())


def import_glossary(
    source: Annotated[Path, typer.Argument(help="A TBX file, or a table of two columns.")],
    *,
    output: Into,
    kind: Kind = "organization",
    language: Annotated[
        str, typer.Option(help="Language of the first column of a table (de: other spellings).")
    ] = "ru",
) -> None:
    """Make a glossary file of a TBX file or of a table of two columns (TSV, CSV).

    The second column has the German names. See with lint what is left to do.

    \N{BACKSPACE}
    For example:
      normalizer glossary import deepl.tsv -o my-names.toml --language ru --type person
    """
    with exit_codes():
        checked_name("type", kind, _TYPES)
        entries = imported(source, kind, language)
        append_entries(output, entries)
        said = f"{output}: {len(entries)} entries added; next: normalizer glossary lint {output}"
        talk.print(said, markup=False)


def add(  # noqa: PLR0913  an option is a parameter, that is how Typer reads them
    preferred: Annotated[str, typer.Argument(help="The German name that all forms become.")],
    *,
    output: Into,
    kind: Kind = "person",
    origins: Annotated[
        list[str] | None, typer.Option("--origin", help="A spelling at home, as ru=Иванов.")
    ] = None,
    forms: Annotated[
        list[str] | None, typer.Option("--form", help="Another spelling met in text.")
    ] = None,
    country: Annotated[str | None, typer.Option(help="ISO 3166-1 code, such as UA.")] = None,
    gender: Annotated[
        str | None, typer.Option(help="m, f, n or pl: how German articles go with it.")
    ] = None,
    name: Annotated[str | None, typer.Option("--id", help="An id; else made of the name.")] = None,
) -> None:
    """Add an entry to a glossary file, which is made if there is none.

    Nothing is written where a form belongs to another bearer.

    \N{BACKSPACE}
    For example:
      normalizer glossary add "Iwan Petrow" -o my-names.toml --origin "ru=Иван Петров" --country RU
      normalizer clean dump/ -o clean/ -g my-names.toml
    """
    with exit_codes():
        checked_name("type", kind, _TYPES)
        entry: dict[str, Any] = {"id": name or slug(preferred, country), "type": kind}
        entry["preferred"] = preferred
        if country:
            entry["country"] = country.upper()
        if gender:
            checked_name("gender", gender, GENDERS)
            entry["gender"] = gender
        if origins:
            entry["origin"] = dict(_pair(origin) for origin in origins)
        if forms:
            entry["form"] = [{"text": t, "language": "de", "kind": "variant"} for t in forms]
        taken = Claims(load_glossary([output] if output.exists() else []))
        for text in (preferred, *entry.get("origin", {}).values(), *(forms or [])):
            if bearers := taken.bearers(text):
                message = f"{text!r} is a form of {bearers[0].id} already, at {bearers[0].place}"
                raise SettingsError(message)
        append_entries(output, [entry])
        talk.print(f"{output}: {entry['id']} added", markup=False)


def _pair(origin: str) -> tuple[str, str]:
    language, sign, text = origin.partition("=")
    if not sign or not text.strip():
        message = f"--origin {origin!r}: write it as LANGUAGE=SPELLING, such as ru=Иванов"
        raise SettingsError(message)
    return language.strip(), text.strip()
