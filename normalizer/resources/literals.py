"""Literal text that any match of a pattern must hold.

A rule whose literals don't occur in a line need not be tried on it. That is what keeps a
hundred patterns affordable.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

_PROPERTY = re.compile(r"\\[pP]\{[^}]*\}")
_NAME = re.compile(r"\(\?P<\w+>")
_REFERENCE = re.compile(r"\(\?P=|(?<!\\)\(\?\(|\\[1-9]")
_FEW = 8
WIDEST = 1_000_000
_RARE = frozenset("<>[]{}&%$#`\\|=~^")
_EVERYWHERE = frozenset(".,-")
_SHORTEST = 3
_LETTERS = 20.0
"""About how many times rarer a string is with one letter more."""
DIGIT = "0"
"""Stands for any digit where digits count."""
_SYLLABLES = "\u1100"
"""From here on, two signs say as much as three letters."""


def required_literals(pattern: str) -> frozenset[str]:
    """Lower-case strings of which every match of ``pattern`` holds at least one.

    The answer is empty where no such set is known; then the pattern must always be tried.
    Each string has at least three code points, or is one sign that is no letter or digit.

    >>> sorted(required_literals("(?:share|teilen) (?:on|auf)"))
    ['share', 'teilen']
    >>> required_literals(".*")
    frozenset()
    """
    parsed = parsed_pattern(pattern)
    return frozenset() if parsed is None else literals_of(parsed)


def literals_of(nodes: Sequence[Any], *, of_lines: bool = False) -> frozenset[str]:
    """The same of the parts of a pattern.

    For patterns ``of_lines``, two letters are enough, and any digit counts and is a ``0``.
    """
    return frozenset(_required(nodes, of_lines=of_lines) or ())


def required_signs(pattern: str) -> frozenset[str]:
    """Rare signs, such as ``<``, of which every match of ``pattern`` holds at least one.

    >>> sorted(required_signs(r"</?(?:p|br)>|&[a-z]{2,6};"))
    ['&', '<']
    """
    parsed = parsed_pattern(pattern)
    found = None if parsed is None else _rare(parsed)
    return frozenset(found or ())


def _rare(nodes: Sequence[Any]) -> set[str] | None:
    for operation, argument in nodes:
        name = str(operation)
        if name == "LITERAL":
            signs: set[str] | None = {chr(argument)}
        elif name == "BRANCH":
            parts = [_rare(list(branch)) for branch in argument[1]]
            signs = None if None in parts else {sign for part in parts for sign in part or ()}
        elif name == "SUBPATTERN":
            signs = _rare(list(argument[-1]))
        elif name == "IN":
            signs = _signs(argument)
        else:
            signs = None
        if signs and signs <= _RARE:
            return signs
    return None


def width_of(pattern: str) -> tuple[int, int]:
    """The fewest and the most code points of a match; 0 and a great number if they aren't known.

    >>> width_of("(?:share|print) it")
    (8, 8)
    """
    parsed = _parsed(pattern)
    least, most = (0, WIDEST) if parsed is None else parsed.getwidth()
    return int(least), min(int(most), WIDEST)


def parsed_pattern(pattern: str) -> list[Any] | None:
    """The parts of ``pattern``, or ``None`` where it is beyond the parser of ``re``."""
    parsed = _parsed(pattern)
    return None if parsed is None else list(parsed)


def _parsed(pattern: str) -> Any:
    if not _REFERENCE.search(pattern):
        pattern = _NAME.sub("(", pattern)  # several groups may bear one name, but not in `re`
    try:
        return re._parser.parse(_PROPERTY.sub(r"\\w", pattern), re.IGNORECASE)  # type: ignore[attr-defined]  # noqa: SLF001
    except re.error:
        return None


def _required(nodes: Sequence[Any], *, of_lines: bool) -> set[str] | None:
    best: set[str] | None = None
    for candidate in _candidates(nodes, of_lines=of_lines):
        if candidate and all(_usable(literal, of_lines=of_lines) for literal in candidate):
            best = candidate if best is None else min(best, candidate, key=_commonness)
    return best


def _candidates(nodes: Sequence[Any], *, of_lines: bool) -> Iterator[set[str]]:
    run = ""
    for operation, argument in nodes:
        name = str(operation)
        if name == "LITERAL" and not (of_lines and chr(argument).isdecimal()):
            run += chr(argument).lower()
            continue
        if run:
            yield {run}
            run = ""
        inner = _inner(name, argument, of_lines=of_lines)
        if inner:
            yield inner
    if run:
        yield {run}


def _inner(name: str, argument: Any, *, of_lines: bool) -> set[str] | None:
    if name == "LITERAL":
        return {DIGIT}
    if name == "IN":
        return {DIGIT} if of_lines and _is_digit(argument) else _signs(argument)
    if name == "BRANCH":
        parts = [_required(list(branch), of_lines=of_lines) for branch in argument[1]]
        return set[str]().union(*(part or () for part in parts)) if all(parts) else None
    if name in {"SUBPATTERN", "ATOMIC_GROUP"}:
        return _required(
            list(argument[-1] if name == "SUBPATTERN" else argument), of_lines=of_lines
        )
    repeated = name in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"} and argument[0]
    return _required(list(argument[2]), of_lines=of_lines) if repeated else None


def _is_digit(choices: Sequence[tuple[Any, Any]]) -> bool:
    """Whether a class has nothing but digits, such as ``[0-3]``."""
    for kind, what in choices:
        ends = what if str(kind) == "RANGE" else (what, what)
        plain = str(kind) in {"LITERAL", "RANGE"} and all(chr(end).isdecimal() for end in ends)
        if not plain and str(what) != "CATEGORY_DIGIT":
            return False
    return True


def _signs(choices: Sequence[tuple[Any, Any]]) -> set[str] | None:
    """The signs a class of nothing but a few signs has."""
    if len(choices) > _FEW or any(str(kind) != "LITERAL" for kind, _ in choices):
        return None
    return {chr(code).lower() for _, code in choices}


def _usable(literal: str, *, of_lines: bool) -> bool:
    dense = len(literal) == _SHORTEST - 1 and min(literal) >= _SYLLABLES
    return (
        dense
        or len(literal) >= _SHORTEST
        or (of_lines and (literal == DIGIT or len(literal) == _SHORTEST - 1))
        or (len(literal) == 1 and not literal.isalnum() and literal != " ")
    )


def _commonness(literals: set[str]) -> float:
    """About how often one of them stands in a line, next to other sets."""
    return sum(
        _LETTERS ** (1 if literal in _EVERYWHERE else min(0, _SHORTEST - 1 - len(literal)))
        for literal in literals
    )
