"""Dashes and no-break spaces that were dropped from an article in German."""

import re
from collections.abc import Iterator

from normalizer.document.findings import Edit
from normalizer.document.span import Span

_GLUED = re.compile(
    r"(?<![\w.,:])\d+(?:[.,:]\d+)*\.?(?=[A-Z][a-z]{2,}|[A-Z]{2,}-)"  # 30Millionen, 30.Mai
    r"|(?<![\w.])[A-Za-z]?[a-z]{2,}(?=\d)|(?<![\w.])[A-Z][a-z]?\.(?=[A-Z][a-z])"  # Mai2024, St.Anna
)
_GAP = re.compile(r"(?<=[a-z,]) ( )(?=[A-Za-z])")


def gaps(text: str, rule: str) -> Iterator[Edit]:
    """Dashes between two blanks, and the blank between a figure and the word behind it."""
    for found in _GAP.finditer(text):
        yield Edit(Span(found.start(1), found.start(1)), "", "–", rule, "between blanks")
    for found in _GLUED.finditer(text):
        yield Edit(
            Span(found.end(), found.end()), "", "\N{NO-BREAK SPACE}", rule, "behind a figure"
        )
