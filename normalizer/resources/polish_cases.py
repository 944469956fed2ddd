"""The forms that a name takes in the cases of Polish, by rules for its ending.

No list of names stands behind it. An ending that leaves a choice (``Kijowa``, ``Krymu``) gets
the forms of each, as in `case_forms`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

PolishCase = Literal["genitive", "dative", "accusative", "instrumental", "locative"]
POLISH_CASES: tuple[PolishCase, ...] = (
    "genitive", "dative", "accusative", "instrumental", "locative",
)  # fmt: skip

_Row = tuple[str, str, int, str]
"""How the word ends, of what genders, letters cut off, and the endings: cases parted by commas,
choices by blanks, ``-`` for no ending, ``~`` before one that softens the letter before it."""

_ROWS: tuple[_Row, ...] = (
    (r"(?:[sc]|dz)ki", "m", 1, "iego,iemu,iego,im,im"),
    (r"[^kgaeiouyąę]y", "m", 1, "ego,emu,ego,ym,ym"),
    (r"ów", "m n", 2, "owa,owowi,owa,owem,owie"),
    (r"[bdfłmnprstwz]", "m", 0, "a,owi,a,em,~ie"),
    (r"[kg]", "m", 0, "a,owi,a,iem,u"),
    (r"(?:h|[lj]|c|cz|sz|rz|ż|dz)", "m", 0, "a,owi,a,em,u"),
    (r"[ńśźć]", "m", 1, "'ia,'iowi,'ia,'iem,'iu"),
    (r"[bdfłmnprstwz]", "n", 0, "a u,owi,-,em,~ie"),
    (r"[kg]", "n", 0, "a u,owi,-,iem,u"),
    (r"(?:h|[lj]|c|cz|sz|rz|ż|dz)", "n", 0, "a u,owi,-,em,u"),
    (r"[ńśźć]", "n", 1, "'ia 'iu,'iowi,-,'iem,'iu"),
    (r"ko", "m", 2, "ki,ce,kę,ką,ce"),
    (r"[^k]o", "m", 1, "a,owi,a,em,u ~ie"),
    (r"(?:[oe]w|[iy]n)a", "f", 1, "ej,ej,ą ę,ą,ej"),
    (r"(?:[sc]|dz)ka", "f", 1, "iej,iej,ą,ą,iej"),
    (r"ka", "m f n", 2, "ki,ce,kę,ką,ce"),
    (r"ga", "m f n", 2, "gi,dze,gę,gą,dze"),
    (r"(?:l|j)a", "m f n", 1, "i,i,ę,ą,i"),
    (r"ia", "f n", 1, "i,i,ę,ą,i"),
    (r"(?:c|cz|sz|rz|ż|dz)a", "m f n", 1, "y,y,ę,ą,y"),
    (r"[bdfłmnprstwz]a", "m f n", 1, "y,~ie,ę,ą,~ie"),
    (r"[^i]e", "n", 1, "a,u,e,em,u"),
    (r"(?<=[aeiou])[^aeiouykg]{1,2}y", "n", 1, "- ów,om,y,ami,ach"),
    (r"[kg]i", "n", 1, "- ów,om,i,ami,ach"),
)
_SOFT = {"t": "c", "d": "dz", "r": "rz", "ł": "l"}
_WITH_E = frozenset(("rz", "l"))
_HARD = str.maketrans("ńśźć", "nszc")


@dataclass(frozen=True, slots=True)
class _Rule:
    ending: re.Pattern[str]
    genders: frozenset[str]
    cut: int
    cases: tuple[tuple[str, ...], ...]


_RULES = tuple(
    _Rule(
        re.compile(rf"..(?:{ending})\Z"),
        frozenset(genders.split()),
        cut,
        tuple(tuple(ends.split(" ")) for ends in cases.split(",")),
    )
    for ending, genders, cut, cases in _ROWS
)


@lru_cache(maxsize=1 << 12)
def polish_cases(word: str, gender: str) -> Mapping[PolishCase, tuple[str, ...]]:
    """The forms of ``word``, one word of a name, in each case but the nominative.

    ``gender`` is ``m`` or ``f``, that of a person, or ``n`` for a place of any gender. A word
    that no rule knows stands as it is in all cases; so do women's names without a woman's ending.

    >>> polish_cases("Putin", "m")["genitive"], polish_cases("Zełenski", "m")["instrumental"]
    (('Putina',), ('Zełenskim',))
    >>> polish_cases("Merkel", "f")["genitive"]
    ('Merkel',)
    """
    rules = [rule for rule in _RULES if gender in rule.genders and rule.ending.search(word)]
    if not rules:
        return dict.fromkeys(POLISH_CASES, (word,))
    rule = rules[0]
    stem = word[: len(word) - rule.cut] if rule.cut else word
    found: dict[PolishCase, tuple[str, ...]] = {}
    for case, endings in zip(POLISH_CASES, rule.cases, strict=True):
        forms = (form for end in endings for form in _joined(word, stem, end))
        found[case] = tuple(dict.fromkeys(forms))
    return found


def _joined(word: str, stem: str, end: str) -> Iterator[str]:
    if end == "-":
        yield stem if stem != word and word[-1] in "yi" else word
    elif end.startswith("'"):
        yield stem + word[-1].translate(_HARD) + end[1:]
    elif end.startswith("~"):
        last = stem[-1:]
        soft = _SOFT.get(last, last)
        yield stem[:-1] + soft + ("e" if soft in _WITH_E else end[1:])
    else:
        yield stem + end
