"""How far a run has come."""

import json
import sys
import time

from normalizer.pipeline.settings import checked_name

MODES = ("auto", "bar", "json", "none")
_FEWEST_FILES = 50
_EVERY = 1.0
_BAR_EVERY = 0.1


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
    """Articles done so far, as a line that is overwritten or as a line of JSON a second."""

    def __init__(self, mode: str, files: int) -> None:
        self._json = mode == "json"
        self._bar = mode == "bar" and files >= _FEWEST_FILES
        self._files = files
        self._done = 0
        self._last = time.monotonic()

    def advance(self, article: str) -> None:
        """One more article is done."""
        self._done += 1
        now = time.monotonic()
        if self._bar and now - self._last >= _BAR_EVERY:
            self._last = now
            self._print(f"\r{self._done} articles of {self._files} files", end="")
        elif self._json and now - self._last >= _EVERY:
            self._last = now
            self._print_json(article)

    def close(self) -> None:
        """The run is over."""
        if self._bar:
            self._print("\r\N{ESCAPE}[K", end="")
        elif self._json:
            self._print_json(None)

    def _print_json(self, article: str | None) -> None:
        record = {"articles": self._done, "last": article, "done": article is None}
        self._print(json.dumps(record, ensure_ascii=False), end="\n")

    def _print(self, said: str, *, end: str) -> None:
        print(said, end=end, file=sys.stderr, flush=True)  # noqa: T201
