"""Commands that are killed in the middle, at many moments."""

import json
import shutil
import sqlite3
import subprocess
import time
from pathlib import Path

import pytest

from .conftest import COMMAND, Run
from .packages import ARCHIVES, CASES, installed

ARTICLES = 40
MOMENTS = (0.05, 0.2, 0.35, 0.5, 0.65, 0.8, 0.95)
"""Shares of the time that a whole run takes."""

KNOWN = [case for case in CASES["direct"] if case["source"] != case["target"]]


@pytest.fixture
def articles(run: Run, store: Path, work: Path) -> Path:
    """German articles, each with a passage in Russian of its own, and a package for them."""
    run("models", "add", str(ARCHIVES["ru_de"]), code=0)
    assert store.is_dir()
    folder = work / "in"
    folder.mkdir()
    for i in range(ARTICLES):
        lines = [case["target"] for case in KNOWN]
        said = [KNOWN[(i + at) % len(KNOWN)]["source"] for at in range(3)]
        lines.insert(len(lines) // 2, " ".join(said))
        (folder / f"{i:03}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def outputs(folder: Path) -> dict[str, bytes]:
    """What stands under final names."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }


def killed(arguments: list[str], after: float, work: Path, environment: dict[str, str]) -> bool:
    """Whether the command was still at work when it was killed, ``after`` so many seconds."""
    with subprocess.Popen(
        arguments, cwd=work, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as running:
        time.sleep(after)
        running.kill()
        return running.wait() != 0


@pytest.mark.parametrize("command", [["clean"], ["translate", "--from", "ru"]], ids=" ".join)
def test_a_killed_run_leaves_whole_files_and_a_memory_that_still_serves(
    run: Run, work: Path, articles: Path, environment: dict[str, str], command: list[str]
) -> None:
    began = time.monotonic()
    run(*command, str(articles), "-o", "whole", "--to", "de", "--no-memory")
    took = time.monotonic() - began
    wanted = outputs(work / "whole")
    assert len(wanted) >= ARTICLES
    met = 0
    for moment in MOMENTS:
        shutil.rmtree(work / "out", ignore_errors=True)
        arguments = [COMMAND, *command, str(articles), "-o", "out", "--to", "de"]
        met += killed(arguments, moment * took, work, environment)
        for name, content in outputs(work / "out").items():
            assert wanted[name] == content, name
        for memory in (work.parent / "home").rglob("translations.sqlite3"):
            with sqlite3.connect(memory) as connection:
                assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
    assert met
    run(*command, str(articles), "-o", "out", "--to", "de")
    again = outputs(work / "out")
    assert {name: content for name, content in again.items() if name in wanted} == wanted
    assert not list((work.parent / "home").rglob("*.damaged"))
    run("models", "verify", code=0)


def test_a_killed_install_leaves_a_whole_package_or_none(
    run: Run, store: Path, work: Path, environment: dict[str, str]
) -> None:
    archive = str(ARCHIVES["ru_de"])
    began = time.monotonic()
    run("models", "add", archive, "--models-dir", "other", code=0)
    took = time.monotonic() - began
    for moment in MOMENTS:
        killed([COMMAND, "models", "add", archive], moment * took, work, environment)
        done = run("models", "verify", code=0)
        assert (b"ok  " in done.stdout) == (installed(store) == ["ru_de"])
        lock = store / "models.lock"
        if lock.exists():
            assert json.loads(lock.read_text(encoding="utf-8"))["schema"] == 1
        if installed(store):
            run("models", "rm", "ru-de", code=0)
    run("models", "add", archive, code=0)
    assert b"as in the lock" in run("models", "verify", code=0).stdout


def test_a_run_that_memory_is_short_for_ends_and_goes_on_with_the_same_bytes(
    run: Run, store: Path, work: Path, articles: Path
) -> None:
    asked = ("clean", str(articles), "--to", "de", "--jobs", "2", "--no-memory", "--state", "state")
    run("clean", str(articles), "-o", "whole", "--to", "de", "--no-memory", code=0)
    model = store / "translate-ru_de-fixture-0_1" / "model" / "model.bin"
    kept = model.read_bytes()
    with model.open("r+b") as file:
        file.truncate(1 << 42)  # of which the disk holds only what was there
    done = run(*asked, "-o", "out", code=5)
    assert b"too large for the memory that is left" in done.stderr
    assert not outputs(work / "out").keys() & {path.name for path in articles.iterdir()}
    model.write_bytes(kept)
    run(*asked, "-o", "out", "--resume", code=0)
    assert outputs(work / "out") == outputs(work / "whole")
