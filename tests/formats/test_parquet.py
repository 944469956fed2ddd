"""Parquet files."""

import io
import sys
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import PurePath
from typing import Any

import pytest

from normalizer.errors import FormatError, LibraryError, SettingsError
from normalizer.formats import arrow
from normalizer.formats.choice import format_of, format_of_origin, named_format
from normalizer.formats.compression import COMPRESSIONS
from normalizer.formats.format import Format, FormatOptions, Joined, untold

from .passing import Passed, passed

pa = pytest.importorskip("pyarrow", reason="the extra 'parquet' isn't installed")
pq = pytest.importorskip("pyarrow.parquet")

TEXTS = ["Der Hafen ist offen.", None, "", "Nebel\nund Regen", "Паром 😀"]
KINDS = [pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int16(), pa.string())]


def table(kind: Any = None) -> Any:
    count = len(TEXTS)
    schema = pa.schema(
        [
            pa.field("id", pa.int64(), nullable=False, metadata={"PARQUET:field_id": "7"}),
            pa.field("text", kind or pa.string()),
            pa.field("price", pa.decimal128(9, 2)),
            pa.field("at", pa.timestamp("us", "Europe/Berlin")),
            pa.field("day", pa.date32()),
            pa.field("tags", pa.list_(pa.struct([("a", pa.string()), ("b", pa.int8())]))),
            pa.field("zip", pa.string()),
            pa.field("f", pa.float32()),
        ],
        metadata={"owner": "us"},
    )
    columns = [
        [12345678901234567 + n for n in range(count)],
        pa.array(TEXTS).cast(kind) if kind else TEXTS,
        [Decimal(f"1.{n}0") for n in range(count)],
        [datetime(2026, 1, 2, 3, n, tzinfo=UTC) for n in range(count)],
        [date(2026, 1, n + 1) for n in range(count)],
        [[{"a": "x", "b": 1}, None], [], None, [{"a": None, "b": 2}], []],
        ["007", "NA", None, "1.10", ""],
        [float("nan"), 1.5, None, float("inf"), -0.0],
    ]
    return pa.table([pa.array(c, f.type) for c, f in zip(columns, schema, strict=True)], schema)


def stored(made: Any, **options: Any) -> bytes:
    sink = io.BytesIO()
    pq.write_table(made, sink, **{"row_group_size": 2, **options})
    return sink.getvalue()


def joined(form: Format, outputs: bytes) -> bytes:
    assert isinstance(form, Joined)
    target = io.BytesIO()
    form.joined(io.BytesIO(outputs), target)
    return target.getvalue()


def reverted(result: Passed, data: bytes) -> bytes:
    form = format_of_origin(result.sources[1][1])
    outputs = b""
    for chunk in form.chunks(io.BytesIO(data), "a"):
        rows = []
        for record in form.records(chunk):
            if record.number not in result.sources:
                rows.append(untold(form, record, "utf-8"))
                continue
            source, origin = result.sources[record.number]
            assert form.text_of(record, chunk.context, origin) == result.changed[record.number]
            rows.append(form.reverted(record, chunk.context, source, origin))
        outputs += form.assembled(chunk, rows)
    return joined(form, outputs)


def same(one: Any, other: Any) -> bool:
    # NaN isn't equal to itself, but is spelled the same.
    equal = one.schema.equals(other.schema, check_metadata=True)
    return equal and repr(one.to_pylist()) == repr(other.to_pylist())


@pytest.mark.parametrize("change", [str, lambda text: f"{text} mehr"], ids=["same", "changed"])
@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_all_but_the_texts_survives_and_the_texts_come_back(change: Any, kind: Any) -> None:
    codecs = {"text": "zstd", "id": "none", "zip": "gzip"}
    data = stored(table(kind), compression=codecs, use_dictionary=["zip"])
    before = pq.read_table(io.BytesIO(data))
    form = named_format("parquet", FormatOptions())
    result = passed(form, data, change)
    assert list(result.rejected) == [2]
    assert "is missing" in str(result.rejected[2].error)
    assert result.articles[1].document.id == "12345678901234567"
    output = joined(form, result.output)
    after = pq.read_table(io.BytesIO(output))
    texts = [None if text is None else change(text) for text in TEXTS]
    assert after.column("text").to_pylist() == texts
    assert same(before.drop_columns("text"), after.drop_columns("text"))
    assert after.schema.equals(before.schema, check_metadata=True)
    assert same(
        pq.read_table(io.BytesIO(reverted(result, output))), pq.read_table(io.BytesIO(data))
    )
    was, now = (pq.ParquetFile(io.BytesIO(one)).metadata for one in (data, output))
    assert [now.row_group(n).num_rows for n in range(now.num_row_groups)] == [2, 2, 1]
    for n in range(was.num_columns):
        a, b = was.row_group(0).column(n), now.row_group(0).column(n)
        assert (a.path_in_schema, a.compression) == (b.path_in_schema, b.compression)
        assert a.has_dictionary_page == b.has_dictionary_page
    assert was.format_version == now.format_version


def test_a_record_tells_of_every_cell_of_its_row() -> None:
    form = named_format("parquet", FormatOptions())
    before = table()

    def seen(made: Any) -> list[bytes]:
        chunks = form.chunks(io.BytesIO(stored(made, row_group_size=9)), "a")
        return [record.data for chunk in chunks for record in form.records(chunk)]

    assert seen(before) == seen(table())
    for name in before.column_names:
        cells = before.column(name)
        turned = pa.chunked_array(
            [pa.concat_arrays([*cells.slice(1).chunks, *cells.slice(0, 1).chunks])]
        )
        place = before.column_names.index(name)
        assert seen(before.set_column(place, before.schema.field(name), turned)) != seen(before)


def test_a_stream_that_can_not_be_wound_back_is_read_as_well() -> None:
    data = stored(table())

    class Pipe:
        def __init__(self) -> None:
            self.file = io.BytesIO(data)

        def read(self, size: int, /) -> bytes:
            return self.file.read(min(size, 1000))

    form = named_format("parquet", FormatOptions())
    chunks = list(form.chunks(Pipe(), "a"))
    assert [chunk.line for chunk in chunks] == [1, 3, 5]
    assert chunks[0].offset < chunks[1].offset < chunks[2].offset


def test_no_rows_are_still_a_file_with_its_columns() -> None:
    data = stored(table().slice(0, 0))
    form = named_format("parquet", FormatOptions())
    before, after = (
        pq.read_table(io.BytesIO(one)) for one in (data, joined(form, passed(form, data).output))
    )
    assert same(before, after)


def test_a_text_that_is_no_utf_8_is_rejected_and_stays() -> None:
    buffers = [None, pa.py_buffer(b"\0\0\0\0\1\0\0\0\3\0\0\0"), pa.py_buffer(b"aa\xff")]
    made = pa.table({"text": pa.Array.from_buffers(pa.string(), 2, buffers)})
    form = named_format("parquet", FormatOptions())
    result = passed(form, stored(made), str.upper)
    assert "is no UTF-8" in str(result.rejected[2].error)
    cells = pq.read_table(io.BytesIO(joined(form, result.output))).column("text")
    assert [bytes(cell.as_buffer()) for cell in cells] == [b"A", b"a\xff"]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "no whole Parquet file"),
        (b"PAR1 and more", "no whole Parquet file"),
        (stored(table())[:-9], "no whole Parquet file"),
        (stored(table().drop_columns("text")), "no column 'text' (columns: id, price, at,"),
        (stored(pa.table({"text": [1]})), "holds int64, no text"),
        (stored(pa.table({"text": [b"a"]})), "holds binary, no text"),
        (stored(pa.table([["a"], ["b"]], ["text", "text"])), "more than one column 'text'"),
    ],
    ids=range(7),
)  # fmt: skip
def test_what_can_not_be_read_is_told(data: bytes, says: str) -> None:
    with pytest.raises(FormatError) as raised:
        passed(named_format("parquet", FormatOptions()), data)
    assert str(raised.value).startswith("a: ")
    assert says in str(raised.value)


def test_damage_in_a_later_group_leaves_the_groups_before() -> None:
    data = bytearray(stored(table(), compression="zstd"))
    group = pq.ParquetFile(io.BytesIO(bytes(data))).metadata.row_group(2)
    start = group.column(1).dictionary_page_offset or group.column(1).data_page_offset
    data[start : start + 30] = bytes(30)
    form = named_format("parquet", FormatOptions())
    chunks = form.chunks(io.BytesIO(bytes(data)), "a")
    assert [next(chunks).line, next(chunks).line] == [1, 3]
    with pytest.raises(FormatError, match="a: no whole Parquet file"):
        next(chunks)


def test_a_file_that_is_compressed_as_a_whole_is_refused() -> None:
    packed = COMPRESSIONS[0].compressed(stored(table()))
    with pytest.raises(SettingsError, match="compressed within"):
        format_of(PurePath("a.gz"), packed, "parquet", FormatOptions())


def test_without_the_library_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow.compute", None)
    arrow.arrow.cache_clear()
    with pytest.raises(LibraryError, match=r"pip install 'article-normalizer\[parquet\]'"):
        named_format("parquet", FormatOptions())
