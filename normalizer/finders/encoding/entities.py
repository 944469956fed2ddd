"""Characters still written as HTML entities."""

import re
from collections.abc import Iterator

from ftfy.fixes import unescape_html

from normalizer.document.document import Document
from normalizer.document.findings import Edit
from normalizer.document.span import Span

RULE = "encoding.entity"
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][0-9A-Za-z]{1,31});")


def find_entities(document: Document) -> Iterator[Edit]:
    """Replace each entity that ends in a semicolon by its character.

    Entities without a semicolon are left alone, since ``&copy=1`` in an address looks the
    same. An entity that stands for a control character is left too.

    >>> [edit.inserted for edit in find_entities(Document("R&amp;D &nope;"))]
    ['&']
    >>> list(find_entities(Document("AT&T; Smith &Sons")))
    []
    """
    if "&" not in document.text:
        return
    for match in _ENTITY.finditer(document.text):
        character = unescape_html(match[0])
        readable = character.isprintable() or character == "\N{NO-BREAK SPACE}"
        lost = character in {"", match[0], "\N{REPLACEMENT CHARACTER}"}
        if readable and not lost:
            yield Edit(Span(*match.span()), match[0], character, RULE)
