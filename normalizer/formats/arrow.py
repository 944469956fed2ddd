"""Tables of Arrow as bytes, and how a Parquet file lays its columns out."""

import hashlib
import json
from collections.abc import Collection
from functools import cache
from typing import IO, Any

from normalizer.formats.extras import extra

LAYOUT = b"normalizer:layout"
"""The name under which the metadata of a table keeps the layout of its file."""


@cache
def arrow() -> Any:
    """The library of Arrow.

    Raises:
        LibraryError: it isn't installed.
    """
    for module in ("pyarrow.compute", "pyarrow.ipc"):
        extra(module, "parquet", "Parquet")
    return extra("pyarrow", "parquet", "Parquet")


@cache
def parquet() -> Any:
    """The part of that library for Parquet.

    Raises:
        LibraryError: it isn't installed.
    """
    return extra("pyarrow.parquet", "parquet", "Parquet")


def layout_of(metadata: Any) -> dict[str, Any]:
    """How the columns of a file are written, as the options of a writer."""
    columns = []
    if metadata.num_row_groups:
        group = metadata.row_group(0)
        columns = [group.column(number) for number in range(group.num_columns)]
    codecs = {one.path_in_schema: one.compression for one in columns}
    return {
        "compression": {
            path: "none" if codec == "UNCOMPRESSED" else codec.lower()
            for path, codec in codecs.items()
        },
        "use_dictionary": [one.path_in_schema for one in columns if one.has_dictionary_page],
        "write_statistics": [one.path_in_schema for one in columns if one.is_stats_set],
        "store_schema": b"ARROW:schema" in (metadata.metadata or {}),
        "version": metadata.format_version,
    }


def first_byte(group: Any) -> int:
    """Where the first page of a row group stands."""
    columns = [group.column(number) for number in range(group.num_columns)]
    pages = [
        page
        for one in columns
        for page in (one.data_page_offset, one.dictionary_page_offset)
        if page
    ]
    return min(pages, default=0)


def with_layout(table: Any, layout: dict[str, Any]) -> Any:
    """The table, whose metadata keeps the ``layout`` of its file."""
    facts = {**(table.schema.metadata or {}), LAYOUT: json.dumps(layout)}
    return table.replace_schema_metadata(facts)


def packed(table: Any) -> bytes:
    """The table as a stream of Arrow."""
    sink = arrow().BufferOutputStream()
    with arrow().ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return bytes(sink.getvalue().to_pybytes())


def unpacked(data: bytes) -> Any:
    """The table of a stream of Arrow, which it shares the bytes of."""
    return arrow().ipc.open_stream(data).read_all()


def next_table(outputs: IO[bytes]) -> Any:
    """The next table of streams one behind another; ``None`` behind the last."""
    start = outputs.tell()
    if not outputs.read(1):
        return None
    outputs.seek(start)
    return arrow().ipc.open_stream(outputs).read_all()


def replaced(column: Any, mask: list[bool], texts: list[str]) -> Any:
    """The ``column`` with ``texts`` where ``mask`` says so, in its own type."""
    kind = column.type
    plain = column.cast(arrow().large_string()).combine_chunks()
    new = arrow().array(texts, arrow().large_string())
    made = arrow().compute.replace_with_mask(plain, arrow().array(mask), new)
    if arrow().types.is_dictionary(kind):
        return made.cast(kind.value_type).dictionary_encode().cast(kind)
    return made.cast(kind)


def digests(table: Any, names: Collection[str]) -> list[str]:
    """SHA-256 of what each row holds in the other columns than those of ``names``."""
    others = [_plain(table.column(other)) for other in table.schema.names if other not in names]
    rows = zip(*others, strict=True) if others else [()] * table.num_rows
    return [
        hashlib.sha256(repr(row).encode("utf-8", "backslashreplace")).hexdigest() for row in rows
    ]


def _plain(column: Any) -> list[Any]:
    """The cells of a column as values of Python, each spelled the same on every machine."""
    if arrow().types.is_timestamp(column.type):
        column = column.cast(arrow().int64())
    try:
        return list(column.to_pylist())
    except UnicodeDecodeError:
        return [_value(cell) for cell in column]


def _value(cell: Any) -> Any:
    try:
        return cell.as_py()
    except UnicodeDecodeError:
        return bytes(cell.as_buffer()) if hasattr(cell, "as_buffer") else "no UTF-8"
