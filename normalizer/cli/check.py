"""``normalizer check`` and ``normalizer diff``: look, and change nothing."""

from collections.abc import Iterator
from typing import Annotated, Any

import msgspec
import typer
from rich.text import Text

from normalizer.cli.choices import Choices, inputs_of
from normalizer.cli.console import Exit, Problems, emit, exit_codes, talk
from normalizer.cli.difference import DIFF_STYLES, print_difference
from normalizer.cli.fields import Form, TextField
from normalizer.cli.options import (
    ConfigFile,
    Disable,
    Encoding,
    GlossaryFiles,
    Inputs,
    MaxRemoved,
    Models,
    ModelsDir,
    Only,
    Profile,
    ResidueProfile,
    RulePacks,
    Skip,
    To,
)
from normalizer.document.document import Document
from normalizer.document.findings import Edit, Notice, Passage
from normalizer.document.windows import line_and_column
from normalizer.pipeline.settings import checked_name
from normalizer.runs.events import Cleaned, Failed, clean_inputs

_LONGEST = 60


def check(  # noqa: PLR0913  an option is a parameter, that is how Typer reads them
    inputs: Inputs,
    *,
    only: Only = None,
    skip: Skip = None,
    disable: Disable = None,
    to: To = None,
    glossary: GlossaryFiles = None,
    name_profile: Profile = None,
    rules: RulePacks = None,
    residue: ResidueProfile = None,
    max_removed: MaxRemoved = None,
    models_dir: ModelsDir = None,
    models: Models = None,
    config: ConfigFile = None,
    encoding: Encoding = None,
    form: Form = None,
    text_field: TextField = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a finding.")] = False,
) -> None:
    """List what would be changed and what a human should look at; exit 1 if there is anything.

    \N{BACKSPACE}
    For example:
      normalizer check dump/ --skip translation
      normalizer check article.txt --only residue,names --json
    """
    with exit_codes():
        choices = Choices.of(
            config, only=only, skip=skip, disable=disable, target=to, glossary=glossary,
            profile=name_profile, models_dir=models_dir, models=models, encoding=encoding,
            text_field=text_field,
            rules=rules, residue=residue, max_removed=max_removed,
        )  # fmt: skip
        found = failed = cleaned = 0
        problems = Problems()
        events = clean_inputs(inputs_of(inputs, form), choices.normalizer(), choices.reading())
        for event in events:
            if isinstance(event, Failed):
                failed += 1
                problems.add(event.error)
            elif isinstance(event, Cleaned):
                cleaned += 1
                for finding in findings_of(event.document):
                    found += 1
                    emit(_as_json(finding) if as_json else _as_text(finding))
        problems.close()
        talk.print(f"{found} finding" if found == 1 else f"{found} findings")
    if failed:
        raise typer.Exit(Exit.SOME_FAILED if cleaned else Exit.ALL_FAILED)
    raise typer.Exit(Exit.FOUND if found else Exit.DONE)


def diff(  # noqa: PLR0913  as above
    inputs: Inputs,
    *,
    style: Annotated[str, typer.Option("--style", help="unified or words.")] = "unified",
    only: Only = None,
    skip: Skip = None,
    disable: Disable = None,
    to: To = None,
    glossary: GlossaryFiles = None,
    name_profile: Profile = None,
    models_dir: ModelsDir = None,
    models: Models = None,
    config: ConfigFile = None,
    encoding: Encoding = None,
    form: Form = None,
    text_field: TextField = None,
) -> None:
    """Show what would change; exit 1 if anything would.

    \N{BACKSPACE}
    For example:
      normalizer diff article.txt
      normalizer diff dump/ --style words --only names
    """
    with exit_codes():
        checked_name("diff style", style, DIFF_STYLES)
        choices = Choices.of(
            config, only=only, skip=skip, disable=disable, target=to, glossary=glossary,
            profile=name_profile, models_dir=models_dir, models=models, encoding=encoding,
            text_field=text_field,
        )  # fmt: skip
        changed = failed = cleaned = 0
        problems = Problems()
        events = clean_inputs(inputs_of(inputs, form), choices.normalizer(), choices.reading())
        for event in events:
            if isinstance(event, Failed):
                failed += 1
                problems.add(event.error)
            elif isinstance(event, Cleaned):
                cleaned += 1
                changed += event.document.text != event.document.source
                print_difference(event.document, style)
        problems.close()
    if failed:
        raise typer.Exit(Exit.SOME_FAILED if cleaned else Exit.ALL_FAILED)
    raise typer.Exit(Exit.FOUND if changed else Exit.DONE)


def findings_of(document: Document) -> Iterator[dict[str, Any]]:
    """Each edit and notice, in the order of the source.

    Lines and columns count from 1, ``start`` and ``end`` code points of the source from 0.
    """
    found = [
        _finding(document, number, finding)
        for number, revision in enumerate(document.revisions)
        for finding in revision.findings
        if not isinstance(finding, Passage)
    ]
    yield from sorted(found, key=lambda finding: (finding["start"], finding["end"]))


def _finding(document: Document, number: int, finding: Edit | Notice) -> dict[str, Any]:
    span = document.source_span(finding.span, number)
    line, column = line_and_column(document.source, span.start)
    place = {
        "document": document.id,
        "line": line,
        "column": column,
        "start": span.start,
        "end": span.end,
        "rule": finding.rule,
    }
    if isinstance(finding, Edit):
        said, put, why = finding.removed, finding.inserted, finding.evidence
        return {**place, "kind": "fix", "text": said, "proposal": put, "reason": why}
    said = finding.span.of(document.revisions[number].before)
    put_by_hand, why = finding.proposal, finding.reason
    return {**place, "kind": "flag", "text": said, "proposal": put_by_hand, "reason": why}


def _as_json(finding: dict[str, Any]) -> str:
    return msgspec.json.encode(finding).decode()


def _as_text(finding: dict[str, Any]) -> Text:
    place = f"{finding['document']}:{finding['line']}:{finding['column']}  "
    colour = "yellow" if finding["kind"] == "flag" else "green"
    text = Text(place, style="cyan").append(f"{finding['kind']}  ", style=colour)
    text.append(f"{finding['rule']}  ", style="bold").append(repr(_short(finding["text"])))
    if finding["proposal"] is not None:
        text.append(" -> ").append(repr(_short(finding["proposal"])))
    if finding["kind"] == "flag":
        text.append(f"  {finding['reason'][:120]}", style="dim")
    return text


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
