"""Sentences that change their language half-way."""

import re
from collections.abc import Iterator

from normalizer.document.document import Document
from normalizer.document.findings import Notice
from normalizer.document.span import Span

RULE = "flags.language-switch"
_WORD_BEFORE = re.compile(r"[^\W\d_]+\Z")
_AFTER = re.compile(r"[^\S\n]*,?[^\S\n]*[^\W\d_]+")
_BEFORE = re.compile(r"[^\W\d_]+,?[^\S\n]*\Z")
_WORD = re.compile(r"[^\W\d_]+")


def find_switches(document: Document) -> Iterator[Notice]:
    """A notice at each border of a passage that lies inside a sentence.

    After a translation such a sentence still needs a human, who alone knows its order.

    >>> from normalizer.document.findings import Passage
    >>> german = Document("Мир будет реагировать auf das.", "de")
    >>> german = german.revised("f", [Passage(Span(0, 21), "ru", 1.0)])
    >>> [notice.span.of(german.text) for notice in find_switches(german)]
    ['реагировать auf']
    """
    text = document.text
    for passage in document.passages:
        start, end = passage.span.start, passage.span.end
        change = f"the sentence changes between {document.language} and {passage.language}"
        before = _BEFORE.search(text[max(0, start - 60) : start])
        if before:
            first = _WORD.search(text, start, end)
            stop = first.end() if first else start
            yield Notice(Span(start - len(before[0]), stop), RULE, change)
        after = _AFTER.match(text, end)
        last = _WORD_BEFORE.search(text[start:end])
        if after and last:
            yield Notice(Span(start + last.start(), after.end()), RULE, change)
