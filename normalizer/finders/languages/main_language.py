"""The main language of an article."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from normalizer.document.document import UNDETERMINED, Document
from normalizer.document.span import Span
from normalizer.document.windows import lines
from normalizer.finders.languages.identifier import Identifier
from normalizer.finders.languages.scripts import dominant_script, is_latin_only, words

_PIECE = 200
"""Code points read at the beginning, in the middle and at the end of an article."""

_FEWEST_LETTERS = 20
_SURE = 0.5


@dataclass(frozen=True)
class NameLanguage:
    """Says which language an article is in.

    Three pieces of it are read, and of those only lines that are mostly in the article's
    dominant script. An article too
    short to tell, or one the identifier isn't sure about, is taken to be in ``otherwise``.

    >>> from normalizer.finders.languages.identifier import ByteIdentifier
    >>> name = NameLanguage(ByteIdentifier(), otherwise="de")
    >>> name(Document("Le gouvernement a annoncé hier de nouvelles mesures.")).language
    'fr'
    >>> name(Document("Ja.")).language
    'de'
    """

    identify: Identifier
    otherwise: str = UNDETERMINED

    def __call__(self, document: Document) -> Document:
        """The same article with its language named; one that has a language keeps it."""
        if document.language != UNDETERMINED:
            return document
        return replace(document, language=self._language(document.text))

    def _language(self, text: str) -> str:
        script = dominant_script(text)
        if script is None:
            return self.otherwise
        pieces = "\n".join(_pieces(text))
        sample = pieces if is_latin_only(pieces) else "\n".join(_lines_in(script, pieces))
        if sum(character.isalpha() for character in sample[:200]) < _FEWEST_LETTERS:
            return self.otherwise
        language, confidence = self.identify(sample)
        return language if confidence >= _SURE else self.otherwise


def _pieces(text: str) -> Iterator[str]:
    """The whole of a short article, or three pieces of a long one, cut at blanks."""
    if len(text) <= 4 * _PIECE:
        yield text
        return
    for start in (0, (len(text) - _PIECE) // 2, len(text) - _PIECE):
        piece = text[start : start + _PIECE]
        first, last = piece.find(" "), piece.rfind(" ")
        yield piece[first + 1 : last] if 0 <= first < last else piece


def _lines_in(script: str, text: str) -> Iterator[str]:
    """The lines of ``text`` that are mostly in ``script``."""
    for window in lines(text):
        line = window.of(text)
        found = list(words(line, Span(0, len(line))))
        own = sum(len(word.span) for word in found if word.script == script)
        if 2 * own >= sum(len(word.span) for word in found):
            yield line
