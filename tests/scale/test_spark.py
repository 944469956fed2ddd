"""Runs whose shards are done by Spark, the real one, and the same runs in one process."""

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tomllib
from importlib.util import find_spec
from pathlib import Path

import pytest

from normalizer.engines.package import install_package
from normalizer.errors import WorkerError
from normalizer.runs.selection import Selection
from normalizer.runs.spark_runner import SparkRunner

from ..patience import PATIENCE  # noqa: TID252  the suite is no installed package
from .conftest import CASES, ROOT, records, run_here, written

SCRIPT = Path(__file__).parent / "plans" / "spark_run.py"
DEADLY = Path(__file__).parent / "deadly"
MODELS = ROOT / "tests" / "fixtures" / "models"
INTERRUPTED = 130

needs_spark = pytest.mark.skipif(find_spec("pyspark") is None, reason="Spark isn't installed")
needs_java = pytest.mark.skipif(
    shutil.which("java") is None, reason="Spark needs Java, and there is none"
)


def _ran(folder: Path, asked: dict[str, str], code: int = 0, **variables: str) -> list[str]:
    """What the run told; it writes to ``out`` in ``folder``."""
    whole = {"output": str(folder / "out"), "parts": str(folder / "parts"), **asked}
    path = os.pathsep.join((str(DEADLY), str(ROOT), str(ROOT / "tests")))
    done = subprocess.run(
        [sys.executable, str(SCRIPT), json.dumps(whole)],
        env={**os.environ, "PYTHONPATH": path, **variables},
        cwd=folder, capture_output=True, timeout=PATIENCE, check=False, start_new_session=True,
    )  # fmt: skip
    assert done.returncode == code, done.stderr.decode()
    told: list[str] = json.loads(done.stdout) if not code else []
    assert (done.stderr.decode() == "") == (code != INTERRUPTED), done.stderr.decode()
    return told


@needs_spark
@needs_java
def test_spark_leaves_the_bytes_of_one_process_though_a_worker_is_killed(
    every_format: Path, unbroken: dict[str, bytes], tmp_path: Path
) -> None:
    here = run_here(every_format, tmp_path / "here" / "out", Selection())
    struck = tmp_path / "struck"
    there = tmp_path / "there"
    there.mkdir()
    told = _ran(there, {"inputs": str(every_format)}, KILLED_ONCE=str(struck))
    assert struck.exists()
    assert written(there / "out") == unbroken
    assert told == here.problems
    left = [path.name for path in (there / "parts").iterdir()]  # who was killed cleans nothing up
    assert [name for name in left if not name.endswith(".part")] == []


@needs_spark
@needs_java
def test_a_record_that_kills_every_worker_is_passed_on_and_rejected(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, there = tmp_path / "in", tmp_path / "there"
    folder.mkdir()
    there.mkdir()
    poison = json.dumps({"text": f"{CASES['damaged'][0]} xyzzy"}).encode() + b"\n"
    (folder / "a.jsonl").write_bytes(records(1, 20) + poison + records(2, 20))
    told = _ran(there, {"inputs": str(folder)}, KILLED_BY="xyzzy")
    monkeypatch.setenv("PYTHONPATH", str(DEADLY))
    monkeypatch.setenv("KILLED_BY", "xyzzy")
    here = run_here(folder, tmp_path / "here" / "out", Selection(), workers=2)
    assert written(there / "out") == written(tmp_path / "here" / "out")
    assert told == here.problems
    assert poison in written(there / "out")["/a.jsonl"]
    assert sum("killed by signal 9" in problem for problem in told) == 1


@needs_spark
@needs_java
@pytest.mark.parametrize(
    ("how", "code"), [("killed", -signal.SIGKILL), ("interrupted", INTERRUPTED)]
)
def test_a_run_that_is_broken_off_is_gone_on_with(
    every_format: Path, unbroken: dict[str, bytes], tmp_path: Path, how: str, code: int
) -> None:
    asked = {"inputs": str(every_format), "state": str(tmp_path / "state")}
    _ran(tmp_path, {**asked, how: "9"}, code=code)
    assert not (tmp_path / "out.audit").exists()
    told = _ran(tmp_path, {**asked, "resume": "yes"})
    assert written(tmp_path / "out") == unbroken
    assert told


@needs_spark
@needs_java
def test_the_command_translates_and_writes_to_standard_output_as_without_spark(
    tmp_path: Path,
) -> None:
    cases = tomllib.loads((MODELS / "cases.toml").read_text(encoding="utf-8"))["direct"]
    around = "\n\n".join(CASES["clean"])
    texts = [f"{around}\n\n{one['source']}\n\n{around}" for one in cases]
    dump = "".join(json.dumps({"text": text}) + "\n" for text in texts)
    (tmp_path / "in.jsonl").write_text(dump, encoding="utf-8")
    store = tmp_path / "models"
    for package in sorted(MODELS.glob("*.argosmodel")):
        install_package(package, store)
    command = [str(Path(sys.executable).with_name("article-normalizer")), "clean", "in.jsonl", "-q"]
    written = []
    for runner in ("local", "spark"):
        audit = tmp_path / f"{runner}.audit"
        options = ["--models-dir", str(store), "--audit", str(audit), "--runner", runner]
        done = subprocess.run(
            [*command, *options, "-j", "1"],
            cwd=tmp_path, capture_output=True, timeout=PATIENCE, check=True,
        )  # fmt: skip
        assert done.stderr == b""
        written.append(
            [hashlib.sha256(data).hexdigest() for data in (done.stdout, audit.read_bytes())]
        )
    assert written[0] == written[1]
    assert b'"outcome":"translated"' in audit.read_bytes()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--runner", "spork"], "did you mean 'spark'"),
        (["--spark-master", "local"], "--spark-master is for --runner spark"),
        (["--runner", "ray", "--spark-master", "local"], "--spark-master is for --runner spark"),
        (["--runner", "spark", "--spark-master", "local"], "--parts DIR"),
    ],
)
def test_options_that_do_not_go_together_are_refused(
    tmp_path: Path, options: list[str], said: str
) -> None:
    (tmp_path / "in.txt").write_text("Der Hafen.", encoding="utf-8")
    command = [
        str(Path(sys.executable).with_name("article-normalizer")),
        "clean",
        "in.txt",
        "-o",
        "out",
    ]
    done = subprocess.run([*command, *options], cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 2
    assert said in " ".join(done.stderr.decode().split())
    assert not (tmp_path / "out").exists()


@needs_spark
def test_without_java_it_is_said_what_is_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(WorkerError, match="Java 17 or newer"):
        next(SparkRunner().outcomes([], lambda: True))
    with pytest.raises(WorkerError, match="JAVA_HOME"):
        next(SparkRunner(java_home=str(tmp_path)).outcomes([], lambda: True))


@needs_spark
def test_a_java_that_cannot_be_started_is_told_of(tmp_path: Path) -> None:
    java = tmp_path / "bin" / "java"
    java.parent.mkdir()
    java.write_text("#!/bin/sh\necho 'Error: too old' >&2\nexit 1\n", encoding="utf-8")
    java.chmod(0o755)
    code = (
        "from normalizer.errors import WorkerError\n"
        "from normalizer.runs.spark_runner import SparkRunner\n"
        "import sys\n"
        "try:\n"
        "    next(SparkRunner(java_home=sys.argv[1]).outcomes([], lambda: True))\n"
        "except WorkerError as error:\n"
        "    print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)],
        env={**os.environ, "JAVA_HOME": str(tmp_path)},
        capture_output=True, timeout=PATIENCE, check=True,
    )  # fmt: skip
    assert done.stdout.decode().startswith("Spark can't be started: Error: too old. Spark needs")
