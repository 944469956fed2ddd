"""What a run over ten times the data takes, and over a million small files: by hand, long.

    python bench/dumps/sizes.py memory --megabytes 100     # and ten times as much
    python bench/dumps/sizes.py files --files 100000       # 1 kB each; and ten times as many

Only the stage ``spacing`` runs unless ``--stages`` says otherwise: what is measured is how memory
and cost a byte grow with the dump, and that doesn't depend on the finders, which keep nothing
between articles.
"""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parent))

import parallel
from run import Cost, measured, records

TIMES = 10
_MEGABYTE = 1_000_000
_KILOBYTE = 1000
_IN_A_FOLDER = 1000


def memory(folder: Path, megabytes: int, options: tuple[str, ...]) -> None:
    """The most memory of each process, and the cost a byte, with so much and ten times of it."""
    costs: list[Cost] = []
    for size in (megabytes, TIMES * megabytes):
        dump = folder / "dump.jsonl"
        with dump.open("wb") as file:
            file.writelines(records(size * _MEGABYTE))
        costs.append(_cleaned(folder, dump, ("-j", "2", *options)))
        _tell(f"{size} MB of JSONL", size, costs[-1])
    _compare(costs)


def files(folder: Path, count: int, options: tuple[str, ...]) -> None:
    """The cost of so many files of 1 kB, of ten times as many, and of one with the same bytes."""
    costs: list[Cost] = []
    text = b"Die Lage an der Front bleibt angespannt , sagte der Sprecher am Montag .\n"
    small = text * (_KILOBYTE // len(text))
    line = b'{"text":"%b"}\n' % small.replace(b"\n", b"\\n")
    for number in (count, TIMES * count):
        tree = folder / "tree"
        for at in range(number):
            path = tree / f"{at // _IN_A_FOLDER:04}" / f"{at % _IN_A_FOLDER:03}.txt"
            if at % _IN_A_FOLDER == 0:
                path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(small)
        costs.append(_cleaned(folder, tree, ("-j", "2", *options)))
        _tell(f"{number} files", number * len(small) / _MEGABYTE, costs[-1])
        shutil.rmtree(tree)
    dump = folder / "dump.jsonl"
    with dump.open("wb") as file:
        file.writelines(line for _ in range(TIMES * count))
    one = _cleaned(folder, dump, ("-j", "2", *options))
    _tell("the same as JSONL", TIMES * count * len(line) / _MEGABYTE, one)
    print(f"  CPU of the files, to one of JSONL   {costs[-1].cpu / one.cpu:8.2f} x   (at most 4)")
    _compare(costs)


def _cleaned(folder: Path, source: Path, options: tuple[str, ...]) -> Cost:
    out = folder / ("out" if source.is_dir() else "out.jsonl")
    beside = ("--audit", str(folder / "audit"), "--state", str(folder / "state"))
    cost = measured(str(source), "-o", str(out), *beside, *options)
    shutil.rmtree(folder / "state")
    shutil.rmtree(out) if out.is_dir() else out.unlink()
    (folder / "audit").unlink()
    return cost


def _tell(what: str, megabytes: float, cost: Cost) -> None:
    most = ", ".join(f"{name} {size:.0f} MB" for name, size in sorted(cost.memory.items()))
    rate = megabytes / cost.cpu
    print(
        f"  {what:<20} {cost.cpu:8.1f} s of CPU, {rate:6.1f} MB/s; most memory: {most}", flush=True
    )


def _compare(costs: list[Cost]) -> None:
    few, many = costs
    for name in sorted(few.memory.keys() & many.memory.keys()):
        grown = many.memory[name] / few.memory[name]
        print(f"  memory of {name}, with {TIMES} times as much   {grown:8.2f} x   (at most 1.10)")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("memory", "files"))
    parser.add_argument("--megabytes", type=int, default=100)
    parser.add_argument("--files", type=int, default=100_000)
    parser.add_argument("--stages", default="spacing")
    given = parser.parse_args()
    if parallel.folder() is None:
        raise SystemExit(parallel.ABSENT)
    with tempfile.TemporaryDirectory() as name:
        only = ("--only", given.stages)
        if given.what == "memory":
            memory(Path(name), given.megabytes, only)
        else:
            files(Path(name), given.files, only)
