"""What is no article, or no text: refused with what to do, and the run goes on."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from .conftest import ROOT, Run

CASES: dict[str, Any] = tomllib.loads(
    (ROOT / "tests" / "cases" / "cli" / "bad_input.toml").read_text(encoding="utf-8")
)
DAMAGED: dict[str, str] = CASES["damaged"]


@pytest.fixture
def folder(work: Path) -> Path:
    """A good article among what isn't one."""
    folder = work / "in"
    folder.mkdir()
    (folder / "good.txt").write_text(DAMAGED["text"], encoding="utf-8")
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)))
    (folder / "nul.txt").write_text(DAMAGED["text"].replace(" ", " \0", 1), encoding="utf-8")
    (folder / "noise.txt").write_bytes(bytes(range(1, 256)) * 20)
    (folder / "empty.txt").write_bytes(b"")
    return folder


def test_what_is_no_text_is_named_and_the_others_are_cleaned(
    run: Run, work: Path, folder: Path
) -> None:
    done = run("clean", "in", "-o", "out", "--only", "encoding", code=3)
    said = done.stderr.decode()
    assert "picture.txt: is no text but PNG" in said
    assert "nul.txt:1: holds NUL bytes" in said
    assert "noise.txt:1: holds control characters" in said
    assert (work / "out" / "good.txt").read_text(encoding="utf-8") == DAMAGED["output"]
    assert (work / "out" / "empty.txt").read_bytes() == b""
    assert sorted(path.name for path in (work / "out").iterdir()) == ["empty.txt", "good.txt"]
    run("verify", "out", code=0)
    run("revert", "out", "-o", "back", code=0)
    assert (work / "back" / "good.txt").read_bytes() == (folder / "good.txt").read_bytes()


def test_what_is_no_text_is_named_by_decode_as_well(run: Run, folder: Path) -> None:
    done = run("decode", "in", code=3)
    shown = [json.loads(line) for line in done.stdout.splitlines()]
    assert {one["file"] for one in shown} == {f"in/{name}" for name in ("empty.txt", "good.txt")}
    assert done.stderr.count(b"error:") == len(list(folder.iterdir())) - len(shown)


def test_a_folder_without_articles_is_told_of(run: Run, work: Path) -> None:
    (work / "void").mkdir()
    assert b"holds no articles" in run("decode", "void", code=4).stderr


def test_half_a_surrogate_pair_is_passed_on_and_the_other_records_are_repaired(
    run: Run, work: Path
) -> None:
    records: list[str] = CASES["surrogates"]["escaped"]
    repaired = {int(number): text for number, text in CASES["surrogates"]["repaired"].items()}
    (work / "a.jsonl").write_text("".join(f"{record}\n" for record in records), encoding="utf-8")
    options = ("-o", "b.jsonl", "--audit", "a", "--only", "encoding")
    done = run("clean", "a.jsonl", *options, code=3)
    for number in range(len(records)):
        told = f"a.jsonl:{number + 1}: ".encode() in done.stderr
        assert told == (number not in repaired)
    cleaned = [json.loads(line) for line in (work / "b.jsonl").read_bytes().splitlines()]
    assert len(cleaned) == len(records)
    for number, record in enumerate(cleaned):
        if number in repaired:
            assert record["text"] == repaired[number]
        else:
            assert record == json.loads(records[number])
    run("verify", "b.jsonl", "--audit", "a", code=0)
    run("revert", "b.jsonl", "-o", "c.jsonl", "--audit", "a", code=0)
    assert (work / "c.jsonl").read_bytes() == (work / "a.jsonl").read_bytes()


@pytest.mark.parametrize("glue", [" ", ""], ids=["words", "no-blank"])
def test_a_damaged_line_as_long_as_a_book_is_restored(run: Run, work: Path, glue: str) -> None:
    words = DAMAGED["output"].split() * (CASES["long"] // len(DAMAGED["output"]))
    damaged = [w.encode().decode("latin-1") if n % 101 == 0 else w for n, w in enumerate(words)]
    (work / "a.txt").write_text(glue.join(damaged) + "\n", encoding="utf-8")
    run("clean", "a.txt", "-o", "b.txt", "--audit", "a", "--only", "encoding", "-q", code=0)
    if glue:
        assert (work / "b.txt").read_text(encoding="utf-8") == glue.join(words) + "\n"
    run("revert", "b.txt", "-o", "c.txt", "--audit", "a", code=0)
    assert (work / "c.txt").read_bytes() == (work / "a.txt").read_bytes()


def test_a_clean_line_as_long_as_a_library_stays(run: Run, work: Path) -> None:
    words = DAMAGED["output"].split() * (CASES["longest"] // len(DAMAGED["output"]))
    (work / "a.txt").write_text(" ".join(words) + "\n", encoding="utf-8")
    run("clean", "a.txt", "-o", "b.txt", "--only", "encoding", "-q", code=0)
    assert (work / "b.txt").read_bytes() == (work / "a.txt").read_bytes()
