"""How much like a page the paragraphs of an article are worded."""

import statistics
from collections.abc import Callable, Container, Sequence

from normalizer.finders.residue.layout import Line, is_paragraph
from normalizer.finders.residue.wording import LONGEST

_SHARE = 100
_FEWEST = 3
"""Paragraphs that tell the tone of an article: one and the other may be a page's."""
_CAUTION, _MOST = 2.0, 8.0
"""Nats that a line must be likelier by for each nat of the tone, and the most."""


def caution_of_tone(
    article: Sequence[Line], gone: Container[int], odds: Callable[[str], float]
) -> float:
    """Nats by which a line must be likelier of the page in an article that reads like one itself.

    An article about software, contracts or shops shares words with pages, so that all of its lines
    have high ``odds``. By how much is told by its paragraphs, which are the article's: the median
    of their log odds for each 100 code points. In news it is below zero.
    """
    said = [
        _SHARE * odds(line.plain) / min(len(line.plain), LONGEST)
        for i, line in enumerate(article)
        if i not in gone and is_paragraph(line.text)
    ]
    if len(said) < _FEWEST:
        return 0.0
    return min(_MOST, _CAUTION * max(0.0, statistics.median(said)))
