"""What a line must hold for a pattern to match it: one mark of each of several sets.

A mark is a word, a part of a word, or a sign. Where it begins or ends in `EDGE`, no letter stands
beside it there; where it has a capital, case counts.
"""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

import regex

from normalizer.resources.beside import is_apart
from normalizer.resources.parsing import UNKNOWN, Node, insides, minds_case

DIGIT = "0"
"""Stands for any digit."""
EDGE = "\b"
"""Where a mark begins or ends as a word does."""
SYLLABLES = "\u2e80"
"""From here on words have no blanks between them, and one sign says as much as two letters."""

_DOT_ABOVE = "\u0307"
_FINAL_SIGMA = "\u03c2"
_ANY_DIGIT = "\ue001"
PIECE = regex.compile(rf"\p{{L}}+|[\p{{Nd}}{_ANY_DIGIT}]+|[^\s\p{{L}}]")
"""A word, a number, or another sign."""
_TURNED = ("AT", "ASSERT", "ASSERT_NOT")
_MOST_TEXTS = 40
_MOST_MARKS = 400
_MOST_CLAUSES = 2
_SHORTEST = 3
_MOST_TURNS = 3
_LETTERS = 20.0
"""About how many times rarer a word is with one letter more."""
_EVERYWHERE = {".": 2.0, ",": 1.5, "-": 0.5, DIGIT: 0.7}
_SIGN = 0.08
_ENDS = 0.4
"""How many letters an end of a word is worth."""

Clause = frozenset[str]
"""Marks of which a line holds one."""


def folded(text: str) -> str:
    """``text`` in letters that are the same wherever a pattern that ignores case finds them so.

    >>> folded("İŞKENCE"), folded("ſicher")
    ('işkence', 'sicher')
    """
    return text.lower().upper().lower().replace(_DOT_ABOVE, "").replace(_FINAL_SIGMA, "σ")


def clauses_of(parts: Sequence[Node], *, case: bool, whole: bool) -> tuple[Clause, ...]:
    r"""Sets of marks, of each of which every text that ``parts`` match holds one.

    They are matched from the start of a line, and to its end if ``whole``. There are two sets at
    most, that first which fewer lines meet; none where none are known.

    >>> from normalizer.resources.parsing import parts_of
    >>> parts = parts_of(r".{5,90}\s\((?:Foto|Photo)\b.*", case=False)
    >>> [sorted(clause) for clause in clauses_of(parts, case=False, whole=True)]
    [['\x08foto\x08', '\x08photo\x08'], ['(']]
    """
    return tuple(_Reader(case).clauses(parts, left=True, right=whole))


class _Reader:
    """Reads the parts of a pattern that minds case, or doesn't."""

    def __init__(self, cased: bool) -> None:  # noqa: FBT001  it is handed down
        self.cased = cased

    def clauses(self, nodes: Sequence[Node], *, left: bool, right: bool) -> list[Clause]:
        """Those of parts one after another; ``left`` and ``right`` no letter stands beside them."""
        found: list[Clause] = []
        texts: set[str] = {""}
        begun = 0
        for at, (operation, argument) in enumerate(nodes):
            name = str(operation)
            more = self._texts_of(name, argument)
            longer = None if more is None or name in _TURNED else _joined(texts, more)
            if longer is not None:
                texts = longer
                continue
            found += self._said(nodes, (begun, at), texts, (left, right))
            if more is not None and name not in _TURNED:
                texts, begun = more, at
                continue
            found += self._inner(nodes, at, left=left, right=right)
            texts, begun = {""}, at + 1
        found += self._said(nodes, (begun, len(nodes)), texts, (left, right))
        return _best(found)

    def _said(
        self,
        nodes: Sequence[Node],
        at: tuple[int, int],
        texts: Iterable[str],
        beside: tuple[bool, bool],
    ) -> list[Clause]:
        """What the ``texts`` of the parts from one place to another come to."""
        first, last = at
        if first == last:
            return []
        left = is_apart(nodes[:first], backwards=True, beyond=beside[0])
        right = is_apart(nodes[last:], backwards=False, beyond=beside[1])
        rows = [_marks(text, left=left, right=right) for text in texts]
        return _of_each([[frozenset({mark}) for mark in row] for row in rows])

    def _inner(self, nodes: Sequence[Node], at: int, *, left: bool, right: bool) -> list[Clause]:
        name, argument = str(nodes[at][0]), nodes[at][1]
        if name == "ASSERT":
            # What is looked for ahead may go on as it likes, and begin anywhere in the line.
            ahead = argument[0] > 0
            return self.clauses(list(argument[1]), left=False, right=False) if ahead else []
        before = is_apart(nodes[:at], backwards=True, beyond=left)
        behind = is_apart(nodes[at + 1 :], backwards=False, beyond=right)
        if name == "SUBPATTERN":
            inner = _Reader(minds_case(argument, self.cased))
            return inner.clauses(list(argument[3]), left=before, right=behind)
        if name == "ATOMIC_GROUP":
            return self.clauses(list(argument), left=before, right=behind)
        if name == "BRANCH":
            branches = argument[1]
            return _of_each([self.clauses(list(b), left=before, right=behind) for b in branches])
        if not name.endswith("_REPEAT") or not argument[0]:
            return []
        once = list(argument[2])
        if argument[1] > 1:  # beside one turn stands another, or what is beside them all
            before = before and is_apart(once, backwards=True, beyond=True)
            behind = behind and is_apart(once, backwards=False, beyond=True)
        return self.clauses(once, left=before, right=behind)

    def _texts(self, nodes: Iterable[Node]) -> set[str] | None:
        """All that parts one after another can say; ``None`` where that is too much."""
        texts: set[str] | None = {""}
        for operation, argument in nodes:
            more = self._texts_of(str(operation), argument)
            texts = None if texts is None or more is None else _joined(texts, more)
        return texts

    def _texts_of(self, name: str, argument: Any) -> set[str] | None:
        if name in _TURNED:
            return {""}
        if name in {"LITERAL", "IN"}:
            return self._one_of([("LITERAL", argument)] if name == "LITERAL" else argument)
        if name.endswith("_REPEAT"):
            return self._repeated(argument)
        if name == "SUBPATTERN" and minds_case(argument, self.cased) != self.cased:
            return None
        ways = [self._texts(nodes) for nodes in insides(name, argument)]
        known = [texts for texts in ways if texts is not None]
        texts = set[str]().union(*known)
        return texts if ways and len(known) == len(ways) and len(texts) <= _MOST_TEXTS else None

    def _repeated(self, argument: Any) -> set[str] | None:
        least, most, inner = argument
        once = self._texts(inner)
        if once is None:
            return None
        if once <= {" "}:  # marks are told apart by one blank as by many
            return {" "} if least else {"", " "}
        if most > _MOST_TURNS or (most > 1 and len(once) > 1):
            return None
        one = next(iter(once))
        if most > 1:
            return {one * turns for turns in range(least, most + 1)}
        return once if least else once | {""}

    def _sign(self, code: int) -> str:
        sign = chr(code)
        return " " if sign.isspace() else sign if self.cased else folded(sign)

    def _one_of(self, choices: Sequence[Node]) -> set[str] | None:
        signs: set[str] = set()
        for kind, what in choices[: _MOST_TEXTS + 1]:
            name = str(what)
            if str(kind) == "LITERAL" and what != UNKNOWN:
                signs.add(self._sign(what))
            elif name == "CATEGORY_SPACE":
                signs.add(" ")
            elif name == "CATEGORY_DIGIT" or (str(kind) == "RANGE" and _are_digits(what)):
                signs.add(_ANY_DIGIT)
            else:
                return None
        return signs if len(choices) <= _MOST_TEXTS else None


def _are_digits(ends: tuple[int, int]) -> bool:
    return all(chr(end).isdecimal() for end in ends)


def _joined(texts: AbstractSet[str], more: AbstractSet[str]) -> set[str] | None:
    joined = {text + one for text in texts for one in more}
    return joined if len(joined) <= _MOST_TEXTS else None


def _marks(text: str, *, left: bool, right: bool) -> list[str]:
    """The marks a text consists of, the rarest first."""
    marks = []
    for piece in PIECE.finditer(text):
        said = piece[0] if piece[0] != piece[0].lower() else folded(piece[0])
        if _ANY_DIGIT in said or (len(said) == 1 and said.isdecimal()):
            marks.append(DIGIT)
        elif not said[0].isalpha() or min(said) >= SYLLABLES:
            marks.append(said)
        else:
            begins = left or piece.start() > 0
            ends = right or piece.end() < len(text)
            if len(said) + begins + ends > _SHORTEST - 1:
                marks.append(EDGE * begins + said + EDGE * ends)
    return sorted(marks, key=_commonness)


def _of_each(rows: Sequence[Sequence[Clause]]) -> list[Clause]:
    """Clauses of a choice, from those of each of its ways: the first of each, and so on."""
    if not rows or not all(rows):
        return []
    return [
        frozenset[str]().union(*(row[min(at, len(row) - 1)] for row in rows))
        for at in range(min(_MOST_CLAUSES, max(map(len, rows))))
    ]


def _best(clauses: Iterable[Clause]) -> list[Clause]:
    chosen: list[Clause] = []
    for clause in sorted(set(clauses), key=lambda one: (_sum(one), sorted(one))):
        if len(clause) <= _MOST_MARKS and not any(other <= clause for other in chosen):
            chosen.append(clause)
    return chosen[:_MOST_CLAUSES]


def _sum(clause: Clause) -> float:
    return sum(map(_commonness, sorted(clause)))


def is_common(clause: Clause) -> bool:
    """Whether most lines hold a mark of ``clause``."""
    return not _EVERYWHERE.keys().isdisjoint(clause)


def _commonness(mark: str) -> float:
    """About how often a mark stands in a line, next to others."""
    said = mark.strip(EDGE)
    if not said[0].isalpha():
        return _EVERYWHERE.get(said, _SIGN)
    letters = 2 * len(said) if min(said) >= SYLLABLES else len(said)
    ends = _ENDS * (len(mark) - len(said))
    return float(min(2.0, _LETTERS ** (1.2 - 0.75 * (letters + ends))))
