"""Russian sentences to translate: those the fixture packages were made from."""

import importlib
import sys
from pathlib import Path
from random import Random

CORPUS = Path(__file__).parents[2] / "tools" / "fixture_models"


def rows() -> list[tuple[str, str, str]]:
    """The sentences the fixture packages were made from, in Russian, English and German."""
    if str(CORPUS) not in sys.path:
        sys.path.insert(0, str(CORPUS))
    found: list[tuple[str, str, str]] = importlib.import_module("corpus").build_corpus().train
    return found


def pairs() -> dict[str, str]:
    """Every Russian sentence there is, and its translation into German."""
    return {russian: german for russian, _, german in rows()}


def training_text() -> list[str]:
    """Every Russian sentence there is, for the pieces of the package."""
    return [russian for russian, _, _ in rows()]


def short_sentences(count: int, seed: int = 3) -> list[str]:
    """``count`` different sentences of about ten words."""
    return Random(seed).sample(sorted(set(training_text())), count)  # noqa: S311  no secret


def long_sentences(count: int, seed: int = 4) -> list[str]:
    """``count`` sentences, each made of three."""
    parts = short_sentences(3 * count, seed)
    return [
        "; ".join(part.rstrip(".") for part in parts[at : at + 3]) + "."
        for at in range(0, len(parts), 3)
    ]
