"""Model cards: what a bundled model was made of, how good it is, and where its limits are."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from normalizer.errors import ModelError, ResourceError
from normalizer.resources.tables import Table, read_tables

CARD_NAME = "card.toml"
"""The file beside the bundled models that has the card."""

SECTIONS = ("corpus", "recipe", "size", "quality")
"""What a card tells, in order."""

_FORM = "normalizer model card 1"


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure or another fact of a ``section``; ``limit`` is what it is to reach, if anything."""

    section: str
    what: str
    value: str
    limit: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """What is known of the model in the folder ``package``; ``limits`` are sentences."""

    title: str
    package: str
    licence: str
    summary: str
    limits: tuple[str, ...]
    facts: tuple[Fact, ...]

    def of(self, section: str) -> Iterator[Fact]:
        """The facts of a section, in order."""
        return (fact for fact in self.facts if fact.section == section)


def read_card(folder: Path) -> Card:
    """The card in the folder of bundled models.

    Raises:
        ModelError: it isn't there, or holds a mistake; the message has the line.
    """
    path = folder / CARD_NAME
    try:
        head, tables = read_tables(path, "fact", form=_FORM)
        head.only("format", "title", "package", "licence", "summary", "limits")
        return Card(
            title=head.get("title", str),
            package=head.get("package", str),
            licence=head.get("licence", str),
            summary=head.get("summary", str),
            limits=head.strings("limits"),
            facts=tuple(map(_fact, tables)),
        )
    except ResourceError as error:
        message = f"{error}; install normalizer again"
        raise ModelError(message) from error


def _fact(table: Table) -> Fact:
    table.only("section", "what", "value", "limit")
    section = table.get("section", str)
    if section not in SECTIONS:
        message = f"{table.place}: unknown section {section!r} (known: {', '.join(SECTIONS)})"
        raise ResourceError(message)
    return Fact(
        section, table.get("what", str), table.get("value", str), table.get("limit", str, "")
    )
