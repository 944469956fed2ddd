"""How many lines of articles hold what rules are looked up by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from pathlib import Path

from normalizer.finders.residue.clause import clause_of
from normalizer.finders.residue.holding import Marks
from normalizer.resources.clauses import DIGIT, folded
from normalizer.resources.needs import Needs
from normalizer.resources.openings import opening_of

TOOLS = Path(__file__).resolve().parents[1]
_EVERY = 4
_LENGTHS = 2
"""Paragraphs of news are about so many times as long as the lines that are counted here."""


class Frequencies:
    """What is rare in lines of articles, so that rules are looked up by that."""

    def __init__(self, asked: Iterable[Needs]) -> None:
        self._asked = list(asked)

    def key(self, needs: Needs) -> int:
        """The clause that fewest lines meet, counted from 1; 0 where it is how they begin."""
        begun = sum(self._begun[opening] for opening in needs.openings)
        known = needs.openings or needs.holds
        first = begun + self._held_of(map(folded, needs.holds)) if known else float(len(_lines()))
        found = [first, *(self._held_of(clause_of(clause).found) for clause in needs.clauses)]
        return found.index(min(found))

    def _held_of(self, marks: Iterable[str]) -> float:
        return float(_LENGTHS * sum(self._held[mark] for mark in marks))

    @cached_property
    def _held(self) -> Counter[str]:
        marks = {mark for needs in self._asked for mark in self._marks_of(needs)}
        lowered = [folded(line) for line in _lines()]
        held = Counter(mark for one in Marks(sorted(marks)).held_by(lowered) for mark in set(one))
        held[DIGIT] = sum(any(map(str.isdecimal, line)) for line in lowered)
        return held

    @staticmethod
    def _marks_of(needs: Needs) -> Iterator[str]:
        yield from map(folded, needs.holds - {DIGIT})
        for clause in needs.clauses:
            yield from clause_of(clause - {DIGIT}).found

    @cached_property
    def _begun(self) -> Counter[str]:
        openings = map(opening_of, _lines())
        return Counter(said[:end] for said in openings for end in range(1, len(said) + 1))


@cache
def _lines() -> list[str]:
    """Some lines of articles: those that the classifier of wordings learns from."""
    lines = []
    for path in sorted((TOOLS / "residue" / "lines").glob("*.tsv")):
        rows = (row.split("\t") for row in path.read_text(encoding="utf-8").splitlines())
        lines += [row[2] for row in rows if row[0] == "0"][::_EVERY]
    for path in sorted((TOOLS / "starter" / "corpus" / "natural").glob("*.tsv")):
        for row in path.read_text(encoding="utf-8").splitlines()[::_EVERY]:
            if row and not row.startswith("#"):
                lines += row.split("\t")
    return lines
