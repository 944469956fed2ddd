"""The format that kills, under its own name, by which a shard knows it."""

from dataclasses import dataclass

from deadly import DeadlyLines

from normalizer.formats.choice import FORMATS


@dataclass(frozen=True, slots=True)
class NamedDeadlyLines(DeadlyLines):
    """Lines of which some kill whoever reads them."""

    name: str = "deadly"


FORMATS["deadly"] = NamedDeadlyLines
