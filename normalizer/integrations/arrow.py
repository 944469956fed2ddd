"""Tables and record batches of Arrow."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from normalizer.errors import FormatError
from normalizer.formats.arrow import arrow, replaced
from normalizer.integrations.texts import Row, TextColumn


@dataclass(frozen=True, slots=True)
class ArrowNormalizer:
    """Cleans the texts of a table or record batch, and gives the same kind back.

    The other columns are the ones that came in; that of the texts keeps its type.

    >>> import pyarrow
    >>> from normalizer import Settings
    >>> clean = ArrowNormalizer(TextColumn("body", settings=Settings(only=("spacing",))))
    >>> clean(pyarrow.table({"n": [7], "body": ["Der Hafen , sagte er ."]})).to_pylist()
    [{'n': 7, 'body': 'Der Hafen, sagte er.'}]
    >>> clean(pyarrow.table({"n": [7], "body": ["Der Hafen."]})).to_pylist()
    [{'n': 7, 'body': 'Der Hafen.'}]
    """

    column: TextColumn = TextColumn()  # noqa: RUF009  it is frozen

    def __call__(self, batch: Any) -> Any:
        """The cleaned table or record batch.

        Raises:
            FinderError: a finder failed on a text, and there is no column for the audit.
            FormatError: there is no such column, or it holds no texts.
        """
        self._check(batch)
        place = batch.schema.get_field_index(self.column.name)
        cells = batch.column(place)
        texts = [_text(cell) for cell in cells]
        rows = self._rows(batch, texts, [cell.is_valid for cell in cells])
        mask = [row.text != text for row, text in zip(rows, texts, strict=True)]
        if any(mask):
            changed = [row.text for row, is_new in zip(rows, mask, strict=True) if is_new]
            batch = batch.set_column(place, batch.schema.field(place), _with(cells, mask, changed))
        if self.column.audit is None:
            return batch
        audit = arrow().array([row.audit for row in rows], arrow().string())
        return batch.append_column(self._audit_field, audit)

    def schema(self, before: Any) -> Any:
        """The schema of what comes out where ``before`` is that of what goes in."""
        return before if self.column.audit is None else before.append(self._audit_field)

    @property
    def _audit_field(self) -> Any:
        return arrow().field(self.column.audit, arrow().string())

    def _rows(self, batch: Any, texts: Sequence[str | None], valid: Sequence[bool]) -> list[Row]:
        """The cleaned texts; those that are no UTF-8 stay as they are."""
        names = None if self.column.id is None else batch.column(self.column.id).to_pylist()
        rows = self.column.cleaned(texts, names)
        for place, (text, there) in enumerate(zip(texts, valid, strict=True)):
            if text is None and there:
                name = "" if names is None else str(names[place])
                rows[place] = self.column.refused(None, "the text is no UTF-8", name)
        return rows

    def _check(self, batch: Any) -> None:
        if not hasattr(batch, "schema"):
            message = (
                f"a table of Arrow is wanted, not {type(batch).__name__}: "
                'give map_batches batch_format="pyarrow"'
            )
            raise FormatError(message)
        self.column.check(batch.schema.names)


def _text(cell: Any) -> str | None:
    """The text of a cell; ``None`` where it is null or no UTF-8."""
    try:
        text: str | None = cell.as_py()
    except UnicodeDecodeError:
        return None
    return text


def _with(cells: Any, mask: list[bool], texts: list[Any]) -> Any:
    """The ``cells`` with ``texts`` where ``mask`` says so: of one piece where they were of one."""
    if isinstance(cells, arrow().Array):
        return replaced(arrow().chunked_array([cells]), mask, texts)
    return arrow().chunked_array([replaced(cells, mask, texts)], cells.type)
