"""Packages that say they are for other languages than they are, by the real engine."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from normalizer.engines.direction import CheckDirection
from normalizer.engines.engine import Decoding, Engine, Hypothesis
from normalizer.engines.installed import engine_of
from normalizer.engines.package import read_package
from normalizer.resources.words import load_probes

Relabel = Callable[[str, str, str], Engine]


@pytest.fixture
def relabelled(fixture_packages: Path) -> Relabel:
    """The fixture package of a pair as one that says it is for another pair."""

    def made(pair: str, source: str, target: str) -> Engine:
        package = read_package(fixture_packages / f"translate-{pair}-fixture-0_1")
        return engine_of(replace(package, source=source, target=target))

    return made


@pytest.fixture(scope="module")
def check() -> CheckDirection:
    return CheckDirection()


@pytest.mark.parametrize("pair", ["ru_de", "ru_en", "en_de"])
def test_a_small_model_that_knows_other_sentences_passes(
    relabelled: Relabel, check: CheckDirection, pair: str
) -> None:
    source, target = pair.split("_")
    assert check(relabelled(pair, source, target)) is None


@pytest.mark.parametrize(
    ("pair", "said_to_be", "problem"),
    [
        ("en_de", "ru_de", "its pieces lack"),
        ("en_de", "pl_de", "its pieces lack ą, ę"),
        ("ru_de", "uk_de", "its pieces lack і"),
        ("ru_de", "de_ru", "it answers in letters that aren't Cyrillic"),
        ("ru_en", "en_uk", "it answers in letters that aren't Cyrillic"),
        ("ru_de", "ru_en", "it answers in de, not in en"),
        ("ru_en", "ru_fr", "it answers in en, not in fr"),
        ("en_de", "de_en", "it answers in de, not in en"),
    ],
)
def test_other_languages_than_it_says_are_told(
    relabelled: Relabel, check: CheckDirection, pair: str, said_to_be: str, problem: str
) -> None:
    assert problem in (check(relabelled(pair, *said_to_be.split("_"))) or "")


@pytest.mark.parametrize(
    ("pair", "source", "target"),
    [
        ("ru_de", "bg", "de"),  # Russian has all letters that Bulgarian has
        ("en_de", "nl", "de"),
        ("ru_de", "ja", "de"),  # there are no sentences to try
        ("ru_de", "ru", "gsw"),  # nothing is known of the target
    ],
)
def test_what_is_open_is_not_told(
    relabelled: Relabel, check: CheckDirection, pair: str, source: str, target: str
) -> None:
    assert check(relabelled(pair, source, target)) is None


@dataclass(frozen=True)
class Says:
    """An engine with prepared answers, to provoke what no real one here does."""

    answers: Sequence[str | None]
    source: str = "en"
    target: str = "de"
    name: str = "says"
    least_score: float = -1.0

    def translate(self, sentences: Sequence[str], _: Decoding) -> list[Hypothesis | None]:
        assert len(sentences) == len(self.answers)
        return [None if answer is None else Hypothesis(answer, -0.1) for answer in self.answers]


def test_a_model_that_gives_sentences_back_is_told(check: CheckDirection) -> None:
    assert "12 of 12 plain sentences back" in (check(Says(load_probes()["en"])) or "")


@pytest.mark.parametrize("answer", [None, "", "Ja.", "…"])
def test_too_little_to_judge_is_no_evidence(check: CheckDirection, answer: str | None) -> None:
    assert check(Says([answer] * 12)) is None


def test_translations_by_people_pass_in_every_language(check: CheckDirection) -> None:
    probes = load_probes()
    for target, answers in probes.items():
        source = "en" if target != "en" else "de"
        assert check(Says(answers, source=source, target=target)) is None, target
