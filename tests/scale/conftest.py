"""Inputs of every format, and runs over them on one machine to compare with."""

import gzip
import json
import random
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pytest
from backports import zstd
from pyarrow import parquet

from normalizer import Normalizer
from normalizer.audit.records import run_record
from normalizer.errors import NormalizerError
from normalizer.formats.format import FormatOptions
from normalizer.pipeline.settings import Settings
from normalizer.runs.clean import RunWriter
from normalizer.runs.cleaning import CleaningPlan
from normalizer.runs.destination import Destination
from normalizer.runs.facts import run_facts
from normalizer.runs.inputs import Input, find_inputs
from normalizer.runs.journal import Journal
from normalizer.runs.output import Output
from normalizer.runs.portion import Portion, json_line
from normalizer.runs.run import Run
from normalizer.runs.selection import Selection
from normalizer.runs.shards import Work
from normalizer.version import VERSION

collect_ignore = ["deadly", "plans"]

ROOT = Path(__file__).resolve().parents[2]
CASES: dict[str, list[str]] = tomllib.loads(
    (ROOT / "tests" / "cases" / "runs" / "records.toml").read_text(encoding="utf-8")
)
SIZE = 700
"""Bytes of a chunk, so that a few records make many jobs."""

SETTINGS = Settings(only=("encoding",))
RUN = run_record(run_facts(Normalizer(SETTINGS), VERSION))


@dataclass
class Heard:
    """What a run told of itself."""

    problems: list[str] = field(default_factory=list)
    articles: int = 0

    def portion(self, portion: Portion) -> None:
        self.articles += portion.summary.articles
        self.problems += map(str, portion.problems)

    def problem(self, error: NormalizerError) -> None:
        self.problems.append(str(error))

    def warning(self, message: str) -> None:
        pass


def choose(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311  a test, no secret


def texts(seed: int, count: int) -> list[str]:
    chosen = choose(seed)
    return [chosen.choice(CASES["damaged"] + CASES["clean"]) for _ in range(count)]


def lines(seed: int, count: int) -> list[str]:
    found = []
    for number, text in enumerate(texts(seed, count)):
        found.append(json.dumps({"id": f"{seed}-{number}", "text": text}))
        if number % 9 == 5:
            found.append(choose(seed + number).choice([*CASES["unreadable"], ""]))
    return found


def records(seed: int, count: int) -> bytes:
    return ("\n".join(lines(seed, count)) + "\n").encode()


def write_every_format(folder: Path) -> None:
    """Files of records in every format, plain texts, and what can't be read."""
    folder.mkdir()
    (folder / "a.jsonl").write_bytes(records(1, 40))
    (folder / "b.jsonl.gz").write_bytes(gzip.compress(records(2, 30)))
    half = records(3, 30)
    (folder / "c.jsonl.zst").write_bytes(zstd.compress(half) + zstd.compress(records(4, 30)))
    wide = "\n".join(line for line in lines(5, 30) if line.startswith("{"))
    (folder / "d.jsonl").write_bytes(wide.encode("utf-16"))
    table = "".join(f'{number},"{text}"\r\n' for number, text in enumerate(texts(6, 30)))
    (folder / "e.csv").write_text("id,text\r\n" + table, encoding="utf-8", newline="")
    columns = {"n": list(range(40)), "text": [*texts(7, 38), None, ""]}
    parquet.write_table(pa.table(columns), folder / "f.parquet", row_group_size=7)
    for number, text in enumerate(texts(8, 20)):
        (folder / f"g{number:02}.txt").write_text(text + "\n", encoding="utf-8")
    (folder / "h.md").write_text("# Titel\n\n" + "\n\n".join(texts(9, 5)), encoding="utf-8")
    (folder / "i.jsonl").touch()
    (folder / "j.txt").write_bytes(b"a\0b\n")
    (folder / "k.jsonl.gz").write_bytes(gzip.compress(records(10, 60))[:-90])


def work(parts: Path | str, settings: Settings = SETTINGS) -> Work:
    return Work(settings, RUN, FormatOptions(), SIZE, str(parts))


def writer(
    out: Path, inputs: Sequence[Input], heard: Heard, journal: Journal | None = None
) -> RunWriter:
    beside = {
        name: out.with_name(f"{out.name}.{name}") for name in ("audit", "metadata", "rejects")
    }
    destination = Destination(Output(out, is_folder=True), **beside)
    return RunWriter(destination, inputs, json_line(RUN), heard, journal)


def written(out: Path) -> dict[str, bytes]:
    """All that a run left under final names, by its name without that of the output."""
    folder = out.parent
    return {
        path.relative_to(folder).as_posix().removeprefix(out.name): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.relative_to(folder).parts[0].startswith(out.name)
    }


def run_here(folder: Path, out: Path, selection: Selection, *, workers: int = 1) -> Heard:
    """A run in this process, or by workers of its own."""
    inputs, heard = find_inputs([str(folder)]), Heard()
    plan = CleaningPlan(SETTINGS, RUN)
    run = Run(
        plan, Normalizer(SETTINGS), FormatOptions(),
        workers=workers, selection=selection, size=SIZE,
    )  # fmt: skip
    run(inputs, writer(out, inputs, heard))
    return heard


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """What frameworks leave at home is theirs; the home that the suite watches stays empty."""
    monkeypatch.setenv("HOME", str(tmp_path_factory.mktemp("home")))


@pytest.fixture(scope="session")
def every_format(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("inputs") / "in"
    write_every_format(folder)
    return folder


@pytest.fixture(scope="session")
def unbroken(every_format: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What a run on one machine leaves of ``every_format``."""
    out = tmp_path_factory.mktemp("unbroken") / "out"
    run_here(every_format, out, Selection())
    return written(out)
