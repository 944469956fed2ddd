"""Strings that every match of a pattern holds, to pass by texts in which it can't match."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import prod
from typing import Any

import regex

_PROPERTY = re.compile(r"\\[pP]\{[^}]*\}")
_MOST = 200
"""Strings of one factor: more are dearer to look for than the pattern."""

_LONGEST_ANCHOR = 5
_LONGEST_REPEAT = 4
_SEARCH, _HIT = 0.65, 100.0
"""Nanoseconds that it takes to search a sign of a text for an anchor, and to look at a place
where one stands."""

_LETTER, _BLANK, _MARK = 1 / 12, 1 / 6, 1 / 60
"""How often each of the signs of a kind stands in a text, about."""

_ZERO_WIDTH = {"AT", "ASSERT", "ASSERT_NOT"}
_REPEATS = {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}

Strings = frozenset[str]


@dataclass(frozen=True, slots=True)
class Factor:
    """Strings of which every match of a pattern holds one, one search for each of ``anchors``.

    An anchor is what some of them begin or end with. Regular expressions that begin with a plain
    string look for that first, which is several times faster than trying each string anywhere.
    """

    anchors: tuple[str, ...]
    searches: tuple[re.Pattern[str], ...]

    def stands_in(self, text: str) -> bool:
        """Whether one of the strings stands in ``text``."""
        return any(search.search(text) for search in self.searches)


def factors(pattern: regex.Pattern[str]) -> tuple[Factor, ...]:
    r"""What stands in every text that ``pattern`` matches, cheapest first; all of them do.

    There are none where case doesn't matter, nor where the pattern can't be read.

    >>> (found,) = factors(regex.compile(r"[.!?] (?:sagte|rief) \w+"))
    >>> found.anchors
    ('agte ', 'rief ')
    >>> found.stands_in("Nein! rief er."), found.stands_in("Er rief: nein! Ja. Nein.")
    (True, False)
    """
    if pattern.flags & regex.IGNORECASE:
        return ()
    try:
        parsed = re._parser.parse(_PROPERTY.sub(r"\\w", pattern.pattern))  # type: ignore[attr-defined]  # noqa: SLF001
    except re.error:
        return ()
    found = [_factor(strings) for strings in _runs(list(parsed))]
    return tuple(sorted(found, key=lambda factor: len(factor.anchors)))


def _factor(strings: Strings) -> Factor:
    """The factor whose anchors are cheapest to look for."""
    shortest = min(map(len, strings))
    choices = [
        (sum(_SEARCH + _HIT * _frequency(anchor) for anchor in anchors), at_end, anchors)
        for size in range(1, min(shortest, _LONGEST_ANCHOR) + 1)
        for at_end in (False, True)
        for anchors in (sorted({s[-size:] if at_end else s[:size] for s in strings}),)
    ]
    _, at_end, anchors = min(choices)
    return Factor(tuple(anchors), tuple(_search(anchor, strings, at_end) for anchor in anchors))


def _search(anchor: str, strings: Strings, at_end: bool) -> re.Pattern[str]:  # noqa: FBT001  a fact
    """Finds those of ``strings`` that begin or end with ``anchor``."""
    if at_end:
        found = sorted(f"(?<={re.escape(s)})" for s in strings if s.endswith(anchor))
    else:
        found = sorted(re.escape(s[len(anchor) :]) for s in strings if s.startswith(anchor))
    return re.compile(f"{re.escape(anchor)}(?:{'|'.join(found)})")


def _frequency(anchor: str) -> float:
    return prod(_LETTER if sign.isalnum() else _BLANK if sign == " " else _MARK for sign in anchor)


def _runs(nodes: Sequence[Any]) -> Iterator[Strings]:
    """The strings of each longest run of nodes that only few strings can match."""
    run: Strings = frozenset(("",))
    for strings in (*_elements(nodes), None):
        joined = None if strings is None else _product(run, strings)
        if joined is None:
            if min(map(len, run)) > 1:
                yield run
            joined = strings or frozenset(("",))
        run = joined


def _elements(nodes: Sequence[Any]) -> Iterator[Strings | None]:
    """What each node matches, ``None`` where that can be too much; groups are opened."""
    for operation, argument in nodes:
        name = str(operation)
        if name in _ZERO_WIDTH:
            continue
        if name == "SUBPATTERN" and not argument[1] and not argument[2]:
            yield from _elements(list(argument[-1]))
        elif name == "ATOMIC_GROUP":
            yield from _elements(list(argument))
        else:
            yield _of_node(name, argument)


def _of_node(name: str, argument: Any) -> Strings | None:
    if name == "LITERAL":
        return frozenset((chr(argument),))
    if name == "IN":
        signs = [chr(value) for kind, value in argument if str(kind) == "LITERAL"]
        return frozenset(signs) if len(signs) == len(argument) else None
    if name == "BRANCH":
        branches = [_together(list(branch)) for branch in argument[1]]
        known = [branch for branch in branches if branch is not None]
        return frozenset().union(*known) if len(known) == len(branches) else None
    if name in _REPEATS:
        least, most, inner = argument
        once = _together(list(inner))
        if once is None or int(most) > _LONGEST_REPEAT:
            return None
        return _repeated(once, int(least), int(most))
    return None


def _together(nodes: Sequence[Any]) -> Strings | None:
    """All that ``nodes`` can match one behind the other."""
    found: Strings | None = frozenset(("",))
    for strings in _elements(nodes):
        found = _product(found, strings)
    return found


def _repeated(once: Strings, least: int, most: int) -> Strings | None:
    found: Strings = frozenset()
    several: Strings | None = frozenset(("",))
    for count in range(most + 1):
        if several is None:
            return None
        found |= several if count >= least else frozenset()
        several = _product(several, once)
    return found


def _product(first: Strings | None, second: Strings | None) -> Strings | None:
    if first is None or second is None or len(first) * len(second) > _MOST:
        return None
    return frozenset(a + b for a in first for b in second)
