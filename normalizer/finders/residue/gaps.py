"""Short lines that nothing tells from lines of the article but the residue around them."""

from collections.abc import Callable, Mapping, MutableMapping, Sequence
from dataclasses import replace

import regex

from normalizer.document.paragraphs import is_sentence
from normalizer.finders.residue.inside import SPOKEN_BY_THE_PAGE
from normalizer.finders.residue.layout import Line
from normalizer.resources.rules import Rule

_SHORT = 60
_LONGEST_GAP = 2
_LONGEST_TRAIL = 3
_OF_TEXTS = frozenset({"ad-marker", "cms-marker", "separator"})
"""Kinds that stand inside texts as well: what is beside them may be the article's."""

_FIGURES = regex.compile(r"\d")

_Hit = tuple[Rule, regex.Match[str]]
_Hits = MutableMapping[int, _Hit]


def close_gaps(
    article: Sequence[Line], zone: Sequence[int], hits: _Hits, is_sure: Callable[[Rule], bool]
) -> None:
    """Behind the body, up to two short lines between residue are residue too."""
    gap: list[int] = []
    last: _Hit | None = None
    for i in zone:
        hit = hits.get(i)
        if hit is not None:
            tells = is_sure(hit[0]) and hit[0].kind not in _OF_TEXTS
            if last is not None and tells:
                hits.update(dict.fromkeys(gap, _without_metadata(last)))
            gap, last = [], hit if tells else None
            continue
        line = article[i].text
        if len(gap) == _LONGEST_GAP or len(line) > _SHORT or is_sentence(line):
            gap, last = [], None
        else:
            gap.append(i)


def take_trail(
    article: Sequence[Line], zone: Sequence[int], hits: _Hits, is_sure: Callable[[Rule], bool]
) -> None:
    """The last few short lines, where residue that speaks to the reader stands above them.

    They are its buttons and links; a table or a list of the article has figures.
    """
    trail = _trail(article, zone, hits)
    above = next((i for i in reversed(zone) if i in hits), None)
    if trail and above is not None:
        rule = hits[above][0]
        if rule.kind in SPOKEN_BY_THE_PAGE and is_sure(rule):
            hits.update(dict.fromkeys(trail, _without_metadata(hits[above])))


def _trail(article: Sequence[Line], zone: Sequence[int], hits: Mapping[int, _Hit]) -> list[int]:
    trail: list[int] = []
    for i in reversed(zone):
        if i in hits:
            break
        line = article[i].text
        if len(line) > _SHORT or is_sentence(line) or _FIGURES.search(line):
            return []
        trail.append(i)
    return trail if len(trail) <= _LONGEST_TRAIL else []


def _without_metadata(hit: _Hit) -> _Hit:
    """``hit`` for a line beside its own: what that one knew of the article is kept once."""
    return replace(hit[0], keep=()), hit[1]
