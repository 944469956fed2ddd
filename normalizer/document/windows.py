"""Cut a text into windows that a finder looks at one by one."""

import re
from collections.abc import Iterator

from normalizer.document.span import Span

_LINE = re.compile(r"[^\n]*\n|[^\n]+")


def lines(text: str) -> Iterator[Span]:
    r"""Each line with its ``\n``; together, in order, they are the whole text.

    Only ``\n`` ends a line. ``str.splitlines`` also cuts at U+0085, which is half a letter
    in mojibake: ``Ã\x85`` is ``Å``.

    >>> [span.of("a\n\nÃ\x85b") for span in lines("a\n\nÃ\x85b")]
    ['a\n', '\n', 'Ã\x85b']
    """
    for match in _LINE.finditer(text):
        yield Span(match.start(), match.end())


def stripped(span: Span, text: str) -> Span:
    r"""``span`` without the white space at its ends.

    >>> stripped(Span(0, 7), " word \n").of(" word \n")
    'word'
    """
    part = span.of(text)
    start = span.start + len(part) - len(part.lstrip())
    return Span(start, max(start, span.start + len(part.rstrip())))


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    r"""Line and column of ``offset`` as people count them, both from 1.

    >>> line_and_column("ab\ncd", 4)
    (2, 2)
    """
    return text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1
