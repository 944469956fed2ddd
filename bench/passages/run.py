"""Passages in mixed articles: how exactly they are found, beside the peers, and at what cost.

``python bench/passages/run.py [--set main|extra|mains] [--half odd|even] [--only PEER] …``
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import parallel

from passages import report, speed
from passages.articles import Case
from passages.cases import DECK, cases
from passages.languages import FILES, SETS, SetName
from passages.noise import NOISE
from passages.peers import OURS, PEERS
from passages.results import Result, Task, results, summed
from passages.scores import Tally
from passages.short import Share, plain, short

ARTICLES, QUICK_ARTICLES = 500, 100
NOISY = 0.4
"""The share of the articles that are read with each noise as well."""

_TABLES = ("noise", "short", "speed")
_ARTICLE = "articles, 200"

PIECES, QUICK_PIECES = 400, 50
TIMED, QUICK_TIMED = 40, 10
"""Articles in each round of the measurement of speed."""


def run(arguments: Sequence[str] = ()) -> None:
    """Print the tables; without the lines to mix, say so."""
    options = _options(arguments)
    if parallel.folder() is None:
        print(parallel.ABSENT, file=sys.stderr)
        return
    start = time.monotonic()
    names = _installed(options.only)
    if not names:
        return
    chosen: list[SetName] = [options.set] if options.set else list(SETS)
    with ProcessPoolExecutor(os.cpu_count()) as executor:
        sets = [_measured(name, names, options, executor) for name in chosen]
        pieces = _short(names, options, executor) if options.short else {}
    # Alone on the machine, or the ratios would be those of two runs at once.
    figures = speed.figures(options.half, options.seed, options.timed) if options.speed else []
    if pieces:
        report.print_short(pieces)
        if OURS in names:
            report.print_plain_verdict(pieces[OURS][_ARTICLE])
    if figures:
        report.print_figures(figures)
    if options.json:
        found = report.as_json(sets, pieces, figures)
        options.json.write_text(json.dumps(found, indent=1), encoding="utf-8")
    print(f"\n{options.half} documents, seed {options.seed}, {time.monotonic() - start:.0f} s")


def _installed(only: str | None) -> list[str]:
    """The peers to measure; the others are named."""
    asked = [name for name in PEERS if only in (None, name)]
    for name in asked:
        if not PEERS[name].is_installed():
            print(f"{name}: not installed (make bench-passages installs it)")
    return [name for name in asked if PEERS[name].is_installed()]


def _measured(
    name: SetName, peers: Sequence[str], options: argparse.Namespace, executor: Executor
) -> report.Measured:
    """One set through every peer, printed."""
    drawn = [
        case
        for case in cases(name, options.half, options.n, options.seed)
        if options.category in (None, case.category, case.kind)
        and options.language in (None, case.language)
    ]
    codes = tuple(SETS[name].codes())
    found = {peer: results(Task(peer, codes), drawn, executor) for peer in peers}
    measured = report.Measured(
        name,
        len(drawn),
        {peer: summed(each, filtered=False) for peer, each in found.items()},
        {peer: summed(each, filtered=True) for peer, each in found.items()},
        _noisy(drawn, codes, peers, executor) if options.noise else {},
    )
    if drawn:
        report.print_set(measured)
    if measured.noise:
        report.print_noise(measured)
    if options.show and peers:
        report.print_failures(found[peers[0]], options.show)
    return measured


def _noisy(
    drawn: Sequence[Case], codes: tuple[str, ...], peers: Sequence[str], executor: Executor
) -> dict[str, dict[str, Tally]]:
    """The sums of some of the cases under each noise."""
    some = drawn[: round(NOISY * len(drawn))]
    return {
        noise or "clean": {
            peer: _total(results(Task(peer, codes, noise), some, executor)) for peer in peers
        }
        for noise in ("", *NOISE)
        if some
    }


def _total(found: Sequence[Result]) -> Tally:
    return summed(found, filtered=True)["all"]


def _short(
    peers: Sequence[str], options: argparse.Namespace, executor: Executor
) -> dict[str, dict[str, Share]]:
    return {
        peer: short(peer, options.half, options.pieces, executor)
        | {_ARTICLE: plain(peer, options.half, options.pieces, executor)}
        for peer in peers
    }


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", choices=SETS, help="only this set (default: all)")
    parser.add_argument("--half", choices=("odd", "even"), default="odd", help="of the documents")
    parser.add_argument("--n", type=int, help=f"articles of a set (default {ARTICLES})")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--category", help=f"only one of {', '.join(DECK)}, or a kind (d_tail)")
    parser.add_argument("--language", choices=FILES, help="only articles with passages in it")
    parser.add_argument("--only", choices=PEERS, help="only this peer")
    parser.add_argument("--show", type=int, default=0, help="failed articles to print (texts!)")
    for table in _TABLES:
        parser.add_argument(f"--no-{table}", dest=table, action="store_false")
    parser.add_argument("--json", type=Path, help="write the numbers there")
    parser.add_argument("--quick", action="store_true", help="few articles, under a minute")
    options = parser.parse_args(arguments)
    if options.category or options.language or options.show:
        # The other tables read everything, and would be the same again.
        options.noise = options.short = options.speed = False
    options.n = options.n or (QUICK_ARTICLES if options.quick else ARTICLES)
    options.pieces = QUICK_PIECES if options.quick else PIECES
    options.timed = QUICK_TIMED if options.quick else TIMED
    return options


if __name__ == "__main__":
    run(sys.argv[1:])
