"""Runs that are killed at random, resumed, and compared byte by byte: by hand, a few minutes.

    python bench/dumps/kills.py --kills 50
    python bench/dumps/kills.py --kills 10 --kind engine

The main process, a worker or the process that translates gets SIGKILL at a random moment, several
times a run, until the run is finished; its output, audit and rejects must be those of a run that
nobody killed. The process that translates lives for a small part of a run, so that random moments
hardly meet it: with ``--kind engine`` it is waited for, and killed once a run, since an article
over which it dies twice is rejected. Articles and model packages are those of the tests; only the
stages that find and translate passages run, since what is shown doesn't depend on the others.
"""

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import tomllib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MODELS = ROOT / "tests" / "fixtures" / "models"
COMMAND = str(Path(sys.executable).with_name("article-normalizer"))
OPTIONS = ("--only", "encoding,translation", "--to", "de", "--no-memory", "-j", "2", "-q")
KILLS_A_RUN = 5
_KINDS = ("main", "worker", "engine")
_A_MOMENT = 0.3
_LOOK = 0.02
_SIGNAL = -signal.SIGKILL


@dataclass
class Killer:
    """Kills processes of runs until ``left`` is none; ``victims`` counts them by what they were.

    Those of one ``kind`` only, if it is given.
    """

    folder: Path
    choose: random.Random
    left: int
    kind: str | None = None
    victims: Counter[str] = field(default_factory=Counter)

    def run(self, name: str, seconds: float, kills: int) -> None:
        """A run that is killed so many times, resumed, and finished; it took ``seconds`` alone."""
        resume: list[str] = []
        while True:
            command = [*self.command(name), "--state", f"{name}.state", *resume]
            with subprocess.Popen(command, cwd=self.folder, env=self.environment) as running:
                resume = ["--resume"]
                while kills and running.poll() is None:
                    if not self._found(running):
                        time.sleep(_LOOK)  # it is starting, when there is little to break
                        continue
                    longest = _A_MOMENT if self.kind else seconds / KILLS_A_RUN
                    time.sleep(self.choose.uniform(0, 1) * longest)
                    kills -= self._kill(running)
                code = running.wait()
            if code not in {0, 3, _SIGNAL}:
                message = f"{name} ended with {code}"
                raise SystemExit(message)
            # Two kills of one worker while it loads end a run, whose journal is whole.
            if code != _SIGNAL and (self.folder / f"{name}.jsonl").exists():
                return

    def command(self, name: str) -> list[str]:
        """The command that writes ``name``."""
        beside = ("--audit", f"{name}.audit", "--rejects", f"{name}.rejects")
        return [COMMAND, "clean", "in.jsonl", "-o", f"{name}.jsonl", *beside, *OPTIONS]

    @property
    def environment(self) -> dict[str, str]:
        """One in which the packages of the tests are installed, and nothing else is."""
        return {**os.environ, "NORMALIZER_MODELS": str(self.folder / "models")}

    def _kill(self, running: "subprocess.Popen[bytes]") -> bool:
        """Whether a process was killed, one kind being as likely as another."""
        kinds = self._found(running)
        if not kinds:
            return False
        kind = self.choose.choice(sorted(kinds))
        try:
            os.kill(self.choose.choice(kinds[kind]), signal.SIGKILL)
        except ProcessLookupError:
            return False
        self.victims[kind] += 1
        self.left -= 1
        return True

    def _found(self, running: "subprocess.Popen[bytes]") -> dict[str, list[int]]:
        """The processes of a run that are at work, by kind; only those that may be killed."""
        kinds: dict[str, list[int]] = {}
        for child in _children(running.pid):
            kinds.setdefault("engine" if _translates(child) else "worker", []).append(child)
        if kinds:
            kinds["main"] = [running.pid]
        return {kind: found for kind, found in kinds.items() if self.kind in {None, kind}}


def _children(process: int) -> list[int]:
    """The processes that any thread of ``process`` started; /proc tells them."""
    found: set[int] = set()
    for path in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            found |= set(map(int, path.read_text(encoding="ascii").split()))
        except OSError:
            continue  # the thread has ended
    return sorted(found)


def _translates(process: int) -> bool:
    try:
        return "ctranslate2" in Path(f"/proc/{process}/maps").read_text(encoding="utf-8")
    except OSError:
        return False


def _write_articles(path: Path, megabytes: float, choose: random.Random) -> None:
    """Articles in German, of which some have a passage in Russian and some can't be read."""
    cases = tomllib.loads((MODELS / "cases.toml").read_text(encoding="utf-8"))["direct"]
    with path.open("wb") as file:
        number = 0
        while file.tell() < megabytes * 1_000_000:
            lines = [choose.choice(cases)["target"] for _ in range(40)]
            if number % 25 == 0:
                lines.insert(20, " ".join(choose.choice(cases)["source"] for _ in range(2)))
            text = "\n".join(lines)
            said = {"id": number, "text": text if number % 97 else None}
            file.write(json.dumps(said, ensure_ascii=False).encode() + b"\n")
            number += 1


def run(kills: int, megabytes: float, seed: int, kind: str | None = None) -> None:
    """Kill, compare and tell.

    Raises:
        SystemExit: a run ended with other bytes than the one nobody killed.
    """
    choose = random.Random(seed)  # noqa: S311  a benchmark, no secret
    with tempfile.TemporaryDirectory() as name:
        killer = Killer(Path(name), choose, kills, kind)
        kills_a_run = 1 if kind == "engine" else KILLS_A_RUN
        archives = map(str, sorted(MODELS.glob("*ru_de*.argosmodel")))
        environment = killer.environment
        subprocess.run([COMMAND, "models", "add", *archives], check=True, env=environment)
        _write_articles(killer.folder / "in.jsonl", megabytes, choose)
        began = time.monotonic()
        subprocess.run(killer.command("whole"), cwd=name, check=False, env=environment)
        seconds = time.monotonic() - began
        wanted = _written(killer.folder, "whole")
        runs = 0
        while killer.left > 0:
            killer.run("killed", seconds, min(kills_a_run, killer.left))
            runs += 1
            if (found := _written(killer.folder, "killed")) != wanted:
                message = (
                    f"run {runs}: other bytes in {[k for k in wanted if found[k] != wanted[k]]}"
                )
                raise SystemExit(message)
            print(f"{runs} runs, {sum(killer.victims.values())} kills: same bytes", flush=True)
            shutil.rmtree(killer.folder / "killed.state")
        told = ", ".join(f"{count} x {kind}" for kind, count in sorted(killer.victims.items()))
        print(f"{told}; {len(wanted['jsonl']) / 1e6:.1f} MB of output the same after each run")


def _written(folder: Path, name: str) -> dict[str, bytes]:
    return {
        kind: (folder / f"{name}.{kind}").read_bytes() for kind in ("jsonl", "audit", "rejects")
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--megabytes", type=float, default=8, help="how large the dump is")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", choices=_KINDS, help="kill processes of this kind only")
    given = parser.parse_args()
    run(given.kills, given.megabytes, given.seed, given.kind)
