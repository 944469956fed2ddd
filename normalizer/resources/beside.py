"""Whether a letter may stand beside a part of a pattern, or the part is a word of its own there."""

from collections.abc import Sequence
from typing import Any

import regex

from normalizer.resources.parsing import UNKNOWN, Node, insides

LETTER = regex.compile(r"\p{L}")
_WIDEST_RANGE = 300
_TURNED = ("AT", "ASSERT", "ASSERT_NOT")


def is_apart(nodes: Sequence[Node], *, backwards: bool, beyond: bool) -> bool:
    """Whether what ``nodes`` match never begins with a letter, or never ends so if ``backwards``.

    Where they match nothing, what is ``beyond`` counts: whether no letter can stand there.

    >>> from normalizer.resources.parsing import parts_of
    >>> read = (parts_of(pattern, case=True) for pattern in (r"[ /]x", r"-?x"))
    >>> [is_apart(parts, backwards=False, beyond=False) for parts in read]
    [True, False]
    """
    for operation, argument in reversed(nodes) if backwards else nodes:
        name = str(operation)
        if name in _TURNED:
            if _sets_apart(name, argument, backwards=backwards):
                return True
            continue
        apart, may_be_empty = _one(name, argument, backwards=backwards)
        if not apart:
            return False
        if not may_be_empty:
            return True
    return beyond


def _sets_apart(name: str, argument: Any, *, backwards: bool) -> bool:
    r"""Whether a place such as ``\b`` or ``(?!\w)`` lets no letter stand beside a letter there."""
    if name == "AT":
        return str(argument) != "AT_NON_BOUNDARY"
    if name == "ASSERT" or (argument[0] < 0) != backwards:
        return False
    inner = list(argument[1])
    if len(inner) != 1 or str(inner[0][0]) != "IN":
        return False
    return not _negated(inner[0][1]) and any(_is_letters(*choice) for choice in inner[0][1])


def _one(name: str, argument: Any, *, backwards: bool) -> tuple[bool, bool]:
    """Whether a part begins or ends apart, and whether it may match nothing."""
    if name == "LITERAL":
        return argument != UNKNOWN and not LETTER.match(chr(argument)), False
    if name == "IN":
        return not _may_be_a_letter(argument), False
    inner = insides(name, argument)
    if not inner:
        return False, name == "GROUPREF"
    apart = all(is_apart(nodes, backwards=backwards, beyond=True) for nodes in inner)
    return apart, (name.endswith("_REPEAT") and not argument[0]) or any(map(_may_be_empty, inner))


def _may_be_empty(nodes: Sequence[Node]) -> bool:
    return all(
        str(operation) in _TURNED or _one(str(operation), argument, backwards=False)[1]
        for operation, argument in nodes
    )


def _negated(choices: Sequence[Node]) -> bool:
    return bool(choices) and str(choices[0][0]) == "NEGATE"


def _is_letters(kind: Any, what: Any) -> bool:
    return str(kind) == "CATEGORY" and str(what) == "CATEGORY_WORD"


def _may_be_a_letter(choices: Sequence[Node]) -> bool:
    if _negated(choices):
        return not any(_is_letters(*choice) for choice in choices)
    return any(_may_be(str(kind), what) for kind, what in choices)


def _may_be(kind: str, what: Any) -> bool:
    if kind == "LITERAL":
        return what == UNKNOWN or LETTER.match(chr(what)) is not None
    if kind == "RANGE":
        low, high = what
        wide = high - low > _WIDEST_RANGE
        return wide or any(LETTER.match(chr(code)) for code in range(low, high + 1))
    return str(what) not in {"CATEGORY_DIGIT", "CATEGORY_SPACE", "CATEGORY_NOT_WORD"}
