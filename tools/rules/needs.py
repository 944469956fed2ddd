"""Read all rules that ship, compile them and work out what they need, so that a start needn't.

    python tools/rules/needs.py [--check]

With ``--check`` nothing is written; it exits 1 where a file isn't what would be written.
"""

import argparse
import sys

from frequencies import Frequencies

from normalizer.resources import compiled, needs, rule_tables
from normalizer.resources.locate import data_file, rule_packs
from normalizer.resources.rules import RULE_STAGES, load_rules


def main() -> int:
    """0, or 1 where ``--check`` found a file out of date."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, say if it is right")
    check = parser.parse_args().check
    packs = [path for stage in RULE_STAGES for path in rule_packs(stage)]
    asked = [rule.asked for stage in RULE_STAGES for rule in load_rules(stage)]
    wanted = {
        rule_tables.FILE: rule_tables.written_tables(packs),
        needs.FILE: needs.written_needs(asked, Frequencies(map(needs.worked_out, asked)).key),
    }
    late = [name for name, content in wanted.items() if _content(name) != content]
    every = [one for stage in RULE_STAGES for rule in load_rules(stage) for one in rule.every]
    if not compiled.is_current(every) or not (check or compiled.is_of_this_release()):
        late.append(compiled.FILE)
        wanted[compiled.FILE] = b"" if check else compiled.written_patterns(every)
    for name in late:
        if check:
            print(f"{data_file(name)}: out of date; run: make rules", file=sys.stderr)
        else:
            data_file(name).write_bytes(wanted[name])
    return int(check and bool(late))


def _content(name: str) -> bytes:
    return data_file(name).read_bytes() if data_file(name).is_file() else b""


if __name__ == "__main__":
    sys.exit(main())
