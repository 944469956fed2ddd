"""What a line must begin with or hold for a pattern to match it, worked out once for what ships."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import msgspec

from normalizer.resources.literals import (
    literals_of,
    parsed_pattern,
    required_literals,
    required_signs,
    width_of,
)
from normalizer.resources.locate import data_file
from normalizer.resources.openings import signature

FILE = "needs.json"
"""The answers for the rules that ship; ``tools/rules/needs.py`` writes it."""

_PARTS = 6
"""Lists in a row of the file; rows that another version wrote are no help."""

_MOST_ALSO = 3
"""Strings that are looked for one by one."""

_DIGITS = 16
"""Hexadecimal digits of a digest that tell some hundred patterns apart."""


@dataclass(frozen=True, slots=True)
class Needs:
    """What every match of a pattern begins with or holds; empty where nothing is known.

    It begins with one of ``openings`` or holds one of ``holds``; it holds one of ``literals``, one
    of ``signs`` and one of ``also``, in which ``0`` is any digit. It has from ``least`` to ``most``
    code points.
    """

    openings: frozenset[str]
    holds: frozenset[str]
    literals: frozenset[str]
    signs: frozenset[str]
    also: frozenset[str]
    least: int
    most: int


def needs_of(pattern: str) -> Needs:
    """What a match of ``pattern`` needs, looked up where it ships.

    >>> sorted(needs_of("share|print").openings)
    ['print', 'share']
    """
    found = _known().get(_digest(pattern))
    if found is None or len(found) != _PARTS:
        return worked_out(pattern)
    *parts, width = found
    least, most = map(int, width)
    openings, holds, literals, signs, also = map(frozenset[str], parts)
    return Needs(openings, holds, literals, signs, also, least, most)


def worked_out(pattern: str) -> Needs:
    """What a match of ``pattern`` needs, by taking it apart; that takes milliseconds."""
    openings, holds = signature(pattern)
    least, most = width_of(pattern)
    return Needs(
        openings,
        holds,
        required_literals(pattern),
        required_signs(pattern),
        _also(pattern) if openings else frozenset(),
        least,
        most,
    )


def _also(pattern: str) -> frozenset[str]:
    """What a line holds besides its beginning; none where that is too much to look for."""
    parsed = parsed_pattern(pattern)
    found = frozenset[str]() if parsed is None else literals_of(parsed, of_lines=True)
    return found if len(found) <= _MOST_ALSO else frozenset()


def written_needs(patterns: Iterable[str]) -> bytes:
    """The file for ``patterns``, a line each, in order of their digests."""
    rows = {_digest(pattern): _row(worked_out(pattern)) for pattern in patterns}
    lines = [
        msgspec.json.encode(key) + b":" + msgspec.json.encode(rows[key]) for key in sorted(rows)
    ]
    return b"{\n" + b",\n".join(lines) + b"\n}\n"


def _row(needs: Needs) -> list[list[str]]:
    parts = (needs.openings, needs.holds, needs.literals, needs.signs, needs.also)
    return [*(sorted(part) for part in parts), [str(needs.least), str(needs.most)]]


@cache
def _known() -> Mapping[str, Any]:
    path = data_file(FILE)
    if not path.is_file():
        return {}
    return msgspec.json.decode(path.read_bytes(), type=dict[str, list[list[str]]])


def _digest(pattern: str) -> str:
    return hashlib.sha256(pattern.encode()).hexdigest()[:_DIGITS]
