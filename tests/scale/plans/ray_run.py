"""A run by Ray that kills itself, is interrupted, or has its actors killed, at counted moments.

Its only argument is an object of JSON: the folder of ``inputs``, the ``output``, where ``parts``
go, the folder ``state`` and whether to ``resume``; ``kill_actor_at``, ``kill_at`` and
``interrupt_at`` count the portions that were written. It prints how many actors were killed, how
many records rejected, and the addresses at which its processes listened that others can reach.
"""

import json
import os
import signal
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "tests" / "runs" / "plans"), str(HERE)]

import named_deadly  # noqa: E402, F401  it makes itself known
from scale.conftest import Heard, work, writer  # noqa: E402

from normalizer.cli.stopping import Stop  # noqa: E402
from normalizer.errors import InterruptedRun  # noqa: E402
from normalizer.runs.inputs import find_inputs  # noqa: E402
from normalizer.runs.journal import opened_journal  # noqa: E402
from normalizer.runs.portion import Portion  # noqa: E402
from normalizer.runs.ray_runner import RayRunner  # noqa: E402
from normalizer.runs.sharded import ShardedRun  # noqa: E402

LOOPBACK = frozenset(("0100007F", "0000000000000000FFFF00000100007F", f"{1 << 24:032X}"))
LISTENING = "0A"
SHARD = 2500
"""Bytes of a shard."""


class Moments(Heard):
    """Counts portions, and kills."""

    def __init__(self, asked: dict[str, Any]) -> None:
        super().__init__()
        self.passed = self.killed = 0
        self.listening: set[str] = set()
        self._asked = asked

    def portion(self, portion: Portion) -> None:
        super().portion(portion)
        self.passed += 1
        ours = descendants()
        if self.passed == 1:
            self.listening = reachable(ours)
        if self.passed in self._asked.get("kill_actor_at", ()):
            actors = [number for number in ours if "ray::CleaningActor" in command(number)]
            os.kill(actors[0], signal.SIGKILL)
            self.killed += 1
        if self.passed == self._asked.get("interrupt_at"):
            os.killpg(os.getpgid(0), signal.SIGINT)
        if self.passed == self._asked.get("kill_at"):
            os.kill(os.getpid(), signal.SIGKILL)


def command(number: int) -> str:
    try:
        return Path(f"/proc/{number}/cmdline").read_bytes().decode(errors="replace")
    except OSError:
        return ""


def descendants() -> list[int]:
    """The processes that this one started, or those did."""
    parents = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            told = (folder / "stat").read_text(encoding="utf-8")
        except OSError:
            continue
        parents[int(folder.name)] = int(told.rpartition(")")[2].split()[1])
    ours = {os.getpid()}
    while more := {one for one, parent in parents.items() if parent in ours} - ours:
        ours |= more
    return sorted(ours)


def reachable(processes: list[int]) -> set[str]:
    """Where other machines could reach them."""
    sockets = set()
    for number in processes:
        for file in Path(f"/proc/{number}/fd").glob("*"):
            try:
                sockets.add(str(file.readlink()))
            except OSError:
                continue
    found = set()
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/net/{table}").read_text(encoding="ascii").splitlines()[1:]:
            words = line.split()
            address = words[1].partition(":")[0]
            if words[3] == LISTENING and f"socket:[{words[9]}]" in sockets:
                found.add(address)
    return found - LOOPBACK


def run(asked: dict[str, Any], moments: Moments) -> int:
    inputs = find_inputs([asked["inputs"]], asked.get("format"))
    sharded = ShardedRun(work(asked["parts"]), RayRunner(2), shard_size=SHARD)
    with ExitStack() as stack:
        journal = None
        if "state" in asked:
            kept = opened_journal(
                Path(asked["state"]), {}, inputs, resume=asked["resume"], every=0
            )  # fmt: skip
            journal = stack.enter_context(kept)
        stop = Stop()
        stack.enter_context(stop.heard())
        writes = writer(Path(asked["output"]), inputs, moments, journal)
        return sharded(inputs, writes, stop.go).rejected


if __name__ == "__main__":
    asked = json.loads(sys.argv[1])
    moments = Moments(asked)
    if asked.get("format"):
        os.environ["NORMALIZER_DEADLY"] = "1"
        paths = (HERE, ROOT / "tests" / "runs" / "plans", os.environ["PYTHONPATH"])
        os.environ["PYTHONPATH"] = os.pathsep.join(map(str, paths))
    try:
        rejected = run(asked, moments)
    except InterruptedRun:
        sys.exit(130)
    told = {"killed": moments.killed, "listening": sorted(moments.listening)}
    print(json.dumps({**told, "rejected": rejected}))  # noqa: T201
