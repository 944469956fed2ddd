"""The sentences around quotations and the hard negatives, by main language and half."""

import random
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from parallel import Half

MARKS = (
    ("„", "“"), ("„", "”"), ('"', '"'), ("«", "»"), ("« ", " »"), ("»", "«"), ("“", "”"),
    ("‚", "‘"), ("‘", "’"), ("›", "‹"),
)  # fmt: skip
"""Opening and closing quotation marks as news sets them."""

_FILE = Path(__file__).with_name("phrases.toml")


@dataclass(frozen=True)
class Phrases:
    """What one main language has in one half of the documents."""

    quotations: Sequence[str]
    speakers: Sequence[str]
    negatives: Mapping[str, Sequence[str]]

    def around_quotation(self, rng: random.Random) -> tuple[str, str]:
        """The text before and after a quotation, with its marks; it begins with a capital."""
        template = rng.choice(self.quotations).replace("{speaker}", rng.choice(self.speakers))
        opening, closing = rng.choice(MARKS)
        before, _, after = template.partition("{quote}")
        return before[:1].upper() + before[1:] + opening, closing + after


@cache
def phrases(main: str, half: Half) -> Phrases:
    """The phrases of ``main`` for one half of the documents."""
    return Phrases(**tomllib.loads(_FILE.read_text(encoding="utf-8"))[main][half])
