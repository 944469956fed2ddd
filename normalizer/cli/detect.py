"""``normalizer detect``: which passages of an article are in which language."""

from collections.abc import Iterator
from typing import Annotated, Any

import msgspec
import typer
from rich.text import Text

from normalizer.cli.choices import Choices, inputs_of
from normalizer.cli.console import Exit, Problems, emit, exit_codes, on_terminal, visible
from normalizer.cli.fields import Form, IdField, TextField
from normalizer.cli.options import ConfigFile, Encoding, Inputs, Languages, To
from normalizer.document.document import Document
from normalizer.document.windows import line_and_column
from normalizer.pipeline.normalizer import Normalizer
from normalizer.runs.events import Cleaned, Failed, clean_inputs

_COLOURS = ("cyan", "magenta", "yellow", "green", "blue", "red")


def detect(  # noqa: PLR0913  an option is a parameter, that is how Typer reads them
    inputs: Inputs,
    *,
    languages: Languages = None,
    to: To = None,
    config: ConfigFile = None,
    encoding: Encoding = None,
    form: Form = None,
    text_field: TextField = None,
    id_field: IdField = None,
    as_jsonl: Annotated[
        bool, typer.Option("--jsonl", help="One JSON object an article, as where this is piped.")
    ] = False,
) -> None:
    """Show the language of each article and its passages in others; change nothing.

    On a terminal the text with its passages in colour; piped, one JSON object an article:
    language, what was considered, and of each passage start, end (code points), language,
    script, kind, confidence, the words that decided, and the text.

    \N{BACKSPACE}
    For example:
      normalizer detect article.txt
      normalizer detect dump.jsonl -l de,ru,uk > spans.jsonl
      echo 'Er sagte: мы починим мост весной.' | normalizer detect -
    """
    with exit_codes():
        choices = Choices.of(
            config, only=["languages"], languages=languages, target=to, encoding=encoding,
            text_field=text_field, id_field=id_field,
        )  # fmt: skip
        normalizer = choices.normalizer()
        found = failed = 0
        problems = Problems()
        coloured = on_terminal() and not as_jsonl
        for event in clean_inputs(inputs_of(inputs, form), normalizer, choices.reading()):
            if isinstance(event, Failed):
                failed += 1
                problems.add(event.error)
            elif isinstance(event, Cleaned):
                found += 1
                if coloured:
                    for text in _painted(event.document):
                        emit(text)
                else:
                    emit(msgspec.json.encode(_record(event.document, normalizer)).decode())
        problems.close()
    if failed:
        raise typer.Exit(Exit.SOME_FAILED if found else Exit.ALL_FAILED)


def _record(document: Document, normalizer: Normalizer) -> dict[str, Any]:
    return {
        "id": document.id,
        "language": document.language,
        "considered": normalizer.catalogue.considered,
        "passages": [
            {
                "start": passage.span.start,
                "end": passage.span.end,
                "language": passage.language,
                "script": passage.script,
                "kind": passage.kind,
                "confidence": passage.confidence,
                "evidence": passage.evidence,
                "text": passage.span.of(document.text),
            }
            for passage in document.passages
        ],
    }


def _painted(document: Document) -> Iterator[Text]:
    """The name of the article, its text with the passages in colour, and a line on each."""
    yield Text(f"{document.id}: {document.language}", style="bold")
    text, at = Text(), 0
    languages = sorted({passage.language for passage in document.passages})
    colours = {code: _COLOURS[i % len(_COLOURS)] for i, code in enumerate(languages)}
    for passage in document.passages:
        text.append(_shown(document.text[at : passage.span.start]))
        said = _shown(passage.span.of(document.text))
        text.append(said, style=colours[passage.language])
        text.append(f" [{passage.language}]", style=f"bold {colours[passage.language]}")
        at = passage.span.end
    text.append(_shown(document.text[at:].rstrip("\n")))
    yield text
    for passage in document.passages:
        line, column = line_and_column(document.text, passage.span.start)
        yield Text(
            f"  {line}:{column}  {passage.kind} in {passage.language} ({passage.confidence:.0%})"
            f"  {passage.evidence}",
            style="dim",
        )


def _shown(text: str) -> str:
    return "\n".join(visible(line) for line in text.split("\n"))
