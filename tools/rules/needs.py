"""Work out what the patterns of all rules that ship need, so that a start needn't.

    python tools/rules/needs.py [--check]

With ``--check`` nothing is written; it exits 1 where the file isn't what would be written.
"""

import argparse
import sys

from frequencies import Frequencies

from normalizer.resources.locate import data_file
from normalizer.resources.needs import FILE, worked_out, written_needs
from normalizer.resources.rules import RULE_STAGES, load_rules


def main() -> int:
    """0, or 1 where ``--check`` found the file out of date."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, say if it is right")
    check = parser.parse_args().check
    path = data_file(FILE)
    asked = [rule.asked for stage in RULE_STAGES for rule in load_rules(stage)]
    wanted = written_needs(asked, Frequencies(map(worked_out, asked)).key)
    if path.is_file() and path.read_bytes() == wanted:
        return 0
    if check:
        print(f"{path}: out of date; run: make rules", file=sys.stderr)
        return 1
    path.write_bytes(wanted)
    return 0


if __name__ == "__main__":
    sys.exit(main())
