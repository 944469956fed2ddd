"""A run cut into shards, each done from its description alone, and the same run uncut."""

import json
import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from normalizer import Normalizer
from normalizer.errors import FormatError, InterruptedRun, WorkerError
from normalizer.formats.format import FormatOptions
from normalizer.runs import shard_reading
from normalizer.runs.cleaning import CleaningPlan
from normalizer.runs.inputs import find_inputs
from normalizer.runs.jobs import jobs_of
from normalizer.runs.journal import opened_journal
from normalizer.runs.run import Run
from normalizer.runs.selection import Selection
from normalizer.runs.shard_reading import jobs_in
from normalizer.runs.shard_run import Outcome, run_shard
from normalizer.runs.sharded import ShardedRun
from normalizer.runs.shards import Shard, shards_of

from .conftest import RUN, SETTINGS, SIZE, Heard, records, run_here, work, writer, written


class InThisProcess:
    """Does shards as another machine would: from their JSON."""

    def __init__(self) -> None:
        self.done: list[Shard] = []

    def outcomes(
        self, shards: Iterable[Shard], go: Callable[[], bool]
    ) -> Iterator[tuple[Shard, Outcome]]:
        for shard in shards:
            if not go():
                return
            self.done.append(shard)
            yield shard, run_shard(Shard.from_json(shard.to_json()))


def _shards(folder: Path, parts: Path, size: int) -> list[Shard]:
    inputs, asked = find_inputs([str(folder)]), work(parts)
    jobs = jobs_of(inputs, asked.options, size=asked.size)
    return list(shards_of(jobs, inputs, asked, size=size))


def _sharded(folder: Path, out: Path, parts: Path, size: int, part: Selection) -> Heard:
    inputs, heard = find_inputs([str(folder)]), Heard()
    run = ShardedRun(work(parts), InThisProcess(), part, size)
    run(inputs, writer(out, inputs, heard))
    return heard


@pytest.mark.parametrize("size", [1, 5000, 1 << 24])
def test_shards_of_any_size_leave_the_bytes_of_a_run_on_one_machine(
    every_format: Path, unbroken: dict[str, bytes], tmp_path: Path, size: int
) -> None:
    expected = {"/a.jsonl", "/d.jsonl", "/e.csv", "/f.parquet", "/g07.txt", ".audit", ".rejects"}
    assert expected <= set(unbroken)
    _sharded(every_format, tmp_path / "out", tmp_path / "parts", size, Selection())
    assert written(tmp_path / "out") == unbroken
    assert not list((tmp_path / "parts").iterdir())


@pytest.mark.parametrize(
    "part", [Selection(limit=17), Selection(sample=0.4), Selection(shard=(2, 3))]
)
def test_a_part_of_a_run_is_the_same_part_in_shards(tmp_path: Path, part: Selection) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.jsonl").write_bytes(records(number, 25))
    here = run_here(folder, tmp_path / "here" / "out", part)
    heard = _sharded(folder, tmp_path / "there" / "out", tmp_path / "parts", 3000, part)
    assert heard == here
    assert written(tmp_path / "there" / "out") == written(tmp_path / "here" / "out")


@pytest.mark.parametrize("shards_first", [True, False])
def test_a_run_may_begin_elsewhere_and_end_here_and_the_other_way_round(
    every_format: Path, unbroken: dict[str, bytes], tmp_path: Path, *, shards_first: bool
) -> None:
    inputs, out = find_inputs([str(every_format)]), tmp_path / "out"
    sharded = ShardedRun(work(tmp_path / "parts"), InThisProcess(), shard_size=1500)
    here = Run(CleaningPlan(SETTINGS, RUN), Normalizer(SETTINGS), FormatOptions(), size=SIZE)
    first, second = (sharded, here) if shards_first else (here, sharded)
    begun = iter(range(6))
    with opened_journal(tmp_path / "state", {}, inputs, resume=True, every=0) as journal:
        writes = writer(out, inputs, Heard(), journal)
        with pytest.raises(InterruptedRun):
            first(inputs, writes, lambda: next(begun, None) is not None)
        assert 1 < journal.last.jobs < len(list(sharded.shards(inputs, writes)))
    with opened_journal(tmp_path / "state", {}, inputs, resume=True, every=0) as journal:
        second(inputs, writer(out, inputs, Heard(), journal))
    assert written(out) == unbroken


def test_the_jobs_of_the_shards_are_those_of_the_run(every_format: Path, tmp_path: Path) -> None:
    inputs = find_inputs([str(every_format)])
    expected = list(jobs_of(inputs, work(tmp_path).options, size=SIZE))
    shards = _shards(every_format, tmp_path, 5000)
    assert len(shards) > 5
    found = [job for shard in shards for job in jobs_in(Shard.from_json(shard.to_json()))]
    assert [[p.number for p in job.pieces] for job in found] == [
        [p.number for p in job.pieces] for job in expected
    ]
    for mine, theirs in zip(found, expected, strict=True):
        for one, other in zip(mine.pieces, theirs.pieces, strict=True):
            assert str(getattr(one, "error", one)) == str(getattr(other, "error", other))


def test_a_shard_holds_no_text_and_is_the_same_each_time(
    every_format: Path, tmp_path: Path
) -> None:
    first = _shards(every_format, tmp_path, 5000)
    again = _shards(every_format, tmp_path, 5000)
    assert [one.to_json() for one in first] == [one.to_json() for one in again]
    assert [Shard.from_json(one.to_json()) for one in first] == first
    assert len({one.stem for one in first}) == len(first)
    for one in first:
        assert "Regen" not in one.to_json().decode()
        assert json.loads(one.to_json())["number"] == one.number


def test_other_settings_make_other_parts(every_format: Path, tmp_path: Path) -> None:
    one = _shards(every_format, tmp_path, 5000)[0]
    other = replace(one, work=replace(one.work, audited=False))
    assert one.stem != other.stem


def test_a_shard_is_done_alone_and_in_any_order(every_format: Path, tmp_path: Path) -> None:
    shards = _shards(every_format, tmp_path / "here", 5000)
    for shard in shards:
        run_shard(shard)
    there = [replace(one, work=replace(one.work, parts=str(tmp_path / "there"))) for one in shards]
    random.Random(5).shuffle(there)  # noqa: S311  a test, no secret
    for shard in there:
        run_shard(shard)
    parts = _parts(tmp_path / "here")
    assert len(parts) > len(shards)
    assert _parts(tmp_path / "there") == parts


def _parts(folder: Path) -> dict[str, bytes]:
    """The parts by the number of their shard and their kind; the outcome tells of the folder."""
    return {
        path.name[:8] + path.suffix: path.read_bytes()
        for path in folder.iterdir()
        if path.suffix != ".json"
    }


def test_a_shard_that_is_done_isnt_done_again(every_format: Path, tmp_path: Path) -> None:
    shard = _shards(every_format, tmp_path, 5000)[0]
    outcome = run_shard(shard)

    def refuse(job: object) -> list[object]:
        raise AssertionError(job)

    assert run_shard(shard, refuse) == outcome  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["a.jsonl", "b.jsonl.gz", "f.parquet", "g03.txt"])
def test_a_file_that_was_changed_isnt_taken_for_the_one_it_was(
    every_format: Path, tmp_path: Path, name: str
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    path = folder / name
    path.write_bytes((every_format / name).read_bytes())
    shard = _shards(folder, tmp_path / "parts", 1)[0]
    path.write_bytes((every_format / name).read_bytes().replace(b"e", b"i"))
    with pytest.raises(WorkerError, match="isn't there as it was"):
        run_shard(shard)
    path.unlink()
    with pytest.raises(WorkerError, match="isn't there as it was"):
        run_shard(shard)
    assert not list((tmp_path / "parts").glob("*"))


@pytest.mark.parametrize("name", ["a.jsonl", "e.csv", "f.parquet", "h.md"])
def test_what_a_shard_describes_is_read_without_what_stands_before_it(
    every_format: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / name).write_bytes((every_format / name).read_bytes())
    shards = _shards(folder, tmp_path / "parts", 1)
    expected = [list(jobs_in(shard)) for shard in shards]
    monkeypatch.setattr(shard_reading, "pieces_of", None)
    assert [list(jobs_in(shard)) for shard in reversed(shards)] == expected[::-1]


def test_a_worker_with_other_rules_refuses_the_work(every_format: Path, tmp_path: Path) -> None:
    shard = _shards(every_format, tmp_path, 5000)[0]
    others = {**shard.work.run, "rules": "sha256:0", "package": "0.0.0"}
    with pytest.raises(WorkerError, match="another package and another rules"):
        run_shard(replace(shard, work=replace(shard.work, run=others)))


def test_what_is_no_shard_is_refused() -> None:
    with pytest.raises(FormatError, match="no shard of this version"):
        Shard.from_json(b'{"number": 1}')
