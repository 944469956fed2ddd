"""Ctrl-C during a run that can be gone on with."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from normalizer.cli.console import talk


class Stop:
    """Says whether a run may go on: not after Ctrl-C; a second one stops it where it is."""

    def __init__(self) -> None:
        self._asked = False

    def go(self) -> bool:
        """Whether further work may be begun."""
        return not self._asked

    @contextmanager
    def heard(self) -> Iterator[None]:
        """Listen to Ctrl-C within this block, which must be in the main thread."""
        before = signal.signal(signal.SIGINT, self._interrupted)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)

    def _interrupted(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002
        if self._asked:
            raise KeyboardInterrupt
        self._asked = True
        talk.print("stopping when what is begun is done; Ctrl-C again stops at once")
