"""Short lines with something of the page above and below them: answers of polls, ranks, scores."""

from collections.abc import Collection, Sequence
from itertools import pairwise

from normalizer.document.paragraphs import is_body
from normalizer.finders.residue.layout import Line

_LONGEST = 80
_MOST = 6
"""Lines between two that are gone; more may be a list of the article."""


def enclosed(article: Sequence[Line], gone: Collection[int]) -> frozenset[int]:
    """The lines between two that are ``gone``, six at most, where all of them are short.

    >>> said = ("Umfrage", "Ja", "Nein", "Abstimmen", "Text")
    >>> sorted(enclosed([Line(0, 0, text, text) for text in said], {0, 3}))
    [1, 2]
    """
    return frozenset(
        i
        for above, below in pairwise(sorted(gone))
        if below - above <= _MOST + 1
        and not any(_is_long(article[i].text) for i in range(above + 1, below))
        for i in range(above + 1, below)
    )


def _is_long(line: str) -> bool:
    return len(line) > _LONGEST or is_body(line)
