"""Tables of columns of many types."""

import datetime as dt
import decimal

import pytest

pyarrow = pytest.importorskip("pyarrow")

DAY = dt.date(2019, 9, 1)
TYPES = [
    pyarrow.string(),
    pyarrow.large_string(),
    pyarrow.string_view(),
    pyarrow.dictionary(pyarrow.int8(), pyarrow.string()),
    pyarrow.dictionary(pyarrow.int32(), pyarrow.large_string(), ordered=True),
]


def _column(texts: list[str | None], kind: "pyarrow.DataType") -> "pyarrow.Array":
    plain = pyarrow.array(texts, pyarrow.string())
    if pyarrow.types.is_dictionary(kind):
        plain = plain.dictionary_encode()
    return plain.cast(kind)


def table_of(texts: list[str | None], kind: "pyarrow.DataType") -> "pyarrow.Table":
    """A table of ``texts`` in a column of this ``kind``, beside others."""
    count = len(texts)
    others = {
        "zip": pyarrow.array(["007"] * count),
        "day": pyarrow.array([DAY] * count),
        "price": pyarrow.array([decimal.Decimal("1.10")] * count),
        "big": pyarrow.array([2**63 + number for number in range(count)], pyarrow.uint64()),
        "at": pyarrow.array([1] * count, pyarrow.timestamp("ns", "Europe/Kyiv")),
        "tags": pyarrow.array([["a", None], None] * count)[:count],
        "deep": pyarrow.array([{"n": 1, "x": b"\xff"}] * count),
    }
    table = pyarrow.table({"zip": others.pop("zip"), "body": _column(texts, kind), **others})
    return table.replace_schema_metadata({"made": "by hand"})
