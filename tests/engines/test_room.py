"""Too little memory, in real processes that are allowed no more."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from normalizer.engines.room import refuse_too_large
from normalizer.errors import ModelError

from ..patience import PATIENCE  # noqa: TID252  the suite is no installed package

resource = pytest.importorskip("resource")
needs_linux = pytest.mark.skipif(
    not Path("/proc/self/status").exists(), reason="what is free is told by /proc"
)

PROGRAM = """
import json, re, resource, sys
from pathlib import Path
import ctranslate2, sentencepiece
from normalizer.engines.argos import argos_engine
from normalizer.engines.engine import Decoding
from normalizer.engines.package import read_package
from normalizer.errors import ModelError

folder, when, mebibytes = sys.argv[1], sys.argv[2], int(sys.argv[3])
sentences = json.load(sys.stdin)
engine = argos_engine(read_package(Path(folder)))
if when == "loaded":
    engine.translate(["\u043f\u043e\u0440\u0442"], Decoding())
if mebibytes:
    used = re.search(r"VmSize:\\s+(\\d+)", Path("/proc/self/status").read_text())
    limit = (int(used[1]) << 10) + (mebibytes << 20)
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
decoding = Decoding(beam=4, batch_tokens=10**6)
if when == "raw":
    tokens = sentencepiece.SentencePieceProcessor(
        model_file=f"{folder}/sentencepiece.model").encode(sentences, out_type=str, num_threads=1)
    raw = ctranslate2.Translator(f"{folder}/model", intra_threads=1)
    used = re.search(r"VmSize:\\s+(\\d+)", Path("/proc/self/status").read_text())
    limit = (int(used[1]) << 10) + (12 << 20)
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    try:
        raw.translate_batch(tokens, beam_size=4)
        print(json.dumps("enough"))
    except (RuntimeError, MemoryError):
        print(json.dumps("failed"))
else:
    try:
        found = engine.translate(sentences, decoding)
        print(json.dumps([one and one.text for one in found]))
    except ModelError as error:
        print(json.dumps(str(error)))
"""
FIRST, LAST = "Порт закрыт на ремонт.", "Суд отложил заседание до пятницы."
SENTENCES = [FIRST, *["Суд отложил заседание."] * 500, LAST]


@pytest.fixture
def package(fixture_packages: Path) -> Path:
    return next(fixture_packages.glob("*ru_de*"))


def ran(package: Path, when: str, mebibytes: int, sentences: list[str]) -> Any:
    done = started(package, when, mebibytes, sentences)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def started(
    package: Path, when: str, mebibytes: int, sentences: list[str]
) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, str(package), when, str(mebibytes)],
        input=json.dumps(sentences), capture_output=True, text=True, timeout=PATIENCE, check=False,
    )  # fmt: skip


@needs_linux
@pytest.mark.parametrize("mebibytes", [1, 40, 70])
def test_a_model_that_does_not_fit_is_refused_and_the_process_lives(
    package: Path, mebibytes: int
) -> None:
    said = ran(package, "new", mebibytes, [FIRST])
    assert "model.bin: too large for the memory that is left" in said
    assert f"{mebibytes} MiB are free" in said
    assert "install a smaller model" in said


@needs_linux
def test_a_batch_that_memory_is_short_for_is_halved_until_it_fits(package: Path) -> None:
    # The library alone fails at it, or the process ends.
    assert "enough" not in started(package, "raw", 0, SENTENCES).stdout
    assert ran(package, "loaded", 12, SENTENCES) == ran(package, "loaded", 0, SENTENCES)


@needs_linux
@pytest.mark.parametrize("mebibytes", [1, 6])
def test_with_next_to_no_memory_there_are_answers_or_an_error_and_no_crash(
    package: Path, mebibytes: int
) -> None:
    said = ran(package, "loaded", mebibytes, SENTENCES)
    assert "memory ran out" in said if isinstance(said, str) else len(said) == len(SENTENCES)


@pytest.fixture
def model(tmp_path: Path) -> Path:
    path = tmp_path / "model.bin"
    with path.open("wb") as file:
        file.truncate(3 << 30)
    return path


def machine(root: Path, files: dict[str, str]) -> Path:
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content, encoding="utf-8")
    return root


GIB = 1 << 30
MEMINFO = "MemTotal: 9 kB\nMemAvailable:   {} kB\nSwapFree:   0 kB\n"


@pytest.mark.parametrize(
    ("files", "free"),
    [
        ({"proc/meminfo": MEMINFO.format(2 << 20)}, 2048),
        ({"proc/meminfo": MEMINFO.format(8 << 20)}, None),
        ({"proc/meminfo": "MemFree: 5 kB\n"}, None),
        ({}, None),
        (
            {"proc/meminfo": MEMINFO.format(8 << 20), "sys/fs/cgroup/memory.max": f"{4 * GIB}\n",
             "sys/fs/cgroup/memory.current": f"{3 * GIB}\n",
             "sys/fs/cgroup/memory.stat": f"anon 5\ninactive_file {GIB}\nfile 7\n"},
            2048,
        ),
        (
            {"proc/meminfo": MEMINFO.format(8 << 20), "sys/fs/cgroup/memory.max": "max\n",
             "sys/fs/cgroup/memory.current": f"{3 * GIB}\n"},
            None,
        ),
        (
            {"sys/fs/cgroup/memory/memory.limit_in_bytes": f"{4 * GIB}\n",
             "sys/fs/cgroup/memory/memory.usage_in_bytes": f"{GIB}\n"},
            3072,
        ),
    ],
)  # fmt: skip
def test_what_is_free_is_the_least_of_what_the_system_tells(
    model: Path, tmp_path: Path, files: dict[str, str], free: int | None
) -> None:
    root = machine(tmp_path / "root", files)
    if free is None:
        refuse_too_large(model, 2, root)
        return
    with pytest.raises(ModelError, match=rf"about 3104 MiB, {free} MiB are free"):
        refuse_too_large(model, 2, root)


def test_a_model_that_is_not_there_is_left_to_who_loads_it(tmp_path: Path) -> None:
    refuse_too_large(tmp_path / "none", 2)
