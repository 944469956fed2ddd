"""Translation beside a bare CTranslate2 and the way the stock library calls it, in one run.

``python bench/translation/run.py [--sentences N] [--rounds N] [--long] [--overhead N]``. The first
run builds a package of full size into ``build/bench-translation``, or where ``--cache`` says.
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from tempfile import mkdtemp

sys.path.insert(0, str(Path(__file__).parents[1]))

from measure import print_table, seconds

from normalizer.engines.argos import argos_engine
from normalizer.engines.engine import SEARCHES, Decoding
from normalizer.engines.package import read_package
from normalizer.engines.stock import StockEngine
from translation.around import memory_rows, print_checks
from translation.bare import Bare
from translation.overhead import SENTENCES as OVERHEAD
from translation.overhead import print_overhead
from translation.package import CACHE, full_package
from translation.text import long_sentences, short_sentences

SENTENCES, ROUNDS = 64, 3
AS_STOCK = Decoding(beam=4, length_penalty=0.2)
WIDE, DEFAULT, FAST = "our beam 4", "our default, beam 2", "our fast, beam 1"
SHORT = "our default with a shortlist"
BATCH, CALLS = "one batch of CTranslate2, beam 2", "a call a sentence, beam 4"
STOCK = "argostranslate as installed"
ALONE = "argostranslate, one thread"
COMPARED = (
    (SHORT, BATCH, 1.0),
    (WIDE, CALLS, 3.5),
    (DEFAULT, CALLS, None),
    (FAST, CALLS, None),
    (WIDE, ALONE, 3.5),
    (WIDE, STOCK, None),
    (DEFAULT, STOCK, 8.0),
)
"""What is compared with what, and the ratio it is to reach."""


def run(arguments: Sequence[str] = ()) -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sentences", type=int, default=SENTENCES)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--long", action="store_true", help="sentences of three times the length")
    parser.add_argument(
        "--overhead", type=int, default=OVERHEAD, help="sentences to weigh our part by"
    )
    parser.add_argument("--cache", type=Path, default=CACHE, help="folder of the package")
    options = parser.parse_args(arguments)
    path = full_package(options.cache)
    drawn = long_sentences if options.long else short_sentences
    sentences = drawn(options.sentences)
    bare = Bare(path, sentences)
    print(f"\n{len(sentences)} sentences of {bare.mean_length:.0f} pieces, {options.rounds} rounds")
    took = _times(runners(path, sentences, bare), options.rounds)
    rows = [
        (
            ours,
            peer,
            median(there / here for here, there in zip(took[ours], took[peer], strict=True)),
            floor,
        )
        for ours, peer, floor in COMPARED
        if peer in took
    ]
    print_table("Translation, CPU time of one process, one thread", rows)
    if STOCK not in took:
        print("  argostranslate itself is not here; the extra of this name brings it")
    known = memory_rows(path, sentences, options.rounds)
    print_table("Translation memory, fresh each round, CPU time", known)
    print_checks()
    if options.overhead:
        print_overhead(path, options.overhead)


def _times(runs: dict[str, Callable[[], object]], rounds: int) -> dict[str, list[float]]:
    """CPU seconds of each, a figure a round; all take turns, and run once before."""
    for start in runs.values():
        start()
    took: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, start in runs.items():
            took[name].append(seconds(start))
    return took


def runners(path: Path, sentences: list[str], bare: Bare) -> dict[str, Callable[[], object]]:
    """What is measured, by name; the library itself only where it is installed."""
    engine = argos_engine(read_package(path))

    def ours(decoding: Decoding) -> Callable[[], object]:
        return lambda: engine.translate(sentences, decoding)

    default = SEARCHES["default"]
    found: dict[str, Callable[[], object]] = {
        WIDE: ours(AS_STOCK),
        DEFAULT: ours(default),
        FAST: ours(SEARCHES["fast"]),
        SHORT: ours(replace(default, shortlist=True)),
        BATCH: lambda: bare.batch(default),
        CALLS: bare.one_by_one,
    }
    if find_spec("argostranslate") is not None:
        for name, threads in ((STOCK, None), (ALONE, 1)):
            found[name] = partial(_stock(path, threads).translate, sentences, AS_STOCK)
    return found


def _stock(path: Path, threads: int | None) -> StockEngine:
    """The library with a home of its own, since it makes folders in it, with its model loaded.

    Without ``threads`` it has as many as it takes by itself.
    """
    home = mkdtemp(prefix="bench-argos-")
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        os.environ[name] = home
    from argostranslate import settings  # noqa: PLC0415  it reads its home as it is imported

    as_installed = settings.intra_threads
    settings.intra_threads = as_installed if threads is None else threads
    engine = StockEngine(read_package(path))
    engine.translate(["Порт"], AS_STOCK)
    settings.intra_threads = as_installed
    return engine


if __name__ == "__main__":
    run(sys.argv[1:])
