"""A run whose shards are done by Spark, as a process of its own.

Called with a JSON: the folder of the inputs, the output, the folder of the parts, and that of the
journal, if there is to be one. Told to be ``killed`` after so many portions, it ends as by kill -9;
``interrupted`` after so many, as by Ctrl-C, which all processes of its group hear.
"""

import json
import os
import signal
import sys
from contextlib import ExitStack
from pathlib import Path

from scale.conftest import Heard, work, writer

from normalizer.cli.stopping import Stop
from normalizer.errors import InterruptedRun
from normalizer.runs.inputs import find_inputs
from normalizer.runs.journal import opened_journal
from normalizer.runs.portion import Portion
from normalizer.runs.sharded import ShardedRun
from normalizer.runs.spark_runner import SparkRunner

SHARD = 5_000


class Struck(Heard):
    """Strikes the process it is in."""

    killed = interrupted = 0
    seen = 0

    def portion(self, portion: Portion) -> None:
        """Count, and strike."""
        super().portion(portion)
        self.seen += 1
        if self.seen == self.killed:
            os.kill(os.getpid(), signal.SIGKILL)
        if self.seen == self.interrupted:
            os.killpg(os.getpgid(0), signal.SIGINT)


def main(asked: dict[str, str]) -> None:
    """Do the run."""
    inputs, heard, stop = find_inputs([asked["inputs"]]), Struck(), Stop()
    heard.killed = int(asked.get("killed", 0))
    heard.interrupted = int(asked.get("interrupted", 0))
    with ExitStack() as stack:
        stack.enter_context(stop.heard())
        journal = None
        if "state" in asked:
            state, resume = Path(asked["state"]), "resume" in asked
            journal = stack.enter_context(opened_journal(state, {}, inputs, resume=resume))
        run = ShardedRun(work(asked["parts"]), SparkRunner(workers=2), shard_size=SHARD)
        run(inputs, writer(Path(asked["output"]), inputs, heard, journal), stop.go)
    print(json.dumps(heard.problems))  # noqa: T201  that is what it is for


try:
    main(json.loads(sys.argv[1]))
except InterruptedRun:
    sys.exit(130)
