"""The tables of rule packs; of those that ship as they were read before a release.

To parse their TOML takes a tenth of a start.
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from normalizer.resources.locate import data_file, fingerprint
from normalizer.resources.tables import Table, read_tables

FILE = "rules.msgpack"
"""What the packs that ship hold, by their fingerprints; ``tools/rules/needs.py`` writes it."""

FORMAT = "normalizer-rules/1"

_Pack = tuple[dict[str, Any], list[tuple[int, dict[str, Any]]]]
"""The head of a pack, and its rules with the lines they begin at."""


def pack_tables(path: Path, *, ships: bool) -> tuple[Table, list[Table]]:
    """The head of the pack, and its rules; one that ``ships`` is parsed only if it has changed.

    Raises:
        ResourceError: the file can't be read, or isn't a pack of rules.
    """
    pack = _packs().get(fingerprint([path])) if ships else None
    if pack is None:
        return read_tables(path, "rule", form=FORMAT)
    head, rules = pack
    return Table(f"{path}:1", head), [Table(f"{path}:{line}", values) for line, values in rules]


def written_tables(paths: Iterable[Path]) -> bytes:
    """The file for the packs at ``paths``."""
    packs: dict[str, _Pack] = {}
    for path in paths:
        head, tables = read_tables(path, "rule", form=FORMAT)
        rules = [(int(table.place.rpartition(":")[2]), dict(table.values)) for table in tables]
        packs[fingerprint([path])] = dict(head.values), rules
    return msgspec.msgpack.encode(packs)


@cache
def _packs() -> dict[str, _Pack]:
    path = data_file(FILE)
    if not path.is_file():
        return {}
    return msgspec.msgpack.decode(path.read_bytes(), type=dict[str, _Pack])
