"""Patterns taken apart by the parser of `re`, which knows most of what `regex` does."""

import re
from typing import Any

UNKNOWN = 0xE000
"""Stands in a pattern for any class of letters `re` has no name for."""

_NAMED = re.compile(r"\\p\{(?:L|Letter|Alphabetic)\}")
_CLASS = re.compile(r"\\[pP](?:\{[^}]*\}|[A-Z])")
_NAME = re.compile(r"\(\?P<\w+>")
_REFERENCE = re.compile(r"\(\?P=|(?<!\\)\(\?\(|\\[1-9]")

Node = tuple[Any, Any]
"""What a part of a pattern is, and what of."""


def parts_of(pattern: str, *, case: bool) -> list[Node] | None:
    r"""The parts of ``pattern``, or ``None`` where it is beyond the parser of ``re``.

    ``\p{L}`` is read as ``\w``, any other property as the sign `UNKNOWN`.
    """
    if not _REFERENCE.search(pattern):
        pattern = _NAME.sub("(", pattern)  # several groups may bear one name, but not in `re`
    known = _CLASS.sub(chr(UNKNOWN), _NAMED.sub(r"\\w", pattern))
    try:
        return list(re._parser.parse(known, 0 if case else re.IGNORECASE))  # type: ignore[attr-defined]  # noqa: SLF001
    except (re.error, OverflowError):
        return None


def insides(name: str, argument: Any) -> list[list[Node]]:
    """The ways a part that holds others can be read; none where it holds none."""
    if name == "SUBPATTERN":
        return [list(argument[3])]
    if name == "ATOMIC_GROUP":
        return [list(argument)]
    if name == "BRANCH":
        return [list(branch) for branch in argument[1]]
    if name.endswith("_REPEAT"):
        return [list(argument[2])]
    return []


def minds_case(argument: Any, cased: bool) -> bool:  # noqa: FBT001  it is handed down
    """Whether a group minds case, in a pattern that does (``cased``) or doesn't."""
    _, on, off, _ = argument
    return bool(off & re.IGNORECASE) or (cased and not on & re.IGNORECASE)
