"""Lines that an article has several of: whom it quotes, whom to ask for what."""

from collections import defaultdict
from collections.abc import MutableMapping, Sequence
from itertools import pairwise

import regex

from normalizer.finders.residue.layout import Line
from normalizer.resources.rules import Rule

_OF_PARTS = frozenset({"tags"})
"""Kinds of residue that each part of an article may end or begin with."""
_OF_PEOPLE = frozenset({"media", "social-follow"})
"""Kinds of residue that the names and addresses of people an article is about are worded like."""
_FEWEST = 3
_FEWEST_PARTS = 5
"""Parts of an article that strokes divide; a page puts some around one."""
_PERSON = regex.compile(r"\(@[\w.]{2,40}\)|(?<![\w.])@[\w.]{3,40}$")
_LABEL = regex.compile(r"[-–•*]?\s?\p{Lu}[\p{L}\p{M}/&\s-]{2,30}\s?:\s?\S")
_OF_LABELS = frozenset({"byline", "counter", "photo-credit", "rating", "source-line"})
_FIGURES = regex.compile(r"\S\s{2,40}[\d  .,]{1,12}$")

_Hit = tuple[Rule, regex.Match[str]]


def leave_rows(article: Sequence[Line], hits: MutableMapping[int, _Hit]) -> None:
    """Keep who wrote the posts an article quotes, a label among labels that stay, and strokes.

    A page names the writer of a post or two; of three and more, apart from each other and each by
    somebody else, the article tells. Strokes that divide five parts and more are its own as well.
    """
    strokes = [i for i in hits if hits[i][0].kind == "separator" and hits[i][0].ships]
    for i in [i for i in strokes if _divides_a_table(article, i, hits)]:
        del hits[i]
        strokes.remove(i)
    if len([i for i in strokes if i - 1 not in hits and i + 1 not in hits]) >= _FEWEST_PARTS - 1:
        for i in strokes:
            del hits[i]
    people = defaultdict(list)
    for i in [i for i in hits if _names_somebody(article, i, hits) or _is_of_a_part(i, hits)]:
        people[hits[i][0].id].append(i)
    for lines in people.values():
        if len({article[i].plain for i in lines}) >= _FEWEST:
            for i in lines:
                del hits[i]
    for i in [i for i in hits if hits[i][0].ships and hits[i][0].kind in _OF_LABELS]:
        if _stands_among_labels(article, i, hits):
            del hits[i]


def _divides_a_table(article: Sequence[Line], i: int, hits: MutableMapping[int, _Hit]) -> bool:
    """Whether figures stand right above and below line ``i``, each behind some blanks."""
    return all(
        0 <= j < len(article) and j not in hits and _FIGURES.search(article[j].text)
        for j in (i - 1, i + 1)
    )


def _names_somebody(article: Sequence[Line], i: int, hits: MutableMapping[int, _Hit]) -> bool:
    rule = hits[i][0]
    if not rule.ships or rule.kind not in _OF_PEOPLE or not _PERSON.search(article[i].text):
        return False
    return all(j not in hits or hits[j][0].id != rule.id for j in (i - 1, i + 1))


def _is_of_a_part(i: int, hits: MutableMapping[int, _Hit]) -> bool:
    rule = hits[i][0]
    return rule.ships and rule.kind in _OF_PARTS and not {i - 1, i + 1} & hits.keys()


def _stands_among_labels(article: Sequence[Line], i: int, hits: MutableMapping[int, _Hit]) -> bool:
    beside = (i - 2, i - 1, i + 1, i + 2)
    near = [0 <= j < len(article) and j not in hits and _is_labelled(article[j]) for j in beside]
    if not _is_labelled(article[i]):
        return False
    return any(first and second for first, second in pairwise(near))


def _is_labelled(line: Line) -> bool:
    return _LABEL.match(line.text) is not None
