"""A worker: a process that does one job after another until its parent has no more, or is gone.

It is started as a fresh interpreter, never as a copy of its parent: CTranslate2 doesn't survive
a fork, and the script of who uses this package as a library isn't run a second time.
"""

import os
import pickle
import sys
from collections.abc import Callable
from contextlib import suppress
from subprocess import PIPE, Popen
from threading import Lock
from typing import IO, Any, Protocol

from normalizer.errors import WorkerError
from normalizer.garbage import keep_loaded

_BOOT = (
    "import sys; sys.path[:] = {path!r}; from normalizer.garbage import collect_seldom; "
    "collect_seldom(); from normalizer.runs.worker import serve; serve()"
)
_READY, _DONE, _RAISED, _ASKS = "ready", "done", "raised", "asks"

STARTS = 2
"""How often a process is started that dies while it loads."""

Ask = Callable[[Any], Any]
"""Asks the parent something in the middle of a job, and waits for its answer."""


class Plan(Protocol):
    """What a worker needs to know, and can be pickled."""

    def prepared(self, ask: Ask) -> Callable[[Any], Any]:
        """What does a job; rules and models are loaded here, once. It may ``ask``."""
        ...


class WorkerDied(Exception):  # noqa: N818  it is no mistake of anybody, and always caught
    """A worker died over a job; the message says how."""


class Worker:
    """A process that is started with its first job, and again after it died.

    Used by one thread at a time; any thread may kill it. What it asks is answered by ``answer``.
    """

    def __init__(self, plan: Plan, answer: Ask | None = None) -> None:
        self._plan = plan
        self._answer = answer
        self._process: Popen[bytes] | None = None
        self._killed = False
        self._starting = Lock()

    def __call__(self, job: Any) -> Any:
        """What becomes of ``job``.

        Raises:
            WorkerDied: the process died over it.
            WorkerError: no process can be started, or it was killed on purpose.
            Exception: whatever the job raised.
        """
        process = self._process or self._started()
        try:
            answer = self._told(process, job)
        except (EOFError, OSError, pickle.UnpicklingError):
            raise WorkerDied(self._buried()) from None
        return _value(answer)

    @property
    def process_id(self) -> int | None:
        """The id of the process, while there is one."""
        process = self._process
        return None if process is None else process.pid

    def kill(self) -> None:
        """End the process now, whatever it does, and start none again."""
        with self._starting:
            self._killed = True
            if self._process is not None:
                self._process.kill()

    def close(self) -> None:
        """End the process, which does nothing, and wait until it is gone."""
        if self._process is not None:
            self._buried()

    def _started(self) -> Popen[bytes]:
        for _ in range(STARTS):
            process = self._spawned()
            try:
                answer = self._told(process, self._plan)
            except (EOFError, OSError, pickle.UnpicklingError):
                how = self._buried()
                continue
            _value(answer)
            return process
        message = (
            f"a worker can't be started: it {how} while it loaded, {STARTS} times; "
            "run with -j 1 to see why"
        )
        raise WorkerError(message)

    def _spawned(self) -> Popen[bytes]:
        command = [sys.executable, "-P", "-c", _BOOT.format(path=sys.path)]
        with self._starting:
            if self._killed:
                message = "the workers were ended"
                raise WorkerError(message)
            # A group of its own: a Ctrl-C is the business of the parent alone.
            group = None if os.name == "nt" else 0
            process = Popen(command, stdin=PIPE, stdout=PIPE, process_group=group)  # noqa: S603
            self._process = process
        return process

    def _told(self, process: Popen[bytes], thing: Any) -> tuple[str, Any]:
        """What the process says to ``thing``, once all that it asks on the way is answered."""
        if process.stdin is None or process.stdout is None:
            raise EOFError
        while True:
            process.stdin.write(_pickled(thing))
            process.stdin.flush()
            kind, value = pickle.load(process.stdout)  # noqa: S301  of our own child
            if kind != _ASKS:
                return kind, value
            thing = self._answered(value)

    def _answered(self, question: Any) -> tuple[str, Any]:
        try:
            return (_DONE, None if self._answer is None else self._answer(question))
        except Exception as error:  # noqa: BLE001  it is raised where the question was asked
            return (_RAISED, error)

    def _buried(self) -> str:
        """How the process ended; it is over when this returns."""
        process, self._process = self._process, None
        if process is None:
            return "was gone"
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):
                if pipe is not None:
                    pipe.close()
        code = process.wait()
        return f"was killed by signal {-code}" if code < 0 else f"ended with exit code {code}"


def serve() -> None:
    """Do the jobs that come in on standard input, and answer on standard output.

    What a library prints goes to standard error: standard output is for answers.
    """
    jobs = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    with suppress(EOFError, BrokenPipeError):  # the parent has no more jobs, or is gone
        _serve(jobs, answers)
    with suppress(OSError):
        answers.close()


def _serve(jobs: IO[bytes], answers: IO[bytes]) -> None:
    def ask(question: Any) -> Any:
        _reply(answers, _ASKS, question)
        return _value(pickle.load(jobs))  # noqa: S301  of our own parent

    try:
        plan: Plan = pickle.load(jobs)  # noqa: S301  as above
        do = plan.prepared(ask)
    except Exception as error:  # noqa: BLE001  the parent raises it
        _reply(answers, _RAISED, error)
        return
    keep_loaded()
    _reply(answers, _READY, None)
    while True:
        job = pickle.load(jobs)  # noqa: S301  as above
        try:
            result = do(job)
        except Exception as error:  # noqa: BLE001  as above
            _reply(answers, _RAISED, error)
        else:
            _reply(answers, _DONE, result)


def _value(answer: tuple[str, Any]) -> Any:
    kind, value = answer
    if kind == _RAISED:
        raise value
    return value


def _reply(answers: IO[bytes], kind: str, value: Any) -> None:
    said = _pickled((kind, value))
    if kind == _RAISED:
        try:
            pickle.loads(said)  # noqa: S301  an exception may go in and not come out again
        except Exception:  # noqa: BLE001  whatever that of a library makes of it
            said = _pickled((kind, WorkerError(repr(value))))
    answers.write(said)
    answers.flush()


def _pickled(thing: Any) -> bytes:
    return pickle.dumps(thing, protocol=pickle.HIGHEST_PROTOCOL)
