"""The least score of a model that names none: measured on the model."""

import json
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from normalizer.engines.argos import argos_engine
from normalizer.engines.calibration import (
    THRESHOLDS_NAME,
    Measured,
    Thresholds,
    Unmeasured,
    digest_of_model,
    measure,
    read_thresholds,
    remember_threshold,
)
from normalizer.engines.engine import Decoding, Hypothesis
from normalizer.engines.installed import Installed, measure_package
from normalizer.engines.package import DEFAULT_LEAST_SCORE, Package, read_package
from normalizer.engines.package_engine import PackageEngine
from normalizer.errors import ModelError
from normalizer.resources.words import load_probes

from .conftest import FIXTURES

CASES = tomllib.loads((FIXTURES / "cases.toml").read_text(encoding="utf-8"))
KNOWN = [case["source"] for case in CASES["direct"]]
"""Sentences in Russian of the kind that the fixture packages were made for."""


@pytest.fixture(scope="module")
def engine(fixture_packages: Path) -> PackageEngine:
    return argos_engine(read_package(next(fixture_packages.glob("*ru_de*"))))


def test_the_threshold_parts_what_a_model_knows_from_what_it_guesses(engine: PackageEngine) -> None:
    found = measure(engine, KNOWN[:8])
    assert isinstance(found, Measured)
    assert found.spoilt < found.least_score < found.sound
    scores = [h.score for h in engine.translate(KNOWN, Decoding()) if h]
    strange = [h.score for h in engine.translate(load_probes()["ru"], Decoding()) if h]
    assert min(scores) >= found.least_score
    assert max(strange) < found.least_score


def test_measuring_again_gives_the_same(engine: PackageEngine) -> None:
    assert measure(engine, KNOWN[:8]) == measure(argos_engine(engine.package), KNOWN[:8])


def test_a_model_that_guesses_at_all_of_them_is_not_measured(engine: PackageEngine) -> None:
    found = measure(engine)
    assert isinstance(found, Unmeasured)
    assert "senseless words" in found.why
    assert measure(engine, []) == Unmeasured("there are no sentences in ru to measure it on")


@dataclass(frozen=True)
class Scored:
    """An engine that scores what it is given first, and what it is given second."""

    scores: tuple[list[float], list[float]]
    source: str = "ru"
    target: str = "de"
    name: str = "scored"
    least_score: float = 0.0

    def translate(self, sentences: Sequence[str], decoding: Decoding) -> list[Hypothesis | None]:
        del decoding
        known = self.scores[0] if "Порт закрыт." in sentences else self.scores[1]
        return [Hypothesis("x", known[i % len(known)]) for i in range(len(sentences))]


@pytest.mark.parametrize(
    ("sound", "spoilt", "least"),
    [
        ([-0.09], [-0.81], -0.27),
        ([-0.4, -0.3, -0.5], [-1.6], -1.141),
        ([-0.4], [-float("inf"), -1.6], -0.8),
    ],
)
def test_it_is_the_geometric_mean_but_five_deviations_off(
    sound: list[float], spoilt: list[float], least: float
) -> None:
    found = measure(Scored((sound, spoilt)), ["Порт закрыт.", "Мост открыт.", "Он ушёл."])
    assert isinstance(found, Measured)
    assert found.least_score == least


@pytest.mark.parametrize("scores", [([0.0], [0.0]), ([-0.5], [-0.5]), ([-1.0], [-0.5])])
def test_a_model_that_tells_no_difference_is_not_measured(
    scores: tuple[list[float], list[float]],
) -> None:
    assert isinstance(measure(Scored(scores), ["Порт закрыт.", "Мост открыт."]), Unmeasured)


@pytest.fixture
def unnamed(fixture_packages: Path, tmp_path: Path) -> Package:
    """A real package that names no threshold of its own."""
    folder = next(fixture_packages.glob("*ru_de*"))
    for path in folder.rglob("*"):
        if path.is_file():
            to = tmp_path / "store" / folder.name / path.relative_to(folder)
            to.parent.mkdir(parents=True, exist_ok=True)
            to.write_bytes(path.read_bytes())
    metadata = tmp_path / "store" / folder.name / "metadata.json"
    values = json.loads(metadata.read_text(encoding="utf-8"))
    del values["normalizer"]
    metadata.write_text(json.dumps(values), encoding="utf-8")
    return read_package(tmp_path / "store" / folder.name)


def test_what_was_measured_holds_for_the_package_until_a_file_of_it_changes(
    unnamed: Package,
) -> None:
    store = unnamed.path.parent
    (engine,) = Installed((store,)).engines(["argos"])
    assert engine.least_score == DEFAULT_LEAST_SCORE
    remember_threshold(store, argos_engine(unnamed).files, Measured(-0.2, -0.05, -0.8))
    (engine,) = Installed((store,)).engines(["argos"])
    assert engine.least_score == -0.2
    assert measure_package(unnamed, store) == Measured(-0.2, -0.05, -0.8)
    pieces = unnamed.path / "sentencepiece.model"
    pieces.write_bytes(pieces.read_bytes() + b"\0")
    (engine,) = Installed((store,)).engines(["argos"])
    assert engine.least_score == DEFAULT_LEAST_SCORE


def test_a_package_that_cannot_be_measured_leaves_nothing_behind(unnamed: Package) -> None:
    assert isinstance(measure_package(unnamed, unnamed.path.parent), Unmeasured)
    assert not (unnamed.path.parent / THRESHOLDS_NAME).exists()


def test_what_a_package_names_goes_before_what_was_measured(engine: PackageEngine) -> None:
    known = Thresholds({digest_of_model(engine.files): Measured(-0.5, -0.1, -0.9)})
    assert argos_engine(engine.package, 1, known).least_score == engine.package.least_score
    assert measure_package(engine.package, engine.package.path.parent) is None


def test_a_damaged_file_of_thresholds_is_told_and_stops_nothing(unnamed: Package) -> None:
    store = unnamed.path.parent
    (store / THRESHOLDS_NAME).write_text("{", encoding="utf-8")
    installed = Installed((store,))
    assert [engine.least_score for engine in installed.engines(["argos"])] == [DEFAULT_LEAST_SCORE]
    (problem,) = installed.damaged()
    assert "models verify" in problem
    with pytest.raises(ModelError, match=r"thresholds\.json"):
        read_thresholds(store)


def test_every_language_has_as_many_probes_and_none_twice() -> None:
    probes = load_probes()
    assert {len(sentences) for sentences in probes.values()} == {12}
    assert len({one for sentences in probes.values() for one in sentences}) == 12 * len(probes)
