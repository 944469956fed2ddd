"""A shard done: a function of the shard alone, whose parts have their names once they are whole."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import IO, Self

import msgspec

from normalizer.errors import WorkerError
from normalizer.formats.choice import reading_format
from normalizer.formats.files import kept
from normalizer.formats.format import Joined
from normalizer.formats.remote import Location, location
from normalizer.formats.spooled import AnyFile, whole_file
from normalizer.runs.cleaning import Cleaner, CleaningPlan, check_device
from normalizer.runs.facts import run_facts
from normalizer.runs.jobs import CleaningJob
from normalizer.runs.pool import Pool
from normalizer.runs.portion import Portion
from normalizer.runs.shard_reading import jobs_in
from normalizer.runs.shards import Shard, Told, Work, decoded, encoded, raised, told
from normalizer.runs.summary import ArticleSummary, RunSummary
from normalizer.version import VERSION

PARTS = ("output", "audit", "metadata", "rejects")
"""What a shard makes, each a file; what is empty has none."""

_OUTCOME = "outcome.json"

Do = Callable[[CleaningJob], list[Portion]]


@dataclass(frozen=True, slots=True)
class Made:
    """A `Portion` whose bytes stand in the parts of its shard: so many in each of `PARTS`."""

    number: int
    form: str | None
    lengths: tuple[int, int, int, int]
    good: int
    bad: int
    summary: RunSummary
    articles: tuple[ArticleSummary, ...]
    problems: tuple[Told, ...]
    warnings: tuple[str, ...]
    read: int
    last: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the shard whose parts begin with ``stem``: portions of each of its jobs."""

    stem: str
    jobs: tuple[tuple[Made, ...], ...]


def run_shard(shard: Shard, do: Do | None = None) -> Outcome:
    """Do what ``shard`` describes, and write its parts; if they are there already, it is done.

    ``do`` does a job where that isn't to be done by rules and models of this process. The parts
    are the same bytes each time. What counts is the outcome, which is written last.

    Raises:
        NormalizerError: a file isn't there, or isn't the one it was; a setting doesn't exist.
        OSError: a part can't be written.
    """
    known = found_outcome(shard)
    if known is not None:
        return known
    do = do or _cleaner(encoded(shard.work))
    with _Parts(shard) as parts:
        jobs = tuple(tuple(parts.add(one) for one in do(job)) for job in jobs_in(shard))
    outcome = Outcome(shard.stem, jobs)
    with kept(whole_file(_place(shard, _OUTCOME))) as file:
        file.write(encoded(outcome))
    return outcome


def run_shard_carefully(shard: Shard) -> Outcome:
    """The same, by a process that may die: a record that kills it twice is rejected.

    Raises:
        NormalizerError, OSError: as `run_shard`.
    """
    with Pool(plan_of(shard.work), 1) as pool:
        return run_shard(shard, lambda job: next(pool.results([job])))


def plan_of(work: Work) -> CleaningPlan:
    """What a worker must know to do the jobs of ``work``."""
    return CleaningPlan(work.settings, work.run, audited=work.audited)


def found_outcome(shard: Shard) -> Outcome | None:
    """What became of ``shard``, if it is done."""
    try:
        with _place(shard, _OUTCOME).open("rb") as file:
            return decoded(file.read(), Outcome)
    except FileNotFoundError:
        return None


def portions_of(shard: Shard, outcome: Outcome) -> Iterator[list[Portion]]:
    """The portions of each job of ``shard``, with their bytes.

    Raises:
        WorkerError: a part isn't there, or isn't whole.
    """
    files: dict[str, IO[bytes]] = {}
    forms = {source.number: source.form for source in shard.sources}
    try:
        for job in outcome.jobs:
            yield [_portion(shard, made, files, forms[made.number]) for made in job]
    finally:
        for file in files.values():
            file.close()


def forget(shard: Shard) -> None:
    """Remove the parts of ``shard``, of which all is written elsewhere."""
    for name in (_OUTCOME, *PARTS):
        _place(shard, name).unlink(missing_ok=True)


class _Parts:
    """The parts of a shard while they are written, none of which is left if that fails."""

    def __init__(self, shard: Shard) -> None:
        self._shard = shard
        self._files: dict[str, AnyFile] = {}

    def add(self, portion: Portion) -> Made:
        """Append what ``portion`` holds."""
        data = (portion.output, portion.audit, portion.metadata, portion.rejects)
        for name, part in zip(PARTS, data, strict=True):
            if part:
                self._file(name).write(part)
        output, audit, metadata, rejects = map(len, data)
        return Made(
            portion.number, portion.form, (output, audit, metadata, rejects), portion.good,
            portion.bad, portion.summary, portion.articles,
            tuple(map(told, portion.problems)), portion.warnings, portion.read, portion.last,
        )  # fmt: skip

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        for file in self._files.values():
            file.commit() if kind is None else file.discard()

    def _file(self, name: str) -> AnyFile:
        if name not in self._files:
            self._files[name] = whole_file(_place(self._shard, name))
        return self._files[name]


@lru_cache(maxsize=1)
def _cleaner(work: bytes) -> Cleaner:
    """What does the jobs of ``work``: a process loads its rules and models once."""

    def nobody(question: object) -> object:
        message = f"nobody answers {question}"
        raise WorkerError(message)

    wanted = decoded(work, Work)
    check_device(wanted.settings)
    cleaner = plan_of(wanted).prepared(nobody)
    _check_same(wanted, cleaner)
    return cleaner


def _check_same(work: Work, cleaner: Cleaner) -> None:
    """Refuse to do work with other rules or models than those it was begun with.

    Raises:
        WorkerError: they are others; the message says which.
    """
    here = msgspec.json.decode(encoded(run_facts(cleaner.normalizer, VERSION)))
    differ = [name for name, value in here.items() if work.run.get(name) != value]
    if differ:
        message = (
            f"a worker has another {' and another '.join(differ)} than the run was begun with; "
            "install the same on every machine"
        )
        raise WorkerError(message)


def _place(shard: Shard, name: str) -> Location:
    return location(shard.work.parts) / f"{shard.stem}.{name}"


def _portion(shard: Shard, made: Made, files: dict[str, IO[bytes]], form: str | None) -> Portion:
    output, audit, metadata, rejects = (
        _read(shard, name, files, length) for name, length in zip(PARTS, made.lengths, strict=True)
    )
    reading = None if form is None else reading_format(form, shard.work.options)
    return Portion(
        made.number, made.form, output, audit, metadata, rejects, made.good, made.bad,
        made.summary, made.articles, tuple(map(raised, made.problems)), made.warnings, made.read,
        made.last, reading if isinstance(reading, Joined) else None,
    )  # fmt: skip


def _read(shard: Shard, name: str, files: dict[str, IO[bytes]], length: int) -> bytes:
    if not length:
        return b""
    place = _place(shard, name)
    try:
        if name not in files:
            files[name] = place.open("rb")
        data = files[name].read(length)
    except OSError as error:
        raise _lost(place) from error
    if len(data) != length:
        raise _lost(place)
    return data


def _lost(place: Location) -> WorkerError:
    return WorkerError(
        f"{place}: a worker wrote it, but it isn't here: every machine must see that folder; name "
        "one with --state, or an address such as s3://"
    )
