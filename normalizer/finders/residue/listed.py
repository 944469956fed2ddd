"""Lines below a label of the page: headlines of other articles, tags of this one."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from normalizer.document.paragraphs import is_sentence
from normalizer.finders.residue.layout import Line
from normalizer.resources.rules import Rule

RELATED = "related-block"
_TAGS = "tags"
_LONGEST_HEADLINE = 160
_SHORTEST_HEADLINE = 30
"""Where no blank line closes a list, shorter lines may be headings or a list of the article."""
_MOST_HEADLINES = 8
_LONGEST_TAG = 40
_MOST_WORDS = 4
_MOST_TAGS = 20
_COLONS = (":", "\N{FULLWIDTH COLON}")
_ANYTHING = regex.compile(r".+")

_Hit = tuple[Rule, regex.Match[str]]


def take_headlines(article: Sequence[Line], hits: dict[int, _Hit]) -> None:
    """The headline of another article stands below ``Read also`` in the middle of this one.

    Where it is the first item of a list, the others are headlines too.
    """
    for i, hit in tuple(hits.items()):
        below = i + 1
        if hit[0].kind != RELATED or below in hits or below + 1 >= len(article):
            continue
        if not _is_headline(article[below]):
            continue
        hits[below] = hit
        for item in _items(article, below):
            if item in hits:
                break
            hits[item] = hit


def take_tags(article: Sequence[Line], zone: Sequence[int], hits: dict[int, _Hit]) -> None:
    """Tags that stand below their label, one a line, up to a blank line or a sentence."""
    for i, (rule, _) in tuple(hits.items()):
        if rule.kind != _TAGS or i not in zone or not article[i].plain.endswith(_COLONS):
            continue
        kept = replace(rule, keep=((_TAGS, "0"),))
        for k in range(i + 1, min(i + 1 + _MOST_TAGS, len(article))):
            tag = _ANYTHING.fullmatch(article[k].plain)
            if tag is None or k in hits or not _is_next(article, k) or not _is_tag(article[k]):
                break
            hits[k] = kept, tag


def _items(article: Sequence[Line], first: int) -> Iterator[int]:
    """The items of a list behind its ``first``, which all have its bullet, if it has one.

    Without bullets, a blank line closes the list. Where a sentence does, the line above it may
    be a heading of the article, and so is none.
    """
    bullet = _bullet(article[first])
    if bullet:
        for item in range(first + 1, len(article)):
            if _bullet(article[item]) != bullet or not _is_headline(article[item]):
                return
            yield item
        return
    end = first + 1
    while end < len(article) and _is_next(article, end) and _is_headline(article[end]):
        end += 1
    closed = end == len(article) or not _is_next(article, end)
    if end - first > _MOST_HEADLINES:
        return
    for item in range(first + 1, end if closed else end - 1):
        if not closed and len(article[item].text) < _SHORTEST_HEADLINE:
            return
        yield item


def _is_next(article: Sequence[Line], i: int) -> bool:
    """Whether no blank line stands above line ``i``."""
    return article[i - 1].end == article[i].start


def _is_tag(line: Line) -> bool:
    said = line.plain
    return len(said) <= _LONGEST_TAG and said.count(" ") < _MOST_WORDS and not is_sentence(said)


def _is_headline(line: Line) -> bool:
    return len(line.text) <= _LONGEST_HEADLINE and not is_sentence(line.text)


def _bullet(line: Line) -> str:
    """The sign that a line of a list begins with; empty where there is none."""
    return line.text[: line.text.find(line.plain)].strip()
