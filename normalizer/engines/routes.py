"""Which installed engines lead from one language to another."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

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
        kind = "starter model " if self.is_starter else ""
        return f"{' > '.join(self.languages)} ({kind}{models})"

    @property
    def is_starter(self) -> bool:
        """Whether it is a starter, which knows little; such a one is never half of a route."""
        return _is(self.engines[0], "starter")


def find_route(engines: Sequence[Engine], source: str, target: str) -> Route | None:
    """The best way from ``source`` to ``target``, or ``None`` where no engines lead there.

    A direct engine goes before a pivot, English before other pivots, and the engine that
    stands first before others of its pair. A starter serves alone, and only where the others lead
    nowhere; engines made for tests serve where it doesn't either.
    """
    full = [engine for engine in engines if not _is(engine, "starter")]
    real = [engine for engine in full if not _is(engine, "fixture")]
    starters = [
        engine
        for engine in engines
        if _is(engine, "starter") and (engine.source, engine.target) == (source, target)
    ]
    return (
        _best(real, source, target)
        or (Route((starters[0],)) if starters else None)
        or _best(full, source, target)
    )


def find_routes(engines: Sequence[Engine], source: str, target: str) -> list[Route]:
    """The best way, the best one of the engines that leaves unused, and so on; none if none leads.

    What a starter refuses is to stay, so none is tried behind it, nor is it behind any other.
    """
    routes: list[Route] = []
    left = list(engines)
    while route := find_route(left, source, target):
        if route.is_starter and not routes:
            return [route]
        if not route.is_starter:
            routes.append(route)
        left = [engine for engine in left if not any(engine is used for used in route.engines)]
    return routes


def what_is_missing(engines: Sequence[Engine], source: str, target: str) -> str:
    """What there is of a route that isn't whole, and what not; empty where there is nothing.

    >>> what_is_missing([], "ru", "de")
    ''
    """
    engines = [engine for engine in engines if not _is(engine, "starter")]
    starts = _pivots(engine.target for engine in engines if engine.source == source)
    ends = _pivots(engine.source for engine in engines if engine.target == target)
    if starts:
        return f"{source} > {starts[0]} is installed, but {starts[0]} > {target} isn't"
    if ends:
        return f"{ends[0]} > {target} is installed, but {source} > {ends[0]} isn't"
    if any((engine.source, engine.target) == (target, source) for engine in engines):
        return f"{target} > {source} is installed, which is the other direction"
    return ""


def _pivots(codes: Iterable[str]) -> list[str]:
    return sorted(set(codes), key=lambda code: (code != "en", code))


def _best(engines: Sequence[Engine], source: str, target: str) -> Route | None:
    for engine in engines:
        if (engine.source, engine.target) == (source, target):
            return Route((engine,))
    starts = [engine for engine in engines if engine.source == source]
    for first in sorted(starts, key=lambda engine: engine.target != "en"):
        for second in engines:
            if (second.source, second.target) == (first.target, target):
                return Route((first, second))
    return None


def _is(engine: Engine, kind: Literal["fixture", "starter"]) -> bool:
    return bool(getattr(engine, kind, False))
