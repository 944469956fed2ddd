"""The one place that knows how this package is asked for languages and passages."""

from collections.abc import Callable, Sequence
from functools import cache

import normalizer
from normalizer.document.document import Document
from normalizer.finders.languages.evidence import Evidence
from normalizer.finders.languages.inventory import inventory_of
from normalizer.finders.languages.main_language import NameLanguage
from normalizer.finders.languages.pieces import Pieces
from normalizer.finders.languages.tokens import tokens
from normalizer.resources.statistics import load_statistics
from passages.articles import Piece

OTHERWISE = "de"
"""The main language of an article that doesn't tell."""


def passages(text: str, languages: Sequence[str] = ()) -> list[Piece]:
    """The passages of ``text`` in another language than its main one, of ``languages`` or any."""
    found = normalizer.detect(text, languages=languages)
    return [Piece(each.span.start, each.span.end, each.language, each.kind) for each in found]


def main_language(text: str) -> str:
    """The code of the language that ``text`` as a whole is in, of all that are known."""
    return NameLanguage(_pieces(), otherwise=OTHERWISE)(Document(text)).language


def considered() -> tuple[str, ...]:
    """The codes of all languages that are told apart where nobody narrows them."""
    return _pieces().evidence.inventory.considered


def identifier(codes: Sequence[str]) -> Callable[[str], str]:
    """Gives the code of the language, one of ``codes``, that a short piece is in."""
    statistics = load_statistics()
    evidence = Evidence(statistics, inventory_of(statistics, tuple(codes)))

    def identify(text: str) -> str:
        words = tokens(text).words
        return (
            evidence.inventory.languages[int(evidence.against(words).sum(axis=0).argmax())]
            if words
            else ""
        )

    return identify


@cache
def _pieces() -> Pieces:
    statistics = load_statistics()
    return Pieces(Evidence(statistics, inventory_of(statistics)))
