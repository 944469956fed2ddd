"""The lines of an article, and which of them are its body."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import regex

from normalizer.document.paragraphs import is_body
from normalizer.document.recent import Recent
from normalizer.document.span import Span

_LEADING = regex.compile(
    r"[\s\u200b\ufeff•●▪■□◆►▶▸→»«>|✓✔★☆*_~#\-–—·\p{Extended_Pictographic}\p{Regional_Indicator}"
    r"\ufe0f]{1,40}"
)
_VITAL = regex.compile(r"[*†+]\s*\d")  # born, died: these signs say something
_TRAILING = frozenset("•●►▶→»|✓*_~#\ufe0f⚡ \t\u200b")

_BEGINS = regex.compile(r"[^.!?…]{60,}[.!?…][”“»\"’)]?\s")

OF_LISTS = ("- ", "– ", "— ", "• ", "* ")
BULLETS = (*OF_LISTS, "► ", "▶ ", "▸ ", "➤ ", "→ ", "» ")
"""What items begin with; those that aren't of lists rather lead away from the article."""


class Line(NamedTuple):
    """A line that isn't blank: where it stands with its line break, and what it says.

    ``text`` has no white space at its ends, ``plain`` no bullet, arrow or emoji either.
    """

    start: int
    end: int
    text: str
    plain: str

    @property
    def window(self) -> Span:
        """Where the line stands, with its line break."""
        return Span(self.start, self.end)


def article_lines(text: str) -> tuple[Line, ...]:
    """Each line of ``text`` that isn't blank, in order.

    Several finders read the same texts one after another, so those of a batch are remembered.
    """
    return _LINES(text)


def line_of(said: str) -> Line:
    """The line that holds what is ``said`` and nothing else."""
    return Line(0, len(said), said, _undecorated(said))


def _lines(text: str) -> tuple[Line, ...]:
    read = []
    start = 0
    for line in text.split("\n"):
        end = min(start + len(line) + 1, len(text))
        said = line.strip()
        if said:
            read.append(Line(start, end, said, _undecorated(said)))
        start = end
    return tuple(read)


_LINES = Recent(_lines)


def runs_of(lines: Iterable[int]) -> Iterator[list[int]]:
    """Those of ``lines`` that follow each other, together.

    >>> list(runs_of({4, 1, 2}))
    [[1, 2], [4]]
    """
    run: list[int] = []
    for i in sorted(lines):
        if run and i != run[-1] + 1:
            yield run
            run = []
        run.append(i)
    if run:
        yield run


def is_paragraph(line: str) -> bool:
    """Whether ``line`` is one of an article, whatever stands behind its last sentence."""
    return is_body(line) or _BEGINS.match(line) is not None


def head_of(article: Sequence[Line]) -> Sequence[Line]:
    """The lines above the first body paragraph; none where there is no body."""
    for i, line in enumerate(article):
        if is_body(line.text):
            return article[:i]
    return ()


def _undecorated(line: str) -> str:
    # A quotation keeps its first mark; one that nothing closes points back or forth.
    quoted = line[0] == "«" and "»" in line
    bare = quoted or line[0].isalnum() or _VITAL.match(line)
    leading = None if bare else _LEADING.match(line)
    start = leading.end() if leading else 0
    end = len(line)
    while end > start and line[end - 1] in _TRAILING:
        end -= 1
    return line[start:end] if start < end < len(line) or 0 < start < end else line
