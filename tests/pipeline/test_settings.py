"""Settings, and the mistakes in them."""

from pathlib import Path
from typing import Any

import pytest

from normalizer import Settings
from normalizer.errors import SettingsError
from normalizer.pipeline.settings import GROUPS, NEEDS, STAGES, stages_named


def test_all_stages_run_in_order_by_default() -> None:
    assert Settings().stages == STAGES


def test_only_keeps_the_order_of_the_pipeline() -> None:
    assert Settings(only=("markup", "encoding")).stages == ("encoding", "markup")


def test_skip_goes_before_only() -> None:
    assert Settings(only=("markup", "encoding"), skip=("markup",)).stages == ("encoding",)


@pytest.mark.parametrize("stage", sorted(NEEDS))
def test_a_stage_brings_what_it_needs(stage: str) -> None:
    assert set(Settings(only=(stage,), skip=("languages",)).stages) == {"languages", stage}


@pytest.mark.parametrize("group", sorted(GROUPS))
def test_a_group_names_stages_that_exist(group: str) -> None:
    assert set(stages_named(group)) <= set(STAGES)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"target": "xx"}, "unknown language 'xx'"),
        ({"target": "deu"}, "did you mean 'de'"),
        ({"profile": "taz"}, "unknown profile"),
        ({"models": "own"}, "unknown choice of models 'own'.*: installed, starter, none"),
        ({"models": "stater"}, "did you mean 'starter'"),
        ({"only": ("names", "namse")}, "did you mean 'names'"),
        ({"skip": ("all",)}, "unknown stage"),
        ({"only": "names"}, "only must hold several values"),
        ({"skip": "names"}, "skip must hold several values"),
        ({"disable": "residue.*"}, "disable must hold several values"),
        ({"glossary": "own.toml"}, "glossary must hold several values"),
        ({"confidence": 1.5}, "confidence must lie between 0 and 1"),
        ({"confidence": float("nan")}, "confidence must lie between 0 and 1"),
        ({"max_removed": -0.1}, "max_removed must lie between 0 and 1"),
    ],
)
def test_a_setting_that_can_not_be_is_an_error(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        Settings(**changes)


@pytest.mark.parametrize(
    ("pattern", "allowed"),
    [
        ("residue.ru.follow", False),
        ("residue.ru.*", False),
        ("ru.*", False),
        ("ru.follow", False),
        ("residue.*", False),
        ("*", False),
        ("residue.uk.*", True),
        ("residue", True),
        ("RU.*", True),
        ("follow", True),
    ],
)
def test_a_rule_is_switched_off_by_patterns(pattern: str, *, allowed: bool) -> None:
    assert Settings(disable=("names.x", pattern)).allows("residue.ru.follow") is allowed


def test_settings_are_frozen_and_compare_by_value() -> None:
    assert Settings(glossary=(Path("a"),)) == Settings(glossary=(Path("a"),))
    with pytest.raises(AttributeError):
        Settings().target = "en"  # type: ignore[misc]
