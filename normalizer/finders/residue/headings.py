"""Subheadings of an article that are worded like the buttons and rubrics of a page."""

from collections.abc import Collection, MutableMapping, Sequence

import regex

from normalizer.document.paragraphs import is_body, is_sentence
from normalizer.finders.residue.layout import Line
from normalizer.resources.rules import Rule

_SHORT_BODY = 30
_MOST_WORDS = 6
_FEW_WORDS = 2
_FEWEST_OF_ALL = 2
_FEWEST_ALONE = 3
"""So many lines that all look like residue may still be the headings of one article."""
_NEVER = frozenset(
    {"ad-marker", "agency-tag", "byline", "cms-marker", "dateline", "photo-credit", "separator"}
)
"""Kinds that stand alone between paragraphs, and that no heading is worded like."""
_TITLES = frozenset({"comment-counter", "comment-form", "rating"})
"""Kinds that no page begins with above an article it has nothing else around."""
_RATING, _LONGEST_ANSWER = "rating", 24
_NO_HEADWORDS = _NEVER - {"ad-marker"}
_MOST_OF_A_HEADWORD = 3
_BELOW_TITLES = frozenset({"app-promo", "comment-form", "cookie", "nav", "social-follow"})
"""Kinds that a first heading, right below the title, may be worded like."""
_BUTTONS = frozenset({"rating", "share-buttons"})
"""Kinds of which a word or two is a button, whatever else the article has."""

_Hit = tuple[Rule, regex.Match[str]]


def leave_headings(article: Sequence[Line], hits: MutableMapping[int, _Hit]) -> None:
    """Keep what stands like the other headings: short, alone, with a paragraph below it.

    Where an article has headings, a line such as ``Newsletter`` above a paragraph is likely to be
    one, too; those of a page have their like beside them. Where all that looks like residue stands
    so, and isn't always the same, the article is about it.
    """
    all_stand = all(_stands_so(article, i, hits) for i in hits)
    if all_stand and len({article[i].plain.casefold() for i in hits}) >= _FEWEST_OF_ALL:
        hits.clear()
    rows = [i for i in range(1, len(article)) if is_heading(article, i, hits, ())]
    few = any(len(article[i].plain.split()) <= _FEW_WORDS for i in rows)
    terse = few and len(rows) >= _FEWEST_OF_ALL
    worded = [
        i for i in range(1, len(article)) if i in hits and _may_be(article, i, hits, terse=terse)
    ]
    said = {article[i].plain.casefold() for i in worded}
    if worded and (rows or len(said) >= _FEWEST_ALONE):
        for i in worded:
            del hits[i]


def leave_only_title(article: Sequence[Line], hits: MutableMapping[int, _Hit]) -> None:
    """Keep the first line where nothing else goes, and a paragraph stands right below it."""
    if hits.keys() != {0} or not hits[0][0].ships or hits[0][0].kind not in _TITLES:
        return
    line = article[0].plain
    if line.count(" ") < _MOST_WORDS and len(article) > 1 and is_body(article[1].text):
        hits.clear()


def leave_lone_answer(article: Sequence[Line], hits: MutableMapping[int, _Hit]) -> None:
    """Keep a few words between paragraphs that are worded like an answer, where no poll is."""
    (i, (rule, _)), *others = hits.items()
    if others or not rule.ships or rule.kind != _RATING or not 0 < i < len(article) - 1:
        return
    short = len(article[i].text) <= _LONGEST_ANSWER
    if short and is_body(article[i - 1].text) and is_body(article[i + 1].text):
        hits.clear()


def leave_headwords(article: Sequence[Line], hits: MutableMapping[int, _Hit]) -> None:
    """Keep the words that a glossary explains, whatever they are."""
    for i in _headwords(article, hits):
        del hits[i]


def _headwords(article: Sequence[Line], hits: MutableMapping[int, _Hit]) -> list[int]:
    """What heads the entries of a glossary: a few words, each with sentences of its own below."""
    found: list[int] = []
    row: list[int] = []
    i = 1
    while i < len(article):
        below = i + 1
        if _is_headword(article[i].plain):
            while below < len(article) and is_sentence(article[below].text):
                below += 1
        if below > i + 1:
            row.append(i)
        else:
            found += _explained(article, row)
            row = []
        i = below
    found += _explained(article, row)
    known = [i for i in found if i in hits and hits[i][0].ships]
    return [i for i in known if hits[i][0].kind not in _NO_HEADWORDS]


def _explained(article: Sequence[Line], row: Sequence[int]) -> Sequence[int]:
    said = {article[i].plain.casefold() for i in row}
    return row if len(said) == len(row) >= _FEWEST_ALONE else ()


def _is_headword(line: str) -> bool:
    return line.count(" ") < _MOST_OF_A_HEADWORD and line[0].isalpha() and not is_sentence(line)


def is_heading(
    article: Sequence[Line], i: int, gone: Collection[int], also: Collection[int]
) -> bool:
    """Whether line ``i`` is short, stands below a sentence and above a paragraph that stay.

    Nothing of what is ``gone`` counts as staying, nor is ``i`` a heading if it is, but for those
    of ``also``.
    """
    if i in gone and i not in also:
        return False
    if not 0 < i < len(article) - 1 or i - 1 in gone or i + 1 in gone:
        return False
    if not is_sentence(article[i - 1].text):
        return False
    line = article[i].plain
    if line.count(" ") >= _MOST_WORDS or (is_sentence(line) and line[-1] != "?"):
        return False
    return _has_paragraph_below(article, i)


def _has_paragraph_below(article: Sequence[Line], i: int) -> bool:
    follows = article[i + 1].text if i + 1 < len(article) else ""
    return len(follows) >= _SHORT_BODY and is_sentence(follows)


def _stands_so(article: Sequence[Line], i: int, hits: MutableMapping[int, _Hit]) -> bool:
    """Whether line ``i`` stands like a heading, or like the title."""
    if hits[i][0].kind in _NEVER:
        return False
    if i == 0:
        return 1 not in hits and _has_paragraph_below(article, 0)
    return is_heading(article, i, hits, (i,))


def _may_be(
    article: Sequence[Line], i: int, hits: MutableMapping[int, _Hit], *, terse: bool
) -> bool:
    """Whether it may be one of the headings; a button only where these are ``terse``."""
    kind = hits[i][0].kind
    button = kind in _BUTTONS and len(article[i].plain.split()) <= _FEW_WORDS
    if kind in _NEVER or (button and not terse):
        return False
    if i == 1 and kind in _BELOW_TITLES:
        return not hits.keys() & {0, 2} and _has_paragraph_below(article, 1)
    return is_heading(article, i, hits, (i,))
