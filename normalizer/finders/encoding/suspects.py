"""The lines of an article that may be damaged; most articles have none."""

import re
from collections.abc import Iterator
from functools import lru_cache

from normalizer.document.span import Span

UNSEEN_SIGNS = (
    "\x00-\x08\x0b\x0e-\x1f\x7f\N{INHIBIT SYMMETRIC SWAPPING}-\N{NOMINAL DIGIT SHAPES}"
    "\N{INTERLINEAR ANNOTATION ANCHOR}-\N{INTERLINEAR ANNOTATION TERMINATOR}"
    "\N{ZERO WIDTH NO-BREAK SPACE}"
)
"""Ranges, for a character class, of signs no reader sees."""

# Misread UTF-8 always holds two neighbours outside ASCII, and every pattern of ftfy's `is_bad`
# needs those or one of these letters.
_SUSPECT = re.compile(rf"[^\x00-\x7f]{{2}}|[\x80-\x9fŒœÃÂ{UNSEEN_SIGNS}]")


@lru_cache(maxsize=4)
def suspect_lines(text: str) -> tuple[Span, ...]:
    r"""The lines of ``text`` worth a second look, without their line breaks.

    Several finders ask for the same text one after another, so the last few are remembered.

    >>> [span.of("fÃ¼r\nfür\n") for span in suspect_lines("fÃ¼r\nfür\n")]
    ['fÃ¼r']
    """
    return tuple(_found(text))


def _found(text: str) -> Iterator[Span]:
    at = 0
    while match := _SUSPECT.search(text, at):
        start = text.rfind("\n", 0, match.start()) + 1
        end = text.find("\n", match.start())
        end = len(text) if end < 0 else end
        yield Span(start, end)
        at = end + 1
