"""Listings of code that an article has: what stands among code stays with it."""

import re
from collections.abc import MutableMapping, Sequence
from typing import Any

from normalizer.finders.residue.code import UNREADABLE, is_about_code
from normalizer.finders.residue.layout import Line
from normalizer.resources.rules import Rule

_ENDS = re.compile(r"[\]\[{}(),;.…\s]+")
_KEY = re.compile(r"[\"']\s{0,2}:")
_OF_CODE = frozenset({"cms-marker", "markup"})
"""Kinds of residue that lines of code are taken for."""
_SETTING = re.compile(
    r"[\w.-]{1,24}:(?:\s[\w\[\]\"', .-]{1,30})?|[$%>#]\s\S.{0,100}|-{3,}|@\w[\w.]{0,40}\(.{0,80}\)"
    r"|(?:class|def|fn|for|func|function|if|while)\s.{1,100}[:{]"
)
"""What settings, commands and beginnings of blocks look like, where an article is about code."""
_COMMAND = re.compile(r"[$%]\s[a-z]")
_FEWEST_COMMANDS = 3

_Hits = MutableMapping[int, tuple[Rule, Any]]


def leave_listings(article: Sequence[Line], hits: _Hits) -> None:
    """Keep what stands right beside code that stays, and the brackets that end it.

    In an article about code this is any line of a listing, in others its brackets alone.
    """
    if any(_is_beside_code(article, i, hits) for i in hits) and _is_about_code(article, hits):
        _leave_beside_code(article, hits)
    if not any(_ends_code(article[i], rule) for i, (rule, _) in hits.items()):
        return
    last = -1
    for i, line in enumerate(article):
        if not _ENDS.fullmatch(line.text):
            last = i
        elif i in hits and _ends_code(line, hits[i][0]):
            above = article[last].text if last >= 0 and last not in hits else ""
            if _is_code(above):
                del hits[i]


def _ends_code(line: Line, rule: Rule) -> bool:
    return rule.ships and rule.kind in _OF_CODE and _ENDS.fullmatch(line.text) is not None


def _is_about_code(article: Sequence[Line], hits: _Hits) -> bool:
    commands = sum(_COMMAND.match(line.text) is not None for line in article)
    told = (line.text for i, line in enumerate(article) if i not in hits)
    return commands >= _FEWEST_COMMANDS or is_about_code("\n".join(told))


def _leave_beside_code(article: Sequence[Line], hits: _Hits) -> None:
    shipped = [i for i in sorted(hits) if hits[i][0].ships]
    for i in (*shipped, *reversed(shipped)):
        if i in hits and _is_beside_code(article, i, hits):
            del hits[i]


def _is_beside_code(article: Sequence[Line], i: int, hits: _Hits) -> bool:
    """Whether no blank line is between line ``i`` and one of code or a setting that stays."""
    return any(
        0 <= j < len(article)
        and j not in hits
        and article[min(i, j)].end == article[max(i, j)].start
        and (_is_code(article[j].text) or _SETTING.fullmatch(article[j].text) is not None)
        for j in (i - 1, i + 1)
    )


def _is_code(line: str) -> bool:
    return UNREADABLE.search(line) is not None or _KEY.search(line) is not None
