"""Every rule that is code is described, and does what its description shows."""

import importlib
import pkgutil
from types import ModuleType

import pytest

import normalizer.finders
import normalizer.formats
from normalizer import Document, Normalizer
from normalizer.pipeline.settings import STAGES
from normalizer.runs.descriptions import Description, load_descriptions

DESCRIPTIONS = load_descriptions()
EXAMPLES = [d for d in DESCRIPTIONS.values() if d.before is not None]


def modules(package: ModuleType) -> list[ModuleType]:
    found = pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    return [importlib.import_module(module.name) for module in found]


def rule_ids() -> set[str]:
    """The values of all constants that look like the id of a rule."""
    return {
        value
        for module in (*modules(normalizer.finders), *modules(normalizer.formats))
        for name, value in vars(module).items()
        if name.isupper() and isinstance(value, str) and value.split(".")[0] in STAGES
        and "." in value
    }  # fmt: skip


@pytest.mark.parametrize("rule", sorted(rule_ids()))
def test_every_rule_in_code_is_described(rule: str) -> None:
    assert rule in DESCRIPTIONS


def test_every_described_rule_is_in_code() -> None:
    assert {name for name in DESCRIPTIONS if "." in name} == rule_ids()


@pytest.mark.parametrize("stage", STAGES)
def test_every_stage_is_described(stage: str) -> None:
    assert stage in DESCRIPTIONS


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.id)
def test_the_example_of_a_rule_holds(example: Description) -> None:
    stage = example.id.partition(".")[0]
    normalizer = Normalizer(only=(stage,), model_folders=())
    document = normalizer(Document(example.before or "", "de"))
    if example.after is None:
        assert document.text == example.before
        assert example.id in {notice.rule for notice in document.notices}
    else:
        assert document.text == example.after
        assert example.id in {edit.rule for edit in document.edits}
