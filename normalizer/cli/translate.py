"""``normalizer translate``: whole articles, offline."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from normalizer.cli.choices import Choices, inputs_of, search_of
from normalizer.cli.console import Exit, exit_codes, talk
from normalizer.cli.fields import Form, IdField, TextField
from normalizer.cli.options import (
    ConfigFile,
    Device,
    Encoding,
    Engines,
    Fast,
    GlossaryFiles,
    Inputs,
    Memory,
    Models,
    ModelsDir,
    Quality,
    To,
)
from normalizer.cli.running import Running, exit_code
from normalizer.cli.summary import print_offer, print_routes
from normalizer.finders.languages.whole import AUTO
from normalizer.finders.translation.telling import DOUBTFUL, NO_MODEL, REFUSED, UNRESOLVED
from normalizer.pipeline.translator import STAGES
from normalizer.runs.destination import Destination
from normalizer.runs.events import Cleaned, Event
from normalizer.runs.output import chosen_output, named_conversion

_MOST_REASONS = 5
_BESIDES = re.compile(r"; (?:by|please) .*|(?<=unsure) \([^)]*\)", re.DOTALL)
"""What of a reason is of one sentence alone: what it read is text of an article."""


def translate(  # noqa: PLR0913  an option is a parameter, that is how Typer reads them
    inputs: Inputs,
    *,
    source: Annotated[
        str,
        typer.Option("--from", metavar="LANG", help="Language of the articles; auto finds it."),
    ] = AUTO,
    to: To = None,
    output: Annotated[
        str | None,
        typer.Option("-o", "--output", help="A file, a folder (trees are mirrored), or -."),
    ] = None,
    audit: Annotated[
        Path | None, typer.Option(help="Write a record of every sentence that was translated.")
    ] = None,
    glossary: GlossaryFiles = None,
    models_dir: ModelsDir = None,
    models: Models = None,
    engine: Engines = None,
    device: Device = None,
    fast: Fast = False,
    quality: Quality = False,
    memory: Memory = None,
    config: ConfigFile = None,
    encoding: Encoding = None,
    form: Form = None,
    text_field: TextField = None,
    id_field: IdField = None,
    progress: Annotated[str, typer.Option(help="auto, bar, json or none.")] = "auto",
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Print problems only.")] = False,
) -> None:
    """Translate articles from start to end with the installed models; nothing else is cleaned.

    Sentences that no model translates well stay as they are. Exit code 5 where no installed
    model leads from a language to the other.

    \N{BACKSPACE}
    For example:
      normalizer translate article.txt --from ru --to de
      normalizer translate dump.jsonl -o german.jsonl    each record from its own language
      echo 'Мост закрыт.' | normalizer translate -
    """
    with exit_codes():
        choices = Choices.of(
            config, only=list(STAGES), source=source, target=to, glossary=glossary,
            models_dir=models_dir, models=models, engine=engine, memory=memory, device=device,
            search=search_of(fast=fast, quality=quality), encoding=encoding,
            text_field=text_field, id_field=id_field,
        )  # fmt: skip
        found = inputs_of(inputs, form)
        goes_to = chosen_output(found, inputs, output, None)
        if named := named_conversion(goes_to, found):
            choices, found = choices.written_as(named), inputs_of(inputs, form, output=named)
        destination = Destination(goes_to, audit=audit)
        destination.check(found)
        ways = _Ways()
        summary = Running(choices, destination, progress=progress, quiet=True)(found, ways.watch)
        if not quiet:
            ways.tell()
            print_routes(summary)
            if summary.lacking:
                print_offer(summary.lacking, choices.unused_starters())
    code = exit_code(summary)
    raise typer.Exit(Exit.MISSING if code is Exit.DONE and ways.missing else code)


class _Ways:
    """Counts what became of the passages of a run."""

    def __init__(self) -> None:
        self.missing: list[str] = []
        self._outcomes: dict[str, int] = {}
        self._reasons: Counter[str] = Counter()
        self._already: Counter[str] = Counter()

    def watch(self, events: Iterable[Event]) -> Iterator[Event]:
        """Pass the events on, and look at the articles among them."""
        for event in events:
            if isinstance(event, Cleaned):
                if not event.document.passages and event.document.text.strip():
                    self._already[event.document.language] += 1
                for passage in event.document.passages:
                    self._outcomes[passage.outcome] = self._outcomes.get(passage.outcome, 0) + 1
                lacks = [n.reason for n in event.document.notices if n.rule == NO_MODEL]
                self.missing += [one for one in dict.fromkeys(lacks) if one not in self.missing]
                self._reasons.update(
                    _BESIDES.sub("", notice.reason)
                    for notice in event.document.notices
                    if notice.rule in (REFUSED, DOUBTFUL, UNRESOLVED)
                )
            yield event

    def tell(self) -> None:
        """Say it."""
        counts = ", ".join(f"{count} {outcome}" for outcome, count in self._outcomes.items())
        talk.print(f"paragraphs: {counts or 'none'}", markup=False)
        for language, count in self._already.items():
            there = f"{count} {'article' if count == 1 else 'articles'} in {language} already"
            talk.print(f"{there}; for passages of other languages: normalizer clean", markup=False)
        for reason in self.missing:
            talk.print(reason, markup=False)
        for reason, count in self._reasons.most_common(_MOST_REASONS):
            talk.print(f"{count} x {reason}", markup=False)
        if self._reasons:
            talk.print("where, and what it would have read: --audit FILE", markup=False)
