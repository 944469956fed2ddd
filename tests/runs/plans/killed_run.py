"""A run that kills itself, or one of its workers, at a moment that is counted, not timed.

Its only argument is an object of JSON: the ``inputs``, the ``output``, the folder ``state``,
whether to ``resume``, how many ``workers``, the ``size`` of a chunk, and whom to ``kill`` (``main``
or ``worker``) at which moment ``at``; ``interrupt`` and ``interrupt twice`` send what Ctrl-C sends.
Moments are each portion that was written, and the time
before and behind each write to the disk and each naming of a file. The number of moments that
passed is printed.
"""

import json
import os
import signal
import sys
from contextlib import ExitStack
from pathlib import Path
from subprocess import Popen
from typing import Any

from deadly import DeadlyLines

from normalizer import Normalizer
from normalizer.audit.records import run_record
from normalizer.cli.stopping import Stop
from normalizer.errors import InterruptedRun, NormalizerError
from normalizer.formats.choice import FORMATS
from normalizer.formats.format import FormatOptions
from normalizer.runs import worker
from normalizer.runs.clean import RunWriter
from normalizer.runs.cleaning import CleaningPlan
from normalizer.runs.destination import Destination
from normalizer.runs.inputs import find_inputs
from normalizer.runs.journal import opened_journal
from normalizer.runs.output import Output
from normalizer.runs.portion import Portion, json_line
from normalizer.runs.run import Run
from normalizer.runs.summary import RunSummary

FORMATS["deadly"] = DeadlyLines


class Moments:
    """Counts them, and kills at the one that was asked for."""

    def __init__(self, kill: str | None, at: int) -> None:
        self.passed = 0
        self._kill, self._at = kill, at
        self._workers: list[Popen[bytes]] = []

    def moment(self) -> None:
        self.passed += 1
        if self._kill == "interrupt twice" and self.passed == self._at + 1:
            os.kill(os.getpid(), signal.SIGINT)
        if self.passed != self._at:
            return
        if self._kill in {"interrupt", "interrupt twice"}:
            os.kill(os.getpid(), signal.SIGINT)
        if self._kill == "main":
            os.kill(os.getpid(), signal.SIGKILL)
        if self._kill == "worker":
            alive = [process for process in self._workers if process.poll() is None]
            alive[self._at % len(alive)].kill()

    def watched(self, module: Any, name: str) -> None:
        """Have a moment before and behind each call of the function ``name``."""
        function = getattr(module, name)

        def called(*given: Any, **named: Any) -> Any:
            self.moment()
            result = function(*given, **named)
            self.moment()
            return result

        setattr(module, name, called)

    def started(self, *given: Any, **named: Any) -> Popen[bytes]:
        self._workers.append(Popen(*given, **named))
        return self._workers[-1]

    def portion(self, portion: Portion) -> None:  # noqa: ARG002
        self.moment()

    def problem(self, error: NormalizerError) -> None:
        pass

    def warning(self, message: str) -> None:
        pass


def run(asked: dict[str, Any], moments: Moments) -> RunSummary:
    out = Path(asked["output"])
    inputs = find_inputs(asked["inputs"], asked.get("format"))
    beside = {
        name: out.with_name(f"{out.name}.{name}") for name in ("audit", "metadata", "rejects")
    }
    destination = Destination(Output(out, is_folder=len(inputs) > 1), **beside)
    normalizer = Normalizer(only=asked["only"], model_folders=())
    facts = {"package": "0"}
    plan = CleaningPlan(normalizer.settings, run_record(facts))
    with ExitStack() as stack:
        journal = None
        if asked.get("state"):
            resume = asked.get("resume", False)
            kept = opened_journal(Path(asked["state"]), facts, inputs, resume=resume, every=0)
            journal = stack.enter_context(kept)
        writer = RunWriter(destination, inputs, json_line(run_record(facts)), moments, journal)
        every = Run(plan, normalizer, FormatOptions(), asked["workers"], size=asked["size"])
        stop = Stop()
        stack.enter_context(stop.heard())
        return every(inputs, writer, stop.go)


if __name__ == "__main__":
    asked = json.loads(sys.argv[1])
    moments = Moments(asked.get("kill"), asked.get("at", 0))
    moments.watched(os, "fsync")
    moments.watched(Path, "replace")
    worker.Popen = moments.started  # type: ignore[misc]
    try:
        summary = run(asked, moments)
    except InterruptedRun:
        sys.exit(130)
    except KeyboardInterrupt:
        sys.exit(131)
    print(json.dumps({"moments": moments.passed, "rejected": summary.rejected}))  # noqa: T201
