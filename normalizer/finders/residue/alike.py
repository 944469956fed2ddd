"""Lines that read like those of a page because the whole article does: they stay."""

from collections.abc import Collection, Iterable, Iterator, Sequence

import regex

from normalizer.document.paragraphs import is_sentence
from normalizer.finders.residue.layout import Line
from normalizer.finders.residue.outline import Outline

_MOST_PLACES = 3
"""Places between the paragraphs of an article from which its wording alone may take something."""
_FREE, _MOST_OF_IT = 500, 0.3
"""Code points that wording may take of an article in any case, and which share of a longer one."""
_ITEM = regex.compile(r"[-–—•*·▪●]\s|(?P<number>\d{1,2})[.)]\s")
_FEWEST_NUMBERED = 3
_WRAPPED = 40
"""Code points from which a line that breaks off goes on in the next one, and isn't a label."""
_GOES_ON = frozenset(",，、;；")


def worded_alike(
    article: Sequence[Line], found: Collection[int], gone: Collection[int], outline: Outline
) -> set[int]:
    """Those of the lines ``found`` that are worded as the article they stand in.

    Lines ``gone`` are of the page whatever they read like. A page has few lines between paragraphs
    that no rule knows; an article about software, contracts or networks has them everywhere. So
    all that nothing is gone beside stay where there are more than three places of them between
    paragraphs, or where they are more than 500 code points and 30 % of the article. And so do an
    item of a list most of which does, and what is a part of a sentence.
    """
    lone = [run for run in _runs(found) if run[0] - 1 not in gone and run[-1] + 1 not in gone]
    many = sum(outline.is_inside(run[0]) for run in lone) > _MOST_PLACES
    size = sum(len(article[i].text) for run in lone for i in run)
    much = size > max(_FREE, _MOST_OF_IT * sum(len(line.text) for line in article))
    stays = {i for run in lone for i in run} if many or much else set()
    for items in _lists(article):
        taken = [i for i in items if i in found]
        if taken and 2 * sum(i in found or i in gone for i in items) < len(items):
            stays.update(taken)
    return stays | {i for run in lone for i in run if _is_part(article, i)}


def _lists(article: Sequence[Line]) -> Iterator[Sequence[int]]:
    """Items that stand below each other, and those that are numbered, wherever they stand."""
    items = {i: match for i, line in enumerate(article) if (match := _ITEM.match(line.text))}
    yield from _runs(items)
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
    return len(line.text) >= _WRAPPED and below.text[0].islower()


def _runs(lines: Iterable[int]) -> Iterator[list[int]]:
    """Those of ``lines`` that follow each other, together."""
    run: list[int] = []
    for i in sorted(lines):
        if run and i != run[-1] + 1:
            yield run
            run = []
        run.append(i)
    if run:
        yield run
