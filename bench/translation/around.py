"""What stands around an engine: the memory of earlier translations, and the checks of new ones."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory

from measure import seconds

from normalizer.engines.argos import argos_engine
from normalizer.engines.engine import Decoding
from normalizer.engines.memory import RememberingEngine, TranslationMemory
from normalizer.engines.package import read_package
from normalizer.finders.translation.quality import CheckTranslation
from translation.text import rows
from translation.told import Told

SHARES = (0.0, 0.5, 0.9, 1.0)
"""Shares of the sentences that the memory knows already."""

MOST_COST = 100
"""Microseconds that the checks of one sentence may take."""

CHECKED, ROUNDS = 2_000, 9

Row = tuple[str, str, float, float | None]


def memory_rows(path: Path, sentences: Sequence[str], rounds: int) -> list[Row]:
    """How many times faster it is to ask the memory first, by what share of it is a hit.

    Each round has a fresh memory that was told its share beforehand; only translating counts.
    """
    engine, decoding = argos_engine(read_package(path)), Decoding()
    told = Told(dict(zip(sentences, engine.translate(sentences, decoding), strict=True)))
    took: dict[float, list[float]] = {share: [] for share in SHARES}
    for _ in range(rounds):
        without = seconds(lambda: engine.translate(sentences, decoding))
        for share in SHARES:
            known = sentences[: round(share * len(sentences))]
            with TemporaryDirectory() as folder:
                memory = TranslationMemory(Path(folder) / "memory.sqlite3")
                RememberingEngine(told, memory, engine.files).translate(known, decoding)
                asking = RememberingEngine(engine, memory, engine.files)
                took[share].append(
                    without / seconds(partial(asking.translate, sentences, decoding))
                )
                memory.close()
    return [
        (f"with a memory that knows {share:.0%}", "without one", median(found), None)
        for share, found in took.items()
    ]


def print_checks() -> None:
    """Print what checking and repairing a translation costs, by the best round."""
    pairs = [(row[0], row[2]) for row in rows()]
    drawn = Random(6).sample(pairs, CHECKED)  # noqa: S311  reproducible, not secret
    check = CheckTranslation("ru", "de")
    steps: dict[str, Callable[[str, str], object]] = {
        "checking a translation": check,
        "repairing it first": lambda source, said: check(source, check.repaired(source, said)),
    }
    length = sum(len(source) for source, _ in drawn) / len(drawn)
    print(f"\nMicroseconds of CPU time a sentence of {length:.0f} signs, best of {ROUNDS} rounds")
    for name, step in steps.items():
        cost = min(seconds(lambda: [step(*pair) for pair in drawn]) for _ in range(ROUNDS))  # noqa: B023  it runs at once
        each = 1e6 * cost / len(drawn)
        verdict = "" if each <= MOST_COST else "  above"
        print(f"  {name:<52} {each:>6.0f}, at most {MOST_COST}{verdict}")
