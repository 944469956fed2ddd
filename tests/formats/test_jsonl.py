"""Records of JSON Lines."""

import json
import tomllib
from pathlib import Path

import pytest

from normalizer.document.document import Document
from normalizer.formats.article import Article, Rejected
from normalizer.formats.json_line import record_line, reverted_line
from normalizer.formats.jsonl import JsonlOptions, read_records

CASES = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "cli" / "bad_records.toml").read_text(encoding="utf-8")
)["case"]
DEEP = b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b',"text":"a"}'


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_line_that_holds_no_article_is_rejected_with_its_bytes(case: dict[str, str]) -> None:
    raw = case["line"].encode()
    [found] = read_records([raw + b"\r\n"], "a.jsonl", JsonlOptions())
    assert isinstance(found, Rejected)
    assert str(found.error).startswith("a.jsonl:1: ")
    assert case["says"] in str(found.error)
    assert found.raw == raw


@pytest.mark.parametrize("raw", [DEEP, b'{"text":"\xff"}', b"\xff\xfe{", b'{"text":"a"} x'])
def test_bytes_that_are_no_json_are_rejected(raw: bytes) -> None:
    [found] = read_records([raw], "a.jsonl", JsonlOptions())
    assert isinstance(found, Rejected)


@pytest.mark.parametrize(
    ("given", "known"), [('"x"', "x"), ("7", "7"), ("true", "a:1"), ("1.5", "a:1"), ("[]", "a:1")]
)
def test_an_id_is_a_string_or_a_whole_number(given: str, known: str) -> None:
    [found] = read_records([f'{{"id":{given},"text":""}}'.encode()], "a", JsonlOptions())
    assert isinstance(found, Article)
    assert found.document.id == known


def test_other_fields_come_through_byte_for_byte_and_go_back() -> None:
    others = r'"n":{"b":1.10,"a":[1e400,"\u00e4"]},"big":123456789012345678901234567890'
    line = f'{{"text":"x",{others}}}'.encode()
    options = JsonlOptions(field_prefix="my_")
    [found] = read_records([line], "a", options)
    assert isinstance(found, Article)
    written = record_line(found, Document("y"), options)
    assert others.encode() in written
    assert json.loads(written)["my_language"] == "und"
    assert reverted_line(written, "x", found.origin) == line


def test_number_strings_longer_than_python_reads_come_through() -> None:
    line = b'{"text":"x","n":' + b"9" * 5000 + b"}"
    [found] = read_records([line], "a", JsonlOptions())
    assert isinstance(found, Article)


@pytest.mark.parametrize(
    ("parts", "keeps"),
    [
        ([("cp1251", '{"text":"Мост закрыт до утра","n":"Новости"}\n')], False),
        ([("cp1251", '{"text": "Мост закрыт до утра"}')], False),
        ([("cp1251", '{"text":"Мост закрыт: \\u4e2d"}\n')], True),
        (
            [("utf-8", '{"n":"Größe für alle",'), ("cp1251", '"text":"Мост закрыт до утра"}\n')],
            True,
        ),
        ([("utf-8", '{"text": "Мост закрыт"}')], False),
    ],
)
def test_each_line_is_decoded_and_can_be_had_again(
    parts: list[tuple[str, str]], *, keeps: bool
) -> None:
    raw = b"".join(text.encode(encoding) for encoding, text in parts)
    [found] = read_records([raw], "a", JsonlOptions())
    assert isinstance(found, Article)
    assert found.document.source.startswith("Мост закрыт")
    assert bool(found.origin.raw) == keeps
    written = record_line(found, Document("y"), JsonlOptions())
    assert reverted_line(written, found.document.source, found.origin) == raw
