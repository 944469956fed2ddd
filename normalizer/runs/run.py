"""A run from start to end: jobs done here or by workers, and what comes out written in order."""

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import chain, islice

from normalizer.formats.format import CHUNK_SIZE, FormatOptions
from normalizer.pipeline.normalizer import Normalizer
from normalizer.runs.clean import RunWriter
from normalizer.runs.cleaning import Cleaner, CleaningPlan, Watch, check_device
from normalizer.runs.engine_process import AbsentEngine, EnginePlan
from normalizer.runs.inputs import Input, total_size
from normalizer.runs.jobs import CleaningJob, jobs_of
from normalizer.runs.pool import Helper, Pool
from normalizer.runs.portion import Portion
from normalizer.runs.selection import Selection
from normalizer.runs.summary import RunSummary

FEWEST_JOBS = 3
"""Fewer jobs are done without workers: one that is started loads all rules first."""

Go = Callable[[], bool]


@dataclass(frozen=True)
class Run:
    """Cleans inputs as ``plan`` says, with up to so many ``workers``.

    Where there is one, or little to do, or ``watch`` is to see the articles, all is done in this
    process, by ``normalizer``; what comes out is the same.
    """

    plan: CleaningPlan
    normalizer: Normalizer
    options: FormatOptions
    workers: int = 1
    watch: Watch | None = None
    selection: Selection = Selection()  # noqa: RUF009  it is frozen
    size: int = CHUNK_SIZE

    def __call__(
        self, inputs: Sequence[Input], writer: RunWriter, go: Go = lambda: True
    ) -> RunSummary:
        """Do the jobs that ``writer`` doesn't have yet, and write them; the counts of the run.

        Raises:
            NormalizerError: the run can't go on; what it is in the middle of isn't written.
            InterruptedRun: ``go`` says no, and what was begun is done.
        """
        check_device(self.plan.settings)
        whole = jobs_of(inputs, self.options, writer.destination.output, size=self.size)
        total = total_size(inputs) if self.selection.shard else None
        jobs = islice(self.selection.of(whole, total), writer.jobs, None)
        with closing(self._results(jobs, go)) as results:
            return writer.write_all(results, go)

    def _results(
        self, jobs: Iterator[CleaningJob], go: Go
    ) -> Generator[Sequence[Portion], None, None]:
        first = list(islice(jobs, FEWEST_JOBS if self.workers > 1 and self.watch is None else 0))
        jobs = chain(first, jobs)
        if len(first) < FEWEST_JOBS:
            yield from self._in_this_process(jobs, go)
        else:
            with self._pool() as pool:
                yield from pool.results(jobs, go)

    def _pool(self) -> Pool:
        """Workers; where there are models, one process more that has them for all."""
        settings, catalogue = self.plan.settings, self.normalizer.catalogue
        engines = catalogue.engines if "translation" in settings.stages else ()
        if not engines:
            return Pool(self.plan, self.workers)
        known = tuple(AbsentEngine.of(number, engine) for number, engine in enumerate(engines))
        plan = replace(self.plan, engines=known)
        return Pool(plan, self.workers, Helper(EnginePlan(settings)))

    def _in_this_process(self, jobs: Iterable[CleaningJob], go: Go) -> Iterator[list[Portion]]:
        cleaner = Cleaner(self.plan, self.normalizer, self.watch or iter)
        for job in jobs:
            if not go():
                return
            yield cleaner(job)
