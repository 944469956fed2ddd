"""The main language of an article."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from normalizer.document.document import UNDETERMINED, Document
from normalizer.finders.languages.evidence import Evidence
from normalizer.finders.languages.tokens import tokens

_PIECE = 120
"""Code points read at the beginning, in the middle and at the end of an article."""

_FEWEST_LETTERS = 20
_SURE = 0.8
_PRIOR = {"ru": 0.7, "uk": 0.7}
"""Natural log: in news of this domain these two are twice as likely as other Cyrillic ones."""


@dataclass(frozen=True)
class NameLanguage:
    """Says which language an article is in.

    The one that fits the words of three pieces of it best (naive Bayes on `Evidence`). An
    article too short to tell, or one in doubt, is taken to be in ``otherwise``.

    >>> from normalizer.finders.languages.inventory import inventory_of
    >>> from normalizer.resources.statistics import load_statistics
    >>> statistics = load_statistics()
    >>> name = NameLanguage(Evidence(statistics, inventory_of(statistics)), otherwise="de")
    >>> name(Document("Le gouvernement a annoncé hier de nouvelles mesures.")).language
    'fr'
    >>> name(Document("Ja.")).language
    'de'
    """

    evidence: Evidence
    otherwise: str = UNDETERMINED

    def __call__(self, document: Document) -> Document:
        """The same article with its language named; one that has a language keeps it."""
        if document.language != UNDETERMINED:
            return document
        return replace(document, language=self.language(document.text)[0])

    def language(self, text: str) -> tuple[str, float]:
        """The language of ``text`` and how sure it is, from 0 to 1, or ``otherwise`` and 0."""
        # Paragraphs that stand there twice are dropped later and must not decide now.
        text = "\n".join(dict.fromkeys(text.split("\n")))
        words = tokens("\n".join(_pieces(text))).words
        if sum(map(len, words)) < _FEWEST_LETTERS:
            return self.otherwise, 0.0
        languages = self.evidence.inventory.languages
        scores = self.evidence.sums(words) + [_PRIOR.get(language, 0.0) for language in languages]
        best = int(scores.argmax())
        # Words of one text are no independent evidence.
        flattened = np.exp((scores - scores[best]) / np.sqrt(len(words)))
        confidence = float(1 / flattened.sum())
        if confidence < _SURE:
            return self.otherwise, 0.0
        return languages[best], round(confidence, 4)


def _pieces(text: str) -> Iterator[str]:
    """The whole of a short article, or three pieces of a long one, cut at blanks."""
    if len(text) <= 4 * _PIECE:
        yield text
        return
    for start in (0, (len(text) - _PIECE) // 2, len(text) - _PIECE):
        piece = text[start : start + _PIECE]
        first, last = piece.find(" "), piece.rfind(" ")
        yield piece[first + 1 : last] if 0 <= first < last else piece
