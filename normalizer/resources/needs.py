"""What a line must begin with or hold for a pattern to match it, worked out once for what ships."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import msgspec

from normalizer.resources.literals import required_literals, required_signs
from normalizer.resources.locate import data_file
from normalizer.resources.openings import signature

FILE = "needs.json"
"""The answers for the rules that ship; ``tools/rules/needs.py`` writes it."""

_DIGITS = 16
"""Hexadecimal digits of a digest that tell some hundred patterns apart."""


@dataclass(frozen=True, slots=True)
class Needs:
    """What every match of a pattern begins with or holds; empty where nothing is known.

    It begins with one of ``openings`` or holds one of ``holds``; it holds one of ``literals`` and
    one of ``signs``.
    """

    openings: frozenset[str]
    holds: frozenset[str]
    literals: frozenset[str]
    signs: frozenset[str]


def needs_of(pattern: str) -> Needs:
    """What a match of ``pattern`` needs, looked up where it ships.

    >>> sorted(needs_of("share|print").openings)
    ['print', 'share']
    """
    found = _known().get(_digest(pattern))
    return worked_out(pattern) if found is None else Needs(*map(frozenset, found))


def worked_out(pattern: str) -> Needs:
    """What a match of ``pattern`` needs, by taking it apart; that takes milliseconds."""
    openings, holds = signature(pattern)
    return Needs(openings, holds, required_literals(pattern), required_signs(pattern))


def written_needs(patterns: Iterable[str]) -> bytes:
    """The file for ``patterns``, a line each, in order of their digests."""
    rows = {_digest(pattern): _row(worked_out(pattern)) for pattern in patterns}
    lines = [
        msgspec.json.encode(key) + b":" + msgspec.json.encode(rows[key]) for key in sorted(rows)
    ]
    return b"{\n" + b",\n".join(lines) + b"\n}\n"


def _row(needs: Needs) -> list[list[str]]:
    parts = (needs.openings, needs.holds, needs.literals, needs.signs)
    return [sorted(part) for part in parts]


@cache
def _known() -> Mapping[str, Any]:
    path = data_file(FILE)
    if not path.is_file():
        return {}
    return msgspec.json.decode(path.read_bytes(), type=dict[str, list[list[str]]])


def _digest(pattern: str) -> str:
    return hashlib.sha256(pattern.encode()).hexdigest()[:_DIGITS]
