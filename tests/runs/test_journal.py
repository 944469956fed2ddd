"""What a journal keeps, and which runs it goes on with."""

import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from normalizer.errors import JournalError
from normalizer.runs.inputs import Input, find_inputs
from normalizer.runs.journal import Checkpoint, Journal, OpenFile, Place, opened_journal
from normalizer.runs.summary import RunSummary

FACTS: dict[str, Any] = {"package": "1", "settings": {"target": "de", "stages": ["names"]}}
FAR = Checkpoint(
    7, 2, Place(10, 20, 30), RunSummary(articles=5, edits=Counter(names=3)),
    OpenFile(4, 99, 3, 1, Place(1, 2, 3), RunSummary(rejected=1, notices=Counter(a=2))), naming=3,
)  # fmt: skip


@pytest.fixture
def inputs(tmp_path: Path) -> list[Input]:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"{name}\n", encoding="utf-8")
    return find_inputs([str(tmp_path / "a.txt"), str(tmp_path / "b.txt")])


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


def _begin(state: Path, inputs: list[Input], *checkpoints: Checkpoint) -> None:
    with opened_journal(state, FACTS, inputs, resume=False) as journal:
        for checkpoint in checkpoints:
            journal.add(checkpoint)


def _resumed(state: Path, inputs: list[Input], facts: dict[str, Any] = FACTS) -> Checkpoint:
    with opened_journal(state, facts, inputs, resume=True) as journal:
        return journal.last


def test_the_last_checkpoint_is_gone_on_with(state: Path, inputs: list[Input]) -> None:
    _begin(state, inputs, Checkpoint(1), FAR)
    assert _resumed(state, inputs) == FAR


def test_to_resume_what_was_never_begun_is_to_begin_it(state: Path, inputs: list[Input]) -> None:
    assert _resumed(state, inputs) == Checkpoint()
    assert _resumed(state, inputs) == Checkpoint()


@pytest.mark.parametrize("kept", [0, 1, 40, -1])
def test_a_line_that_was_not_written_to_its_end_does_not_count(
    state: Path, inputs: list[Input], kept: int
) -> None:
    _begin(state, inputs, Checkpoint(1), Checkpoint(2))
    path = state / "journal.jsonl"
    *lines, last = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines) + last[:kept])
    assert _resumed(state, inputs) == Checkpoint(1)
    with opened_journal(state, FACTS, inputs, resume=True) as journal:
        journal.add(Checkpoint(3))
    assert _resumed(state, inputs) == Checkpoint(3)


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({**FACTS, "package": "2"}, 'package was "1", is "2"'),
        ({**FACTS, "settings": {"target": "de", "stages": []}}, 'settings.stages was ["names"]'),
        ({**FACTS, "settings": {"target": "uk"}}, 'settings.target was "de", is "uk"'),
        ({**FACTS, "models": ["x"]}, 'models was null, is ["x"]'),
    ],
)
def test_other_settings_are_refused_and_named(
    state: Path, inputs: list[Input], facts: dict[str, Any], says: str
) -> None:
    _begin(state, inputs, FAR)
    with pytest.raises(JournalError) as refused:
        _resumed(state, inputs, facts)
    assert says in str(refused.value)
    assert "another folder" in str(refused.value)
    assert _resumed(state, inputs) == FAR


def test_other_inputs_are_refused_and_named(state: Path, inputs: list[Input]) -> None:
    _begin(state, inputs, FAR)
    for others, says in ((inputs[:1], "b.txt is gone"), (inputs[::-1], "b.txt stands where a.txt")):
        with pytest.raises(JournalError, match=says):
            _resumed(state, others)
    path = inputs[1].path
    assert path is not None
    path.write_text("other\n", encoding="utf-8")
    with pytest.raises(JournalError, match=r"b\.txt was changed since"):
        _resumed(state, inputs)


def test_inputs_of_the_same_size_and_a_later_time_are_refused(
    state: Path, inputs: list[Input]
) -> None:
    _begin(state, inputs, FAR)
    path = inputs[0].path
    assert path is not None
    status = path.stat()
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns + 1))
    with pytest.raises(JournalError, match=r"a\.txt was changed since"):
        _resumed(state, inputs)


def test_a_run_that_was_broken_off_is_not_written_over(state: Path, inputs: list[Input]) -> None:
    _begin(state, inputs, FAR)
    with pytest.raises(JournalError, match="--resume"):
        _begin(state, inputs)
    assert _resumed(state, inputs) == FAR


def test_a_run_that_is_over_may_be_followed_by_another(state: Path, inputs: list[Input]) -> None:
    _begin(state, inputs, Checkpoint(9, end=True, over=True))
    _begin(state, inputs, Checkpoint(1))
    assert _resumed(state, inputs) == Checkpoint(1)


def test_two_runs_do_not_share_a_folder(state: Path, inputs: list[Input]) -> None:
    with (
        opened_journal(state, FACTS, inputs, resume=False),
        pytest.raises(JournalError, match="another command"),
    ):
        _resumed(state, inputs)


@pytest.mark.parametrize(
    "head", [b"", b"{}\n", b'{"journal":99,"facts":{}}\n', b"[1]\n", b"\xff\n"]
)
def test_what_is_no_journal_is_refused(state: Path, inputs: list[Input], head: bytes) -> None:
    _begin(state, inputs)
    (state / "journal.jsonl").write_bytes(head)
    with pytest.raises(JournalError, match="no journal of this version"):
        _resumed(state, inputs)


def test_checkpoints_are_due_after_their_time(state: Path, inputs: list[Input]) -> None:
    _begin(state, inputs)
    for every, due in ((0.0, True), (3600.0, False)):
        journal = Journal(state / "journal.jsonl", Checkpoint(), every)
        assert journal.due is due
        journal.close()
