"""Which installed engines lead from one language to another."""

from collections.abc import Sequence
from dataclasses import dataclass

from normalizer.engines.engine import Engine


@dataclass(frozen=True)
class Route:
    """The engines a translation goes through, in order; one, or two through a pivot."""

    engines: tuple[Engine, ...]

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages on the way, such as ``("ru", "en", "de")``."""
        return (self.engines[0].source, *(engine.target for engine in self.engines))

    @property
    def name(self) -> str:
        """The way and its models, for the audit."""
        models = ", ".join(engine.name for engine in self.engines)
        return f"{' > '.join(self.languages)} ({models})"


def find_route(engines: Sequence[Engine], source: str, target: str) -> Route | None:
    """The best way from ``source`` to ``target``, or ``None`` where no engines lead there.

    A direct engine goes before a pivot, English before other pivots, and the engine that
    stands first before others of its pair.
    """
    for engine in engines:
        if (engine.source, engine.target) == (source, target):
            return Route((engine,))
    starts = [engine for engine in engines if engine.source == source]
    for first in sorted(starts, key=lambda engine: engine.target != "en"):
        for second in engines:
            if (second.source, second.target) == (first.target, target):
                return Route((first, second))
    return None
