"""Lines that the article has several of, written alike: figures, signatures, answers."""

from collections.abc import Iterator, MutableMapping, Sequence

import regex

from normalizer.document.paragraphs import is_sentence
from normalizer.finders.residue.layout import Line
from normalizer.resources.rules import Rule

_OF_VALUES = frozenset({"furniture", "nav", "rating"})
_VALUE = regex.compile(r"[^:\n]{2,40}:\s(?P<value>[^\n]{1,40})")
_PARTS = regex.compile(r"\d+|[\p{L}\p{M}.]+(?:\s[\p{L}\p{M}.]+)*")
_BYLINE = "byline"
_SIGNED = frozenset({_BYLINE, "paywall", "read-also", "related-block", "social-follow"})
"""Kinds of residue that whoever signs letters, or wrote books, is taken for."""
_LONGEST_SIGNED = 60
_NAME = regex.compile(r"\p{Lu}[\p{L}’'.-]*(?:\s\p{Lu}[\p{L}’'.-]*){1,3}")
_OPENS, _CLOSES = '„“”«"', '“”»"'
_ANSWERED = regex.compile(r"\p{Lu}[^.!?]{8,80}\?\s\p{Lu}[^?]{16,}[.!…]")

_Hit = tuple[Rule, regex.Match[str]]
_Hits = MutableMapping[int, _Hit]


def leave_written_alike(article: Sequence[Line], hits: _Hits) -> None:
    """Keep what others that stay are written like.

    That is a figure with its label beside another, who signed one of several letters or wrote one
    of several books, who says a paragraph that is all quotation, and an answer beside another.
    """
    shipped = [i for i in sorted(hits) if hits[i][0].ships]
    for i in shipped:
        if _has_values_beside(article, i, hits) or _answers_as_others_do(article, i, hits):
            del hits[i]
    names = [i for i in shipped if i in hits and _may_be_signed(article[i], hits[i][0])]
    if not names:
        return
    others = list(_of_others(article, hits))
    shapes = {_shape(article[j].plain) for j in others if is_sentence(article[j - 1].text)}
    above_text = [
        j
        for j in sorted({*others, *names})
        if j + 1 < len(article) and j + 1 not in hits and is_sentence(article[j + 1].text)
    ]
    authors: dict[str, list[int]] = {}
    for i in names:
        rule = hits[i][0]
        if rule.kind == _BYLINE and rule.id not in authors:
            said = rule.pattern.fullmatch
            authors[rule.id] = [j for j in above_text if said(article[j].plain) is not None]
        shape = _shape(article[i].plain)
        if (
            (shape.startswith("A,") and shape in shapes)
            or _is_speaker(article, i, hits)
            or any(abs(i - j) > 1 and _differ(article, i, j) for j in authors.get(rule.id, ()))
        ):
            del hits[i]


def _differ(article: Sequence[Line], i: int, j: int) -> bool:
    return article[i].plain != article[j].plain


def _may_be_signed(line: Line, rule: Rule) -> bool:
    return rule.kind in _SIGNED and len(line.plain) <= _LONGEST_SIGNED


def _of_others(article: Sequence[Line], hits: _Hits) -> Iterator[int]:
    """Short lines that stay, but for the first."""
    for j in range(1, len(article)):
        if j not in hits and len(article[j].text) <= _LONGEST_SIGNED:
            yield j


def _has_values_beside(article: Sequence[Line], i: int, hits: _Hits) -> bool:
    """Whether the line above or below stays and has a label and a figure as line ``i`` has."""
    shape = _shape_of_value(article[i]) if hits[i][0].kind in _OF_VALUES else ""
    return bool(shape) and any(
        _shape_of_value(article[j]) == shape for j in _beside(article, i, hits)
    )


def _answers_as_others_do(article: Sequence[Line], i: int, hits: _Hits) -> bool:
    """Whether lines beside it answer a question, too, as in advice to readers."""
    return _ANSWERED.match(article[i].text) is not None and any(
        _ANSWERED.match(article[j].text) for j in _beside(article, i, hits)
    )


def _is_speaker(article: Sequence[Line], i: int, hits: _Hits) -> bool:
    """Whether line ``i`` is a name below a paragraph that is all quotation."""
    if i == 0 or i - 1 in hits or hits[i][0].kind != _BYLINE:
        return False
    above = article[i - 1].text
    quoted = above[0] in _OPENS and above.rstrip(".,")[-1:] in _CLOSES
    return quoted and _NAME.fullmatch(article[i].plain) is not None


def _beside(article: Sequence[Line], i: int, hits: _Hits) -> list[int]:
    return [j for j in (i - 1, i + 1) if 0 <= j < len(article) and j not in hits]


def _shape_of_value(line: Line) -> str:
    value = _VALUE.fullmatch(line.plain)
    return _shape(value["value"]) if value and any(map(str.isdigit, value["value"])) else ""


def _shape(said: str) -> str:
    """How a line is written, whatever its words and figures."""
    return _PARTS.sub(_part, said)


def _part(words: regex.Match[str]) -> str:
    if words[0][0].isdigit():
        return "0"
    return "A" if all(word[0].isupper() for word in words[0].split()) else "a"
