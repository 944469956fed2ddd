"""The records of an article."""

import json

from normalizer import Document, Edit, Notice, Passage, Span
from normalizer.audit.records import VERSION, Origin, digest, document_records, run_record
from normalizer.document.metadata import Metadatum


def _document() -> Document:
    document = Document("abcdef", language="de", id="a.txt")
    kept = (Metadatum("author", "A"),)
    first = [Edit(Span(0, 2), "ab", "", "test.drop", "why", kept)]
    second = [
        Edit(Span(0, 1), "c", "xyz", "test.replace"),
        Passage(Span(1, 3), "ru", 0.5),
        Notice(Span(3, 4), "test.notice", "reason", "proposal"),
    ]
    return document.revised("one", first).revised("two", second)


def test_a_run_says_its_version() -> None:
    assert run_record({"tool": "x"}) == {"record": "run", "version": VERSION, "tool": "x"}


def test_the_record_of_an_article_stands_before_its_findings() -> None:
    kinds = [record["record"] for record in document_records(_document(), Origin("a.txt"))]
    assert kinds == ["document", "edit", "edit", "passage", "notice"]


def test_the_record_of_an_article_says_what_went_in_and_came_out() -> None:
    head = next(document_records(_document(), Origin("a.txt", "cp1251")))
    assert head["source"] == {"length": 6, "sha256": digest("abcdef")}
    assert head["output"] == {"length": 6, "sha256": digest("xyzdef")}
    assert head["revisions"] == ["one", "two"]
    assert head["metadata"] == {"author": "A"}
    assert (head["encoding"], head["language"]) == ("cp1251", "de")


def test_only_an_article_of_a_file_of_records_has_a_line() -> None:
    alone = next(document_records(_document(), Origin("a.txt")))
    inside = next(
        document_records(_document(), Origin("a.jsonl", line=3, field="body", prefix="x_"))
    )
    assert not {"line", "field", "prefix"} & alone.keys()
    assert (inside["line"], inside["field"], inside["prefix"]) == (3, "body", "x_")


def test_spans_count_in_the_source_the_text_read_and_the_output() -> None:
    _, drop, replace, passage, notice = document_records(_document(), Origin("a.txt"))
    assert (drop["source"], drop["read"], drop["output"]) == ([0, 2], [0, 2], [0, 0])
    assert (replace["source"], replace["read"], replace["output"]) == ([2, 3], [0, 1], [0, 3])
    assert (passage["source"], passage["read"], passage["output"]) == ([3, 5], [1, 3], [3, 5])
    assert (notice["source"], notice["read"], notice["output"]) == ([5, 6], [3, 4], [5, 6])


def test_only_an_edit_that_kept_something_says_so() -> None:
    _, drop, replace, *_ = document_records(_document(), Origin("a.txt"))
    assert drop["kept"] == {"author": "A"}
    assert "kept" not in replace


def test_records_survive_json() -> None:
    for record in document_records(_document(), Origin("a.txt")):
        assert json.loads(json.dumps(record)) == record


def test_a_digest_is_of_the_text_in_utf_8() -> None:
    assert digest("") == ("sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    assert digest("\u00e9") != digest("e\u0301")
