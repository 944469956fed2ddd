"""Which line an article must keep as its title, however it is worded."""

from collections.abc import Collection, Mapping, Sequence

from normalizer.document.paragraphs import is_sentence
from normalizer.finders.residue.layout import Line
from normalizer.finders.residue.outline import Outline
from normalizer.finders.residue.places import Places

_FEWEST_BLANKS = 2
_OF_PATHS = "|/>›»"
"""Signs between the parts of a path to the page, and between rubrics."""


def titles_among(
    places: Places, likely: Mapping[int, float], gone: Collection[int], outline: Outline
) -> list[int]:
    """Those of the lines that are ``likely`` to go that may be the only title, besides ``gone``.

    An article has one: of all that may be, the one that is least likely of the page stays. Where
    nothing may be, and all above the first paragraph would go, the longest line stays that has
    something gone beside it, such as a byline or a path to the page.
    """
    headlines = places.headlines(gone, outline)
    if headlines and likely.keys() >= set(headlines):
        return [min(headlines, key=likely.__getitem__)]
    above = range(outline.bodies[0]) if outline.bodies is not None else range(0)
    left = [i for i in above if i not in gone]
    if any(i not in likely for i in left):
        return []
    article: Sequence[Line] = places.article
    # A second look, at what is left, must come to the same.
    beside = [i for i in left if not gone or i - 1 in gone or i + 1 in gone]
    titles = [i for i in beside if _may_be_one(article[i].plain)]
    return sorted(titles, key=lambda i: len(article[i].plain))[-1:]


def _may_be_one(said: str) -> bool:
    if said.count(" ") < _FEWEST_BLANKS or is_sentence(said):
        return False
    return not any(sign in said for sign in _OF_PATHS)
