"""What a run over a dump costs: `make bench-dumps`, or `python bench/dumps/run.py --megabytes 200`.

The dump is generated from parallel news lines, one article a record, a tenth of them damaged.
CPU time is that of a command and all processes it started, without that of the same command over
one record; the machine may be shared, so wall time says less.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import ftfy
import parallel

LANGUAGES = ("deu", "eng", "rus", "ukr", "fra", "spa", "pol", "ces", "ita", "tur")
STAGES = "encoding,markup,residue,structure,spacing,quotes,languages,translation,names,flags"
DAMAGED = 0.1
_MEGABYTE = 1_000_000
_SAMPLED_EVERY = 0.1


@dataclass(frozen=True)
class Cost:
    """CPU and wall seconds of a command, and the most memory one of its processes had, in MB."""

    cpu: float
    wall: float
    memory: dict[str, float]


def records(size: int, seed: int = 1) -> Iterator[bytes]:
    """Lines of about ``size`` bytes in all, the same for the same seed."""
    choose = random.Random(seed)  # noqa: S311  a benchmark, no secret
    articles = [
        "\n\n".join(lines) for name in LANGUAGES for lines in parallel.documents(name, "odd")
    ]
    choose.shuffle(articles)
    written = 0
    for number, text in enumerate(cycle(articles)):
        damaged = text
        if choose.random() < DAMAGED:
            damaged = text.encode().decode("cp1252", "replace").replace("\ufffd", "?")
        line = json.dumps({"id": number, "text": damaged, "date": "2019-09-01", "n": 1.10},
                          ensure_ascii=False).encode() + b"\n"  # fmt: skip
        yield line
        written += len(line)
        if written >= size:
            return


def measured(*arguments: str) -> Cost:
    """What ``normalizer clean`` with these arguments costs."""
    command = [str(Path(sys.executable).with_name("article-normalizer")), "clean", *arguments, "-q"]
    before, began = os.times(), time.monotonic()
    with subprocess.Popen(command) as process:
        memory: dict[str, float] = {}
        watch = threading.Thread(target=_watch, args=(process, memory))
        watch.start()
        process.wait()
        watch.join()
    after = os.times()
    if process.returncode:
        message = f"{' '.join(command)} ended with {process.returncode}"
        raise SystemExit(message)
    cpu = after.children_user + after.children_system
    cpu -= before.children_user + before.children_system
    return Cost(cpu, time.monotonic() - began, memory)


def _watch(process: "subprocess.Popen[bytes]", memory: dict[str, float]) -> None:
    """Keep the most memory that the process and those it started had, where /proc tells it."""
    while process.poll() is None:
        for name, folder in (("main", process.pid), *_children(process.pid)):
            try:
                status = Path(f"/proc/{folder}/status").read_text(encoding="ascii")
            except OSError:
                continue
            for line in status.splitlines():
                if line.startswith("VmHWM"):
                    memory[name] = max(memory.get(name, 0), int(line.split()[1]) / 1000)
        time.sleep(_SAMPLED_EVERY)


def _children(process: int) -> list[tuple[str, int]]:
    try:
        found = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
        threads = [
            path.read_text(encoding="ascii")
            for path in Path(f"/proc/{process}/task").glob("*/children")
        ]
    except OSError:
        return []
    numbers = sorted({int(word) for words in (found, *threads) for word in words.split()})
    return [(f"worker {place}", number) for place, number in enumerate(numbers, start=1)]


def _ftfy(dump: Path) -> float:
    """CPU seconds that ftfy takes for the texts of ``dump``, without those to read it."""
    texts = [json.loads(line)["text"] for line in dump.read_bytes().splitlines()]
    ftfy.fix_text(texts[0])
    before = time.process_time()
    for text in texts:
        ftfy.fix_text(text)
    return time.process_time() - before


def run(megabytes: float = 8) -> None:
    """Print the table."""
    if parallel.folder() is None:
        print(parallel.ABSENT)
        return
    with tempfile.TemporaryDirectory() as name:
        _run(Path(name), megabytes)


def _run(folder: Path, megabytes: float) -> None:
    dump, one, frame = folder / "dump.jsonl", folder / "one.jsonl", folder / "frame.jsonl"
    with dump.open("wb") as file:
        file.writelines(records(int(megabytes * _MEGABYTE)))
    with frame.open("wb") as file:
        file.writelines(records(int(10 * megabytes * _MEGABYTE)))
    one.write_bytes(next(records(1)))
    bare, nothing = ("--no-audit", "-j", "1"), ("--skip", STAGES)
    whole = ("--skip", "translation")

    def clean(path: Path, *arguments: str) -> Cost:
        kept = folder / "state"
        for left in (*folder.glob("state/*"), *folder.glob("out*")):
            left.unlink()
        state = ("--state", str(kept)) if "--journal" in arguments else ()
        given = tuple(word for word in arguments if word != "--journal")
        return measured(str(path), "-o", str(folder / "out.jsonl"), *given, *state)

    audited = ("--audit", str(folder / "out.audit"), "--journal")
    start_frame, start = clean(one, *nothing, *bare), clean(one, *whole, *bare)
    frames = clean(frame, *nothing, *bare), clean(frame, *nothing, "-j", "1", *audited)
    runs = [clean(dump, *whole, *bare), clean(dump, *whole, "-j", "1", *audited)]
    runs += [clean(dump, *whole, "-j", str(number), *audited) for number in (2,)]
    print(f"\nDumps, {megabytes:g} MB through the whole pipeline without translation")
    rates = [10 * megabytes / max(cost.cpu - start_frame.cpu, 0.01) for cost in frames]
    print(f"  frame alone: parse, splice, write          {rates[0]:>8.1f} MB/s")
    print(f"  frame with audit and journal               {rates[1]:>8.1f} MB/s   (at least 60)")
    print(f"  whole pipeline, one process                "
          f"{megabytes / (runs[0].cpu - start.cpu):>8.2f} MB/s")  # fmt: skip
    print(f"  CPU of ftfy.fix_text alone, to it          "
          f"{_ftfy(dump) / (runs[0].cpu - start.cpu):>8.2f} x      (at least 3)")  # fmt: skip
    extra = (runs[1].cpu - start.cpu) / (runs[0].cpu - start.cpu)
    print(f"  CPU with audit and journal                 {extra:>8.2f} x      (at most 1.05)")
    pool = (runs[2].cpu - 3 * start.cpu) / (runs[1].cpu - start.cpu)
    print(f"  CPU of two workers, loading left out       {pool:>8.2f} x of one")
    faster = runs[1].wall / runs[2].wall
    print(
        f"  wall time, one process to two workers      {faster:>8.2f} x      (at least 1.8, quiet)"
    )
    print(f"  start: rules loaded                        {start.cpu:>8.2f} s of CPU a process")
    for name, most in sorted(runs[2].memory.items()):
        print(f"  most memory, {name:<30}{most:>8.0f} MB")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=float, default=8, help="how large the dump is")
    run(parser.parse_args().megabytes)
