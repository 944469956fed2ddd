"""Titles of works in another language, which are no passages."""

from collections.abc import Mapping
from functools import cache

import regex

from normalizer.document.span import Span
from normalizer.resources.words import load_works

_BESIDE = 120
_MOST_WORDS = 7
_WORDS_BEFORE, _WORDS_AFTER = 5, 3
_CLOSING = '“”»«"‘’‹›,. '
_QUOTED = regex.compile(r"„[^„“”]*[“”]|“[^“”]*”|«[^«»]*»|»[^«»]*«|\"[^\"\n]*\"")
_SENTENCE = regex.compile(r"[.!?…](?:\s|\Z)")


def is_title(text: str, span: Span, language: str) -> bool:
    """Whether the quotation in ``span`` is short and stands beside a word for a work.

    ``language`` is that of the article; the word stands in the same sentence, a few words away.

    >>> text = "Das Lied „Je ne regrette rien“ lief."
    >>> is_title(text, Span(10, 29), "de")
    True
    >>> is_title("Er rief „Je ne regrette rien“.", Span(9, 28), "de")
    False
    """
    if len(span.of(text).split()) > _MOST_WORDS:
        return False
    pattern = _patterns().get(language)
    if pattern is None:
        return False
    before = text[max(0, span.start - _BESIDE) : span.start]
    stops = list(_SENTENCE.finditer(before))
    before = before[stops[-1].end() :] if stops else before
    # Of several titles in a row only the first one stands beside the word.
    words = _QUOTED.sub(" ", before).split()[-_WORDS_BEFORE:]
    after = text[span.end : span.end + _BESIDE].lstrip(_CLOSING)
    stop = _SENTENCE.search(after)
    words += (after[: stop.start()] if stop else after).split()[:_WORDS_AFTER]
    return any(pattern.search(word) for word in words)


@cache
def _patterns() -> Mapping[str, regex.Pattern[str]]:
    return {
        language: regex.compile(
            rf"(?:{'|'.join(sorted(map(regex.escape, words)))})\w{{0,2}}\b", regex.IGNORECASE
        )
        for language, words in load_works().items()
    }
