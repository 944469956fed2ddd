"""Listings of code that an article has: what ends them stays with the rest."""

import re
from collections.abc import MutableMapping, Sequence
from typing import Any

from normalizer.finders.residue.code import UNREADABLE
from normalizer.finders.residue.layout import Line
from normalizer.resources.rules import Rule

_ENDS = re.compile(r"[\]\[{}(),;.…\s]+")
_KEY = re.compile(r"[\"']\s{0,2}:")
_OF_CODE = frozenset({"cms-marker", "markup"})
"""Kinds of residue that lines of code are taken for."""


def leave_listings(article: Sequence[Line], hits: MutableMapping[int, tuple[Rule, Any]]) -> None:
    """Keep the brackets that end what stands above them, where that is code and stays."""
    if not any(rule.kind in _OF_CODE for rule, _ in hits.values()):
        return
    code = False
    for i, line in enumerate(article):
        if _ENDS.fullmatch(line.text):
            if code and i in hits and hits[i][0].ships and hits[i][0].kind in _OF_CODE:
                del hits[i]
        else:
            code = i not in hits and _is_code(line.text)


def _is_code(line: str) -> bool:
    return UNREADABLE.search(line) is not None or _KEY.search(line) is not None
