"""Run in a fresh process: what the first call costs, and the first megabyte beside the next one.

Reads a JSON list of two lists of texts; prints a JSON object with seconds of CPU time and
megabytes resident. ``python bench/passages/cold.py FILE``.
"""

import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

_FIRST = "Am Abend sagte er nur: «Мы вернёмся домой, когда растает снег», und ging."


def measured(path: Path) -> dict[str, float]:
    """The numbers of this process; nothing of the package may be imported before."""
    start = time.process_time()
    from passages.ours import passages  # noqa: PLC0415

    imported = time.process_time()
    passages(_FIRST)
    loaded = time.process_time()
    resident = _resident("VmRSS")
    first, second = json.loads(path.read_text(encoding="utf-8"))
    begun = time.process_time()
    for text in first:
        passages(text)
    cold = time.process_time()
    for text in second:
        passages(text)
    warm = time.process_time()
    return {
        "import": imported - start,
        "load": loaded - imported,
        "resident": resident,
        "peak": _resident("VmHWM"),
        "cold": cold - begun,
        "warm": warm - cold,
    }


def _resident(field: str) -> float:
    """Megabytes of this process alone, as the system counts them; what started it isn't in it."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith(field))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    print(json.dumps(measured(Path(sys.argv[1]))))
