"""Files that can't be written: what else there is to write is written, now or later."""

import json
import resource
from pathlib import Path

import pytest

from .conftest import Run

DAMAGED = "Die BrÃ¼cke ist wieder offen ."
NAMES = [f"{number:02}.txt" for number in range(5)]
ONLY = ("--only", "encoding,spacing", "-q")


@pytest.fixture
def folder(work: Path) -> Path:
    folder = work / "in"
    folder.mkdir()
    for name in NAMES:
        (folder / name).write_text(f"{DAMAGED}\n", encoding="utf-8")
    return folder


def told_of(audit: Path) -> list[str]:
    records = map(json.loads, audit.read_text(encoding="utf-8").splitlines())
    return [record["document"] for record in records if record["record"] == "document"]


def test_a_file_whose_place_is_taken_is_not_told_of_in_the_audit(
    run: Run, work: Path, folder: Path
) -> None:
    (work / "out" / NAMES[2]).mkdir(parents=True)
    done = run("clean", "in", "-o", "out", *ONLY, "-j", "1", code=3)
    assert f"{NAMES[2]}: can't be written".encode() in done.stderr
    assert told_of(work / "out.audit.jsonl") == [name for name in NAMES if name != NAMES[2]]
    run("verify", "out", code=0)
    run("revert", "out", "-o", "back", code=0)
    for name in set(NAMES) - {NAMES[2]}:
        assert (work / "back" / name).read_bytes() == (folder / name).read_bytes()


def test_a_file_that_can_not_be_named_at_last_is_not_told_of_in_the_audit(
    run: Run, work: Path, folder: Path
) -> None:
    older = folder / f"{NAMES[3]}.old"
    older.write_text("older", encoding="utf-8")
    before = (folder / NAMES[3]).read_bytes()
    done = run("clean", "in", "--in-place=.old", "--audit", "audit", *ONLY, code=3)
    assert f"{older.name}: can't be written: an older copy".encode() in done.stderr
    assert (folder / NAMES[3]).read_bytes() == before
    assert older.read_text(encoding="utf-8") == "older"
    others = [name for name in NAMES if name != NAMES[3]]
    assert told_of(work / "audit") == others
    for name in others:
        assert (folder / f"{name}.old").read_bytes() == before
        assert (folder / name).read_bytes() != before
    assert not list(work.rglob(".normalizer-*"))


def test_a_run_goes_on_once_there_is_room(run: Run, work: Path) -> None:
    lines = [json.dumps({"text": f"{DAMAGED} {n}", "more": "x" * 50_000}) for n in range(60)]
    (work / "in.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    arguments = ("clean", "in.jsonl", *ONLY, "-j", "1")
    run(*arguments, "-o", "whole.jsonl", code=0)
    kept = (*arguments, "-o", "out.jsonl", "--state", "state", "--resume")
    old = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, old[1]))
    try:
        done = run(*kept, code=2)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, old)
    assert b"File too large; make room, then go on with --resume" in done.stderr
    run(*kept, code=0)
    assert (work / "out.jsonl").read_bytes() == (work / "whole.jsonl").read_bytes()
    assert not list(work.rglob(".normalizer-*"))


def test_more_files_than_are_kept_open_are_all_written(run: Run, work: Path, folder: Path) -> None:
    for number in range(300):
        (folder / f"more{number:03}.txt").write_text(f"{DAMAGED} {number}\n", encoding="utf-8")
    old = resource.getrlimit(resource.RLIMIT_NOFILE)
    # Room for what is kept open, beside what other tests of this process left open.
    room = max(int(path.name) for path in Path("/dev/fd").iterdir()) + 110
    resource.setrlimit(resource.RLIMIT_NOFILE, (room, old[1]))
    try:
        run("clean", "in", "-o", "out", *ONLY, "-j", "1", "--state", "state", code=0)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, old)
    written = sorted(path.name for path in (work / "out").iterdir())
    assert written == sorted(path.name for path in folder.iterdir())
    assert told_of(work / "out.audit.jsonl") == written
    run("verify", "out", code=0)
