"""What a line must begin with or hold for a pattern to match it, worked out once for what ships."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import msgspec

from normalizer.resources.clauses import Clause, clauses_of, is_common
from normalizer.resources.literals import required_literals, required_signs, width_of
from normalizer.resources.locate import data_file
from normalizer.resources.openings import signature
from normalizer.resources.parsing import parts_of

FILE = "needs.json"
"""The answers for the rules that ship; ``tools/rules/needs.py`` writes it."""

_PARTS = 6
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
    It has from ``least`` to ``most`` code points. Lines are looked up by the clause ``key``,
    counted from 1, or by the openings and what it holds where that is 0.
    """

    openings: frozenset[str]
    holds: frozenset[str]
    clauses: tuple[Clause, ...]
    literals: frozenset[str]
    signs: frozenset[str]
    least: int
    most: int
    key: int


def needs_of(asked: Asked) -> Needs:
    """What a match needs, looked up where the pattern ships.

    >>> sorted(needs_of(Asked("share|print")).openings)
    ['prin', 'shar']
    """
    found = _known().get(asked.digest)
    if found is None or len(found) != _PARTS:
        return worked_out(asked)
    (openings, holds), clauses, (literals,), (signs,), ((least, most),), ((key,),) = found
    return Needs(
        frozenset(openings),
        frozenset(holds),
        tuple(map(frozenset[str], clauses)),
        frozenset(literals),
        frozenset(signs),
        int(least),
        int(most),
        int(key),
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
        holds,
        clauses,
        required_literals(asked.pattern),
        required_signs(asked.pattern),
        least,
        most,
        _key(openings, holds, clauses),
    )


def _key(openings: frozenset[str], holds: frozenset[str], clauses: Sequence[Clause]) -> int:
    """The first clause, where nothing else is known but signs that most lines hold."""
    rarer = clauses and not is_common(clauses[0])
    return int(bool(rarer and not openings and (not holds or is_common(holds))))


def written_needs(asked: Iterable[Asked], key: Callable[[Needs], int] | None = None) -> bytes:
    """The file for what is ``asked``, a line each, in order of the digests.

    By ``key`` what lines are looked up by can be chosen better than by guess.
    """
    found = {one.digest: worked_out(one) for one in asked}
    if key is not None:
        found = {digest: replace(needs, key=key(needs)) for digest, needs in found.items()}
    lines = [
        msgspec.json.encode(digest) + b":" + msgspec.json.encode(_row(found[digest]))
        for digest in sorted(found)
    ]
    return b"{\n" + b",\n".join(lines) + b"\n}\n"


def _row(needs: Needs) -> list[list[list[str]]]:
    return [
        [sorted(needs.openings), sorted(needs.holds)],
        [sorted(clause) for clause in needs.clauses],
        [sorted(needs.literals)],
        [sorted(needs.signs)],
        [[str(needs.least), str(needs.most)]],
        [[str(needs.key)]],
    ]


@cache
def _known() -> Mapping[str, Any]:
    path = data_file(FILE)
    if not path.is_file():
        return {}
    return msgspec.json.decode(path.read_bytes(), type=dict[str, Any])
