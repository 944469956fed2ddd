"""What a line must begin with or hold for a pattern to match it, worked out once for what ships."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import msgspec

from normalizer.resources.clauses import EDGE, Clause, clauses_of, folded, is_common
from normalizer.resources.literals import required_literals, required_signs, width_of
from normalizer.resources.locate import data_file
from normalizer.resources.openings import signature
from normalizer.resources.parsing import parts_of

FILE = "needs.json"
"""The answers for the rules that ship; ``tools/rules/needs.py`` writes it."""

_PARTS = 5
"""Parts of a row of the file; rows that another version wrote are no help."""

_DIGITS = 16
"""Hexadecimal digits of a digest that tell some hundred patterns apart."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A pattern, whether it minds case, and whether it must match a ``whole`` line.

    Otherwise it matches from the start of a line, or anywhere.
    """

    pattern: str
    case: bool = False
    whole: bool = True

    @property
    def digest(self) -> str:
        """What tells it apart in the file."""
        how = f"{int(self.case)}{int(self.whole)}"
        return hashlib.sha256((how + self.pattern).encode()).hexdigest()[:_DIGITS]


@dataclass(frozen=True, slots=True)
class Needs:
    """What every match of a pattern begins with or holds; empty where nothing is known.

    It begins with one of ``openings`` or holds one of ``holds``, in which ``0`` is any digit; it
    holds a mark of each of ``clauses``; it holds one of ``literals`` and one of ``signs``.
    It has from ``least`` to ``most`` code points.
    """

    openings: frozenset[str]
    holds: frozenset[str]
    clauses: tuple[Clause, ...]
    literals: frozenset[str]
    signs: frozenset[str]
    least: int
    most: int


def needs_of(asked: Asked) -> Needs:
    """What a match needs, looked up where the pattern ships.

    >>> sorted(needs_of(Asked("share|print")).openings)
    ['prin', 'shar']
    """
    found = _known().get(asked.digest)
    if found is None or len(found) != _PARTS:
        return worked_out(asked)
    (openings, holds), clauses, (literals,), (signs,), ((least, most),) = found
    return Needs(
        frozenset(openings),
        frozenset(holds),
        tuple(map(frozenset[str], clauses)),
        frozenset(literals),
        frozenset(signs),
        int(least),
        int(most),
    )


@cache
def worked_out(asked: Asked) -> Needs:
    """What a match needs, by taking the pattern apart; that takes milliseconds."""
    parts = parts_of(asked.pattern, case=asked.case)
    openings, holds = signature(asked.pattern)
    least, most = width_of(asked.pattern)
    clauses = clauses_of(parts or (), case=asked.case, whole=asked.whole)
    return Needs(
        openings,
        holds if openings else _rarer(holds, clauses),
        clauses,
        required_literals(asked.pattern),
        required_signs(asked.pattern),
        least,
        most,
    )


def _rarer(holds: frozenset[str], clauses: Sequence[Clause]) -> frozenset[str]:
    """What is looked for in every line: the marks of a clause, where ``holds`` has common signs."""
    if not clauses or is_common(clauses[0]) or not is_common(holds):
        return holds
    marks = frozenset(folded(mark.strip(EDGE)) for mark in clauses[0])
    return marks if all(len(mark) > 1 or not mark.isalpha() for mark in marks) else holds


def written_needs(asked: Iterable[Asked]) -> bytes:
    """The file for what is ``asked``, a line each, in order of the digests."""
    rows = {one.digest: _row(worked_out(one)) for one in asked}
    lines = [
        msgspec.json.encode(key) + b":" + msgspec.json.encode(rows[key]) for key in sorted(rows)
    ]
    return b"{\n" + b",\n".join(lines) + b"\n}\n"


def _row(needs: Needs) -> list[list[list[str]]]:
    return [
        [sorted(needs.openings), sorted(needs.holds)],
        [sorted(clause) for clause in needs.clauses],
        [sorted(needs.literals)],
        [sorted(needs.signs)],
        [[str(needs.least), str(needs.most)]],
    ]


@cache
def _known() -> Mapping[str, Any]:
    path = data_file(FILE)
    if not path.is_file():
        return {}
    return msgspec.json.decode(path.read_bytes(), type=dict[str, Any])
