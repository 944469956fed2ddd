"""The one place that knows how this package is asked for languages and passages."""

from functools import cache

import normalizer
from normalizer.document.document import Document
from normalizer.finders.languages.identifier import WordIdentifier
from normalizer.finders.languages.main_language import NameLanguage
from normalizer.finders.languages.passages import FindPassages
from passages.articles import Piece

OTHERWISE = "de"
"""The main language of an article that doesn't tell."""


def passages(text: str) -> list[Piece]:
    """The passages of ``text`` in another language than its main one."""
    detect = getattr(normalizer, "detect", None)
    if detect is not None:
        found = detect(text)
    else:
        document = Document(text, main_language(text))
        found = FindPassages(_identifier())(document)
    return [
        Piece(each.span.start, each.span.end, each.language, getattr(each, "kind", ""))
        for each in found
    ]


def main_language(text: str) -> str:
    """The code of the language that ``text`` as a whole is in."""
    return NameLanguage(_identifier(), otherwise=OTHERWISE)(Document(text)).language


def identify(text: str) -> str:
    """The code of the language of a short piece of text."""
    return _identifier()(text)[0]


@cache
def _identifier() -> WordIdentifier:
    return WordIdentifier()
