"""How far a run has come."""

import json
import sys
import time

from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar

from normalizer.cli.console import talk
from normalizer.pipeline.settings import checked_name

MODES = ("auto", "bar", "json", "none")
_FEWEST_FILES = 50
_EVERY = 1.0


def progress_mode(name: str) -> str:
    """The mode meant by ``name``; ``auto`` is a bar on a terminal and nothing elsewhere.

    Raises:
        SettingsError: there is no such mode.
    """
    checked_name("progress mode", name, MODES)
    if name == "auto":
        return "bar" if sys.stderr.isatty() else "none"
    return name


class Progress:
    """Articles done so far, as a bar or as a line of JSON a second."""

    def __init__(self, mode: str, files: int) -> None:
        self._json = mode == "json"
        self._done = 0
        self._last = time.monotonic()
        self._bar: Bar | None = None
        if mode == "bar" and files >= _FEWEST_FILES:
            self._bar = Bar(
                TextColumn("articles"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
                console=talk, transient=True,
            )  # fmt: skip
            self._bar.start()
            self._task = self._bar.add_task("articles", total=files)

    def advance(self, article: str) -> None:
        """One more article is done."""
        self._done += 1
        if self._bar is not None:
            self._bar.advance(self._task)
        elif self._json and time.monotonic() - self._last >= _EVERY:
            self._last = time.monotonic()
            self._print(article)

    def close(self) -> None:
        """The run is over."""
        if self._bar is not None:
            self._bar.stop()
        elif self._json:
            self._print(None)

    def _print(self, article: str | None) -> None:
        record = {"articles": self._done, "last": article, "done": article is None}
        print(json.dumps(record, ensure_ascii=False), file=sys.stderr, flush=True)  # noqa: T201
