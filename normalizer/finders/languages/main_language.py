"""The main language of an article."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from normalizer.document.document import UNDETERMINED, Document
from normalizer.finders.languages.identifier import Identifier
from normalizer.finders.languages.scripts import dominant_script, words_in

_PIECE = 120
"""Code points read at the beginning, in the middle and at the end of an article."""

_FEWEST_LETTERS = 20
_SURE = 0.8


@dataclass(frozen=True)
class NameLanguage:
    """Says which language an article is in.

    Of three pieces of it, only words in the article's dominant script are read. An article too
    short to tell, or one the identifier isn't sure about, is taken to be in ``otherwise``.

    >>> from normalizer.finders.languages.identifier import WordIdentifier
    >>> name = NameLanguage(WordIdentifier(), otherwise="de")
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
        # Paragraphs that stand there twice are dropped later and must not decide now.
        text = "\n".join(dict.fromkeys(text.split("\n")))
        script = dominant_script(text)
        if script is None:
            return self.otherwise
        sample = words_in(script, "\n".join(_pieces(text)))
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
