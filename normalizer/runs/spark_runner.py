"""Shards done by Spark, on this machine or a cluster.

A shard is a job of one task: it is sent as JSON, and so is what became of it. Spark does it again
where a worker of its dies, up to `ATTEMPTS` times in all.
"""

import shutil
import signal
import sys
import tempfile
import threading
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from normalizer.errors import NormalizerError, WorkerError
from normalizer.formats.extras import extra
from normalizer.runs.shard_run import Outcome, run_shard, run_shard_carefully
from normalizer.runs.shards import Shard, Told, decoded, encoded, raised, told

ATTEMPTS = 4
"""How often Spark tries a shard before it gives it up."""

WINDOW = 2
"""Shards for each worker that are begun, or done and not fetched yet."""

_CRASHED = ("Python worker exited unexpectedly", "ExecutorLostFailure", "EOFException")
"""What Spark says where a worker died, and not the shard was refused."""

_JAVA = (
    "Spark needs Java 17 or newer: install it (Debian: apt install openjdk-17-jre-headless), "
    "or say where it is with JAVA_HOME"
)

Go = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class _Answer:
    """What became of a shard, or why it can't be done."""

    outcome: Outcome | None = None
    error: Told | None = None


@dataclass(frozen=True)
class SparkRunner:
    """Does shards by the Spark at ``master``, or by ``workers`` processes of this machine.

    Without a number there are as many as processors. A cluster that grows with what there is to do
    must be told the number, since it says only how many it has now.

    ``java_home`` is where the environment says that Java is.
    """

    workers: int | None = None
    master: str | None = None
    java_home: str | None = None

    def outcomes(self, shards: Iterable[Shard], go: Go) -> Iterator[tuple[Shard, Outcome]]:
        """What became of each shard, in order; what is begun is done once ``go`` says no.

        Raises:
            LibraryError: Spark isn't installed.
            NormalizerError: a shard can't be done.
            WorkerError: Spark can't be started, or gave a shard up.
        """
        begun: deque[tuple[Shard, Future[Outcome]]] = deque()
        coming = iter(shards)
        with self._context() as context:
            window = WINDOW * (self.workers or context.defaultParallelism)
            threads = ThreadPoolExecutor(window, "shard")
            try:
                while True:
                    while len(begun) < window and go():
                        shard = next(coming, None)
                        if shard is None:
                            break
                        begun.append((shard, threads.submit(_done, context, shard)))
                    if not begun:
                        return
                    shard, future = begun.popleft()
                    yield shard, future.result()
            finally:
                threads.shutdown(wait=False, cancel_futures=True)

    @contextmanager
    def _context(self) -> Iterator[Any]:
        """A context of Spark, which is gone at the end, with all that it does."""
        spark = extra("pyspark", "spark", "--runner spark")
        self._check_java()
        conf = spark.SparkConf()
        for key, value in self._facts().items():
            conf.set(key, value)
        with tempfile.TemporaryFile() as said:
            context = _started(spark, conf, said)
            try:
                context.setLogLevel("OFF")  # what matters is told by an error of ours
                if self.master is None:
                    context.pythonExec = sys.executable
                yield context
            finally:
                context.cancelAllJobs()
                context.stop()

    def _facts(self) -> dict[str, str]:
        facts = {
            "spark.app.name": "normalizer",
            "spark.ui.enabled": "false",
            "spark.ui.showConsoleProgress": "false",
            "spark.task.maxFailures": str(ATTEMPTS),
            "spark.python.worker.reuse": "true",
        }
        if self.master is not None:
            return {**facts, "spark.master": self.master}
        return {
            **facts,
            "spark.master": f"local[{self.workers or '*'},{ATTEMPTS}]",
            "spark.driver.host": "127.0.0.1",
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.python.unix.domain.socket.enabled": str(sys.platform != "win32").lower(),
        }

    def _check_java(self) -> None:
        """Say what is missing before Spark says it its own way.

        Raises:
            WorkerError: there is no Java.
        """
        home = None if self.java_home is None else str(Path(self.java_home) / "bin")
        if shutil.which("java", path=home) is None:
            raise WorkerError(_JAVA)


def _started(spark: Any, conf: Any, said: IO[bytes]) -> Any:
    """A context of Spark, which leaves what becomes of a Ctrl-C to those who decide it.

    What Java and its workers have to say to nobody in particular is ``said`` to a file.

    Raises:
        WorkerError: it can't be started.
    """
    launch = extra("pyspark.java_gateway", "spark", "--runner spark").launch_gateway
    is_main = threading.current_thread() is threading.main_thread()
    heard = signal.getsignal(signal.SIGINT) if is_main else None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)  # of data frames, of which are none
            gateway = launch(conf, popen_kwargs={"stdout": said, "stderr": said})
            return spark.SparkContext(gateway=gateway, conf=conf)
    except (OSError, ValueError, spark.errors.PySparkException) as error:
        said.seek(0)
        java = [line for line in said.read().decode("utf-8", "replace").split("\n") if line]
        why = next((line for line in java if "Exception" in line or "Error" in line), str(error))
        message = f"Spark can't be started: {why.strip()}. {_JAVA}"
        raise WorkerError(message) from error
    finally:
        if is_main:
            signal.signal(signal.SIGINT, heard)


def _done(context: Any, shard: Shard) -> Outcome:
    """What became of ``shard``; where it kills its workers, it is done record by record.

    Raises:
        NormalizerError: it can't be done.
    """
    answer: _Answer | None = None
    try:
        answer = _asked(context, shard, carefully=False)
    except Exception as error:  # Spark's own, or that of the bridge to Java
        if not any(sign in str(error) for sign in _CRASHED):
            raise _given_up(shard, error) from error
    if answer is None:
        try:
            answer = _asked(context, shard, carefully=True)
        except Exception as error:  # as above
            raise _given_up(shard, error) from error
    if answer.error is not None:
        raise raised(answer.error)
    if answer.outcome is None:
        raise _given_up(shard, ValueError("no answer"))
    return answer.outcome


def _asked(context: Any, shard: Shard, *, carefully: bool) -> _Answer:
    work = _carefully if carefully else _at_once
    (answer,) = context.parallelize([shard.to_json()], 1).map(work).collect()
    return decoded(answer, _Answer)


def _at_once(shard: bytes) -> bytes:
    return _answered(run_shard, shard)


def _carefully(shard: bytes) -> bytes:
    return _answered(run_shard_carefully, shard)


def _answered(run: Callable[[Shard], Outcome], shard: bytes) -> bytes:
    """What ``run`` says; what is wrong for good isn't tried again, so it is an answer, too."""
    try:
        answer = _Answer(run(Shard.from_json(shard)))
    except NormalizerError as error:
        answer = _Answer(error=told(error))
    return encoded(answer)


def _given_up(shard: Shard, error: Exception) -> WorkerError:
    names = ", ".join(source.name for source in shard.sources[:3])
    return WorkerError(f"{names}: Spark gave up shard {shard.number}: {_last_line(error)}")


def _last_line(error: Exception) -> str:
    """The last line that isn't one of a stack of Java's: an error of Python's, if there is one."""
    lines = [line.strip() for line in str(error).split("\n")]
    told = [line for line in lines if line and not line.startswith(("at ", "..."))]
    python = [line for line in told if "Error: " in line and not line.startswith("py4j")]
    return (python or told or [repr(error)])[-1]
