"""Which runner does the work, and which options it takes."""

import importlib.util
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--runner", "rya"), b"ray"),
        (("--ray-address", "auto"), b"--ray-address is for --runner ray, not for local"),
        (("--parts", "parts"), b"--parts is for --runner ray or spark, not for local"),
        (("--runner", "ray", "--ray-address", "127.0.0.1:1"), b"--parts DIR"),
        (("--runner", "ray", "--diff"), b"leave --runner ray out"),
    ],
)
def test_an_option_of_another_runner_is_wrong_use(
    run: Run, work: Path, words: tuple[str, ...], said: bytes
) -> None:
    (work / "a.txt").write_text("Der Weg ist frei.\n", encoding="utf-8")
    done = run("clean", "a.txt", "-o", "b.txt", "-q", *words, code=2)
    assert said in done.stderr
    assert not (work / "b.txt").exists()


def test_standard_input_is_for_this_machine(run: Run) -> None:
    done = run("clean", "-", "-q", "--runner", "ray", code=2, stdin=b"Der Weg ist frei.\n")
    assert b"standard input can be read here only" in done.stderr
    assert done.stdout == b""


def test_a_runner_that_isnt_installed_is_named_with_its_extra(
    run: Run, work: Path, environment: dict[str, str]
) -> None:
    (work / "a.txt").write_text("Der Weg ist frei.\n", encoding="utf-8")
    if importlib.util.find_spec("ray") is not None:
        hidden = work / "hidden"
        hidden.mkdir()
        (hidden / "ray.py").write_text("raise ImportError\n", encoding="utf-8")
        environment["PYTHONPATH"] = str(hidden)
    done = run("clean", "a.txt", "-o", "b.txt", "-q", "--runner", "ray")
    assert b"--runner ray needs the extra 'ray': pip install" in done.stderr
    assert done.returncode not in {0, 1}
    assert not (work / "b.txt").exists()
