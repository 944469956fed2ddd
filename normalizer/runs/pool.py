"""Jobs done by several supervised workers, their results in the order of the jobs."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from queue import LifoQueue
from typing import Any, Protocol, Self

from normalizer.runs.worker import Plan, Worker, WorkerDied

ATTEMPTS = 2
"""How many workers a job may kill before it is cut into smaller ones."""

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


@dataclass
class Pool:
    """Workers that a thread each looks after.

    A worker that dies is replaced and its job done again. A job that kills `ATTEMPTS` of them is
    cut into its parts, and what can't be cut is refused; all others are done.
    """

    plan: PoolPlan
    workers: int
    _free: "LifoQueue[Worker]" = field(init=False, repr=False)
    members: tuple[Worker, ...] = field(init=False, repr=False)
    _threads: ThreadPoolExecutor = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.members = tuple(Worker(self.plan) for _ in range(self.workers))
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
        for worker in self.members:
            worker.kill()
        self._threads.shutdown(wait=True)
        for worker in self.members:
            worker.close()

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
