"""``normalizer detect``."""

import json
import tomllib
from pathlib import Path

from .conftest import ROOT, Run

CASES = tomllib.loads(
    (ROOT / "tests" / "cases" / "languages" / "borders.toml").read_text(encoding="utf-8")
)["case"]
CASE = next(case for case in CASES if case["label"] == "a paragraph")


def test_one_object_an_article_with_its_passages(run: Run) -> None:
    done = run("detect", "-", stdin=CASE["text"].encode(), code=0)
    (record,) = map(json.loads, done.stdout.splitlines())
    assert record["language"] == "de"
    assert {"de", "ru", "uk"} <= set(record["considered"])
    (passage,) = record["passages"]
    assert passage["text"] == CASE["passages"][0]["text"]
    assert CASE["text"][passage["start"] : passage["end"]] == passage["text"]
    assert (passage["language"], passage["script"]) == ("ru", "Cyrillic")
    assert passage["kind"] == "paragraph"
    assert passage["evidence"]


def test_languages_narrow_what_is_considered(run: Run) -> None:
    done = run("detect", "-", "-l", "uk,en", stdin=CASE["text"].encode(), code=0)
    record = json.loads(done.stdout)
    assert record["considered"] == ["de", "en", "uk"]


def test_an_unknown_language_is_wrong_use(run: Run) -> None:
    done = run("detect", "-", "-l", "xx", stdin=b"Ja.", code=2)
    assert b"unknown language 'xx'" in done.stderr
    assert not done.stdout


def test_a_file_that_cannot_be_read_leaves_the_others(run: Run, work: Path) -> None:
    (work / "in").mkdir()
    (work / "in" / "a.txt").write_bytes(b"\x00\x01\x02\xff" * 50)
    (work / "in" / "b.txt").write_text(CASE["text"], encoding="utf-8")
    done = run("detect", "in", code=3)
    assert b"a.txt" in done.stderr
    assert json.loads(done.stdout)["id"] == "b.txt"


def test_explain_names_the_words_that_decided(run: Run, work: Path) -> None:
    (work / "a.txt").write_text(CASE["text"], encoding="utf-8")
    told = run("explain", "a.txt", code=0).stdout.decode()
    assert "a.txt: an article in de  not " in told
    assert "paragraph in ru" in told
    assert " +" in told.split("paragraph in ru")[1].splitlines()[0]
