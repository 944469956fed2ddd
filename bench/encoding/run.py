"""What the encoding stage restores, changes needlessly and costs, beside its peers.

``python bench/encoding/run.py [--cases N] [--group NAME] [--half odd|even] [--quick] …``
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import parallel

from encoding import decoding, dumps, report, scores, speed
from encoding.damage import groups, paths

CASES, QUICK_CASES = 25, 3
LEAST, QUICK_LEAST = 240, 6
QUICK_CLEAN = 40
DOCUMENTS, QUICK_DOCUMENTS = 12, 3
DUMPS, QUICK_DUMPS = 5, 1


def run(arguments: Sequence[str] = ()) -> None:
    """Print the tables; without the lines to damage, say so."""
    options = _options(arguments)
    if parallel.folder() is None:
        print(parallel.ABSENT, file=sys.stderr)
        return
    start = time.monotonic()
    if options.speed:
        _print_speed(*_speed(options))
        return
    sizes = scores.Sizes(options.cases, options.least, options.clean, options.seed, options.half)
    chosen = [path.name for path in paths().values() if options.group in (None, path.group)]
    whole = options.group is None
    with ProcessPoolExecutor(os.cpu_count()) as executor:
        measured = scores.damaged(chosen, sizes, executor)
        clean = scores.clean(parallel.languages(), sizes, executor) if whole else {}
        seeds = range(options.seed, options.seed + options.dumps)
        tallies = dumps.tallies(options.half, seeds, executor) if whole else {}
    damaged = {found.path: found.scores for found in measured}
    report.print_damage(damaged)
    report.print_settled(measured)
    report.print_failures(
        [failure for found in measured for failure in found.failures], options.show
    )
    report.print_failures(
        [failure for found in measured for failure in found.unsettled], options.show
    )
    # Alone on the machine, or the ratios would be those of two runs at once.
    ratios = _speed(options) if whole else ([], [], [])
    if whole:
        report.print_clean(clean, damaged)
        report.print_dumps(tallies, options.dumps)
        _print_speed(*ratios)
    if options.json:
        found = report.as_json(measured, clean, tallies, ratios)
        options.json.write_text(json.dumps(found, indent=1), encoding="utf-8")
    print(f"\n{options.half} documents, seed {options.seed}, {time.monotonic() - start:.0f} s")


def _speed(options: argparse.Namespace) -> tuple[report.Speed, report.Speed, report.Speed]:
    """The rows of the three tables of speed."""
    of = options.half, options.documents, options.seed
    dumps = speed.ratios_of_dumps(options.half, options.seed)
    return speed.ratios(*of), dumps, decoding.ratios(*of)


def _print_speed(repair: report.Speed, dumps: report.Speed, decode: report.Speed) -> None:
    title = "{}, CPU time: how many times as fast as {} in the same run"
    report.print_speed(repair, title.format("Repair", "ftfy safe"), "code points")
    report.print_speed(dumps, title.format("All articles at once", "ftfy safe"), "code points")
    report.print_speed(decode, title.format("Decoding", "charset-normalizer"), "bytes")


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, help=f"cases of each path (default {CASES})")
    parser.add_argument("--group", choices=groups(), help="only this group, and no other table")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--half", choices=("odd", "even"), default="odd", help="of the documents")
    parser.add_argument("--json", type=Path, help="write the numbers there, by path as well")
    parser.add_argument("--show", type=int, default=0, help="failed cases to print (texts!)")
    parser.add_argument("--speed", action="store_true", help="only the tables of speed")
    parser.add_argument("--quick", action="store_true", help="few cases, under a minute")
    options = parser.parse_args(arguments)
    options.cases = options.cases or (QUICK_CASES if options.quick else CASES)
    options.least = QUICK_LEAST if options.quick else LEAST
    options.clean = QUICK_CLEAN if options.quick else None
    options.dumps = QUICK_DUMPS if options.quick else DUMPS
    options.documents = QUICK_DOCUMENTS if options.quick else DOCUMENTS
    return options


if __name__ == "__main__":
    run(sys.argv[1:])
