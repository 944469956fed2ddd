"""Whether the first line of an article is its headline, though a rule for lines of pages fits."""

from collections.abc import Collection, Mapping, Sequence

import regex

from normalizer.document.paragraphs import is_sentence
from normalizer.finders.residue.layout import Line
from normalizer.finders.residue.likely import LikelyLines
from normalizer.resources.rules import Rule

_NAMES = frozenset({"dateline", "photo-credit", "agency-tag"})
"""Kinds of residue that a headline may be worded like: all hold names and little else."""
_WAY = regex.compile(r"(?i)\s(?:nach|bis|to|till|до|по|do|à|a|al|tot)\s")
"""What tells that a headline says from where to where, and no byline by whom."""
_FEWEST_BLANKS = 3
_SHORTEST = 20
"""Code points of a line that is rather a headline than the name of a rubric."""

_Hit = tuple[Rule, regex.Match[str]]


def may_be_headline(
    article: Sequence[Line],
    zone: Sequence[int],
    found: Mapping[int, _Hit],
    gone: Collection[int],
    likely: LikelyLines,
) -> bool:
    """Whether the first line of ``zone`` may be the headline, whatever rule of ``found`` matches.

    ``zone`` are the lines above the first paragraph, ``gone`` those that go anyway. Many an
    article is stored without its headline; what stands first is then the byline or the time stamp.
    No headline is a time stamp or a byline, or ends with a full stop. A line of names, or of some
    words that ``likely`` doesn't know from pages, is none where another one follows that may be
    it, or where the line below it is of the page as well.
    """
    i = zone[0]
    rule, line = found[i][0], article[i]
    if rule.action == "keep":
        may_be = rule.kind in _NAMES or (
            rule.kind == "byline" and _WAY.search(line.text) is not None
        )
    else:
        said = line.text.count(" ") >= _FEWEST_BLANKS and line.text[-1] != "."
        may_be = said and not likely.is_of_the_page(line)
    if not may_be:
        return False
    others = [j for j in zone[1:] if j not in found and j not in gone]
    if any(len(article[j].text) >= _SHORTEST and not is_sentence(article[j].text) for j in others):
        return False
    return i + 1 not in found and i + 1 not in gone
