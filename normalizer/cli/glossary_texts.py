"""``normalizer glossary`` scan, suggest, apply: names in a dump of articles."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from normalizer.cli.choices import Choices
from normalizer.cli.console import Exit, Problems, columns, emit, exit_codes, talk
from normalizer.cli.glossary_articles import Articles, over_articles
from normalizer.cli.running import Running, exit_code
from normalizer.document.document import Document
from normalizer.document.findings import Edit, Notice
from normalizer.finders.names.suggestion import Cluster, Seen, Suggest, Variant
from normalizer.formats.glossary.source_lines import entry_lines, form_lines
from normalizer.formats.glossary.sources import slug
from normalizer.runs.destination import Destination
from normalizer.runs.events import Cleaned, Failed, clean_inputs
from normalizer.runs.inputs import Input
from normalizer.runs.output import chosen_output

Output = Annotated[str | None, typer.Option("-o", "--output", help="A file, a folder, or -.")]


@over_articles
def scan(articles: Articles) -> None:
    """Count the forms in articles that are not the preferred ones yet; change nothing.

    What stands there, how often, what it becomes, and whose name it is; "by hand" marks what is
    only proposed. Exit 1 if there is any.

    \N{BACKSPACE}
    For example:
      normalizer glossary scan dump/
      normalizer glossary scan dump.jsonl | sort -nr | head
    """
    with exit_codes():
        counts: Counter[tuple[str, str, str, str]] = Counter()
        documents = _Documents(articles.choices())
        for document in documents.of(articles.found()):
            counts.update(_forms(document))
        rows = [("times", "form", "becomes", "of", "")]
        rows += ((str(count), *form) for form, count in counts.most_common())
        for line in columns(rows if counts else []):
            emit(line)
    raise typer.Exit(documents.code or (Exit.FOUND if counts else Exit.DONE))


@over_articles
def suggest(
    articles: Articles,
    *,
    least: Annotated[int, typer.Option(help="Names met fewer times are left out.")] = 2,
) -> None:
    """Propose what the glossary may lack: variants of its bearers, and bearers unknown to it.

    As TOML to be read, mended and kept: each with how often it was met and up to three places.
    Nothing is applied.

    \N{BACKSPACE}
    For example:
      normalizer glossary suggest dump/ > candidates.toml
    """
    with exit_codes():
        documents = _Documents(articles.choices())
        found = Suggest(documents.normalizer.catalogue.glossary)
        for document in documents.of(articles.found()):
            found.read(document.text)
        for line in _as_toml(found.variants(least), found.clusters(least)):
            emit(line)
    raise typer.Exit(documents.code or Exit.DONE)


@over_articles
def apply(
    articles: Articles,
    *,
    output: Output = None,
    audit: Annotated[Path | None, typer.Option(help="Write a record of every change.")] = None,
) -> None:
    """Unify names in articles, and do nothing else.

    \N{BACKSPACE}
    For example:
      normalizer glossary apply dump.jsonl -o unified.jsonl -g my-names.toml
    """
    with exit_codes():
        choices, found = articles.choices(), articles.found()
        goes_to = chosen_output(found, articles.inputs, output, None)
        destination = Destination(goes_to, audit=audit)
        destination.check(found)
        summary = Running(choices, destination, quiet=True)(found)
        talk.print(f"names: {summary.edits.total()} unified", markup=False)
    raise typer.Exit(exit_code(summary))


class _Documents:
    """The articles of inputs with their names looked at; problems are told and counted."""

    def __init__(self, choices: Choices) -> None:
        self.normalizer = choices.normalizer()
        self._reading = choices.reading()
        self._found = self._failed = 0

    def of(self, inputs: Iterable[Input]) -> Iterator[Document]:
        """Each article in turn."""
        problems = Problems()
        for event in clean_inputs(inputs, self.normalizer, self._reading):
            if isinstance(event, Failed):
                self._failed += 1
                problems.add(event.error)
            elif isinstance(event, Cleaned):
                self._found += 1
                yield event.document
        problems.close()

    @property
    def code(self) -> Exit | None:
        """The exit code if something failed."""
        if not self._failed:
            return None
        return Exit.SOME_FAILED if self._found else Exit.ALL_FAILED


def _forms(document: Document) -> Iterator[tuple[str, str, str, str]]:
    for revision in document.revisions:
        for edit in revision.edits:
            yield edit.removed, edit.inserted, _bearer(edit), ""
    for notice in document.notices:
        if notice.proposal:
            said = notice.span.of(document.text)
            yield said, notice.proposal, _bearer(notice), "by hand"


def _bearer(finding: Edit | Notice) -> str:
    return finding.rule.partition(".")[2]


def _as_toml(variants: Iterable[Variant], clusters: Iterable[Cluster]) -> Iterator[str]:
    yield 'format = "normalizer-glossary/1"'
    for variant in variants:
        entry = variant.claim.entry
        yield ""
        like = f"{variant.likeness:.2f} like {variant.claim.text!r}"
        yield f"# {like}: put it to {entry.id} ({entry.place})"
        yield from _places(variant.text, variant.seen)
        yield from (f"#{line}" for line in form_lines(_variant(variant.text)))
    for cluster in clusters:
        (name, seen), *others = cluster.spellings
        yield ""
        yield from _places(name, seen)
        yield from entry_lines({"id": slug(name, "xx"), "type": "person", "preferred": name})
        for text, again in others:
            yield ""
            yield from (f"  {line}" for line in _places(text, again))
            yield from form_lines(_variant(text))


def _variant(text: str) -> dict[str, str]:
    return {"text": text, "language": "de", "kind": "variant"}


def _places(text: str, seen: Seen) -> Iterator[str]:
    yield f"# {text}: {'once' if seen.count == 1 else f'{seen.count} times'}"
    yield from (f"#   … {context} …" for context in seen.contexts)
