"""What a start costs: CPU seconds of a process until it has done next to nothing, and its memory.

From the second start on, when Python has kept the compiled modules; what Python itself takes to
start is left out.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median

ROUNDS = 5
HELP = 0.3
"""Seconds that ``--help`` may take over Python itself."""

_ARTICLE = "Der Rat tagte lange und hat nichts beschlossen, sagte der Sprecher am Montag .\n"
_BUILT = "import normalizer; find = normalizer.Normalizer(model_folders=())"
_STARTS: tuple[tuple[str, tuple[str, ...], float | None], ...] = (
    ("normalizer --version", ("-m", "normalizer", "--version"), HELP),
    ("normalizer --help", ("-m", "normalizer", "--help"), HELP),
    ("normalizer clean --help", ("-m", "normalizer", "clean", "--help"), None),
    ("import normalizer", ("-c", "import normalizer"), None),
    ("Normalizer()", ("-c", _BUILT), None),
    ("Normalizer() and an article", ("-c", f"{_BUILT}; find({_ARTICLE!r})"), None),
    ("normalizer clean of an article", ("-m", "normalizer", "clean", "-q", "-"), None),
)


def run() -> None:
    """Print the table, from a small process: its memory would count as that of those it starts."""
    subprocess.run([sys.executable, __file__], check=True)


def _measure() -> None:
    with tempfile.TemporaryDirectory() as folder:
        kept = {
            **{k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"},
            "PYTHONPYCACHEPREFIX": folder,
        }
        bare, _ = _cost(("-c", "pass"), kept)
        print(f"\nStart, CPU seconds over the {bare:.3f} of Python, and memory")
        for name, arguments, most in _STARTS:
            seconds, memory = _cost(arguments, kept)
            limit = "" if most is None else f"  at most {most:.2f}"
            late = "" if most is None or seconds - bare <= most else "  above"
            print(f"  {name:<32} {seconds - bare:>7.3f} s {memory:>6.0f} MB{limit}{late}")


def _cost(arguments: Sequence[str], environment: Mapping[str, str]) -> tuple[float, float]:
    """CPU seconds of the median start, and the most memory one took, in MB."""
    found = [_started(arguments, environment) for _ in range(ROUNDS + 1)][1:]
    return median(seconds for seconds, _ in found), max(memory for _, memory in found)


def _started(arguments: Sequence[str], environment: Mapping[str, str]) -> tuple[float, float]:
    with subprocess.Popen(
        [sys.executable, *arguments],
        env=environment,
        cwd=Path(__file__).parents[1],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
    ) as process:
        if process.stdin is not None:
            process.stdin.write(_ARTICLE.encode())
            process.stdin.close()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        message = f"{' '.join(arguments)} ended with {process.returncode}"
        raise SystemExit(message)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1000


if __name__ == "__main__":
    _measure()
