"""What is written where, and what a slip of the finger ends in."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


def test_an_unknown_rule_is_wrong_use(run: Run, work: Path) -> None:
    (work / "a.txt").write_text("x\n", encoding="utf-8")
    done = run("clean", "a.txt", "--disable", "residue.en.coment-form", code=2)
    meant = done.stderr.decode().partition("did you mean ")[2].strip().rstrip("?").split(" or ")
    assert "residue.en.comment-form" in meant
    assert len(set(meant)) == len(meant)
    assert done.stdout == b""


def test_a_glob_is_written_into_a_folder_however_many_it_matches(
    run: Run, work: Path, articles: dict[str, str]
) -> None:
    (work / "a.txt").write_text(articles["damaged"], encoding="utf-8")
    run("clean", "*.txt", "-o", "out", "-q", code=0)
    assert (work / "out" / "a.txt").is_file()
    run("verify", "out", code=0)


def test_what_is_changed_in_place_can_be_restored_from_its_audit(
    run: Run, work: Path, articles: dict[str, str]
) -> None:
    source = articles["damaged"].encode()
    (work / "dump").mkdir()
    (work / "dump" / "a.txt").write_bytes(source)
    run("clean", "dump", "--in-place", "-q", code=0)
    assert (work / "dump" / "a.txt").read_bytes() != source
    run("revert", "dump", "-o", "again", code=0)
    assert (work / "again" / "a.txt").read_bytes() == source


@pytest.mark.skipif(shutil.which("patch") is None, reason="`patch` isn't installed here")
def test_the_unified_difference_can_be_applied(
    run: Run, work: Path, articles: dict[str, str]
) -> None:
    (work / "a.txt").write_text(articles["damaged"], encoding="utf-8")
    wanted = run("clean", "a.txt", "-q", code=0).stdout
    difference = run("diff", "a.txt", code=1).stdout
    subprocess.run(["patch", "-p1"], cwd=work, input=difference, check=True, capture_output=True)
    assert (work / "a.txt").read_bytes() == wanted


def test_a_missing_audit_is_wrong_use(run: Run, work: Path) -> None:
    (work / "a.txt").write_text("x\n", encoding="utf-8")
    run("verify", "a.txt", "--audit", "no.jsonl", code=2)
