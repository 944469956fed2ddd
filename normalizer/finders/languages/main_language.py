"""The main language of an article."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from normalizer.document.document import UNDETERMINED, Document
from normalizer.document.span import Span
from normalizer.document.windows import lines
from normalizer.finders.languages.identifier import Identifier
from normalizer.finders.languages.scripts import dominant_script, words

_SAMPLE = 3_000
_FEWEST_LETTERS = 20
_SURE = 0.5


@dataclass(frozen=True)
class NameLanguage:
    """Says which language an article is in.

    Only lines that are mostly in the article's dominant script are read. An article too
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
        script = dominant_script(text[: 4 * _SAMPLE])
        if script is None:
            return self.otherwise
        sample = "".join(_lines_in(script, text))
        if sum(character.isalpha() for character in sample) < _FEWEST_LETTERS:
            return self.otherwise
        language, confidence = self.identify(sample)
        return language if confidence >= _SURE else self.otherwise


def _lines_in(script: str, text: str) -> Iterator[str]:
    room = _SAMPLE
    for window in lines(text[: 4 * _SAMPLE]):
        if room <= 0:
            return
        line = window.of(text)
        found = list(words(line, Span(0, len(line))))
        own = sum(len(word.span) for word in found if word.script == script)
        if 2 * own >= sum(len(word.span) for word in found):
            room -= len(line)
            yield line
