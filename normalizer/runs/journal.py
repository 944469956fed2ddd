"""The journal of a run: how far it is, kept so that a run that was killed can be gone on with.

A line of the journal is written after everything it speaks of has reached the disk. What was
written behind the last line is taken back and done again, which gives the same bytes.
"""

import json
import os
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from typing import IO, Any

import msgspec

from normalizer.engines.guard import alone
from normalizer.errors import JournalError, ModelError
from normalizer.formats.files import WholeFile, kept
from normalizer.runs.inputs import Input
from normalizer.runs.portion import json_line
from normalizer.runs.summary import RunSummary

VERSION = 1
EVERY = 0.5
"""Seconds of work that are lost at most, besides the jobs that were in hand."""

_NAME, _INPUTS = "journal.jsonl", "inputs.jsonl"
_MOST = 5


@dataclass(frozen=True, slots=True)
class Place:
    """Where the files beside the outputs end: bytes of audit, metadata and rejects."""

    audit: int = 0
    metadata: int = 0
    rejects: int = 0


@dataclass(frozen=True, slots=True)
class OpenFile:
    """An input of which a part was written: ``number`` counts inputs from 0.

    ``written`` bytes of its output stand, ``None`` where there is none; ``broken`` is why it can't
    be written on. ``since`` is where the files beside it ended before it.
    """

    number: int
    written: int | None
    good: int
    bad: int
    since: Place
    summary: RunSummary
    broken: str | None = None


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """How far a run is: ``jobs`` are done, and so many ``portions`` of the next.

    All of their bytes are on the disk, up to the ``place``. ``summary`` counts the inputs that
    are finished; ``naming`` is the number of one whose output may still lack its name. At the
    ``end`` only the files beside the outputs do, and when it is ``over`` nothing does.
    """

    jobs: int = 0
    portions: int = 0
    place: Place = Place()
    summary: RunSummary = field(default_factory=RunSummary)
    file: OpenFile | None = None
    naming: int | None = None
    end: bool = False
    over: bool = False


_CHECKPOINT = msgspec.json.Decoder(Checkpoint, dec_hook=lambda _, value: Counter(value))


class Journal:
    """The journal in a folder; ``last`` is its last checkpoint."""

    def __init__(self, path: Path, last: Checkpoint, every: float = EVERY) -> None:
        self.last = last
        self._file: IO[bytes] = path.open("ab")
        self._every = every
        self._written = time.monotonic()

    @property
    def due(self) -> bool:
        """Whether it is time for another checkpoint."""
        return time.monotonic() - self._written >= self._every

    def add(self, checkpoint: Checkpoint) -> None:
        """Keep ``checkpoint``; the bytes it speaks of must be on the disk already.

        Raises:
            OSError: it can't be written.
        """
        _append(self._file, checkpoint)
        self.last = checkpoint
        self._written = time.monotonic()

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


@contextmanager
def opened_journal(
    folder: Path,
    facts: Mapping[str, Any],
    inputs: Sequence[Input],
    *,
    resume: bool,
    every: float = EVERY,
) -> Iterator[Journal]:
    """The journal in ``folder``, of the run that ``facts`` and ``inputs`` make what it is.

    To ``resume`` a run that hasn't begun is to begin it. The folder is held against other runs.

    Raises:
        JournalError: a run was broken off there and this isn't to resume it, or it was another
            run; the message says what differs.
        OSError: the folder can't be written to.
    """
    path = folder / _NAME
    with _alone(folder):
        found = _read(path) if path.exists() else None
        if found is not None and resume:
            _check_same(folder, found[0], facts, inputs)
        elif found is not None and not found[1].over:
            message = (
                f"{folder}: a run that was broken off is kept there: go on with it (--resume), "
                "or remove the folder"
            )
            raise JournalError(message)
        if found is None or not resume:
            _begin(folder, facts, inputs)
        journal = Journal(path, found[1] if found and resume else Checkpoint(), every)
        try:
            yield journal
        finally:
            journal.close()


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    try:
        guard = alone(folder, wait=False)
        guard.__enter__()
    except ModelError as error:
        raise JournalError(str(error)) from error
    try:
        yield
    finally:
        guard.__exit__(None, None, None)


def _begin(folder: Path, facts: Mapping[str, Any], inputs: Sequence[Input]) -> None:
    """Write an empty journal, whole or not at all."""
    with kept(WholeFile(folder / _INPUTS)) as file:
        for line in _identities(inputs):
            file.write(line)
    with kept(WholeFile(folder / _NAME)) as file:
        head = {"journal": VERSION, "facts": facts}
        file.write(msgspec.json.encode(head) + b"\n")


def _read(path: Path) -> tuple[Mapping[str, Any], Checkpoint]:
    """The facts and the last checkpoint; a line that wasn't written to its end is taken out.

    Raises:
        JournalError: it is no journal, or one of another version.
    """
    try:
        with path.open("r+b") as file:
            head = file.readline()
            facts = _facts(head)
            last = Checkpoint()
            end = len(head)
            for line in file:
                if not line.endswith(b"\n"):
                    break
                last = _CHECKPOINT.decode(line)
                end += len(line)
            file.truncate(end)
    except (ValueError, KeyError, TypeError) as error:
        message = f"{path}: is no journal of this version ({error}); remove its folder"
        raise JournalError(message) from error
    return facts, last


def _facts(head: bytes) -> Mapping[str, Any]:
    read = json.loads(head)
    if read["journal"] != VERSION:
        message = f"version {read['journal']}"
        raise ValueError(message)
    return dict(read["facts"])


def _check_same(
    folder: Path, before: Mapping[str, Any], facts: Mapping[str, Any], inputs: Sequence[Input]
) -> None:
    """Refuse to go on with a run that was another one.

    Raises:
        JournalError: it was; the message says what differs.
    """
    now = json.loads(msgspec.json.encode(facts))
    differ = [*_differences("", before, now), *_other_inputs(folder / _INPUTS, inputs)]
    if differ:
        more = f"; and {len(differ) - _MOST} more" if len(differ) > _MOST else ""
        message = (
            f"{folder}: this isn't the run that was broken off there: "
            f"{'; '.join(differ[:_MOST])}{more}; make it the same, or begin anew in another folder"
        )
        raise JournalError(message)


def _differences(name: str, before: Any, now: Any) -> Iterator[str]:
    if isinstance(before, dict) and isinstance(now, dict):
        for key in dict.fromkeys((*before, *now)):
            place = f"{name}.{key}" if name else key
            yield from _differences(place, before.get(key), now.get(key))
    elif before != now:
        yield f"{name} was {json.dumps(before)}, is {json.dumps(now)}"


def _other_inputs(known: Path, inputs: Sequence[Input]) -> Iterator[str]:
    with known.open("rb") as lines:
        for before, now in zip_longest(lines, _identities(inputs)):
            if before == now:
                continue
            if before is None or now is None:
                name = json.loads(now or before)["name"]
                yield f"the input {name} {'is new' if before is None else 'is gone'}"
            else:
                old, new = json.loads(before), json.loads(now)
                same = old["name"] == new["name"]
                what = "was changed since" if same else f"stands where {old['name']} stood"
                yield f"the input {new['name']} {what}"
            return


def _identities(inputs: Sequence[Input]) -> Iterator[bytes]:
    """A line for each input: its name, its size, and when it was changed."""
    for one in inputs:
        size, changed = one.state
        yield json_line({"name": one.name, "bytes": size, "changed": changed})


def _append(file: IO[bytes], checkpoint: Checkpoint) -> None:
    file.write(msgspec.json.encode(checkpoint) + b"\n")
    file.flush()
    os.fsync(file.fileno())
