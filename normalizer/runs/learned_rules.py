"""A pack of rules for lines that recur in a dump, for somebody to look through."""

import re
from collections.abc import Iterable

import tomli_w

from normalizer.finders.residue.recurring import Recurring, pattern_of
from normalizer.resources.rule_tables import FORMAT

_NOT_ID = re.compile(r"[^a-z0-9]+")
_LONGEST_ID = 40
_ROOM = 40

_HEAD = """\
# Lines that recur in a dump, proposed as rules: look through them, and take out what is text.
# Rules less sure than the setting `confidence` only report.
"""


def learned_pack(found: Iterable[Recurring]) -> bytes:
    """The pack, as a TOML file: a rule a line, with how often it was seen."""
    rules = []
    taken: set[str] = set()
    for number, one in enumerate(found, start=1):
        name = _NOT_ID.sub("-", one.line.lower()).strip("-")[:_LONGEST_ID].strip("-")
        name = f"learned-{name}" if name else f"learned-{number}"
        name = f"{name}-{number}" if name in taken else name
        taken.add(name)
        rules.append(
            {
                "id": name,
                "kind": "learned",
                "anchor": "edge",
                "pattern": pattern_of(one.line),
                "longest": len(one.line) + _ROOM,
                "confidence": one.confidence,
                "action": "drop",
                "note": f"in {one.articles} articles, {one.edge:.0%} of them at an edge",
                "hit": [one.line],
                "miss": [],
            }
        )
    pack = {"format": FORMAT, "language": "und", "rule": rules}
    return (_HEAD + tomli_w.dumps(pack)).encode()
