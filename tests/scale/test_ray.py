"""Runs that Ray does, on a cluster of one machine that is started for them."""

import importlib.util
import json
import signal
import socket
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from normalizer.errors import SettingsError, WorkerError
from normalizer.formats.files import PARTIAL
from normalizer.runs.ray_actors import actor_count
from normalizer.runs.ray_cluster import connected
from normalizer.runs.selection import Selection

from ..patience import PATIENCE  # noqa: TID252  the suite is no installed package
from .conftest import CASES, lines, run_here

if importlib.util.find_spec("ray") is None:
    pytest.skip(
        "Ray isn't installed: pip install 'article-normalizer[ray]'", allow_module_level=True
    )

SCRIPT = Path(__file__).parent / "plans" / "ray_run.py"


def _asked(folder: Path, name: str, **more: Any) -> dict[str, Any]:
    return {"inputs": str(folder), "output": name, "parts": f"{name}.parts", **more}


def _start(asked: dict[str, Any]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, str(SCRIPT), json.dumps(asked)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip


def _run(asked: dict[str, Any], *, code: int = 0) -> dict[str, Any]:
    with _start(asked) as process:
        try:
            out, err = process.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
    assert process.returncode == code, err.decode()
    assert code or not err, err.decode()
    said: dict[str, Any] = json.loads(out) if out else {}
    return said


def _digests(out: Path) -> dict[str, str]:
    """What was written; what actors that died had half written stays in a folder of parts."""
    return {
        path.relative_to(out.parent).as_posix().removeprefix(out.name): _digest(path)
        for path in out.parent.rglob("*")
        if path.is_file()
        and path.relative_to(out.parent).parts[0].startswith(out.name)
        and not (path.suffix == PARTIAL and path.parent.suffix == ".parts")
    }


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


@pytest.fixture(scope="module")
def expected(unbroken: dict[str, bytes]) -> dict[str, str]:
    return {name: sha256(content).hexdigest() for name, content in unbroken.items()}


def test_an_actor_that_is_killed_changes_nothing(
    every_format: Path, expected: dict[str, str], tmp_path: Path
) -> None:
    asked = _asked(every_format, str(tmp_path / "out"), kill_actor_at=[3, 9])
    said = _run(asked)
    assert said["killed"] == 2
    assert said["listening"] == []
    assert _digests(tmp_path / "out") == expected


def test_a_run_that_is_killed_or_interrupted_is_gone_on_with_to_the_same_bytes(
    every_format: Path, expected: dict[str, str], tmp_path: Path
) -> None:
    kept = {"state": str(tmp_path / "state"), "resume": True}
    asked = _asked(every_format, str(tmp_path / "out"), **kept)
    _run({**asked, "kill_at": 20}, code=-signal.SIGKILL)
    _run({**asked, "interrupt_at": 10}, code=130)
    done = _digests(tmp_path / "out")
    assert 0 < len([name for name in done if not name.startswith(".")]) < len(expected)
    _run(asked)
    assert _digests(tmp_path / "out") == expected


def test_a_record_that_kills_actors_is_passed_on_and_told_of(tmp_path: Path) -> None:
    good = [line for line in lines(3, 30) if line.startswith('{"id": "')]
    deadly = json.dumps({"id": "deadly", "text": CASES["clean"][0]})
    (tmp_path / "in").mkdir()
    source = tmp_path / "in" / "in.jsonl"
    source.write_text("\n".join(good) + "\n", encoding="utf-8")
    run_here(tmp_path / "in", tmp_path / "whole", Selection())
    source.write_text("\n".join([*good[:17], deadly, *good[17:]]) + "\n", encoding="utf-8")
    said = _run(_asked(source, str(tmp_path / "out"), format="deadly"))
    assert said["rejected"] == 1
    cleaned = (tmp_path / "whole" / "in.jsonl").read_text(encoding="utf-8").split("\n")
    cleaned.insert(17, deadly)
    assert (tmp_path / "out" / "in.jsonl").read_text(encoding="utf-8").split("\n") == cleaned
    [told] = (tmp_path / "out.rejects").read_text(encoding="utf-8").splitlines()
    assert (json.loads(told)["line"], "killed by signal 9" in told) == (18, True)


@pytest.mark.parametrize("address", ["127.0.0.1:{port}", "ray://127.0.0.1:{port}", "no address"])
@pytest.mark.usefixtures("loopback")
def test_a_cluster_that_isnt_there_is_told_of_at_once(address: str) -> None:
    with socket.socket() as taken:  # bound, but nobody listens
        taken.bind(("127.0.0.1", 0))
        place = address.format(port=taken.getsockname()[1])
        with pytest.raises(WorkerError, match="no Ray cluster"), connected(place, None):
            pass


@pytest.mark.parametrize(("wanted", "there"), [(3, 2.0), (1, 0.75), (None, 0.5), (2, 0.0)])
def test_more_actors_than_the_cluster_has_processors_for_are_refused(
    wanted: int | None, there: float
) -> None:
    with pytest.raises(SettingsError, match="processors of the Ray cluster"):
        actor_count(wanted, {"CPU": there})
