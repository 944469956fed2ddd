"""``normalizer clean`` over dumps: workers, journals, rejects and parts."""

import gzip
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from normalizer.cli.app import app

from .conftest import Run

BROKEN = '{"id": 3, "text"'


def _record(number: int, text: str) -> str:
    return json.dumps({"id": number, "text": text}, ensure_ascii=False)


@pytest.fixture
def some(work: Path, articles: dict[str, str]) -> Path:
    """Records among which one is broken, and a blank line."""
    path = work / "a.jsonl"
    lines = [_record(1, articles["damaged"]), BROKEN, "", _record(2, articles["clean"])]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def dump(work: Path, articles: dict[str, str]) -> Path:
    """More than a few jobs, compressed."""
    texts = [articles["german"] * 20, articles["russian"] * 20]
    lines = [_record(number, texts[number % 2]) for number in range(4000)]
    path = work / "dump.jsonl.gz"
    path.write_bytes(gzip.compress(("\n".join(lines) + "\n").encode(), 1))
    return path


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["-o", "b.jsonl", "--resume"], "--state"),
        (["--state", "s"], "-o FILE"),
        (["--in-place", "--state", "s"], "--in-place"),
        (["-", "-o", "out", "--state", "s"], "standard input"),
        (["-o", "b.jsonl", "-j", "0"], "at least 1"),
        (["-o", "b.jsonl", "--shard", "3/2"], "--shard"),
        (["-o", "b.jsonl", "--limit", "0"], "--limit"),
        (["-o", "b.jsonl", "--fail-on", "flag"], "'flags'"),
        (["-o", "b.jsonl", "--rejects", "a.jsonl"], "is an input"),
    ],
)
def test_wrong_use_is_refused_with_a_remedy(
    some: Path, arguments: list[str], says: str, work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(work)
    before = some.read_bytes()
    done = CliRunner().invoke(app, ["clean", some.name, *arguments])
    assert done.exit_code == 2
    assert says in done.stderr
    assert [path.name for path in work.iterdir()] == [some.name]
    assert some.read_bytes() == before


def test_a_broken_record_is_passed_on_told_of_and_proved(run: Run, some: Path, work: Path) -> None:
    done = run("clean", "a.jsonl", "-o", "b.jsonl", "--audit", "b.audit", code=3)
    assert b"1 record rejected" in done.stderr
    lines = (work / "b.jsonl").read_text(encoding="utf-8").split("\n")
    assert lines[1:3] == [BROKEN, ""]
    [told] = (work / "b.jsonl.rejects").read_text(encoding="utf-8").splitlines()
    record = json.loads(told)
    assert (record["line"], record["raw"]) == (2, BROKEN)
    assert some.read_bytes()[record["offset"] :].startswith(BROKEN.encode())
    assert b"passed on as they were: 2" in run("verify", "b.jsonl", "--audit", "b.audit").stdout
    run("revert", "b.jsonl", "--audit", "b.audit", "-o", "c.jsonl", code=0)
    assert (work / "c.jsonl").read_bytes() == some.read_bytes()


@pytest.mark.parametrize(("old", "new"), [(BROKEN, BROKEN + "!"), (f"{BROKEN}\n", "")])
def test_a_broken_record_that_was_changed_is_found(
    run: Run, some: Path, work: Path, old: str, new: str
) -> None:
    run("clean", some.name, "-o", "b.jsonl", "--audit", "b.audit", code=3)
    path = work / "b.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    assert b"error: b.jsonl" in run("verify", "b.jsonl", "--audit", "b.audit", code=1).stderr


def test_too_many_rejects_end_a_run_and_leave_no_output(run: Run, some: Path, work: Path) -> None:
    run("clean", some.name, "-o", "b.jsonl", "--max-rejects", "1", code=3)
    (work / "b.jsonl").unlink()
    (work / "b.jsonl.rejects").unlink()
    done = run("clean", some.name, "-o", "b.jsonl", "--max-rejects", "0", code=3)
    assert b"more than --max-rejects 0" in done.stderr
    assert [path.name for path in work.iterdir()] == [some.name]


@pytest.mark.parametrize(
    ("what", "code"), [("nothing", 3), ("rejected", 1), ("flags", 3), ("any", 1)]
)
def test_a_run_fails_on_what_was_asked_for(run: Run, some: Path, what: str, code: int) -> None:
    run("clean", some.name, "-o", "b.jsonl", "--fail-on", what, "--only", "encoding", code=code)


def test_a_dump_is_the_same_from_workers_with_a_journal_and_in_shards(
    run: Run, dump: Path, work: Path
) -> None:
    options = ("--only", "encoding,spacing", "-q", "--audit")
    run("clean", dump.name, "-o", "one.jsonl.gz", "-j", "1", *options, "one.audit", code=0)
    journal = ("--state", "state", "--resume")
    two = ("-o", "two.jsonl.gz", "-j", "2", *options, "two.audit", *journal)
    run("clean", dump.name, *two, code=0)
    assert (work / "two.jsonl.gz").read_bytes() == (work / "one.jsonl.gz").read_bytes()
    assert (work / "two.audit").read_bytes() == (work / "one.audit").read_bytes()
    again = run("clean", dump.name, *two, code=0)
    assert b"finished already" in again.stderr
    shards = [f"part{number}.jsonl.gz" for number in (1, 2)]
    for number, name in enumerate(shards, start=1):
        part = ("-o", name, "--shard", f"{number}/2", "-j", "1", *options, f"{name}.audit")
        run("clean", dump.name, *part, code=0)
        run("verify", name, "--audit", f"{name}.audit", code=0)
    joined = b"".join((work / name).read_bytes() for name in shards)
    assert joined == (work / "one.jsonl.gz").read_bytes()


def test_the_first_articles_are_shown_without_writing(run: Run, some: Path, work: Path) -> None:
    done = run("clean", some.name, "--limit", "1", "-n", code=0)
    assert b"1 of 1 article changed" in done.stderr
    assert [path.name for path in work.iterdir()] == [some.name]


def test_progress_is_lines_of_json_where_asked_for(run: Run, some: Path) -> None:
    done = run("clean", some.name, "-o", "b.jsonl", "-q", "--progress", "json", code=3)
    told = json.loads(done.stderr.splitlines()[-1])
    assert (told["articles"], told["rejected"], told["done"]) == (2, 1, True)
    assert told["bytes"] == told["of_bytes"] == some.stat().st_size
