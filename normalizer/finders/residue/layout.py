"""The lines of an article, and which of them are its body."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex

from normalizer.document.span import Span
from normalizer.document.windows import lines

BODY_LENGTH = 80
"""Code points from which a line that ends like a sentence counts as a body paragraph."""

_LEADING = regex.compile(
    r"[\s\u200b\ufeff•●▪■□◆►▶▸→»«>|✓✔★☆*_~#\-–—·\p{Extended_Pictographic}\p{Regional_Indicator}"
    r"\ufe0f]{1,40}"
)
_TRAILING = frozenset("•●►▶→»|✓*_~#\ufe0f⚡ \t\u200b")
_SENTENCE_END = regex.compile(r"[.!?…:。！？][\s)\]»“”\"’‘'›]{0,4}\Z")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that isn't blank: where it stands with its line break, and what it says.

    ``text`` has no white space at its ends, ``plain`` no bullet, arrow or emoji either.
    """

    window: Span
    text: str
    plain: str


@lru_cache(maxsize=4)
def article_lines(text: str) -> tuple[Line, ...]:
    """Each line of ``text`` that isn't blank, in order.

    Several finders read the same text one after another, so the last few are remembered.
    """
    return tuple(
        Line(window, said, _undecorated(said))
        for window in lines(text)
        if (said := window.of(text).strip())
    )


def is_sentence(line: str) -> bool:
    """Whether ``line`` ends as a sentence does.

    >>> is_sentence("Er sagte: „Nein.“"), is_sentence("Leave a Reply")
    (True, False)
    """
    return _SENTENCE_END.search(line[-8:]) is not None


def is_body(line: str) -> bool:
    """Whether ``line`` looks like a paragraph of an article."""
    return len(line) >= BODY_LENGTH and is_sentence(line)


def head_of(article: Sequence[Line]) -> Sequence[Line]:
    """The lines above the first body paragraph; none where there is no body."""
    for i, line in enumerate(article):
        if is_body(line.text):
            return article[:i]
    return ()


def _undecorated(line: str) -> str:
    leading = None if line[0].isalnum() else _LEADING.match(line)
    start = leading.end() if leading else 0
    end = len(line)
    while end > start and line[end - 1] in _TRAILING:
        end -= 1
    return line[start:end] if start < end else line
