"""A run whose shards are done elsewhere, and what comes out written here, in order."""

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from itertools import dropwhile
from typing import Protocol

from normalizer.errors import SettingsError
from normalizer.runs.clean import RunWriter
from normalizer.runs.inputs import Input, total_size
from normalizer.runs.jobs import jobs_of
from normalizer.runs.portion import Portion
from normalizer.runs.selection import Selection
from normalizer.runs.shard_run import Outcome, forget, portions_of
from normalizer.runs.shards import SHARD_SIZE, Shard, Work, shards_of
from normalizer.runs.summary import RunSummary

Go = Callable[[], bool]


class Runner(Protocol):
    """Does shards on one machine or many."""

    def outcomes(self, shards: Iterable[Shard], go: Go) -> Iterator[tuple[Shard, Outcome]]:
        """What became of each shard, in order; what is begun is done once ``go`` says no.

        It holds no more of them than its workers need.

        Raises:
            NormalizerError: a shard can't be done.
        """
        ...


@dataclass(frozen=True)
class ShardedRun:
    """Does ``work`` by a ``runner``, in shards of about ``shard_size`` bytes."""

    work: Work
    runner: Runner
    selection: Selection = Selection()  # noqa: RUF009  it is frozen
    shard_size: int = SHARD_SIZE

    def __call__(
        self, inputs: Sequence[Input], writer: RunWriter, go: Go = lambda: True
    ) -> RunSummary:
        """Do the shards that ``writer`` doesn't have yet, and write them; the counts of the run.

        Raises:
            SettingsError: an input is standard input.
            NormalizerError: the run can't go on; what it is in the middle of isn't written.
            InterruptedRun: ``go`` says no, and what was begun is done.
        """
        if any(one.path is None and one.error is None for one in inputs):
            message = "standard input can be read here only: leave --runner out, or name a file"
            raise SettingsError(message)
        with closing(self._results(inputs, writer, go)) as results:
            return writer.write_all(results, go)

    def shards(self, inputs: Sequence[Input], writer: RunWriter) -> Iterator[Shard]:
        """All shards of the run."""
        options, output = self.work.options, writer.destination.output
        jobs = jobs_of(inputs, options, output, size=self.work.size)
        chosen = self.selection.of(jobs, total_size(inputs))
        return shards_of(chosen, inputs, self.work, size=self.shard_size)

    def _results(
        self, inputs: Sequence[Input], writer: RunWriter, go: Go
    ) -> Generator[Sequence[Portion], None, None]:
        done = writer.jobs
        left = dropwhile(
            lambda shard: shard.first + len(shard.jobs) <= done, self.shards(inputs, writer)
        )
        waiting: list[Shard] = []
        with ExitStack() as stack:
            outcomes = self.runner.outcomes(left, go)
            if isinstance(outcomes, Generator):  # what it started ends before its parts go
                stack.callback(outcomes.close)
            for shard, outcome in outcomes:
                for number, portions in enumerate(portions_of(shard, outcome), start=shard.first):
                    if number >= done:
                        yield portions
                waiting = _without_written([*waiting, shard], writer)
        for shard in waiting if go() else ():
            forget(shard)


def _without_written(shards: Sequence[Shard], writer: RunWriter) -> list[Shard]:
    """Those of ``shards`` whose parts are still needed if this process is killed now."""
    kept = []
    for shard in shards:
        journal = writer.journal
        if journal is None or journal.last.jobs >= shard.first + len(shard.jobs):
            forget(shard)
        else:
            kept.append(shard)
    return kept
