"""Data frames of Spark: their ``mapInArrow`` takes what is here."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from normalizer.formats.extras import extra
from normalizer.integrations.arrow import ArrowNormalizer
from normalizer.integrations.texts import TextColumn


@dataclass(frozen=True, slots=True)
class SparkNormalizer:
    """Cleans the texts of a data frame: ``frame.mapInArrow(clean, clean.schema(frame.schema))``.

    >>> import pyarrow
    >>> from normalizer import Settings
    >>> clean = SparkNormalizer(TextColumn("body", settings=Settings(only=("spacing",))))
    >>> batches = [pyarrow.record_batch({"n": [7], "body": ["Der Hafen , sagte er ."]})]
    >>> [batch.to_pylist() for batch in clean(batches)]
    [[{'n': 7, 'body': 'Der Hafen, sagte er.'}]]
    >>> [batch.to_pylist() for batch in clean([])]
    []
    """

    column: TextColumn = TextColumn()  # noqa: RUF009  it is frozen

    def __call__(self, batches: Iterable[Any]) -> Iterator[Any]:
        """The cleaned record batches, one after another.

        Raises:
            FinderError: a finder failed on a text, and there is no column for the audit.
            FormatError: there is no such column, or it holds no texts.
        """
        return map(ArrowNormalizer(self.column), batches)

    def schema(self, before: Any) -> Any:
        """The schema of the data frame that comes out where ``before`` is that of what goes in.

        Raises:
            FormatError: it has no column of texts, or that of the audit already.
            LibraryError: Spark isn't installed.
        """
        self.column.check(before.names)
        if self.column.audit is None:
            return before
        types = extra("pyspark.sql.types", "spark", "Spark")
        field = types.StructField(self.column.audit, types.StringType(), nullable=True)
        return types.StructType([*before.fields, field])
