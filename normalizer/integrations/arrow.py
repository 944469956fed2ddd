"""Tables and record batches of Arrow."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
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
        cells = batch.column(self.column.name)
        texts = [_text(cell) for cell in cells]
        rows = self._rows(batch, texts, [cell.is_valid for cell in cells])
        batch = _with(batch, self.column.name, texts, [row.text for row in rows])
        if self.column.title is not None:
            before = _values(batch, self.column.title)
            batch = _with(batch, self.column.title, before, [row.title for row in rows])
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
        titles = None if self.column.title is None else _values(batch, self.column.title)
        rows = self.column.cleaned(texts, names, titles)
        for place, (text, there) in enumerate(zip(texts, valid, strict=True)):
            if text is None and there:
                name = "" if names is None else str(names[place])
                refused = self.column.refused(None, "the text is no UTF-8", name)
                rows[place] = replace(refused, title=rows[place].title)
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


def _values(batch: Any, name: str) -> list[Any]:
    return [_text(cell) for cell in batch.column(name)]


def _with(batch: Any, name: str, before: Sequence[Any], after: Sequence[Any]) -> Any:
    """The ``batch`` with other texts in a column: of one piece where it was of one."""
    mask = [isinstance(new, str) and new != old for new, old in zip(after, before, strict=True)]
    if not any(mask):
        return batch
    texts = [new for new, is_new in zip(after, mask, strict=True) if is_new]
    cells = batch.column(name)
    if isinstance(cells, arrow().Array):
        changed = replaced(arrow().chunked_array([cells]), mask, texts)
    else:
        changed = arrow().chunked_array([replaced(cells, mask, texts)], cells.type)
    place = batch.schema.get_field_index(name)
    return batch.set_column(place, batch.schema.field(place), changed)
