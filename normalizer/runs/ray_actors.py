"""How many actors a Ray cluster gets, and which share of a graphics card each of them asks for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from normalizer.errors import SettingsError
from normalizer.pipeline.settings import Settings

Resources = Mapping[str, float]
"""What there is of each kind, as Ray names it: ``CPU``, ``GPU``."""


_FINEST = 10_000
"""Parts of a graphics card that Ray tells apart."""


@dataclass(frozen=True, slots=True)
class ActorPlan:
    """``count`` actors of one processor each, which ask for ``cards`` graphics cards, or a part."""

    count: int
    cards: float = 0


def actor_plan(
    wanted: int | None, free: Resources, machines: Sequence[Resources], settings: Settings
) -> ActorPlan:
    """The actors of a cluster that has so much ``free``, on ``machines`` that have so much each.

    Where there are graphics cards, and something is translated, all actors are beside one: what a
    card translates may differ in a word from what a processor does, and no result may depend on
    who was free. Several share a card where there are fewer cards than actors; a part is as large
    as lets all of them have a place, else Ray would wait forever.

    Raises:
        SettingsError: there are fewer processors, or a card is asked for and no machine has one.
    """
    beside = [one for one in machines if one.get("GPU", 0) >= 1 and one.get("CPU", 0) >= 1]
    translates = "translation" in settings.stages and settings.device != "cpu"
    if not translates or not (beside or settings.device == "cuda"):
        return ActorPlan(actor_count(wanted, free))
    if not beside:
        message = (
            "device cuda: no machine of the Ray cluster has a graphics card; give --device auto, "
            "or start Ray where there is one with --num-gpus"
        )
        raise SettingsError(message)
    places = sum(int(one["CPU"]) for one in beside)
    count = actor_count(wanted, {"CPU": min(places, free.get("CPU", 0))})
    sharing = 1
    while sum(min(int(one["CPU"]), int(one["GPU"]) * sharing) for one in beside) < count:
        sharing += 1
    return ActorPlan(count, _FINEST // sharing / _FINEST)


def machines(ray: Any) -> list[Resources]:
    """What each machine of the cluster has that ``ray`` is connected to."""
    return [node["Resources"] for node in ray.nodes() if node["Alive"]]


def actor_count(wanted: int | None, resources: Mapping[str, float]) -> int:
    """How many actors of one processor each there are to be, on a cluster with ``resources``.

    Ray waits forever, and silently, for what no machine has; so that is refused before.

    >>> actor_count(None, {"CPU": 8.0}), actor_count(3, {"CPU": 8.0})
    (8, 3)

    Raises:
        SettingsError: there are fewer processors.
    """
    there = int(resources.get("CPU", 0))
    if there < 1 or (wanted is not None and wanted > there):
        asked = "a worker" if wanted is None else f"-j {wanted}"
        message = (
            f"{asked} needs {wanted or 1} processors of the Ray cluster, which has {there} free: "
            "give fewer, or wait until others are done"
        )
        raise SettingsError(message)
    return there if wanted is None else wanted
