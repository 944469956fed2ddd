"""Standard streams, terminals and signals."""

import json
import os
import pty
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import pytest
from typer.testing import CliRunner

from normalizer.cli.app import app

from ..patience import PATIENCE  # noqa: TID252  the suite is no installed package
from .conftest import COMMAND, Run

COMMANDS = [
    [], ["clean"], ["check"], ["diff"], ["explain"], ["verify"], ["revert"], ["stats"], ["doctor"],
    ["glossary", "lookup"], ["glossary", "list"], ["models", "list"], ["models", "add"],
    ["models", "path"], ["config", "init"], ["config", "show"], ["romanize"],
]  # fmt: skip


@pytest.fixture
def many(work: Path) -> Path:
    path = work / "many.jsonl"
    record = '{"text":"Ein [bold]Satz[/] , :smile: 😀"}\n'
    path.write_text(record * 1200, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "command",
    [["clean", "-q"], ["check", "--json"], ["diff"], ["glossary", "list"], ["--help"]],
)
def test_a_reader_that_leaves_ends_the_run_silently(
    command: list[str], many: Path, environment: dict[str, str]
) -> None:
    inputs = [str(many)] if command[0] in {"clean", "check", "diff"} else []
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [COMMAND, *command, *inputs], stdout=writer, stderr=subprocess.PIPE, env=environment,
        timeout=PATIENCE, check=False,
    )  # fmt: skip
    os.close(writer)
    assert done.returncode == 141
    assert done.stderr == b""


@pytest.mark.parametrize("redirection", [">&-", "> /dev/full"])
@pytest.mark.parametrize("command", ["clean -q", "check"])
def test_standard_output_that_takes_nothing_is_told_of(
    command: str, redirection: str, work: Path, environment: dict[str, str]
) -> None:
    (work / "a.txt").write_text("Ein Satz .\n", encoding="utf-8")
    line = f"'{COMMAND}' {command} a.txt {redirection}"
    done = subprocess.run(
        ["sh", "-c", line],
        cwd=work,
        env=environment,
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.decode().count("standard output") == 1
    assert b"Traceback" not in done.stderr


def test_an_interrupted_run_leaves_nothing_half_written(
    many: Path, work: Path, environment: dict[str, str]
) -> None:
    # It waits for standard input, so the signal meets it half-way however fast it is.
    with subprocess.Popen(
        [COMMAND, "clean", str(many), "-", "-f", "jsonl", "-o", "out/"], cwd=work,
        env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as running:  # fmt: skip
        deadline = time.monotonic() + PATIENCE
        while not list(work.glob("**/.normalizer-*")) and time.monotonic() < deadline:
            assert running.poll() is None
            time.sleep(0.01)
        while running.poll() is None and time.monotonic() < deadline:
            running.send_signal(signal.SIGINT)  # again, should a finalizer have met the first
            with suppress(subprocess.TimeoutExpired):  # but none that meets a process as it ends
                running.wait(timeout=30)
        said = running.communicate(timeout=PATIENCE)[1]
    assert running.returncode == 130
    assert b"Traceback" not in said
    assert not [path for path in work.rglob("*") if path.is_file() and path != many]


def test_a_killed_run_leaves_hidden_files_that_the_next_run_passes_over(
    many: Path, work: Path, run: Run, environment: dict[str, str]
) -> None:
    arguments = [COMMAND, "clean", str(many), "-", "-f", "jsonl", "-o", "out/"]
    with subprocess.Popen(
        arguments, cwd=work, env=environment, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as ran:
        deadline = time.monotonic() + PATIENCE
        while not list(work.glob("**/.normalizer-*")) and time.monotonic() < deadline:
            time.sleep(0.01)
        ran.kill()
    left = [path for path in work.rglob("*") if path.is_file() and path != many]
    assert left
    assert all(path.name.startswith(".") and path.suffix == ".part" for path in left)
    many.write_text(many.read_text(encoding="utf-8").split("\n")[0] + "\n", encoding="utf-8")
    run("clean", ".", "-o", "out", code=0)
    run("verify", "out", code=0)


def test_json_stays_json_for_long_lines_and_markup(run: Run, work: Path) -> None:
    (work / "a.txt").write_text(
        "[bold]x[/] :smile: \x1b[31m " * 2000 + "Wort .\n", encoding="utf-8"
    )
    done = run("check", "a.txt", "--json", code=1)
    records = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert records
    assert {record["document"] for record in records} == {"a.txt"}


def test_colour_is_for_terminals_without_no_color(
    run: Run, work: Path, environment: dict[str, str]
) -> None:
    (work / "a.txt").write_text("Ein [bold] \x1b]0;x\x07Satz .\n", encoding="utf-8")
    assert b"\x1b[" not in run("check", "a.txt").stdout + run("check", "a.txt").stderr
    coloured = _on_terminal(["diff", "a.txt"], work, {**environment, "TERM": "xterm"})
    plain = _on_terminal(["diff", "a.txt"], work, {**environment, "TERM": "xterm", "NO_COLOR": "1"})
    assert "\x1b[32m" in coloured
    assert "\x1b[32m" not in plain
    for shown in (coloured, plain):
        assert "[bold]" in shown
        assert "\x1b]0;" not in shown


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_help_fits_eighty_columns_and_has_an_example(
    command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    done = CliRunner().invoke(app, [*command, "--help"], prog_name="normalizer")
    assert done.exit_code == 0
    usage, said = done.stdout.split("\n", 1)
    assert usage.startswith("Usage: normalizer")
    assert max(map(len, said.split("\n"))) <= 80
    assert "  normalizer " in said or "normalizer clean" in said


def test_what_is_asked_for_is_utf8_in_any_locale(
    run: Run, environment: dict[str, str], work: Path
) -> None:
    environment.update({"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    (work / "ü.txt").write_text("Grün .\n", encoding="utf-8")
    assert "Grün ." in run("diff", "-", stdin="Grün .\n".encode(), code=1).stdout.decode()


def _on_terminal(arguments: list[str], work: Path, environment: dict[str, str]) -> str:
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [COMMAND, *arguments], cwd=work, env=environment, stdout=theirs, stderr=theirs
    ) as running:
        os.close(theirs)
        said = b""
        while True:
            try:
                more = os.read(ours, 65536)
            except OSError:
                break
            if not more:
                break
            said += more
        running.wait(timeout=PATIENCE)
    os.close(ours)
    return said.decode()
