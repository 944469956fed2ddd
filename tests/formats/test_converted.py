"""Formats written as JSON Lines."""

import io
import json
import tomllib
from pathlib import Path, PurePath
from typing import Any

import pytest

from normalizer.errors import FormatError, SettingsError
from normalizer.formats.choice import format_of, format_of_origin
from normalizer.formats.format import FormatOptions

from .passing import passed, reverted

_CASES = Path(__file__).parents[1] / "cases" / "formats"
TABLES = tomllib.loads((_CASES / "tables.toml").read_text(encoding="utf-8"))["case"]
OPTIONS = FormatOptions(field_prefix="our_")


@pytest.mark.parametrize("case", TABLES, ids=lambda case: case["name"])
def test_rows_are_lines_with_their_numbers(case: dict[str, Any]) -> None:
    name = PurePath(f"a.{case.get('format', 'csv')}")
    form, _ = format_of(name, b"", None, OPTIONS, output="jsonl")
    result = passed(form, case["bytes"].encode(), lambda old: old + "!")
    lines = [json.loads(line) for line in result.output.splitlines()]
    assert {str(line["our_line"]): line["text"] for line in lines} == {
        number: text + "!" for number, text in case["texts"].items()
    }
    back = reverted(result, form)
    assert {str(json.loads(one)["our_line"]) for one in back.splitlines()} == set(case["texts"])
    assert [json.loads(one)["text"] for one in back.splitlines()] == list(case["texts"].values())


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", "Größe".encode("cp1252")),
        ("a.md", b"---\na: b\n---\nText\n"),
        ("a.txt", "Größe\n".encode("utf-16")),
    ],
)
def test_a_file_is_one_line(name: str, data: bytes) -> None:
    form, _ = format_of(PurePath(name), data, None, OPTIONS, output="jsonl")
    assert (form.whole, form.suffix) == (True, ".jsonl")
    result = passed(form, data, str.upper)
    [line] = result.output.splitlines(keepends=True)
    record = json.loads(line)
    assert record["id"] == "a"
    assert "our_line" not in record
    assert record["our_language"] == "und"
    [(source, origin)] = result.sources.values()
    assert json.loads(reverted(result, form)) == {"id": "a", "text": source}
    assert origin.encoding == ("utf-16-le" if b"\xff" in data else origin.encoding)


def test_what_is_no_text_is_no_line() -> None:
    form, _ = format_of(PurePath("a.txt"), b"", None, OPTIONS, output="jsonl")
    result = passed(form, b"\0\1\2\3" * 99)
    assert list(result.rejected) == [None]
    assert result.output == b""


def test_a_line_that_lost_its_number_is_told() -> None:
    form, _ = format_of(PurePath("a.csv"), b"", None, OPTIONS, output="jsonl")
    result = passed(form, b"text\nKurz.\n")
    [(_, origin)] = result.sources.values()
    reader = format_of_origin(origin)
    [chunk] = reader.chunks(io.BytesIO(result.output.replace(b"our_line", b"line")), "a")
    with pytest.raises(FormatError, match="a:1: the number of its record is missing"):
        list(reader.records(chunk))


@pytest.mark.parametrize(
    ("name", "output", "is_same"),
    [("a.jsonl", "jsonl", True), ("a.csv", "csv", True), ("a.csv", None, True),
     ("a.csv", "txt", False), ("a.txt", "csv", False), ("a.jsonl", "parquet", False)],
)  # fmt: skip
def test_other_conversions_are_refused(name: str, output: str | None, *, is_same: bool) -> None:
    if is_same:
        form, _ = format_of(PurePath(name), b"", None, OPTIONS, output=output)
        assert form.suffix == ""
        return
    with pytest.raises(SettingsError, match=f"can't be written as {output}"):
        format_of(PurePath(name), b"", None, OPTIONS, output=output)


@pytest.mark.parametrize("name", ["id", "our_line"])
def test_a_field_that_is_taken_is_refused(name: str) -> None:
    options = FormatOptions(text_field=name, field_prefix="our_")
    with pytest.raises(SettingsError, match="--text-field"):
        format_of(PurePath("a.csv"), b"", None, options, output="jsonl")
