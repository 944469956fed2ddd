"""Options that say how inputs are read: their format, and which fields hold what."""

from typing import Annotated

import typer

from normalizer.formats.names import NAMES

Form = Annotated[
    str | None,
    typer.Option("-f", "--format", help=f"Read every input as {' or '.join(NAMES)}."),
]
OutputForm = Annotated[
    str | None,
    typer.Option("-F", "--output-format", help="Write jsonl, whatever is read; else the same."),
]
TextField = Annotated[str | None, typer.Option(help="Field of a record that holds the text.")]
IdField = Annotated[str | None, typer.Option(help="Field of a record that holds its id.")]
FieldPrefix = Annotated[
    str | None, typer.Option(help="Put this before the names of the fields that are added.")
]
TitleField = Annotated[
    str | None,
    typer.Option(
        show_default=False,
        help="Field of a record that holds its title, to be cleaned with the text as one article.",
    ),
]
HtmlField = Annotated[
    str | None,
    typer.Option(help="Field of a record of JSON Lines that holds a page, to take the text of."),
]
