"""Records and tables through a run without a pipeline: what is changed, and nothing else."""

import io
import tomllib
from pathlib import Path
from typing import Any

import pytest

from normalizer.errors import FormatError
from normalizer.formats.choice import named_format
from normalizer.formats.format import FormatOptions

from .passing import passed, reverted

_CASES = Path(__file__).parents[1] / "cases" / "formats"
TABLES = tomllib.loads((_CASES / "tables.toml").read_text(encoding="utf-8"))
RECORDS = tomllib.loads((_CASES / "records.toml").read_text(encoding="utf-8"))
CASES = [
    pytest.param({"format": name, **case}, id=f"{name}: {case['name']}")
    for name, cases in (("csv", TABLES), ("jsonl", RECORDS))
    for case in cases["case"]
]
CHANGES = {
    "shorter": lambda _: "x",
    "empty": lambda _: "",
    "needs quoting": lambda text: f'"{text}", ;\t\n\\/<ä\x07>',
    "ends like a field": lambda text: text + '"',
}


@pytest.mark.parametrize("case", CASES)
def test_each_record_is_an_article_or_rejected_or_kept(case: dict[str, Any]) -> None:
    data = case["bytes"].encode()
    result = passed(named_format(case["format"], FormatOptions()), data)
    texts = {str(number): one.document.source for number, one in result.articles.items()}
    assert texts == case["texts"]
    assert list(result.rejected) == case.get("rejected", [])
    for number, name in case.get("ids", {}).items():
        assert result.articles[int(number)].document.id == name
    for number, one in result.rejected.items():
        assert str(one.error).startswith(f"a:{number}: ")
        assert data[one.offset :].startswith(one.raw + one.end)


@pytest.mark.parametrize("case", CASES)
def test_what_is_not_changed_keeps_its_bytes(case: dict[str, Any]) -> None:
    data = case["bytes"].encode()
    form = named_format(case["format"], FormatOptions())
    result = passed(form, data)
    assert reverted(result, form) == data
    if case["format"] != "jsonl":
        assert result.output == data


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("case", CASES)
def test_changed_texts_are_read_again_and_taken_back(case: dict[str, Any], change: str) -> None:
    data = case["bytes"].encode()
    form = named_format(case["format"], FormatOptions())
    assert reverted(passed(form, data, CHANGES[change]), form) == data


@pytest.mark.parametrize("size", [1, 7, 20, 50])
@pytest.mark.parametrize("case", CASES)
def test_chunks_of_any_size_give_the_same_bytes(case: dict[str, Any], size: int) -> None:
    data = case["bytes"].encode()
    form = named_format(case["format"], FormatOptions())
    chunks = list(form.chunks(io.BytesIO(data), "a", size=size))
    assert b"".join(chunk.data for chunk in chunks) == data
    assert [chunk.index for chunk in chunks] == list(range(len(chunks)))
    assert all(data[chunk.offset :].startswith(chunk.data) for chunk in chunks)
    whole, parts = passed(form, data, str.upper), passed(form, data, str.upper, size=size)
    assert parts.output == whole.output
    assert parts.sources == whole.sources
    assert list(parts.rejected) == list(whole.rejected)


@pytest.mark.parametrize("case", TABLES["bad"], ids=lambda case: case["name"])
def test_a_table_without_a_column_for_the_text_says_which_it_has(case: dict[str, str]) -> None:
    with pytest.raises(FormatError) as raised:
        passed(named_format("csv", FormatOptions()), case["bytes"].encode())
    assert str(raised.value).startswith("a: ")
    assert case["says"] in str(raised.value)


@pytest.mark.parametrize("case", RECORDS["poison"], ids=lambda case: case["name"])
def test_a_record_that_breaks_readers_costs_no_other(case: dict[str, str]) -> None:
    bad = bytes.fromhex(case["hex"]) if "hex" in case else case.get("line", "").encode()
    bad = bad or case["repeat"].encode() * 200_000
    data = b'{"text":"a"}\n' + bad + b'\n{"text":"b"}\n'
    form = named_format("jsonl", FormatOptions())
    result = passed(form, data)
    assert (list(result.articles), list(result.rejected)) == ([1, 3], [2])
    assert (result.rejected[2].raw, result.rejected[2].offset) == (bad, 13)
    assert bad + b"\n" in result.output
    assert reverted(result, form) == data


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "cp1251"])
@pytest.mark.parametrize("name", ["csv", "jsonl"])
def test_files_in_other_encodings_are_written_in_utf_8_and_taken_back(
    name: str, codec: str
) -> None:
    text = {"csv": TABLES["wide"], "jsonl": RECORDS["wide"]}[name]
    data = (("" if codec == "cp1251" else "\ufeff") + text).encode(codec)
    options = FormatOptions(text_field="текст", id_field="номер")
    form = named_format(name, options)
    result = passed(form, data, lambda text: text + "!")
    assert list(result.articles) == [2, 3]
    if not result.rejected:
        assert text.split("\n")[0] in result.output.decode()
    assert reverted(result, form) == data
