"""What a run costs by Ray or Spark beside the same run by local processes: CPU time per byte.

`python bench/engines.py --megabytes 51`. Two dumps are cleaned, of which the smaller makes every
worker start: what the larger one costs more is the cost of its bytes, start-up left out. All
processes count, also those that outlive who started them (Linux only). What comes out is compared.
"""

import argparse
import ctypes
import hashlib
import os
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from dumps.run import records

ENGINES = {"ray": "ray", "spark": "pyspark"}
_MEGABYTE = 1_000_000
_ADOPT_ORPHANS = 36
"""PR_SET_CHILD_SUBREAPER of prctl(2)."""
_TICKS = os.sysconf("SC_CLK_TCK")
_SAMPLED_EVERY = 0.2


@dataclass(frozen=True)
class Cost:
    """CPU and wall seconds of a run, and the digest of what it wrote."""

    cpu: float
    wall: float
    digest: str


def measured(dump: Path, runner: str, workers: int) -> Cost:
    """What cleaning ``dump`` costs, with all that it starts."""
    with tempfile.TemporaryDirectory() as name:
        out = Path(name) / "out.jsonl"
        command = [
            str(Path(sys.executable).with_name("article-normalizer")), "clean", str(dump), "-q",
            "-o", str(out), "--audit", f"{out}.audit", "--skip", "translation",
            "--runner", runner, "-j", str(workers),
        ]  # fmt: skip
        began, used = time.monotonic(), dict[int, float]()
        with subprocess.Popen(command) as process:
            while process.poll() is None:
                _look(used)
        wall = time.monotonic() - began
        if process.returncode:
            message = f"{' '.join(command)} ended with {process.returncode}"
            raise SystemExit(message)
        with suppress(ChildProcessError):  # there is none left
            while True:
                _look(used)
                os.waitpid(-1, os.WNOHANG)
        digest = hashlib.sha256(out.read_bytes() + Path(f"{out}.audit").read_bytes()).hexdigest()
    return Cost(sum(used.values()), wall, digest)


def _look(used: dict[int, float]) -> None:
    """Keep the CPU seconds that each process below this one has used, and wait a little.

    They are looked at while they run, since who starts some of them doesn't wait for them.
    """
    parents: dict[int, int] = {}
    seconds: dict[int, float] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            facts = path.read_text(encoding="utf-8", errors="replace").rpartition(") ")[2].split()
            number = int(path.parent.name)
            parents[number] = int(facts[1])
            seconds[number] = (int(facts[11]) + int(facts[12])) / _TICKS
    for number, spent in seconds.items():
        above = parents.get(number, 0)
        while above and above != os.getpid():
            above = parents.get(above, 0)
        if above:
            used[number] = spent
    time.sleep(_SAMPLED_EVERY)


def least(dumps: list[Path], runner: str, workers: int, times: int) -> list[Cost]:
    """The least that each of ``dumps`` costs: who shares the machine only adds to it."""
    tries = [[measured(dump, runner, workers) for dump in dumps] for _ in range(times)]
    return [min(costs, key=lambda cost: cost.cpu) for costs in zip(*tries, strict=True)]


def run(megabytes: float, workers: int, times: int, engines: list[str]) -> None:
    """Print the table."""
    ctypes.CDLL(None).prctl(_ADOPT_ORPHANS, 1, 0, 0, 0)
    with tempfile.TemporaryDirectory() as name:
        dumps = [Path(name) / "small.jsonl", Path(name) / "large.jsonl"]
        for dump, size in zip(dumps, (megabytes / 3, megabytes), strict=True):
            dump.write_bytes(b"".join(records(int(size * _MEGABYTE))))
        more = (dumps[1].stat().st_size - dumps[0].stat().st_size) / _MEGABYTE
        print(f"\nEngines, {megabytes:g} MB, {workers} workers, no translation, best of {times}")
        print("runner      CPU s/MB   of local   start CPU s   wall s   same bytes")
        local = least(dumps, "local", workers, times)
        _print("local", local, local, more)
        for engine in engines:
            if find_spec(ENGINES[engine]) is None:
                print(f"{engine:<10} isn't installed")
            else:
                _print(engine, least(dumps, engine, workers, times), local, more)


def _print(name: str, costs: list[Cost], local: list[Cost], more: float) -> None:
    each = (costs[1].cpu - costs[0].cpu) / more
    of_local = (costs[1].cpu - costs[0].cpu) / (local[1].cpu - local[0].cpu)
    start = costs[0].cpu - each * more / 2  # the small dump is half of what there is more
    same = [cost.digest for cost in costs] == [cost.digest for cost in local]
    print(f"{name:<10}{each:>10.3f}{of_local:>9.2f} x{start:>14.1f}{costs[1].wall:>9.1f}"
          f"   {'yes' if same else 'NO'}", flush=True)  # fmt: skip


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=float, default=51, help="how large the larger dump is")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--times", type=int, default=1, help="how often each is measured")
    parser.add_argument("engines", nargs="*", help="ray, spark; both unless said")
    given = parser.parse_args()
    run(given.megabytes, given.workers, given.times, given.engines or list(ENGINES))
