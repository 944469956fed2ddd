"""One command at a time, where two would spoil each other's files."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from normalizer.errors import ModelError

try:
    import fcntl
except ImportError:  # a system without it does without the guard
    fcntl = None  # type: ignore[assignment]


@contextmanager
def alone(folder: Path, *, wait: bool) -> Iterator[None]:
    """Hold ``folder`` against others who ask the same; it ends with this process at the latest.

    Raises:
        ModelError: another holds it and this one is not to ``wait``, or it can't be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        number = os.open(folder, os.O_RDONLY) if fcntl is not None else None
    except OSError as error:
        message = f"{folder}: can't be used: {error.strerror or error}; see to space and rights"
        raise ModelError(message) from error
    if number is None:
        yield
        return
    try:
        _hold(number, folder, wait=wait)
        yield
    finally:
        os.close(number)


def _hold(number: int, folder: Path, *, wait: bool) -> None:
    try:
        fcntl.flock(number, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError as error:
        message = f"{folder}: another command is at work there; wait for it to end"
        raise ModelError(message) from error
