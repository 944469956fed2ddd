"""Translation beside a bare CTranslate2 and the way the stock library calls it, in one run.

``python bench/translation/run.py [--sentences N] [--rounds N] [--long] [--overhead N]``. The first
run builds a package of full size into ``build/bench-translation``.
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from tempfile import mkdtemp

sys.path.insert(0, str(Path(__file__).parents[1]))

import ctranslate2
import sentencepiece
from measure import print_table, ratio, seconds

from normalizer.engines.argos import ArgosEngine
from normalizer.engines.engine import SEARCHES, Decoding
from normalizer.engines.package import read_package
from normalizer.engines.stock import StockEngine
from translation.package import full_package
from translation.text import long_sentences, short_sentences

SENTENCES, ROUNDS = 32, 3
OVERHEAD_SENTENCES, OVERHEAD_ROUNDS = 160, 5
MOST_OVERHEAD = 0.02
TOKENS = 1024
AS_STOCK = Decoding(beam=4, length_penalty=0.2)
_STOCK_TOKENS = 32


def run(arguments: Sequence[str] = ()) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sentences", type=int, default=SENTENCES)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--long", action="store_true", help="sentences of three times the length")
    parser.add_argument(
        "--overhead", type=int, default=OVERHEAD_SENTENCES, help="sentences to weigh our part by"
    )
    options = parser.parse_args(arguments)
    path = full_package()
    drawn = long_sentences if options.long else short_sentences
    sentences = drawn(options.sentences)
    bare = Bare(path, sentences)
    print(f"\n{len(sentences)} sentences of {bare.mean_length:.0f} pieces, {options.rounds} rounds")
    rows = [
        (what, peer, ratio(ours, theirs, options.rounds), floor)
        for what, ours, peer, theirs, floor in comparisons(path, sentences, bare)
    ]
    print_table("Translation, CPU time of one process, one thread", rows)
    if find_spec("argostranslate") is None:
        print("  argostranslate itself is not here; the extra of this name brings it")
    if options.overhead:
        _print_overhead(path, drawn(options.overhead))


def _print_overhead(path: Path, sentences: list[str]) -> None:
    """What is ours of the time, from a call of each kind between two of the other."""
    bare, engine, decoding = Bare(path, sentences), ArgosEngine(read_package(path)), Decoding()
    engine.translate(sentences, decoding)
    shares = []
    before = seconds(lambda: bare.batch(decoding))
    for _ in range(OVERHEAD_ROUNDS):
        ours = seconds(lambda: engine.translate(sentences, decoding))
        after = seconds(lambda: bare.batch(decoding))
        shares.append(2 * ours / (before + after) - 1)
        before = after
    verdict = "" if median(shares) <= MOST_OVERHEAD else "  above"
    print(f"\nOver one batch of CTranslate2, {len(sentences)} sentences, beam 2")
    print(f"  rounds {', '.join(f'{share:+.1%}' for share in shares)}")
    print(f"  median {median(shares):+.1%}, at most {MOST_OVERHEAD:+.1%}{verdict}")


class Bare:
    """CTranslate2 without anything of ours around it, on sentences that are encoded already."""

    def __init__(self, path: Path, sentences: list[str]) -> None:
        pieces = sentencepiece.SentencePieceProcessor(model_file=str(path / "sentencepiece.model"))
        self.tokens = pieces.encode(sentences, out_type=str)
        self.translator = ctranslate2.Translator(
            str(path / "model"), device="cpu", inter_threads=1, intra_threads=1
        )

    @property
    def mean_length(self) -> float:
        """Pieces of a sentence."""
        return sum(map(len, self.tokens)) / len(self.tokens)

    def batch(self, decoding: Decoding) -> object:
        """All sentences in one call."""
        return self.translator.translate_batch(
            self.tokens,
            beam_size=decoding.beam,
            length_penalty=decoding.length_penalty,
            return_scores=True,
            replace_unknowns=True,
            batch_type="tokens",
            max_batch_size=TOKENS,
        )

    def one_by_one(self) -> object:
        """A call for each sentence, with the options of the stock library."""
        return [
            self.translator.translate_batch(
                [tokens],
                beam_size=4,
                num_hypotheses=1,
                length_penalty=0.2,
                return_scores=True,
                replace_unknowns=True,
                batch_type="tokens",
                max_batch_size=_STOCK_TOKENS,
            )
            for tokens in self.tokens
        ]


Comparison = tuple[str, Callable[[], object], str, Callable[[], object], float | None]


def comparisons(path: Path, sentences: list[str], bare: Bare) -> list[Comparison]:
    """What is measured against what, and the ratio it is to reach."""
    engine = ArgosEngine(read_package(path))

    def ours(decoding: Decoding) -> Callable[[], object]:
        return lambda: engine.translate(sentences, decoding)

    default = SEARCHES["default"]
    rows: list[Comparison] = [
        ("our default with a shortlist", ours(replace(default, shortlist=True)),
         "one batch of CTranslate2", lambda: bare.batch(default), 1.0),
        ("our beam 4", ours(AS_STOCK), "a call a sentence, beam 4", bare.one_by_one, 3.5),
        ("our default, beam 2", ours(default), "a call a sentence, beam 4", bare.one_by_one, None),
        ("our fast, beam 1", ours(SEARCHES["fast"]), "a call a sentence, beam 4",
         bare.one_by_one, None),
    ]  # fmt: skip
    if find_spec("argostranslate") is not None:
        stock = _stock(path)
        rows += [
            (what, ours(decoding), "argostranslate as installed",
             lambda: stock.translate(sentences, AS_STOCK), floor)
            for what, decoding, floor in (
                ("our beam 4", AS_STOCK, None), ("our default, beam 2", default, 8.0),
            )
        ]  # fmt: skip
    return rows


def _stock(path: Path) -> StockEngine:
    """The library with a home of its own, since it makes folders in it."""
    home = mkdtemp(prefix="bench-argos-")
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        os.environ[name] = home
    return StockEngine(read_package(path))


if __name__ == "__main__":
    run(sys.argv[1:])
