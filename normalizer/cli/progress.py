"""How far a run has come."""

import json
import shutil
import sys
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from normalizer.cli.console import visible
from normalizer.pipeline.settings import STAGES, checked_name
from normalizer.runs.portion import Portion

MODES = ("auto", "bar", "json", "none")
_FEWEST_BYTES = 1 << 22
_EVERY = 1.0
_BAR_EVERY = 0.1
_MEGABYTE = 1_000_000
_MINUTE = 60


def progress_mode(name: str) -> str:
    """The mode meant by ``name``; ``auto`` is a bar on a terminal and nothing elsewhere.

    Raises:
        SettingsError: there is no such mode.
    """
    checked_name("progress mode", name, MODES)
    if name == "auto":
        return "bar" if sys.stderr.isatty() else "none"
    return name


@dataclass
class Progress:
    """What is done so far, as a line that is overwritten or as a line of JSON a second.

    ``total`` is how many bytes all inputs have, ``None`` where that can't be told. ``before`` of
    them were read by the run that this one goes on with.
    """

    mode: str
    total: int | None
    articles: int = 0
    rejected: int = 0
    read: int = 0
    edits: Counter[str] = field(default_factory=Counter)
    _began: float = field(default_factory=time.monotonic)
    _last: float = field(default_factory=time.monotonic)
    _shown: bool = False

    def advance(self, portion: Portion) -> None:
        """A portion more is done."""
        self.articles += portion.summary.articles
        self.rejected += portion.summary.rejected
        self.read += portion.read
        self.edits.update(portion.summary.edits)
        now = time.monotonic()
        large = self.total is None or self.total >= _FEWEST_BYTES
        if self.mode == "bar" and large and now - self._last >= _BAR_EVERY:
            self._last = now
            line = visible(self.line(now - self._began))
            _print("\r" + line[: shutil.get_terminal_size().columns - 1] + "\N{ESCAPE}[K", end="")
            self._shown = True
        elif self.mode == "json" and now - self._last >= _EVERY:
            self._last = now
            last = portion.articles[-1].id if portion.articles else None
            self._print_json(now, last, done=False)

    def clear(self) -> None:
        """Take the line away, so that something can be said in its place."""
        if self._shown:
            _print("\r\N{ESCAPE}[K", end="")
            self._shown = False

    def close(self) -> None:
        """The run is over."""
        self.clear()
        if self.mode == "json":
            self._print_json(time.monotonic(), None, done=True)

    def line(self, seconds: float) -> str:
        """How far the run is after so many ``seconds``, in a line for people.

        >>> so_far = Progress("bar", 40_000_000, 950, 2, 10_000_000, Counter(names=7, quotes=9))
        >>> so_far.line(5.0)
        '10.0 of 40.0 MB (25 %), 2.0 MB/s, 0:15 left; 950 articles, quotes 9, names 7, 2 rejected'
        """
        size = f"{self.read / _MEGABYTE:.1f}"
        if self.total:
            size += f" of {self.total / _MEGABYTE:.1f} MB ({self.read * 100 // self.total} %)"
        else:
            size += " MB"
        parts = [size, f"{self.read / _MEGABYTE / max(seconds, 0.001):.1f} MB/s"]
        left = self.left(seconds)
        if left is not None:
            parts.append(f"{_clock(left)} left")
        counts = [f"{self.articles} articles"]
        counts += [f"{stage} {self.edits[stage]}" for stage in STAGES if self.edits[stage]]
        if self.rejected:
            counts.append(f"{self.rejected} rejected")
        return f"{', '.join(parts)}; {', '.join(counts)}"

    def left(self, seconds: float) -> float | None:
        """How many seconds are left at the rate so far, as far as that can be told."""
        if not self.total or not self.read:
            return None
        return max(0.0, (self.total - self.read) * seconds / self.read)

    def record(self, seconds: float) -> Mapping[str, Any]:
        """How far the run is after so many ``seconds``, for machines."""
        left = self.left(seconds)
        return {
            "articles": self.articles,
            "rejected": self.rejected,
            "bytes": self.read,
            "of_bytes": self.total,
            "seconds": round(seconds, 3),
            "seconds_left": None if left is None else round(left, 3),
            "edits": dict(self.edits),
        }

    def _print_json(self, now: float, last: str | None, *, done: bool) -> None:
        record = {**self.record(now - self._began), "last": last, "done": done}
        _print(json.dumps(record, ensure_ascii=False), end="\n")


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), _MINUTE)
    hours, minutes = divmod(minutes, _MINUTE)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _print(said: str, *, end: str) -> None:
    print(said, end=end, file=sys.stderr, flush=True)  # noqa: T201
