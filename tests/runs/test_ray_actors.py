"""Which actors a Ray cluster gets; what it has is all that counts, so none is started here."""

import pytest

from normalizer.errors import SettingsError
from normalizer.pipeline.settings import Settings
from normalizer.runs.ray_actors import ActorPlan, actor_plan

Machines = list[dict[str, float]]


def _plan(wanted: int | None, machines: Machines, settings: Settings | None = None) -> ActorPlan:
    free = {
        kind: sum(one.get(kind, 0) for one in machines)
        for kind in ("CPU", "GPU")
        if any(kind in one for one in machines)
    }
    return actor_plan(wanted, free, machines, settings or Settings())


def _places(machines: Machines, cards: float) -> int:
    """How many actors Ray has room for, which ask for a processor and so much of a card each."""
    return sum(
        min(int(one["CPU"]), int(one.get("GPU", 0)) * int(1 / cards + 1e-6)) for one in machines
    )


def test_without_cards_there_is_an_actor_for_each_processor() -> None:
    assert _plan(None, [{"CPU": 8.0}, {"CPU": 4.0}]) == ActorPlan(12)


def test_each_actor_gets_a_card_where_there_are_enough() -> None:
    assert _plan(2, [{"CPU": 8.0, "GPU": 2.0}]) == ActorPlan(2, 1)


@pytest.mark.parametrize(
    ("wanted", "machines"),
    [
        (None, [{"CPU": 8.0, "GPU": 1.0}]),
        (None, [{"CPU": 8.0, "GPU": 3.0}]),
        (4, [{"CPU": 1.0, "GPU": 4.0}, {"CPU": 8.0, "GPU": 1.0}]),
        (None, [{"CPU": 7.0, "GPU": 2.0}, {"CPU": 64.0}, {"CPU": 3.0, "GPU": 1.0}]),
    ],
)
def test_actors_that_share_cards_all_find_a_place(wanted: int | None, machines: Machines) -> None:
    plan = _plan(wanted, machines)
    assert 0 < plan.cards < 1
    assert _places(machines, plan.cards) >= plan.count


def test_all_actors_stand_beside_a_card_where_one_does() -> None:
    assert _plan(None, [{"CPU": 2.0, "GPU": 2.0}, {"CPU": 64.0}]) == ActorPlan(2, 1)


@pytest.mark.parametrize("settings", [Settings(device="cpu"), Settings(skip=("translation",))])
def test_who_uses_no_card_asks_for_none(settings: Settings) -> None:
    assert _plan(None, [{"CPU": 2.0, "GPU": 2.0}, {"CPU": 4.0}], settings) == ActorPlan(6)


def test_a_machine_without_a_processor_for_an_actor_has_no_use_for_its_card() -> None:
    assert _plan(None, [{"CPU": 0.5, "GPU": 1.0}, {"CPU": 4.0}]) == ActorPlan(4)


def test_a_card_that_no_machine_has_is_refused() -> None:
    with pytest.raises(SettingsError, match="no machine of the Ray cluster has a graphics card"):
        _plan(None, [{"CPU": 8.0}], Settings(device="cuda"))


def test_more_actors_than_stand_beside_cards_are_refused() -> None:
    with pytest.raises(SettingsError, match="has 2 free"):
        _plan(3, [{"CPU": 2.0, "GPU": 1.0}, {"CPU": 64.0}])
