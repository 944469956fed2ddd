"""Scores of matches that a translation lost or turned round."""

import re
from collections.abc import Iterator

from normalizer.finders.translation.number_words import Numerals, Words

_LIKELY = re.compile(r"[0-9][ \u00a0]?[:–-][ \u00a0]?[0-9]")
_SCORE = re.compile(
    r"(?<![0-9:.,/–-])([0-9]{1,3})[ \u00a0]?([:–-])[ \u00a0]?([0-9]{1,3})(?![0-9:/]|[.,–-][0-9])"
)
_SMALL = re.compile(r"(?<![0-9:.,/–-])([0-9]):([0-9])(?![0-9:/]|[.,–-][0-9])")
"""Goals, and no time of day, nor a range that may be told in many ways."""

_FIGURE = re.compile(r"[0-9]+")
_LOSING = re.compile(
    r"niederlage|rückstand|zurücklag|zurücklieg|verl[io]r|unterl[aie]g|unterlegen|defeat|\blos[ets]|trail"
    r"|behind|beaten|пораж|проигр|уступ|поразк|програ|поступ|загуб|изоста|poraż|przegr|uleg|niekorzyść|poráž"
    r"|prohr|podleh|défait|\bperd|\bmené|derrot|desventaj|sconfitt|nederlaag|verl[io]es|achterstand",
    re.IGNORECASE,
)
"""Who loses has the smaller number first in some languages, and the larger one in others."""


def changed_scores(source: str, translation: str, numerals: Numerals) -> Iterator[tuple[str, bool]]:
    """What ``translation`` did to the scores of ``source``, and whether that may be right.

    A score that is told from the loser's side may be turned round. One that is lost stands there
    neither in digits nor in words of the ``numerals``.

    >>> list(changed_scores("Матч завершился 2:1.", "Das Spiel endete 1:2.", {}))
    [('2:1 is turned round', False)]
    >>> list(changed_scores("Поражение 2:1 в Бонне.", "Eine 1:2-Niederlage in Bonn.", {}))
    [('2:1 is turned round', True)]
    >>> list(changed_scores("Матч завершился 2:0.", "Das Spiel endete 2-0.", {}))
    []
    """
    if not _LIKELY.search(source):
        return
    before, after = (
        [match.group(1, 3) for match in _SCORE.finditer(text)] for text in (source, translation)
    )
    for score in dict.fromkeys(before):
        turned = score[::-1]
        lacks = score != turned and before.count(score) > after.count(score)
        if lacks and after.count(turned) > before.count(turned):
            told = _LOSING.search(source) or _LOSING.search(translation)
            yield f"{':'.join(score)} is turned round", told is not None
    if numerals and len(after) < len(before):
        yield from _lost(source, translation, numerals)


def _lost(source: str, translation: str, numerals: Numerals) -> Iterator[tuple[str, bool]]:
    figures, words = _FIGURE.findall(translation), Words(translation, numerals).listed()
    for score in dict.fromkeys(match.groups() for match in _SMALL.finditer(source)):
        if not any(goals in figures or float(goals) in words for goals in score):
            yield f"{':'.join(score)} is lost", False
