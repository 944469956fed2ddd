"""Jobs done by several supervised workers, their results in the order of the jobs."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from queue import LifoQueue
from threading import Lock
from typing import Any, Protocol, Self

from normalizer.errors import LostWorkerError, WorkerError
from normalizer.runs.worker import Plan, Worker, WorkerDied

ATTEMPTS = 2
"""How many workers a job may kill before it is cut into smaller ones."""

DEATHS = 5 * ATTEMPTS
"""Deaths of a helper in a row, without an answer between them, that no question is to blame for."""

WINDOW = 4
"""Jobs for each worker that are begun, or done and not fetched yet."""


class Job(Protocol):
    """A piece of work that can be pickled; its results are a list."""

    def parts(self) -> "Sequence[Job]":
        """The smaller jobs it is made of, in order; none if it can't be cut."""
        ...


class PoolPlan(Plan, Protocol):
    """What workers need to know, and what becomes of a job that none of them survives."""

    def refused(self, job: Any, reason: str) -> Any:
        """The result of a ``job`` that can't be cut, since it kills whoever tries to do it."""
        ...


Go = Callable[[], bool]
"""Whether further jobs may be begun."""


class Helper:
    """A process that answers what workers ask, one question after another.

    It is started with the first, and again after it died.
    """

    def __init__(self, plan: Plan) -> None:
        self._worker = Worker(plan)
        self._alone = Lock()
        self._deaths = 0

    def __call__(self, question: Any) -> Any:
        """The answer.

        Raises:
            LostWorkerError: `DEATHS` processes died in a row, over whatever they were asked.
            WorkerError: `ATTEMPTS` processes died over it.
            Exception: whatever it raised.
        """
        how = ""
        with self._alone:
            for _ in range(ATTEMPTS):
                try:
                    answer = self._worker(question)
                except WorkerDied as death:
                    how = str(death)
                    self._deaths += 1
                else:
                    self._deaths = 0
                    return answer
        if self._deaths >= DEATHS:
            message = (
                f"the process that helps all workers {how}, whatever it was asked, {self._deaths} "
                "times; memory may be short: end other programs, or install smaller models"
            )
            raise LostWorkerError(message)
        message = f"the process that helps all workers {how}, {ATTEMPTS} times over the same thing"
        raise WorkerError(message)

    @property
    def process_id(self) -> int | None:
        """The id of the process, while there is one."""
        return self._worker.process_id

    def kill(self) -> None:
        """End the process now, and start none again."""
        self._worker.kill()

    def close(self) -> None:
        """Wait until it is gone."""
        self._worker.close()


@dataclass
class Pool:
    """Workers that a thread each looks after; a ``helper`` answers what they ask.

    A worker that dies is replaced and its job done again. A job that kills `ATTEMPTS` of them is
    cut into its parts, and what can't be cut is refused; all others are done.
    """

    plan: PoolPlan
    workers: int
    helper: Helper | None = None
    _free: "LifoQueue[Worker]" = field(init=False, repr=False)
    members: tuple[Worker, ...] = field(init=False, repr=False)
    _threads: ThreadPoolExecutor = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.members = tuple(Worker(self.plan, self.helper) for _ in range(self.workers))
        self._free = LifoQueue()  # who has work already gets more of it before one is started
        for worker in self.members:
            self._free.put(worker)
        self._threads = ThreadPoolExecutor(self.workers, "worker")

    def results(self, jobs: Iterable[Job], go: Go = lambda: True) -> Iterator[list[Any]]:
        """The results of each job, in order; what is begun is done once ``go`` says no.

        The memory it takes is that of `WINDOW` jobs a worker, and their results.
        """
        begun: deque[Future[list[Any]]] = deque()
        coming = iter(jobs)
        while True:
            while len(begun) < WINDOW * self.workers and go():
                job = next(coming, None)
                if job is None:
                    break
                begun.append(self._threads.submit(self._done, job))
            if not begun:
                return
            yield begun.popleft().result()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Leave no process behind; jobs that nobody waits for any more are broken off."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        helper = () if self.helper is None else (self.helper,)
        for process in (*self.members, *helper):
            process.kill()
        self._threads.shutdown(wait=True)
        for process in (*self.members, *helper):
            process.close()

    def _done(self, job: Job) -> list[Any]:
        how = ""
        for _ in range(ATTEMPTS):
            worker = self._free.get()
            try:
                return list(worker(job))
            except WorkerDied as death:
                how = str(death)
            finally:
                self._free.put(worker)
        parts = job.parts()
        if not parts:
            return [self.plan.refused(job, f"a worker {how} over it, {ATTEMPTS} times")]
        return [result for part in parts for result in self._done(part)]
