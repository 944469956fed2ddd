"""What stands in a slot of a pattern, and the tables it is drawn from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from pairs import HERE

SLOTS = HERE / "slots"


@dataclass(frozen=True)
class Filler:
    """One thing: its Russian and German by the name of the form, and both genders."""

    russian: Callable[[str], str]
    german: Callable[[str], str]
    russian_gender: str = "m"
    german_gender: str = "m"


@lru_cache(maxsize=32)
def table(name: str) -> list[list[str]]:
    """Read a table of slots.

    Args:
        name: File name below `slots`, without its ending.

    Returns:
        The cells of each line that is neither empty nor a comment.
    """
    lines = (SLOTS / f"{name}.tsv").read_text(encoding="utf-8").split("\n")
    return [line.split("\t") for line in lines if line and not line.startswith("#")]
