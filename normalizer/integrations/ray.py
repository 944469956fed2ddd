"""Data sets of Ray: their ``map_batches`` takes what is here."""

from typing import Any

from normalizer.integrations.arrow import ArrowNormalizer
from normalizer.integrations.texts import TextColumn


class RayNormalizer:
    """Cleans the texts of batches, which are tables of Arrow; each actor loads its rules once.

    Ray derives a class of its own from this one and gives it attributes, so it isn't frozen.

    >>> import pyarrow
    >>> from normalizer import Settings
    >>> clean = RayNormalizer(TextColumn("body", settings=Settings(only=("spacing",))))
    >>> clean(pyarrow.table({"n": [7], "body": ["Der Hafen , sagte er ."]})).to_pylist()
    [{'n': 7, 'body': 'Der Hafen, sagte er.'}]
    >>> clean(pyarrow.table({"n": [7], "body": ["Der Hafen."]})).to_pylist()
    [{'n': 7, 'body': 'Der Hafen.'}]
    """

    def __init__(self, column: TextColumn | None = None) -> None:
        self.clean = ArrowNormalizer(column or TextColumn())

    def __call__(self, batch: Any) -> Any:
        """The cleaned table.

        Raises:
            FinderError: a finder failed on a text, and there is no column for the audit.
            FormatError: there is no such column, or it holds no texts; or the batch is no
                table of Arrow.
        """
        return self.clean(batch)
