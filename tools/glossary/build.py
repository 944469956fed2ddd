"""Build what is made of the sources of the glossary: exports, and the pack the package reads.

    python tools/glossary/build.py [--check]

The same sources give the same bytes. With --check nothing is written, and the exit code is 1
where a file isn't what it would be.
"""

import argparse
import sys
from pathlib import Path

from normalizer.finders.names.claims import packed_forms
from normalizer.finders.names.derivation import DeriveForms
from normalizer.formats.glossary.exports import written
from normalizer.resources.glossary_files import load_glossary, read_entries
from normalizer.resources.glossary_pack import written_pack
from normalizer.resources.locate import fingerprint, glossary_pack, glossary_sources


def pack() -> bytes:
    """The pack of the sources that ship."""
    sources = glossary_sources()
    read = [(path, table, entry) for path in sources for table, entry in read_entries(path)]
    entries = [
        (entry.id, f"{path.name}:{table.place.rpartition(':')[2]}", table.values)
        for path, table, entry in read
    ]
    forms = packed_forms((entry for _, _, entry in read), DeriveForms())
    return written_pack(fingerprint(sources), entries, forms)


def main() -> int:
    """Write what has changed, or say what would."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing")
    checks = parser.parse_args().check
    changed = 0
    folder = glossary_pack().parent
    files = {folder / path: data for path, data in written(load_glossary()).items()}
    for path, wanted in (files | {glossary_pack(): pack()}).items():
        if path.exists() and path.read_bytes() == wanted:
            continue
        changed += 1
        print(f"{_short(path)}: {'is out of date' if checks else 'written'}, {len(wanted)} bytes")
        if not checks:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(wanted)
    return int(bool(changed and checks))


def _short(path: Path) -> Path:
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


if __name__ == "__main__":
    sys.exit(main())
