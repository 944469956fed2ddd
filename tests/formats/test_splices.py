"""Laws of formats of records, on arbitrary ones."""

import csv
import io
import json
from functools import partial
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from normalizer.formats.choice import named_format
from normalizer.formats.format import FormatOptions

from .passing import passed, reverted

LETTERS = st.characters(codec="utf-8")
TEXTS = st.text(LETTERS) | st.text(st.sampled_from('ab",;\t\r\n\\/ <\u2028ä\0'))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)
OBJECTS = st.dictionaries(st.text().filter(lambda name: name != "text"), VALUES, max_size=4)
SIZES = st.integers(1, 64)
SOUP = st.lists(
    st.sampled_from(
        [b"id,text\n", b'"', b",", b"\n", b"\r\n", b"\r", b"x", b"\xc3\xa4", b"\xff", b"{", b"}",
         b'"text"', b":", b'"a"', b"\\", b"\xef\xbb\xbf", b" ", b'{"text":"a"}']
    ), max_size=40,
).map(b"".join)  # fmt: skip


@given(
    others=OBJECTS, text=TEXTS, new=TEXTS, ascii_only=st.booleans(),
    indent=st.sampled_from([(",", ":"), (", ", ": "), (" ,\t", " :\t")]),
)  # fmt: skip
def test_an_object_keeps_all_but_its_text(
    *, others: dict[str, Any], text: str, new: str, ascii_only: bool, indent: tuple[str, str],
) -> None:  # fmt: skip
    comma, colon = indent
    spell = partial(json.dumps, ensure_ascii=ascii_only, separators=indent)
    members = [f"{spell(name)}{colon}{spell(value)}" for name, value in others.items()]
    place = len(new) % (len(members) + 1)
    head = "{" + "".join(member + comma for member in members[:place]) + f'"text"{colon}'
    tail = "".join(comma + member for member in members[place:])
    data = f"{head}{spell(text)}{tail}}}\n".encode("utf-8", "surrogatepass")
    form = named_format("jsonl", FormatOptions(field_prefix="our "))
    result = passed(form, data, lambda _: new)
    assert reverted(result, form) == data
    if not result.rejected:
        assert result.output.startswith(head.encode())
        assert tail.encode() + b',"our language":' in result.output


@given(
    rows=st.lists(st.tuples(TEXTS, TEXTS, TEXTS), max_size=4), new=TEXTS, size=SIZES,
    ends=st.tuples(st.sampled_from(",;\t|"), st.sampled_from(["\n", "\r\n"])),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
)  # fmt: skip
def test_a_table_that_python_wrote_is_read_changed_and_taken_back(
    *, rows: list[tuple[str, str, str]], new: str, size: int, ends: tuple[str, str], quoting: Any
) -> None:  # fmt: skip
    delimiter, newline = ends
    if "\r" in "".join(map("".join, rows)):
        quoting = csv.QUOTE_ALL  # as Python 3.11 writes a bare one, it can't read it itself
    made = io.StringIO(newline="")
    writer = csv.writer(made, delimiter=delimiter, lineterminator=newline, quoting=quoting)
    writer.writerows([("id", "text", "other"), *rows])
    data = made.getvalue().encode()
    form = named_format("csv", FormatOptions())
    kept = passed(form, data, size=size)
    assert kept.output == data
    assert [one.document.source for one in kept.articles.values()] == [row[1] for row in rows]
    result = passed(form, data, lambda _: new, size=size)
    assert reverted(result, form) == data
    reader = csv.reader(io.StringIO(result.output.decode(), newline=""), delimiter=delimiter)
    assert [tuple(row) for row in reader][1:] == [(row[0], new, row[2]) for row in rows]


@given(data=SOUP, size=SIZES, new=TEXTS, name=st.sampled_from(["csv", "jsonl"]))
def test_any_bytes_come_through_and_back(*, data: bytes, size: int, new: str, name: str) -> None:
    form = named_format(name, FormatOptions())
    data = b"id,text\n" + data if name == "csv" else data
    whole, parts = passed(form, data, size=1 << 20), passed(form, data, size=size)
    assert whole.output == parts.output
    assert reverted(whole, form) == data
    changed = passed(form, data, lambda _: new, size=size)
    if not changed.rejected:
        assert reverted(changed, form) == data
