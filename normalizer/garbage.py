"""When Python looks for garbage: seldom, since most of what is loaded stays.

Rules, names and tables are some hundred thousand small objects without cycles. As set by default
a fifth of a start, and two fifths of going through the glossary, is spent looking among them.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_OBJECTS = 100_000
"""So many more than before are made between two looks at the youngest."""


def collect_seldom() -> None:
    """Look for garbage seldom from now on, in this process."""
    gc.set_threshold(_OBJECTS, 20, 20)


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
