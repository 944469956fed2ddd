"""Parts of a run: the first records, a sample, a share for one of several machines."""

import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from normalizer.errors import SettingsError
from normalizer.formats.format import FormatOptions
from normalizer.runs.inputs import Input, find_inputs, total_size
from normalizer.runs.jobs import CleaningJob, Piece, jobs_of
from normalizer.runs.selection import Selection, shard_named

SIZE = 200
RECORDS = 50


@pytest.fixture
def inputs(tmp_path: Path) -> list[Input]:
    """Records with blank lines and broken ones between them, a table, and plain texts."""
    folder = tmp_path / "in"
    folder.mkdir()
    lines = [json.dumps({"text": "x" * (number % 9), "id": number}) for number in range(RECORDS)]
    lines[10:10] = ["", "{", ""]
    (folder / "a.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    rows = [f"{number},x" for number in range(RECORDS)]
    (folder / "b.csv").write_text("id,text\n" + "\n".join(rows) + "\n", encoding="utf-8")
    for number in range(5):
        (folder / f"c{number}.txt").write_text("y" * 90, encoding="utf-8")
    return find_inputs([str(folder)])


def _selected(inputs: list[Input], selection: Selection) -> list[CleaningJob]:
    jobs = jobs_of(inputs, FormatOptions(), size=SIZE)
    return list(selection.of(jobs, total_size(inputs)))


def _contents(jobs: Iterable[CleaningJob]) -> dict[str, bytes]:
    """What is read of each input."""
    contents: dict[str, bytes] = {}
    for piece in (piece for job in jobs for piece in job.pieces):
        assert isinstance(piece, Piece)
        contents[piece.name] = contents.get(piece.name, b"") + piece.chunk.data
    return contents


def _ends(jobs: Iterable[CleaningJob]) -> list[str]:
    return [piece.name for job in jobs for piece in job.pieces if piece.last]


@pytest.mark.parametrize("parts", [1, 2, 3, 7, 100])
def test_shards_joined_are_the_whole_and_each_ends_what_it_begins(
    inputs: list[Input], parts: int
) -> None:
    whole = _selected(inputs, Selection())
    joined: list[CleaningJob] = []
    for number in range(1, parts + 1):
        jobs = _selected(inputs, Selection(shard=(number, parts)))
        assert set(_ends(jobs)) == set(_contents(jobs))
        joined += jobs
    assert _contents(joined) == _contents(whole)
    assert [[p.name for p in job.pieces] for job in joined] == [
        [p.name for p in job.pieces] for job in whole
    ]


@pytest.mark.parametrize("limit", [1, 9, 11, RECORDS, RECORDS + 2, 2 * RECORDS + 3, 1000])
def test_the_first_articles_are_taken_and_no_blank_line_counts(
    inputs: list[Input], limit: int
) -> None:
    jobs = _selected(inputs, Selection(limit=limit))
    whole = _contents(_selected(inputs, Selection()))
    taken = _contents(jobs)
    for name, content in taken.items():
        assert whole[name].startswith(content)
    assert set(_ends(jobs)) == set(taken)
    lines = [line for line in taken["a.jsonl"].split(b"\n") if line.strip()]
    rows = taken.get("b.csv", b"").split(b"\n")[1:-1]
    texts = [name for name in taken if name.endswith(".txt")]
    assert len(lines) + len(rows) + len(texts) == min(limit, 2 * RECORDS + 1 + 5)


def test_a_sample_is_the_same_each_time_and_a_part_of_a_larger_one(inputs: list[Input]) -> None:
    whole = _contents(_selected(inputs, Selection()))
    small, again, large = (_selected(inputs, Selection(sample=share)) for share in (0.3, 0.3, 0.6))
    assert _contents(small) == _contents(again)
    for line in _contents(small)["a.jsonl"].split(b"\n"):
        assert line in _contents(large)["a.jsonl"].split(b"\n")
    assert 0 < len(_contents(small)["a.jsonl"]) < len(_contents(large)["a.jsonl"])
    assert _contents(small)["b.csv"].startswith(b"id,text\n")
    assert _contents(_selected(inputs, Selection(sample=1.0))) == whole
    assert sorted(_ends(small)) == sorted(_contents(small))


@pytest.mark.parametrize("name", ["", "2", "0/3", "4/3", "a/b", "-1/2", "1/"])
def test_what_names_no_shard_is_refused(name: str) -> None:
    with pytest.raises(SettingsError, match="--shard"):
        Selection(shard=shard_named(name))


@pytest.mark.parametrize("wrong", [{"limit": 0}, {"sample": 0.0}, {"sample": 1.5}])
def test_what_selects_nothing_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(SettingsError):
        Selection(**wrong)  # type: ignore[arg-type]


def test_a_shard_of_standard_input_is_refused() -> None:
    inputs = find_inputs(["-"])
    jobs = jobs_of([], FormatOptions())
    with pytest.raises(SettingsError, match="name files"):
        list(Selection(shard=(1, 2)).of(jobs, total_size(inputs)))
