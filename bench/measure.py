"""Measure two ways of doing a thing in one run, in turn, and compare their CPU time."""

import time
from collections.abc import Callable
from statistics import median

ROUNDS = 5


def ratio(ours: Callable[[], object], peer: Callable[[], object], rounds: int = ROUNDS) -> float:
    """How many times faster ``ours`` is than ``peer``: the median over alternating rounds.

    CPU time of this process counts, since the machine may be shared. Both run once before.
    """
    ours()
    peer()
    return median(seconds(peer) / seconds(ours) for _ in range(rounds))


def seconds(run: Callable[[], object]) -> float:
    """CPU time of this process that ``run`` takes."""
    start = time.process_time()
    run()
    return time.process_time() - start


def print_table(title: str, rows: list[tuple[str, str, float, float | None]]) -> None:
    """Print rows of (what, peer, ratio, at least), where the last may be unknown."""
    print(f"\n{title}")
    print(f"  {'what':<52} {'against':<28} {'ratio':>7}  {'at least':>8}")
    for what, peer, measured, floor in rows:
        wanted = "" if floor is None else f"{floor:>7.1f}x"
        verdict = "" if floor is None or measured >= floor else "  below"
        print(f"  {what:<52} {peer:<28} {measured:>6.1f}x  {wanted}{verdict}")


def print_costs(title: str, names: list[str], found: list[dict[str, float]]) -> None:
    """Print a row for each thing that was timed and a column for each of ``names``."""
    print(f"\n{title}")
    print(f"  {'':<44}" + "".join(f"{name:>16}" for name in names))
    for row in found[0]:
        print(f"  {row:<44}" + "".join(f"{costs[row]:>16.3f}" for costs in found))
