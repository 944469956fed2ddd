"""Lines that read like those of a page because the whole article does: they stay."""

from collections.abc import Collection, Iterator, MutableMapping, Sequence
from itertools import pairwise
from typing import Any

import regex

from normalizer.document.paragraphs import is_sentence
from normalizer.finders.residue.layout import Line, runs_of
from normalizer.finders.residue.outline import Outline
from normalizer.resources.rules import Rule

_MOST_SAID = 1
"""Lines between the paragraphs of an article that may go for their wording alone, each other than
the rest and with nothing of the page beside it."""
_MOST_GONE = 10
"""Lines that rules know; where there are more, it is a whole page, which says much of its own."""
_FREE, _MOST_OF_IT = 500, 0.1
"""Code points that wording may take of an article in any case, and which share of a longer one."""
_ITEM = regex.compile(r"[-–—•*·▪●+✓✔✗✘]\s|(?P<number>\d{1,2})[.)]\s")
_FEWEST_NUMBERED = 3
_WRAPPED = 40
"""Code points from which a line that breaks off goes on in the next one, and isn't a label."""
_ROWS = (
    regex.compile(r"(?:[-–—•*·▪●]\s)?\p{L}[\p{L}\p{M}’' -]{1,24}\s?:\s\S.{0,60}$"),
    regex.compile(r".{1,40}\S(?: {2,}|\t)\S.{0,60}$"),
    regex.compile(r"\d{1,3}[.)]?\s+\p{Lu}.{2,60}\d$"),
    regex.compile(r"\[\d{1,3}\]\s\S"),
)
"""What a fact with its label, columns, a result below its rank, and a reference look like."""
_OF_MAIL = ">"
"""What lines of a mail begin with that another one quotes."""
_GOES_ON = frozenset(",，、;；")
_FEWEST_WRAPPED, _SHARE_WRAPPED = 8, 0.25
"""Lines that go on in the next one, and their share of all lines, in text wrapped at some width."""


def worded_alike(
    article: Sequence[Line], found: Collection[int], gone: Collection[int], outline: Outline
) -> set[int]:
    """Those of the lines ``found`` that are worded as the article they stand in.

    Lines ``gone`` are of the page whatever they read like. A page has few lines between paragraphs
    that no rule knows; an article about software, contracts or networks has them everywhere. So
    all that nothing is gone beside stay where they stand in several places between paragraphs and
    don't say the same, or where they are more than 500 code points and 10 % of the article, unless
    more than ten lines are gone. And so do an item of a list most of which does, and what is a part
    of a sentence. Lines of text that is wrapped at some width say nothing whole: all of them stay.
    """
    if is_wrapped(article):
        return set(found)
    lone = [run for run in runs_of(found) if run[0] - 1 not in gone and run[-1] + 1 not in gone]
    said = {article[run[0]].plain for run in lone if outline.is_inside(run[0])}
    size = sum(len(article[i].text) for run in lone for i in run)
    much = size > max(_FREE, _MOST_OF_IT * sum(len(line.text) for line in article))
    whole = len(gone) > _MOST_GONE
    stays = (
        {i for run in lone for i in run}
        if (len(said) > _MOST_SAID or much) and not whole
        else set()
    )
    for items in _lists(article):
        taken = [i for i in items if i in found]
        if taken and 2 * sum(i in found or i in gone for i in items) < len(items):
            stays.update(taken)
    stays.update(_of_a_table(article, found, gone))
    return stays | {i for run in lone for i in run if _is_part(article, i)}


def _of_a_table(
    article: Sequence[Line], found: Collection[int], gone: Collection[int]
) -> Iterator[int]:
    """Those of ``found`` that are rows of a table, a list of facts, results or references.

    Two rows of one kind and more that stand below each other are, where none of them is gone, and
    so is the line above them, which heads them.
    """
    for row in _ROWS:
        alike = (i for i, line in enumerate(article) if row.match(line.text) is not None)
        for run in runs_of(alike):
            if len(run) > 1 and not any(i in gone for i in run):
                yield from (i for i in range(run[0] - 1, run[-1] + 1) if i in found)


def leave_parts(article: Sequence[Line], hits: MutableMapping[int, tuple[Rule, Any]]) -> None:
    """Keep what a rule matches of a sentence that fills three lines and more, some of which stay.

    Text that is wrapped at some width stays or goes by sentences.
    """
    pairs = list(pairwise(article))
    joined = [i for i, (line, below) in enumerate(pairs) if _breaks_off(line, below)]
    if _are_many(len(joined), article):
        joined = [i for i, (line, below) in enumerate(pairs) if _is_left_open(line, below)]
    for run in runs_of(joined):
        sentence = range(run[0], run[-1] + 2)
        matched = [i for i in sentence if i in hits]
        quoted = all(article[i].text[0] == _OF_MAIL for i in sentence)
        if (len(run) > 1 or quoted) and 0 < len(matched) < len(sentence):
            for i in matched:
                if hits[i][0].ships and hits[i][0].kind != "cms-marker":
                    del hits[i]


def is_wrapped(article: Sequence[Line]) -> bool:
    """Whether sentences of ``article`` fill several lines each, as in mails and old documents."""
    if len(article) < _FEWEST_WRAPPED:
        return False
    broken = sum(_breaks_off(line, below) for line, below in pairwise(article))
    return _are_many(broken, article)


def _are_many(broken: int, article: Sequence[Line]) -> bool:
    return broken >= max(_FEWEST_WRAPPED, _SHARE_WRAPPED * len(article))


def _lists(article: Sequence[Line]) -> Iterator[Sequence[int]]:
    """Items that stand below each other, and those that are numbered, wherever they stand."""
    items = {i: match for i, line in enumerate(article) if (match := _ITEM.match(line.text))}
    yield from runs_of(items)
    numbered = [i for i, match in items.items() if match["number"]]
    numbers = [int(items[i]["number"]) for i in numbered]
    if len(numbers) >= _FEWEST_NUMBERED and numbers == list(range(1, len(numbers) + 1)):
        yield numbered


def _is_part(article: Sequence[Line], i: int) -> bool:
    """Whether the sentence that line ``i`` ends or begins with is broken by the end of a line."""
    above = i > 0 and _breaks_off(article[i - 1], article[i])
    return above or (i + 1 < len(article) and _breaks_off(article[i], article[i + 1]))


def _breaks_off(line: Line, below: Line) -> bool:
    if below.start != line.end or is_sentence(line.text):
        return False
    if line.text[-1] in _GOES_ON:
        return True
    return len(line.text) >= _WRAPPED and below.plain[0].islower()


def _is_left_open(line: Line, below: Line) -> bool:
    """Whether a long line of wrapped text ends no sentence, and is followed by another at once."""
    return below.start == line.end and len(line.text) >= _WRAPPED and not is_sentence(line.text)
