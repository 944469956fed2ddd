"""Audits read back."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from normalizer import Document, Edit, Span
from normalizer.audit.records import Origin, document_records, run_record
from normalizer.audit.trail import read_trails
from normalizer.errors import AuditError

Record = dict[str, Any]


def _document(name: str) -> Document:
    document = Document("abcdef", id=name).revised("one", [Edit(Span(0, 2), "ab", "", "test.drop")])
    edits = [Edit(Span(0, 1), "c", "xyz", "test.a"), Edit(Span(3, 4), "f", "", "test.b")]
    return document.revised("two", edits)


def _records(*names: str) -> list[Record]:
    return [
        run_record({}),
        *(record for name in names for record in document_records(_document(name), Origin(name))),
    ]


def _lines(records: list[Record]) -> list[str]:
    return [json.dumps(record) + "\n" for record in records]


def test_each_article_has_its_trail_in_order() -> None:
    trails = list(read_trails(_lines(_records("a", "b")), "audit.jsonl"))
    assert [trail.document for trail in trails] == ["a", "b"]
    assert [trail.place for trail in trails] == ["audit.jsonl:2", "audit.jsonl:6"]
    assert all(trail.proved("xyzde") == "abcdef" for trail in trails)


def test_two_articles_of_one_id_have_a_trail_each() -> None:
    assert len(list(read_trails(_lines(_records("a", "a")), "audit.jsonl"))) == 2


def test_an_article_without_findings_has_a_trail() -> None:
    records = [run_record({}), *document_records(Document("abc", id="a"), Origin("a"))]
    (trail,) = read_trails(_lines(records), "audit.jsonl")
    assert trail.proved("abc") == "abc"


def test_an_audit_of_no_articles_has_no_trails() -> None:
    assert list(read_trails(_lines([run_record({})]), "audit.jsonl")) == []
    assert list(read_trails([], "audit.jsonl")) == []


def test_the_origin_of_an_article_is_read_back() -> None:
    origin = Origin("a.jsonl", "cp1251", 7, "body", "x_")
    records = [run_record({}), *document_records(_document("a"), origin)]
    (trail,) = read_trails(_lines(records), "audit.jsonl")
    assert trail.origin == origin


def test_another_source_is_not_replayed() -> None:
    (trail,) = read_trails(_lines(_records("a")), "audit.jsonl")
    for wrong in ("abcdeg", "abcde", "", "Abcdef"):
        with pytest.raises(AuditError, match=r"audit\.jsonl:2: a: "):
            trail.replayed(wrong)


def test_another_output_is_not_restored() -> None:
    (trail,) = read_trails(_lines(_records("a")), "audit.jsonl")
    with pytest.raises(AuditError, match="the text is not the one that was recorded"):
        trail.restored("xyzde ")


def test_an_edit_that_is_missing_is_found_out() -> None:
    for missing in (2, 3, 4):
        records = _records("a")
        del records[missing]
        (trail,) = read_trails(_lines(records), "audit.jsonl")
        with pytest.raises(AuditError):
            trail.proved("xyzde")


def test_an_edit_that_is_doubled_is_found_out() -> None:
    records = _records("a")
    (trail,) = read_trails(_lines([*records, records[-1]]), "audit.jsonl")
    with pytest.raises(AuditError):
        trail.proved("xyzde")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("not json", "not a record"),
        ("[]", "no 'record'"),
        ("{}", "no 'record'"),
        ("", "not a record"),
        ("[" * 100_000, "not a record"),
        ('{"record": "edit", "document": "b"}', "of another article"),
        ('{"record": "run", "version": 99}', "an audit of version 99"),
        ('{"record": "run"}', "an audit of version None"),
    ],
)
def test_a_line_that_is_no_record_is_named(line: str, said: str) -> None:
    lines = [*_lines(_records("a")), line]
    with pytest.raises(AuditError, match=rf"^audit\.jsonl:6: .*{said}"):
        list(read_trails(lines, "audit.jsonl"))


def test_an_audit_begins_with_its_run() -> None:
    with pytest.raises(AuditError, match=r"^audit\.jsonl:1: not an audit"):
        list(read_trails(_lines(_records("a")[1:]), "audit.jsonl"))


def _set(*path: str, to: object) -> Callable[[Record], None]:
    def change(record: Record) -> None:
        for key in path[:-1]:
            record = record[key]
        record[path[-1]] = to

    return change


@pytest.mark.parametrize(
    ("at", "change"),
    [
        (1, _set("revisions", to=5)),
        (1, _set("revisions", to=["one"])),
        (1, _set("source", to={})),
        (1, _set("source", "sha256", to=5)),
        (1, _set("output", to="sha256")),
        (1, _set("file", to=None)),
        (2, _set("read", to=[0])),
        (2, _set("read", to=[2, 1])),
        (2, _set("read", to=[0.0, 2.0])),
        (2, _set("read", to=["0", "2"])),
        (4, _set("revision", to=-1)),
        (4, _set("revision", to=9)),
        (4, _set("revision", to=True)),
        (4, _set("revision", to=None)),
        (2, _set("removed", to=None)),
        (2, _set("inserted", to=5)),
        (2, _set("rule", to=5)),
    ],
)
def test_a_damaged_record_is_an_error_of_the_audit(
    at: int, change: Callable[[Record], None]
) -> None:
    records = _records("a")
    change(records[at])
    with pytest.raises(AuditError, match=r"^audit\.jsonl:2: the records of this article"):
        list(read_trails(_lines(records), "audit.jsonl"))
