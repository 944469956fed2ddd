"""Every benchmark, one table each: `make bench`, or `python bench/run.py NAME…`."""

import argparse
import importlib
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

BENCHMARKS = {
    "clean": "clean",
    "start": "start",
    "encoding": "encoding.run",
    "passages": "passages.run",
    "sentences": "sentences",
    "names": "names.run",
    "quality": "quality",
    "residue": "residue",
    "romanization": "romanization",
    "translation": "translation.run",
}
"""The module of each benchmark; none is imported before it runs."""


def main() -> None:
    """Run the benchmarks that are named, or all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*BENCHMARKS, []], help="which to run")
    chosen = parser.parse_args().names or BENCHMARKS
    for name in chosen:
        importlib.import_module(BENCHMARKS[name]).run()


if __name__ == "__main__":
    main()
