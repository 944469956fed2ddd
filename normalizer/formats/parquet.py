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
from typing import IO, Any, cast

import msgspec

from normalizer.audit.records import Origin
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
from normalizer.formats.article import Article, Kept, Rejected
from normalizer.formats.format import CHUNK_SIZE, Chunk, FormatOptions, Item, Record
from normalizer.formats.stream import Readable

_Row = tuple[str | None, str]
"""What stands for a row: its text, none if that stays as it is, and a digest of the rest."""

_IN_MEMORY = 1 << 26


@dataclass(frozen=True, slots=True)
class Parquet:
    """Rows of a Parquet file, whose outputs are joined at the end."""

    options: FormatOptions = FormatOptions()  # noqa: RUF009  it is frozen
    name: str = "parquet"
    whole: bool = False
    appendable: bool = False
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
            _check_column(opened.schema_arrow, self.options.text_field, file)
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
            origin = Origin(chunk.file, line=line, field=self.options.text_field, format=self.name)
            document = Document(row[0], id=str(name) if known else f"{chunk.file}:{line}")
            yield Article(document, origin, raw)

    def finished(self, document: Document) -> Document:
        """The document as it is."""
        return document

    def written(self, article: Article, document: Document) -> bytes:
        """The row with the text of ``document``."""
        return _with_text(article.record, document.text)

    def passed(self, item: Rejected | Kept) -> bytes:
        """The row as it was."""
        return item.raw

    def assembled(self, chunk: Chunk, records: Sequence[bytes]) -> bytes:
        """The row group with these texts, as an Arrow stream; see `joined`."""
        table = unpacked(chunk.data)
        new = [_row(record)[0] for record in records]
        column = table.column(self.options.text_field)
        mask = [
            text is not None and text != _text(cell) for text, cell in zip(new, column, strict=True)
        ]
        if not any(mask):
            return chunk.data
        texts = [
            text for text, changed in zip(new, mask, strict=True) if changed and text is not None
        ]
        place = table.schema.get_field_index(self.options.text_field)
        changed = replaced(column, mask, texts)
        return packed(table.set_column(place, table.schema.field(place), changed))

    def opened(self, context: bytes) -> bytes:  # noqa: ARG002
        """Nothing."""
        return b""

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
        text = _row(record.data)[0]
        if text is None:
            message = f"{origin.file}:{record.number}: the text is missing: it was changed"
            raise FormatError(message)
        return text

    def reverted(self, record: Record, context: bytes, source: str, origin: Origin) -> bytes:  # noqa: ARG002
        """The row with the source, for `assembled`."""
        return _with_text(record.data, source)

    def untold(self, record: Record, encoding: str) -> bytes:  # noqa: ARG002
        """The row as it is."""
        return record.data

    def _rows(self, table: Any) -> Iterator[_Row]:
        name = self.options.text_field
        texts = map(_text, table.column(name))
        return zip(texts, digests(table, name), strict=True)

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


def _check_column(schema: Any, name: str, file: str) -> None:
    types = arrow().types
    if schema.names.count(name) != 1:
        columns = ", ".join(schema.names[:8]) or "none"
        message = f"{file}: no column {name!r} (columns: {columns}); name it with --text-field"
        raise FormatError(message)
    kind = schema.field(name).type
    if types.is_dictionary(kind):
        kind = kind.value_type
    texts = (types.is_string, types.is_large_string, types.is_string_view)
    if not any(is_text(kind) for is_text in texts):
        message = f"{file}: the column {name!r} holds {kind}, no text; see --text-field"
        raise FormatError(message)


def _text(cell: Any) -> str | None:
    """The text in a cell; ``None`` where it is null or no UTF-8."""
    try:
        return cast("str | None", cell.as_py())
    except UnicodeDecodeError:
        return None


def _row(record: bytes) -> _Row:
    return cast("_Row", msgspec.json.decode(record, type=_Row))


def _with_text(record: bytes, text: str) -> bytes:
    return msgspec.json.encode((text, _row(record)[1]))
