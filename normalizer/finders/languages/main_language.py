"""The main language of an article."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from normalizer.document.document import UNDETERMINED, Document
from normalizer.finders.languages.evidence import Indexes, Rows, reasons
from normalizer.finders.languages.lead import Lead, Terms
from normalizer.finders.languages.pieces import Pieces, in_chunks
from normalizer.finders.languages.samples import COUNT, SIZE, sample, sampled
from normalizer.finders.languages.tokens import tokens

_GIANT = 100_000
"""Code points from which a text isn't looked at as a whole."""

_WORDS = 6
"""Pieces between blanks that are looked at together."""

_FEWEST_LETTERS = 20
_LETTER = re.compile(r"[^\W\d_]")
_FEWER = 0.5
_DENSE = re.compile("[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""Scripts that say in half as many letters what others say."""

_UNNAMED = ("la",)
"""Nobody writes news in it: it is the language of texts that fill a page."""

_SURE = 0.8
_RELATED = 12.0
"""Nats by which a piece may fit another language better that is much like the main one."""

_AHEAD = 3.0
_ENOUGH = 16
"""Nats that the language of so few words must be ahead of the next one."""

_UNKNOWN = -2.2
"""Nats a word on average below which a text is in no language that is known."""

_DOUBTFUL = -0.5
"""The same below which it may be in another language in disguise."""

_LOOKED_UP = (2, 1)
"""Of how many pieces one is looked up where a text can't be told without: half, then all."""

_PRIOR = {"ru": 0.7, "uk": 0.7, "hr": 3.0}
"""Natural log: in news of this domain Russian and Ukrainian are twice as likely as other
Cyrillic languages; Croatian has to make up for counts of Serbian, which leave out more words."""


@dataclass(frozen=True)
class NameLanguage:
    """Says which language an article is in.

    The one that fits most of its words best, half a dozen at a time, of a long one those of samples
    all over it (naive Bayes on `Evidence`). An article too short to tell, or one in doubt, is
    taken to be in ``otherwise``.

    >>> from normalizer.finders.languages.evidence import Evidence
    >>> from normalizer.finders.languages.inventory import inventory_of
    >>> from normalizer.resources.statistics import load_statistics
    >>> statistics = load_statistics()
    >>> name = NameLanguage(Pieces(Evidence(statistics, inventory_of(statistics))), otherwise="de")
    >>> name(Document("Le gouvernement a annoncé hier de nouvelles mesures.")).language
    'fr'
    >>> name(Document("Ja.")).language
    'de'
    """

    pieces: Pieces
    otherwise: str = UNDETERMINED

    def __call__(self, document: Document) -> Document:
        """The same article with its language named; one that has a language keeps it."""
        if document.language != UNDETERMINED:
            return document
        (named,) = self.together((document,))
        return named

    def together(self, documents: Sequence[Document]) -> list[Document]:
        """The same articles with their languages named, as one by one but in less time."""
        found = list(documents)
        unnamed = [i for i, document in enumerate(found) if document.language == UNDETERMINED]
        for some in in_chunks(unnamed, [len(found[i].text) for i in unnamed]):
            texts = [found[i].text for i in some]
            for i, language in zip(some, self._languages(texts), strict=True):
                old = found[i]
                found[i] = Document(old.source, language, old.id, old.revisions)
        return found

    def _languages(self, texts: Sequence[str]) -> list[str]:
        """What `language` says of each text, mostly without comparing all."""
        columns = self._lead(self.pieces.together(texts, self._places))
        for share in _LOOKED_UP:
            still = [i for i, column in enumerate(columns) if column is None]
            if not still:
                break
            each = self.pieces.together([texts[i] for i in still], self._places)
            self.pieces.look_up(np.concatenate([places[::share] for places in each]))
            # Texts of a few words have no language that leads, whatever is looked up.
            some = [k for k, places in enumerate(each) if len(places) >= _ENOUGH]
            for k, column in zip(some, self._lead([each[k] for k in some]), strict=True):
                columns[still[k]] = column
        languages = self.pieces.evidence.inventory.languages
        return [
            self.language(text)[0]
            if column is None or languages[column] in _UNNAMED
            else languages[column]
            for text, column in zip(texts, columns, strict=True)
        ]

    def language(self, text: str) -> tuple[str, float]:
        """The language of ``text`` and how sure it is, from 0 to 1, or ``otherwise`` and 0.

        Each half-dozen of words counts for the language that fits it best, as much as it is long:
        a quotation whose words are more telling must not outweigh the article.
        """
        places = self._places(text)
        starts = np.arange(0, len(places), _WORDS)
        letters = np.add.reduceat(self.pieces.letters(places), starts)
        if letters.sum() < _FEWEST_LETTERS * (_FEWER if _DENSE.search(text) else 1.0):
            return self.otherwise, 0.0
        sums = np.add.reduceat(self.pieces.sums(places), starts, axis=0)
        priors = self._priors
        best = (sums + priors).argmax(axis=1)
        weights = np.bincount(best, weights=letters, minlength=sums.shape[1])
        # Pieces that went to a close relative are asked again, all together.
        first = int(weights.argmax())
        its = sums[:, first] > sums.max(axis=1) - _RELATED
        total = sums[its].sum(axis=0) + priors
        total[weights == 0] = -np.inf
        words = np.add.reduceat(self.pieces.counts(places), starts)[its].sum()
        named = int(words) < _ENOUGH and not text.isupper() and self._is_names(places)
        main = int(total.argmax())
        if named or self.pieces.evidence.inventory.languages[main] in _UNNAMED:
            return self.otherwise, 0.0
        doubtful = total[main] < _DOUBTFUL * words
        if doubtful and self._is_romanized(text, main):
            return self.otherwise, 0.0
        return self._decided(total, main, max(1, int(words)))

    def _places(self, text: str) -> Indexes:
        """The places of the pieces that decide, of a long text some of all over it.

        Paragraphs that stand there twice are dropped later and must not decide now.
        """
        if len(text) <= COUNT * SIZE:
            return self.pieces.once(text)
        if len(text) > _GIANT:
            return self.pieces.places(sample(_once(text)))
        places = sampled(self.pieces, self.pieces.once(text))
        return self.pieces.places(sample(_once(text))) if places is None else places

    def reasons(self, text: str, language: str) -> str:
        """Why ``text`` was said to be in ``language``: the words of it that decided."""
        evidence = self.pieces.evidence
        words = tokens(sample(text)).words
        columns = evidence.inventory.of_language(language)
        if not words or not columns:
            return ""
        rows = evidence.against(words)
        column = max(columns, key=lambda column: rows[:, column].sum())
        return reasons(words, rows, column, evidence.inventory)

    def _is_romanized(self, text: str, main: int) -> bool:
        """Whether ``text`` is only spelled like the language of column ``main``."""
        variety = self.pieces.evidence.inventory.varieties[main]
        if variety.script != "Latin":
            return False
        words = tokens(sample(_once(text))).words
        return self.pieces.romanized.explains(words, variety.language)

    def _is_names(self, places: Indexes) -> bool:
        """Whether every word has a capital, as in the name of a team."""
        texts = self.pieces.texts
        letters = [_LETTER.search(texts[place]) for place in places]
        return all(letter[0].isupper() for letter in letters if letter)

    @cached_property
    def _lead(self) -> Lead:
        # Only languages in Latin script are ones that others are spelled like.
        least = {"Latin": _DOUBTFUL, "": _UNKNOWN}
        terms = Terms(_WORDS, _RELATED, _FEWEST_LETTERS, _ENOUGH, least, self._priors)
        return Lead(self.pieces, terms)

    @cached_property
    def _priors(self) -> Rows:
        languages = self.pieces.evidence.inventory.languages
        return np.array([_PRIOR.get(language, 0.0) for language in languages], np.float32)

    def _decided(self, sums: Rows, main: int, count: int) -> tuple[str, float]:
        behind = sums - sums[main]
        # Words of one text are no independent evidence.
        confidence = float(1 / np.exp(behind / np.sqrt(count)).sum())
        behind[main] = -np.inf
        unclear = count < _ENOUGH and (confidence < _SURE or behind.max() > -_AHEAD)
        if unclear or sums[main] < _UNKNOWN * count:
            return self.otherwise, 0.0
        return self.pieces.evidence.inventory.languages[main], round(confidence, 4)


def _once(text: str) -> str:
    """``text`` without lines that stood there before."""
    return "\n".join(dict.fromkeys(text.split("\n")))
