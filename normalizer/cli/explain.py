"""``normalizer explain``: the story of an article, or of a rule."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from normalizer.cli.choices import Choices, inputs_of
from normalizer.cli.console import Exit, emit, exit_codes, problem
from normalizer.cli.fields import Form
from normalizer.cli.options import ConfigFile, Encoding, Models, ModelsDir
from normalizer.document.document import Document, Revision
from normalizer.document.findings import Edit, Finding, Passage
from normalizer.document.windows import line_and_column
from normalizer.errors import SettingsError
from normalizer.pipeline.normalizer import Normalizer
from normalizer.runs.descriptions import describe
from normalizer.runs.events import Cleaned, Event, Failed, clean_inputs

_LONGEST = 90


def explain(  # noqa: PLR0913  an option is a parameter, that is how Typer reads them
    subject: Annotated[
        str, typer.Argument(help="A file, a rule id, or a stage.", show_default=False)
    ],
    *,
    config: ConfigFile = None,
    models_dir: ModelsDir = None,
    models: Models = None,
    encoding: Encoding = None,
    form: Form = None,
) -> None:
    """Tell what each stage found in an article, or what a rule or stage does.

    \N{BACKSPACE}
    For example:
      normalizer explain article.txt
      normalizer explain residue.en.comment-form
      normalizer explain names
    """
    with exit_codes():
        choices = Choices.of(config, models_dir=models_dir, models=models, encoding=encoding)
        normalizer = choices.normalizer()
        if subject == "-" or Path(subject).exists():
            events = clean_inputs(inputs_of([subject], form), normalizer, choices.reading())
            _tell_all(events, normalizer)
            return
        told = describe(subject, normalizer.catalogue.glossary)
        if told is None:
            message = f"{subject!r} is no file, rule or stage; `normalizer check FILE` names rules"
            raise SettingsError(message)
        for line in told.split("\n"):
            emit(line)


def _tell_all(events: Iterable[Event], normalizer: Normalizer) -> None:
    failed = told = 0
    for event in events:
        if isinstance(event, Failed):
            failed += 1
            problem(event.error)
        elif isinstance(event, Cleaned):
            told += 1
            _tell(event.document, normalizer.catalogue.why_language(event.document))
    if failed:
        raise typer.Exit(Exit.SOME_FAILED if told else Exit.ALL_FAILED)


def _tell(document: Document, why: str) -> None:
    head = Text(f"{document.id}: an article in {document.language}", style="bold")
    emit(head.append(f"  {why}" if why else "", style="not bold dim"))
    for number, revision in enumerate(document.revisions):
        emit("")
        emit(Text(f"{number + 1}. {revision.finder}", style="bold cyan"))
        for finding in revision.findings:
            emit(_line(document, number, revision, finding))
    known = dict(document.metadata.items())
    if known:
        emit("")
        emit(Text("kept as metadata", style="bold cyan"))
        for field, value in known.items():
            emit(Text(f"  {field}: {value}"))
    if not document.revisions:
        emit("  nothing was found")


def _line(document: Document, number: int, revision: Revision, finding: Finding) -> Text:
    source = document.source_span(finding.span, number)
    line, column = line_and_column(document.source, source.start)
    text = Text(f"  {line}:{column}  ", style="dim")
    said = _short(finding.span.of(revision.before))
    if isinstance(finding, Edit):
        text.append(f"{finding.rule}  ", style="bold")
        text.append(repr(_short(finding.removed)), style="red").append(" -> ")
        text.append(repr(_short(finding.inserted)), style="green")
        return text.append(f"  {finding.evidence}" if finding.evidence else "", style="dim")
    if isinstance(finding, Passage):
        sure = f"{finding.language} ({finding.confidence:.0%}), {finding.outcome}"
        text.append(f"{finding.kind} in {sure}  ", style="bold").append(repr(said))
        return text.append(f"  {finding.evidence}", style="dim")
    text.append(f"{finding.rule}  ", style="bold").append(repr(said), style="yellow")
    text.append(f"  {finding.reason}")
    return text.append(f"; proposed: {finding.proposal!r}" if finding.proposal else "")


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
