"""Data sets of Hugging Face's ``datasets``: their ``map(batched=True)`` takes what is here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from normalizer.integrations.texts import TextColumn


@dataclass(frozen=True, slots=True)
class DatasetsNormalizer:
    """Cleans the texts of a batch of columns: ``data.map(clean, batched=True)``.

    It gives back the columns that are others now; the rest stay as they are.

    >>> from normalizer import Settings
    >>> clean = DatasetsNormalizer(TextColumn("body", settings=Settings(only=("spacing",))))
    >>> clean({"n": [7], "body": ["Der Hafen , sagte er ."]})
    {'body': ['Der Hafen, sagte er.']}
    >>> clean({"n": [7], "body": ["Der Hafen."]})
    {'body': ['Der Hafen.']}
    """

    column: TextColumn = TextColumn()  # noqa: RUF009  it is frozen

    def __call__(self, batch: Mapping[str, Sequence[Any]]) -> dict[str, list[Any]]:
        """The columns of the texts and the titles, cleaned, and that of the audit.

        Raises:
            FinderError: a finder failed on a text, and there is no column for the audit.
            FormatError: there is no such column, or it holds no texts; or there is one of
                the name of the audit.
        """
        self.column.check(batch.keys())
        names = None if self.column.id is None else batch[self.column.id]
        titles = None if self.column.title is None else batch[self.column.title]
        rows = self.column.cleaned(batch[self.column.name], names, titles)
        new: dict[str, list[Any]] = {self.column.name: [row.text for row in rows]}
        if self.column.title is not None:
            new[self.column.title] = [row.title for row in rows]
        if self.column.audit is not None:
            new[self.column.audit] = [row.audit for row in rows]
        return new
