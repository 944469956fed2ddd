"""Articles as rows of a Parquet file.

A chunk is a row group, as an Arrow stream. Names, types, order and metadata of the columns, the
rows of each group and how columns are compressed survive; the bytes between them are those of
the library that writes. A cleaned row gains no columns; what is known of it stands in the audit.
"""

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import repeat
from typing import IO, Any, cast

import msgspec

from normalizer.audit.records import Origin, Title
from normalizer.document.document import Document
from normalizer.errors import FormatError
from normalizer.formats.arrow import (
    LAYOUT,
    arrow,
    digests,
    first_byte,
    layout_of,
    next_table,
    packed,
    parquet,
    replaced,
    unpacked,
    with_layout,
)
from normalizer.formats.article import Article, Rejected
from normalizer.formats.format import CHUNK_SIZE, Chunk, FormatOptions, Item, Record
from normalizer.formats.stream import Readable
from normalizer.formats.title import parted, parts, title_of, titled

_Row = tuple[str | None, str, str | None]
"""What stands for a row: its text, none if that stays as it is, a digest of the rest, its title."""

_IN_MEMORY = 1 << 26


@dataclass(frozen=True, slots=True)
class Parquet:
    """Rows of a Parquet file, whose outputs are joined at the end."""

    options: FormatOptions = FormatOptions()  # noqa: RUF009  it is frozen
    name: str = "parquet"
    whole: bool = False
    framed: bool = False
    passes: bool = True

    def __post_init__(self) -> None:
        arrow()

    def chunks(self, stream: Readable, file: str, *, size: int = CHUNK_SIZE) -> Iterator[Chunk]:  # noqa: ARG002
        """The row groups of ``stream``, each of them in memory as a whole.

        The end of the file tells where they are: what isn't a file on a disk is put into one.

        Raises:
            FormatError: it is damaged, or has no column of texts of that name.
        """
        with _seekable(stream) as source, _errors(file):
            opened = parquet().ParquetFile(source)
            for name, option in zip(self._names, ("--text-field", "--title-field"), strict=False):
                _check_column(opened.schema_arrow, name, file, option)
            layout = layout_of(opened.metadata)
            line = 1
            for index in range(opened.num_row_groups):
                table = opened.read_row_group(index, use_threads=False)
                offset = first_byte(opened.metadata.row_group(index))
                yield Chunk(file, index, offset, line, packed(with_layout(table, layout)))
                line += table.num_rows
            if not opened.num_row_groups:
                yield Chunk(
                    file, 0, 0, 1, packed(with_layout(opened.schema_arrow.empty_table(), layout))
                )

    def chunk_reader(self, source: IO[bytes], file: str) -> Callable[[int], bytes]:
        """What gives the row group with an index, as `chunks` does.

        Raises:
            FormatError: it is damaged.
        """
        with _errors(file):
            opened = parquet().ParquetFile(source)
            layout = layout_of(opened.metadata)

        def read(index: int) -> bytes:
            with _errors(file):
                if not opened.num_row_groups:
                    return packed(with_layout(opened.schema_arrow.empty_table(), layout))
                return packed(with_layout(opened.read_row_group(index, use_threads=False), layout))

        return read

    def records(self, chunk: Chunk) -> Iterator[Record]:
        """The text of each row and a digest of its other cells, as JSON."""
        for number, row in enumerate(self._rows(unpacked(chunk.data))):
            yield Record(chunk.line + number, chunk.offset, msgspec.json.encode(row))

    def articles(self, chunk: Chunk) -> Iterator[Item]:
        """The article of each row, or why it holds none.

        The id is that of its column, or ``file:number`` from 1.
        """
        table = unpacked(chunk.data)
        names = table.column(self.options.id_field) if self._has_ids(table) else None
        for number, row in enumerate(self._rows(table)):
            line = chunk.line + number
            raw = msgspec.json.encode(row)
            if row[0] is None:
                valid = table.column(self.options.text_field)[number].is_valid
                why = "is no UTF-8" if valid else "is missing"
                error = FormatError(f"{chunk.file}:{line}: the text {why}; the row stays as it is")
                yield Rejected(error, line, raw, chunk.offset)
                continue
            name = None if names is None else names[number].as_py()
            known = isinstance(name, str | int) and not isinstance(name, bool)
            heading = row[2] if row[2] and row[2].strip() else ""
            title = title_of(self.options.title_field, heading)
            field = self.options.text_field
            origin = Origin(chunk.file, line=line, field=field, format=self.name, title=title)
            name = str(name) if known else f"{chunk.file}:{line}"
            yield Article(Document(titled(heading, row[0]), id=name), origin, raw)

    def written(self, article: Article, document: Document) -> bytes:
        """The row with the text of ``document``, and its title."""
        named = article.origin.title
        return _with_parts(article.record, named, *parts(document, named))

    def assembled(self, chunk: Chunk, records: Sequence[bytes]) -> bytes:
        """The row group with these texts, as an Arrow stream; see `joined`."""
        table = changed = unpacked(chunk.data)
        rows = [_row(record) for record in records]
        for name, cells in zip(
            self._names, ([row[0] for row in rows], [row[2] for row in rows]), strict=False
        ):
            changed = _with_cells(changed, name, cells)
        return chunk.data if changed is table else packed(changed)

    def joined(self, outputs: IO[bytes], target: IO[bytes]) -> None:
        """Write the Parquet file of the ``outputs`` of all chunks, one behind another."""
        writer: Any = None
        while (table := next_table(outputs)) is not None:
            facts = dict(table.schema.metadata or {})
            layout = json.loads(facts.pop(LAYOUT))
            table = table.replace_schema_metadata(facts or None)
            if writer is None:
                writer = parquet().ParquetWriter(target, table.schema, **layout)
            writer.write_table(table, row_group_size=max(table.num_rows, 1))
        if writer is not None:
            writer.close()

    def text_of(self, record: Record, context: bytes, origin: Origin) -> str:  # noqa: ARG002
        """The text of a row of an output.

        Raises:
            FormatError: it has none.
        """
        text, _, title = _row(record.data)
        if text is None:
            message = f"{origin.file}:{record.number}: the text is missing: it was changed"
            raise FormatError(message)
        return titled(title or "", text) if origin.title else text

    def reverted(self, record: Record, context: bytes, source: str, origin: Origin) -> bytes:  # noqa: ARG002
        """The row with the source, for `assembled`."""
        return _with_parts(record.data, origin.title, *parted(source, origin.title))

    @property
    def _names(self) -> list[str]:
        names = (self.options.text_field, self.options.title_field)
        return [name for name in names if name is not None]

    def _rows(self, table: Any) -> Iterator[_Row]:
        texts, *titles = (map(_text, table.column(name)) for name in self._names)
        headings = titles[0] if titles else repeat(None, table.num_rows)
        return zip(texts, digests(table, self._names), headings, strict=True)

    def _has_ids(self, table: Any) -> bool:
        return bool(table.schema.names.count(self.options.id_field) == 1)


@contextmanager
def _seekable(stream: Readable) -> Iterator[IO[bytes]]:
    seekable = getattr(stream, "seekable", None)
    if seekable is not None and seekable():
        yield cast("IO[bytes]", stream)
        return
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as copy:
        shutil.copyfileobj(cast("IO[bytes]", stream), copy)
        copy.seek(0)
        yield cast("IO[bytes]", copy)


@contextmanager
def _errors(file: str) -> Iterator[None]:
    try:
        yield
    except (arrow().ArrowException, OSError) as error:
        said = str(error).split("\n", 1)[0]
        message = f"{file}: no whole Parquet file: {said}; it may be cut off: get it again"
        raise FormatError(message) from error


def _check_column(schema: Any, name: str, file: str, option: str) -> None:
    types = arrow().types
    if schema.names.count(name) != 1:
        columns = ", ".join(schema.names[:8]) or "none"
        twice = "more than one column" if name in schema.names else "no column"
        message = f"{file}: {twice} {name!r} (columns: {columns}); name it with {option}"
        raise FormatError(message)
    kind = schema.field(name).type
    if types.is_dictionary(kind):
        kind = kind.value_type
    texts = (types.is_string, types.is_large_string, types.is_string_view)
    if not any(is_text(kind) for is_text in texts):
        message = f"{file}: the column {name!r} holds {kind}, no text; see {option}"
        raise FormatError(message)


def _text(cell: Any) -> str | None:
    """The text in a cell; ``None`` where it is null or no UTF-8."""
    try:
        return cast("str | None", cell.as_py())
    except UnicodeDecodeError:
        return None


def _row(record: bytes) -> _Row:
    row: _Row = msgspec.json.decode(record, type=_Row)
    return row


def _with_parts(record: bytes, named: Title | None, title: str, text: str) -> bytes:
    _, others, was = _row(record)
    return msgspec.json.encode((text, others, title if named else was))


def _with_cells(table: Any, name: str, cells: Sequence[str | None]) -> Any:
    """The table with other texts in a column; what is ``None`` stays."""
    column = table.column(name)
    pairs = list(zip(cells, map(_text, column), strict=True))
    mask = [cell is not None and cell != was for cell, was in pairs]
    if not any(mask):
        return table
    texts = [cell for cell, was in pairs if cell is not None and cell != was]
    place = table.schema.get_field_index(name)
    return table.set_column(place, table.schema.field(place), replaced(column, mask, texts))
