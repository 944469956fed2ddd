"""Lines that an article has several of: whom it quotes, whom to ask for what."""

from collections import defaultdict
from collections.abc import MutableMapping, Sequence
from itertools import pairwise

import regex

from normalizer.document.paragraphs import is_sentence
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
_OF_VALUES = frozenset({"furniture", "nav", "rating"})
_VALUE = regex.compile(r"[^:\n]{2,40}:\s(?P<value>[^\n]{1,40})")
_PARTS = regex.compile(r"\d+|[\p{L}\p{M}.]+(?:\s[\p{L}\p{M}.]+)*")
_SIGNED = frozenset({"byline", "paywall", "read-also", "related-block", "social-follow"})
"""Kinds of residue that whoever signs letters, or wrote books, is taken for."""
_LONGEST_SIGNED = 60
_NAME = regex.compile(r"\p{Lu}[\p{L}’'.-]*(?:\s\p{Lu}[\p{L}’'.-]*){1,3}")
_OPENS, _CLOSES = '„“”«"', '“”»"'

_FIGURES = regex.compile(r"\S\s{2,40}[\d  .,]{1,12}$")
_ANSWERED = regex.compile(r"\p{Lu}[^.!?]{8,80}\?\s\p{Lu}[^?]{16,}[.!…]")

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


def leave_written_alike(article: Sequence[Line], hits: MutableMapping[int, _Hit]) -> None:
    """Keep a figure with its label beside others that stay, and who signed one of several letters."""
    for i in [i for i in hits if hits[i][0].ships]:
        if (
            _has_values_beside(article, i, hits)
            or _is_signed(article, i, hits)
            or _asks_as_others_do(article, i, hits)
        ):
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


def _has_values_beside(article: Sequence[Line], i: int, hits: MutableMapping[int, _Hit]) -> bool:
    """Whether the line above or below stays and has a label and a figure written as in line ``i``."""
    shape = _shape_of_value(article[i]) if hits[i][0].kind in _OF_VALUES else ""
    beside = [j for j in (i - 1, i + 1) if 0 <= j < len(article) and j not in hits]
    return bool(shape) and any(_shape_of_value(article[j]) == shape for j in beside)


def _shape_of_value(line: Line) -> str:
    value = _VALUE.fullmatch(line.plain)
    return _shape(value["value"]) if value and any(map(str.isdigit, value["value"])) else ""


def _is_signed(article: Sequence[Line], i: int, hits: MutableMapping[int, _Hit]) -> bool:
    """Whether line ``i`` is one of several that are written alike, or below what somebody says."""
    said = article[i].plain
    if hits[i][0].kind not in _SIGNED or len(said) > _LONGEST_SIGNED:
        return False
    spoken = i > 0 and i - 1 not in hits and _is_quoted(article[i - 1].text)
    if spoken and hits[i][0].kind == "byline" and _NAME.fullmatch(said):
        return True
    if hits[i][0].kind == "byline" and _is_one_of_several(article, i, hits):
        return True
    shape = _shape(said)
    return shape.startswith("A,") and any(
        _shape(line.plain) == shape and j not in hits and j > 0 and is_sentence(article[j - 1].text)
        for j, line in enumerate(article)
        if len(line.text) <= _LONGEST_SIGNED
    )


def _asks_as_others_do(article: Sequence[Line], i: int, hits: MutableMapping[int, _Hit]) -> bool:
    """Whether a line beside it stays that answers a question, too, as in advice to readers."""
    beside = [j for j in (i - 1, i + 1) if 0 <= j < len(article) and j not in hits]
    return _ANSWERED.match(article[i].text) is not None and any(
        _ANSWERED.match(article[j].text) for j in beside
    )


def _is_one_of_several(article: Sequence[Line], i: int, hits: MutableMapping[int, _Hit]) -> bool:
    """Whether another line that stays names another author, above text of its own."""
    pattern = hits[i][0].pattern
    return any(
        pattern.fullmatch(line.plain) is not None
        and j not in hits
        and line.plain != article[i].plain
        and abs(j - i) > 1
        and is_sentence(article[j + 1].text)
        for j, line in enumerate(article[:-1])
        if len(line.text) <= _LONGEST_SIGNED
    )


def _is_quoted(line: str) -> bool:
    return line[0] in _OPENS and line.rstrip(".,")[-1] in _CLOSES


def _shape(said: str) -> str:
    """How a line is written, whatever its words and figures."""
    return _PARTS.sub(_part, said)


def _part(words: regex.Match[str]) -> str:
    if words[0][0].isdigit():
        return "0"
    return "A" if all(word[0].isupper() for word in words[0].split()) else "a"


def _is_labelled(line: Line) -> bool:
    return _LABEL.match(line.text) is not None
