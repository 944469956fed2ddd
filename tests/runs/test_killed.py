"""Runs that are killed, themselves or their workers, and end with the bytes of an unbroken one."""

import json
import random
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from ..patience import PATIENCE  # noqa: TID252  the suite is no installed package

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = Path(__file__).parent / "plans" / "killed_run.py"
CASES: dict[str, list[str]] = tomllib.loads(
    (ROOT / "tests" / "cases" / "runs" / "records.toml").read_text(encoding="utf-8")
)
MODELS = ROOT / "tests" / "fixtures" / "models"
SIZE = 700
"""Bytes of a chunk, so that a few records make many jobs."""


@dataclass(frozen=True)
class Unbroken:
    """What is read, what an unbroken run in one process leaves, and its moments with a journal."""

    inputs: list[str]
    written: dict[str, bytes]
    moments: int


def _choose(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311  a test, no secret


def _lines(choose: random.Random, count: int, *, broken: bool = True) -> list[str]:
    lines = []
    for number in range(count):
        text = choose.choice(CASES["damaged"] + CASES["clean"])
        lines.append(json.dumps({"id": number, "text": text}, ensure_ascii=choose.random() < 0.5))
        if broken and choose.random() < 0.1:
            lines.append(choose.choice([*CASES["unreadable"], ""]))
    return lines


def _write_inputs(folder: Path) -> None:
    """Large and small files of records, of which none may be read, plain texts, and no text."""
    choose = _choose(20)
    folder.mkdir()
    for name, count in (("a", 40), ("b", 1), ("c", 25)):
        lines = _lines(choose, count)
        (folder / f"{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    for number in range(12):
        text = choose.choice(CASES["damaged"] + CASES["clean"])
        (folder / f"b{number:02}.txt").write_text(text + "\n", encoding="utf-8")
    (folder / "bb.jsonl").write_text("\n".join(CASES["unreadable"] * 20), encoding="utf-8")
    (folder / "d.jsonl").touch()
    (folder / "e.txt").write_bytes(b"a\0b\n")


@pytest.fixture(scope="module")
def unbroken(tmp_path_factory: pytest.TempPathFactory) -> Unbroken:
    folder = tmp_path_factory.mktemp("unbroken")
    _write_inputs(folder / "in")
    asked = {"inputs": [str(folder / "in")], "workers": 1}
    _run({**asked, "output": str(folder / "whole")})
    kept = _run({**asked, "output": str(folder / "kept"), "state": str(folder / "state")})
    written = _written(folder, "whole")
    assert _written(folder, "kept") == written
    return Unbroken(asked["inputs"], written, kept["moments"])


def _run(asked: dict[str, Any], *, code: int = 0) -> dict[str, int]:
    whole = {"size": SIZE, "only": ["encoding"], **asked}
    done = subprocess.run(
        [sys.executable, str(SCRIPT), json.dumps(whole)],
        capture_output=True,
        check=False,
        timeout=PATIENCE,
    )
    assert done.returncode == code, done.stderr.decode()
    said: dict[str, int] = json.loads(done.stdout) if done.stdout else {}
    return said


def _written(folder: Path, name: str) -> dict[str, bytes]:
    """All that a run left under final names, by its name without that of the output."""
    return {
        path.relative_to(folder).as_posix().removeprefix(name): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
        and path.relative_to(folder).parts[0].startswith(name)
        and not path.name.startswith(".")
    }


@pytest.mark.parametrize("workers", [2, 3])
def test_bytes_are_the_same_for_any_number_of_workers(
    tmp_path: Path, unbroken: Unbroken, workers: int
) -> None:
    assert {".audit", ".rejects", "/a.jsonl", "/b07.txt", "/d.jsonl"} <= set(unbroken.written)
    assert not {"/e.txt", "/bb.jsonl"} & set(unbroken.written)
    _run({"inputs": unbroken.inputs, "output": str(tmp_path / "out"), "workers": workers})
    assert _written(tmp_path, "out") == unbroken.written


@pytest.mark.parametrize("seed", range(3))
def test_a_run_that_is_killed_twice_is_gone_on_with_to_the_same_bytes(
    tmp_path: Path, unbroken: Unbroken, seed: int
) -> None:
    choose = _choose(seed)
    asked: dict[str, Any] = {
        "inputs": unbroken.inputs,
        "output": str(tmp_path / "out"),
        "state": str(tmp_path / "state"),
        "resume": True,
    }
    for _ in range(2):
        at = choose.randint(1, unbroken.moments // 2)
        _run({**asked, "workers": choose.choice((1, 2)), "kill": "main", "at": at}, code=-9)
        for name, content in _written(tmp_path, "out").items():
            assert unbroken.written[name] == content, name
    _run({**asked, "workers": 1})
    assert _written(tmp_path, "out") == unbroken.written
    assert not list(tmp_path.rglob(".normalizer-*"))


@pytest.mark.parametrize(("how", "code"), [("interrupt", 130), ("interrupt twice", 131)])
def test_an_interrupted_run_is_gone_on_with_to_the_same_bytes(
    tmp_path: Path, unbroken: Unbroken, how: str, code: int
) -> None:
    asked = {"inputs": unbroken.inputs, "output": str(tmp_path / "out"), "workers": 2}
    kept = {**asked, "state": str(tmp_path / "state"), "resume": True}
    _run({**kept, "kill": how, "at": _choose(11).randint(1, unbroken.moments // 2)}, code=code)
    assert _written(tmp_path, "out") != unbroken.written
    _run(kept)
    assert _written(tmp_path, "out") == unbroken.written


def test_a_worker_that_is_killed_changes_nothing(tmp_path: Path, unbroken: Unbroken) -> None:
    asked = {"inputs": unbroken.inputs, "output": str(tmp_path / "out"), "workers": 2}
    at = _choose(7).randint(1, unbroken.moments // 4)
    _run({**asked, "state": str(tmp_path / "state"), "kill": "worker", "at": at})
    assert _written(tmp_path, "out") == unbroken.written


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny real package from Russian to German, installed."""
    folder = tmp_path_factory.mktemp("models")
    [archive] = MODELS.glob("*ru_de*.argosmodel")
    command = str(Path(sys.executable).with_name("article-normalizer"))
    given = [command, "models", "add", str(archive), "--models-dir", str(folder)]
    subprocess.run(given, check=True, capture_output=True)
    return folder


def test_one_process_translates_for_all_and_is_replaced_when_it_is_killed(
    tmp_path: Path, models: Path
) -> None:
    cases = tomllib.loads((MODELS / "cases.toml").read_text(encoding="utf-8"))["direct"]
    lines = []
    for number in range(24):
        texts = [case["target"] for case in cases]
        said = [cases[(number + at) % len(cases)]["source"] for at in range(3)]
        texts.insert(len(texts) // 2, " ".join(said))
        lines.append(json.dumps({"id": number, "text": "\n".join(texts)}))
    source = tmp_path / "in.jsonl"
    source.write_text("\n".join(lines) + "\n", encoding="utf-8")
    asked = {"inputs": [str(source)], "models": [str(models)], "only": ["translation"]}
    asked["size"] = len(source.read_bytes()) // 6
    alone = _run({**asked, "output": str(tmp_path / "alone"), "workers": 1})
    assert (alone["questions"], alone["translated"] > 0) == (0, True)
    killed = {"workers": 2, "kill": "engine", "at": 3}
    shared = _run({**asked, "output": str(tmp_path / "shared"), **killed})
    assert shared["questions"] >= 5
    assert shared["translated"] == alone["translated"]
    assert _written(tmp_path, "shared") == _written(tmp_path, "alone")


def test_a_record_that_kills_workers_is_passed_on_and_told_of(tmp_path: Path) -> None:
    lines = _lines(_choose(3), 30, broken=False)
    expected = tmp_path / "whole.jsonl"
    source = tmp_path / "in.jsonl"
    source.write_text("\n".join(lines) + "\n", encoding="utf-8")
    _run({"inputs": [str(source)], "output": str(expected), "workers": 1})
    deadly = '{"id": "deadly", "text": "Der Weg ist frei ."}'
    lines.insert(17, deadly)
    source.write_text("\n".join(lines) + "\n", encoding="utf-8")
    out = tmp_path / "out.jsonl"
    asked = {"inputs": [str(source)], "format": "deadly", "output": str(out), "workers": 2}
    assert _run(asked)["rejected"] == 1
    cleaned = expected.read_text(encoding="utf-8").split("\n")
    cleaned.insert(17, deadly)
    assert out.read_text(encoding="utf-8").split("\n") == cleaned
    [told] = (tmp_path / "out.jsonl.rejects").read_text(encoding="utf-8").splitlines()
    record = json.loads(told)
    offset = len("\n".join(lines[:17]).encode()) + 1
    assert (record["file"], record["line"], record["offset"]) == ("in.jsonl", 18, offset)
    assert record["raw"] == deadly
    assert "killed by signal 9" in record["reason"]
