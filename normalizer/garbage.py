"""When Python looks for garbage: seldom, since most of what is loaded stays.

Rules, names and tables are some hundred thousand small objects without cycles. As set by default
a fifth of a start, and two fifths of going through the glossary, is spent looking among them.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_STARTING, _AT_WORK = 1_000_000, 100_000
"""So many objects more than before are made between two looks at the youngest."""


def collect_seldom() -> None:
    """Look for garbage seldom from now on, in this process: hardly ever until ``keep_loaded``."""
    gc.set_threshold(_STARTING, 20, 20)


def keep_loaded() -> None:
    """What is loaded by now stays: it is never looked through again, not even at the end.

    Compiling patterns leaves cycles whose finalizers would swallow a Ctrl-C that meets them; they
    stay as well.
    """
    gc.freeze()
    gc.set_threshold(_AT_WORK, 20, 20)


@contextmanager
def uncollected() -> Iterator[None]:
    """Don't look for garbage where many small things are made, and all of them stay."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
