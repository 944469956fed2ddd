"""``normalizer rules``: what removes residue, and what else might."""

import glob
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Annotated

import typer

from normalizer.cli.choices import Choices, checked_rule, inputs_of
from normalizer.cli.console import Exit, Problems, columns, emit, exit_codes, talk
from normalizer.cli.fields import Form, TextField
from normalizer.cli.options import ConfigFile, Encoding, Inputs
from normalizer.errors import SettingsError
from normalizer.finders.residue.examples import failures, stand_ins
from normalizer.finders.residue.recurring import RecurringLines
from normalizer.formats.files import WholeFile, kept
from normalizer.pipeline.settings import checked_name
from normalizer.resources.glossary_files import load_glossary
from normalizer.resources.rules import RULE_STAGES, Rule, load_rules
from normalizer.runs.configuration import FILE_NAME, find_configuration, with_disabled
from normalizer.runs.descriptions import describe, load_descriptions, rule_ids
from normalizer.runs.events import Cleaned, Failed, clean_inputs
from normalizer.runs.learned_rules import learned_pack

app = typer.Typer(no_args_is_help=True, help="List, show, test, learn and switch off rules.")

_CODE = "code"

Packs = Annotated[
    list[Path] | None, typer.Argument(metavar="[PACK]...", help="Rule packs; else those shipped.")
]


@app.command("list")
def list_rules(
    pattern: Annotated[
        str, typer.Argument(help="Ids to list, such as 'residue.ru.*' or '*cookie*'.")
    ] = "*",
    *,
    kind: Annotated[str | None, typer.Option(help="Only this kind, such as paywall.")] = None,
) -> None:
    """List rules: id, kind, where they match, what they do, how sure they are.

    Rules that are no pattern are of the kind "code"; they, too, can be switched off.

    \N{BACKSPACE}
    For example:
      normalizer rules list
      normalizer rules list 'residue.uk.*' --kind photo-credit
      normalizer rules list --kind code
    """
    with exit_codes():
        known = [*((name, _CODE, "-", "-", "-") for name in _in_code()), *map(_row, _rules(None))]
        if kind is not None:
            checked_name("kind", kind, sorted({row[1] for row in known}))
        chosen = [row for row in known if fnmatchcase(row[0], pattern) and kind in {None, row[1]}]
        if not chosen:
            raise _unfitting(pattern)
        for line in columns([("rule", "kind", "at", "does", "sure"), *chosen]):
            emit(line)


@app.command()
def show(
    rule: Annotated[str, typer.Argument(help="The id of a rule.", show_default=False)],
) -> None:
    """Show a rule with its pattern and examples.

    \N{BACKSPACE}
    For example:
      normalizer rules show residue.de.follow
      normalizer rules show spacing.before-punctuation
    """
    with exit_codes():
        glossary = load_glossary()
        if (description := describe(rule, glossary)) is None or "." not in rule:
            checked_rule(rule, tuple(rule_ids(glossary)))
        else:
            emit(description)


@app.command("test")
def try_rules(packs: Packs = None) -> None:
    """Try rules on their examples; exit 1 if one doesn't do what they say.

    \N{BACKSPACE}
    For example:
      normalizer rules test
      normalizer rules test rules.toml
    """
    with exit_codes():
        rules = list(_rules(packs))
        wrong = [failure for rule in rules for failure in failures(rule)]
        for line in wrong:
            emit(line)
        talk.print(f"{len(rules)} rules, {len(wrong)} examples failed", markup=False)
        if wrong:
            raise typer.Exit(Exit.FOUND)


@app.command()
def learn(  # noqa: PLR0913  an option is a parameter, that is how Typer reads them
    inputs: Inputs,
    *,
    output: Annotated[Path, typer.Option("-o", "--output", help="The pack to write.")],
    least: Annotated[int, typer.Option(min=2, help="In at least so many articles.")] = 3,
    share: Annotated[float, typer.Option(min=0, max=1, help="Of at least this share.")] = 0.02,
    config: ConfigFile = None,
    encoding: Encoding = None,
    form: Form = None,
    text_field: TextField = None,
) -> None:
    """Propose rules for lines that recur at the edges of the articles of a dump.

    Copies of an article count once. Look through the pack before you use it.

    \N{BACKSPACE}
    For example:
      normalizer rules learn dump/ -o rules.toml
      normalizer clean dump/ -o clean/ --rules rules.toml
    """
    with exit_codes():
        choices = Choices.of(config, only=["residue"], encoding=encoding, text_field=text_field)
        lines, problems = RecurringLines(), Problems()
        for event in clean_inputs(inputs_of(inputs, form), choices.normalizer(), choices.reading()):
            if isinstance(event, Failed):
                problems.add(event.error)
            elif isinstance(event, Cleaned):
                lines.add(event.document.text)
        problems.close()
        found = lines.found(least=least, share=share)
        with kept(WholeFile(output)) as file:
            file.write(learned_pack(found))
        talk.print(f"{len(found)} rules from {lines.articles} articles: {output}", markup=False)
        if problems.count:
            raise typer.Exit(Exit.SOME_FAILED)


@app.command()
def disable(
    rule: Annotated[str, typer.Argument(help="An id, or a pattern such as 'ru.*'.")],
    *,
    config: ConfigFile = None,
) -> None:
    """Switch a rule off for good, in the settings file of this folder.

    It says which other rules catch its examples; what they catch stays switched on.

    \N{BACKSPACE}
    For example:
      normalizer rules disable residue.de.follow
    """
    with exit_codes():
        known = tuple(rule_ids(load_glossary()))
        if not glob.has_magic(rule):
            if rule not in known:
                checked_rule(rule, known)
        elif not any(fnmatchcase(one, rule) for one in known):
            raise _unfitting(rule)
        path = config or find_configuration(Path.cwd()) or Path(FILE_NAME)
        written = with_disabled(path, rule)
        with kept(WholeFile(path)) as file:
            file.write(written.encode())
        talk.print(f"{rule} is switched off in {path}", markup=False)
        known_rules = list(_rules(None))
        named = [one for one in known_rules if one.id == rule]
        if named and (left := stand_ins(named[0], known_rules)):
            message = f"what it catches is caught by others, too: {', '.join(left)}"
            talk.print(message, markup=False)


def _unfitting(pattern: str) -> SettingsError:
    message = f"no rule fits {pattern!r}; `normalizer rules list` shows those of all packs"
    return SettingsError(message)


def _rules(packs: list[Path] | None) -> Iterator[Rule]:
    if packs:
        yield from load_rules("residue", packs)
        return
    for stage in RULE_STAGES:
        yield from load_rules(stage)


def _row(rule: Rule) -> tuple[str, ...]:
    return rule.id, rule.kind, rule.anchor, rule.action, f"{rule.confidence:g}"


def _in_code() -> Iterator[str]:
    """The ids of the rules that no pack holds, in the order of the stages."""
    packed = {rule.id for rule in _rules(None)}
    return (name for name in load_descriptions() if "." in name and name not in packed)
