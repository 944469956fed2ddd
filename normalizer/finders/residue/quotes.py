"""Quotation marks of another language than the article's."""

import re
from collections.abc import Iterator

from normalizer.document.document import Document
from normalizer.document.findings import Edit
from normalizer.document.span import Span
from normalizer.document.windows import lines

RULE = "quotes.german"
_GERMAN = re.compile(r"„[^„“”\n]{1,400}“")
_ENGLISH = re.compile(r"(?<![^\W_])“(?P<quoted>[^“”„\"\n]{1,400})”(?![^\W_])")


def find_english_quotes(document: Document) -> Iterator[Edit]:
    """Turn ``“x”`` into ``„x“`` in a German article that quotes ``„so“`` elsewhere.

    Only pairs that close on their line and stand in no other quotation are changed; an
    article that quotes consistently, in whatever style, is left alone.

    >>> german = Document("Er nannte es „falsch“, dann “richtig”.", "de")
    >>> [(edit.removed, edit.inserted) for edit in find_english_quotes(german)]
    [('“', '„'), ('”', '“')]
    >>> list(find_english_quotes(Document("Er nannte es “richtig”.", "de")))
    []
    """
    text = document.text
    if document.language != "de" or "”" not in text or not _GERMAN.search(text):
        return
    for window in lines(text):
        line = window.of(text)
        for match in _ENGLISH.finditer(line):
            if _inside_quotation(line, match.start()):
                continue
            start, end = window.start + match.start(), window.start + match.end()
            yield Edit(Span(start, start + 1), "“", "„", RULE)
            yield Edit(Span(end - 1, end), "”", "“", RULE)


def _inside_quotation(line: str, offset: int) -> bool:
    before = line[:offset]
    opened = before.rfind("„")
    return opened >= 0 and not re.search("[“”]", before[opened:])
