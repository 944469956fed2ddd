"""How any match of a pattern must begin.

A rule of whole lines need not be tried on a line that begins otherwise. That takes one look at
the first letters of a line for all rules together.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from normalizer.resources.literals import literals_of, parsed_pattern

LONGEST_OPENING = 4
_DOTTED = "\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}"
"""The only capital whose small letter takes two code points."""
_MOST = 600
_MOST_SIGNS = 40
_CLASSES = {"CATEGORY_SPACE": " ", "CATEGORY_DIGIT": "0"}


_SAME = {"ſ": "s", "ı": "i", "ς": "σ"}
"""Small letters that a pattern without case finds where it asks for others."""


class _Folding(dict[int, str]):
    """Any blank as a space and any digit as ``0``, by code point, found out when needed."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        self[code] = " " if sign.isspace() else "0" if sign.isdecimal() else _SAME.get(sign, sign)
        return self[code]


_FOLDED = _Folding()

_Start = tuple[str, bool]
"""Letters a part may begin with, and whether the part may end behind them."""


def opening_of(line: str) -> str:
    """The first letters of ``line`` as openings are written: digits are ``0``, blanks a space."""
    return line[:LONGEST_OPENING].replace(_DOTTED, "i").lower().translate(_FOLDED)


def signature(pattern: str) -> tuple[frozenset[str], frozenset[str]]:
    """How any match of ``pattern`` begins, or else what it holds; both in lower case.

    Each match begins with one of the first strings, which are up to four long, or holds one of
    the second, in which ``0`` is any digit. Both are empty where no such sets are known; then the
    pattern may match any line.

    >>> begins, holds = signature("(?:share|print|.{2,9} newsletter)")
    >>> sorted(begins), sorted(holds)
    (['prin', 'shar'], [' newsletter'])
    >>> signature(".*")
    (frozenset(), frozenset())
    """
    parsed = parsed_pattern(pattern)
    found = None if parsed is None else _signature(parsed)
    if found is None:
        return frozenset(), frozenset()
    begins, holds = found
    return _shortest(begins), holds


def _shortest(begins: frozenset[str]) -> frozenset[str]:
    """Those of the strings that none of the others begins."""
    return frozenset(letters for letters in begins if not _goes_on(letters, begins))


def _goes_on(letters: str, begins: frozenset[str]) -> bool:
    """Whether ``letters`` begin with others of these already, so that they say nothing more."""
    return any(letters[:length] in begins for length in range(1, len(letters)))


def _signature(nodes: Sequence[Any]) -> tuple[frozenset[str], frozenset[str]] | None:
    starts = _sequence(nodes)
    letters = frozenset(letters for letters, _ in starts)
    if "" not in letters:
        return letters, frozenset()
    head, *rest = nodes or [None]
    branches = _branches_of(head)
    if branches is None:
        literals = literals_of(nodes, of_lines=True)
        return (frozenset(), literals) if literals else None
    begins: frozenset[str] = frozenset()
    holds: frozenset[str] = frozenset()
    for branch in branches:
        found = _signature([*branch, *rest])
        if found is None:
            literals = literals_of(nodes, of_lines=True)
            return (frozenset(), literals) if literals else None
        begins, holds = begins | found[0], holds | found[1]
    return begins, holds


def _branches_of(node: Any) -> list[list[Any]] | None:
    """The ways in which a part that is a choice can be read."""
    if node is None:
        return None
    name, argument = str(node[0]), node[1]
    if name == "SUBPATTERN":
        inner = list(argument[-1])
        first = _branches_of(inner[0]) if inner else None
        return [inner] if first is None else [[*branch, *inner[1:]] for branch in first]
    if name == "BRANCH":
        return [list(branch) for branch in argument[1]]
    if name in {"MAX_REPEAT", "MIN_REPEAT"} and argument[:2] == (0, 1):
        return [[], list(argument[2])]
    return None


def _sequence(nodes: Iterable[Any]) -> set[_Start]:
    """What the parts one after another begin with, cut where there is too much."""
    starts: set[_Start] = {("", True)}
    for operation, argument in nodes:
        part = _part(str(operation), argument)
        longer = _joined(starts, part)
        if len(longer) > _MOST:
            return _cut(longer) or {(letters, False) for letters, _ in starts}
        starts = longer
        if not any(goes_on for _, goes_on in starts):
            break
    return starts


def _cut(starts: set[_Start]) -> set[_Start]:
    """Fewer of them, by fewer letters; none where a part may begin with anything."""
    for length in range(LONGEST_OPENING - 1, 0, -1):
        shorter = {(letters[:length], False) for letters, _ in starts}
        if len(shorter) <= _MOST:
            return set() if ("", False) in shorter else shorter
    return set()


def _joined(starts: set[_Start], part: set[_Start]) -> set[_Start]:
    joined: set[_Start] = set()
    for letters, goes_on in starts:
        if not goes_on:
            joined.add((letters, False))
            continue
        for more, on in part:
            whole = letters + more
            cut = len(whole) >= LONGEST_OPENING
            joined.add((whole[:LONGEST_OPENING], on and not cut))
    return joined


def _part(name: str, argument: Any) -> set[_Start]:
    if name in {"AT", "ASSERT", "ASSERT_NOT"}:
        return {("", True)}
    if name in {"LITERAL", "IN"}:
        return {_sign(argument)} if name == "LITERAL" else _one_of(argument)
    if name in {"SUBPATTERN", "ATOMIC_GROUP"}:
        return _sequence(argument[-1] if name == "SUBPATTERN" else argument)
    if name == "BRANCH":
        return {start for branch in argument[1] for start in _sequence(branch)}
    if name in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
        return _repeated(argument[0], _sequence(argument[2]))
    return {("", False)}


def _sign(code: int) -> _Start:
    lowered = chr(code).replace(_DOTTED, "i").lower().translate(_FOLDED)
    return (lowered, True) if len(lowered) == 1 else ("", False)


def _one_of(choices: Sequence[tuple[Any, Any]]) -> set[_Start]:
    signs: set[_Start] = set()
    for kind, what in choices[:_MOST_SIGNS]:
        if str(kind) == "LITERAL":
            signs.add(_sign(what))
        elif str(kind) == "CATEGORY" and str(what) in _CLASSES:
            signs.add((_CLASSES[str(what)], True))
        else:
            return {("", False)}
    return signs if len(choices) <= _MOST_SIGNS else {("", False)}


def _repeated(least: int, once: set[_Start]) -> set[_Start]:
    starts: set[_Start] = set() if least else {("", True)}
    grown: set[_Start] = {("", True)}
    for _ in range(LONGEST_OPENING):
        longer = _joined(grown, once)
        if len(longer) > _MOST:
            return starts | {(letters, False) for letters, _ in grown}
        grown = longer
        starts |= grown
    return starts
