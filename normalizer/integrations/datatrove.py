"""A step of a pipeline of datatrove, which must be installed to import this."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from datatrove.pipeline.base import PipelineStep

from normalizer.errors import FormatError
from normalizer.integrations.texts import TextColumn
from normalizer.pipeline.normalizer import BATCH
from normalizer.pipeline.settings import Settings


class DatatroveNormalizer(PipelineStep):
    """Cleans the texts of documents, in batches.

    With an ``audit`` the records of each article stand in its metadata under that name; what
    stands there as its ``title`` is cleaned with the text, as one article.
    """

    name = "normalizer"
    type = "✂️ - FORMAT"

    def __init__(
        self,
        settings: Settings | None = None,
        *,
        audit: str | None = None,
        title: str | None = None,
    ) -> None:
        super().__init__()
        self.column = TextColumn("text", audit, "id", settings or Settings(), title)

    def run(
        self,
        data: Iterable[Any] | None,
        rank: int = 0,  # noqa: ARG002  each step is given it
        world_size: int = 1,  # noqa: ARG002  as above
    ) -> Iterator[Any]:
        """The documents, cleaned, in order.

        Raises:
            FinderError: a finder failed on a text, and there is no name for the audit.
            FormatError: there is metadata of that name already.
        """
        coming = iter(data or ())
        while batch := list(islice(coming, BATCH)):
            with self.track_time("batch"):
                self._clean(batch)
            yield from batch

    def _clean(self, batch: list[Any]) -> None:
        texts = [document.text for document in batch]
        name = self.column.title or ""
        titles = [document.metadata.get(name) for document in batch]
        rows = self.column.cleaned(texts, [document.id for document in batch], titles)
        for document, row in zip(batch, rows, strict=True):
            if self.column.audit in document.metadata:
                taken = f"{document.id}: has metadata {self.column.audit!r} already"
                message = f"{taken}: name that of the audit otherwise"
                raise FormatError(message)
            same = (row.text, row.title) == (document.text, document.metadata.get(name))
            self.stat_update("total", "unchanged" if same else "changed")
            document.text = row.text
            if name in document.metadata:
                document.metadata[name] = row.title
            if self.column.audit is not None:
                document.metadata[self.column.audit] = row.audit
