"""Words with letters that the language around them hasn't, and the swaps that may explain them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from normalizer.document.span import Span
from normalizer.finders.encoding.pairs import Places, outside
from normalizer.finders.encoding.pieces import LONGEST_WORD, word_at
from normalizer.finders.encoding.readable import Readability
from normalizer.finders.encoding.reading import TYPESET
from normalizer.finders.encoding.strange_letters import EVERYWHERE, StrangeLetters
from normalizer.finders.encoding.tables import (
    SWAP_READERS,
    SWAP_WRITERS,
    SWAPS,
    Swap,
    bytes_of,
    letters_of,
)
from normalizer.finders.encoding.wordwise import changed

Masks = npt.NDArray[np.uint32]

FOREIGN = 5.0
FOREIGN_NAME = 1.5
"""Nats that a word of another language costs in a line, and one with a capital."""

_HOPEFUL = 5.0
"""Nats by which a word must read better in the language around it to be worth a search."""

_RARER = 3.0
"""Nats by which the pairs of a word may read worse, over all languages."""

_LONGEST = 8
_REMEMBERED = 100_000
_EDGES = "\"'(),.;:!?"

Word = tuple[str, int]
"""A word, and the languages it stands among."""


@dataclass(frozen=True)
class StrangeWords:
    """Finds words that a swap turns into words of the language around them.

    >>> from normalizer.finders.encoding.neighbours import Neighbours
    >>> words = StrangeWords(Readability(), StrangeLetters(Neighbours()))
    >>> words("Wir lieáen die Tür zur Küche offen, weil uns danach war.")
    [7]
    >>> words("Frau Hernández ließ die Tür zur Küche offen, weil uns danach war.")
    []
    """

    readability: Readability
    letters: StrangeLetters

    def __call__(self, text: str, settled: Sequence[Span] = ()) -> list[int]:
        """Where their strange letters stand, as offsets into ``text``.

        Spans that are ``settled``, since they are odd for sure, are left out.
        """
        words: dict[int, Word] = {}
        for places, languages in self.letters(text, np.array([len(text) + 1])):
            for at in outside(places, settled).tolist():
                words[at] = word_at(text, at), languages
        return self._worth(words)

    def of_texts(self, text: str, ends: Places, skip: Sequence[bool] = ()) -> list[int]:
        """The same of several texts that are one ``text`` and end, with a break, at ``ends``.

        The texts to ``skip`` are left out.
        """
        words: dict[int, Word] = {}
        for places, languages in self.letters(text, ends, skip):
            words.update((at, (word_at(text, at), languages)) for at in places.tolist())
        return self._worth(words)

    def _worth(self, words: Mapping[int, Word]) -> list[int]:
        """The places of ``words`` that some swap makes words of the language around them."""
        # Signs of ASCII are whole: with a comma behind it a word is no other one.
        bare = {at: (word.strip(_EDGES), languages) for at, (word, languages) in words.items()}
        new = [word for word in dict.fromkeys(bare.values()) if word not in self._known]
        answers = self._hopeful(new)
        worth = {word: answers.get(word) or self._known.get(word) for word in bare.values()}
        if len(self._known) < _REMEMBERED:
            self._known.update(answers)
        return [at for at, word in bare.items() if worth[word]]

    def swaps(self, words: Sequence[str], languages: int) -> list[Swap]:
        """Those that leave in most of ``words`` only letters of one of the ``languages``."""
        strange = [word for word in words if self._is_strange(word, languages)]
        counts = Counter(swap for word in strange for swap in self._able(word, languages))
        return sorted(counts, key=lambda swap: (-counts[swap], swap.cost))[:_LONGEST]

    def _is_strange(self, word: str, languages: int) -> bool:
        signs = (int(self.letters.written[ord(sign) & 0xFFFF]) for sign in word if sign > "\x7f")
        return any(bits & languages == 0 or bits == EVERYWHERE for bits in signs)

    def _hopeful(self, asked: Sequence[Word]) -> dict[Word, bool]:
        """Whether a swap makes each word read better in one of the languages around it."""
        options = self._unlike(self._plausible({word: self._options(*word) for word in asked}))
        texts = list(dict.fromkeys(t for word, those in options.items() for t in (word[0], *those)))
        rows = (
            dict(zip(texts, self.readability.in_each(texts, "Latin"), strict=True)) if texts else {}
        )
        hopeful = dict.fromkeys(asked, False)
        for (word, languages), those in options.items():
            columns = [i for i in range(len(self._bits)) if languages >> i & 1]
            foreign = rows[word].max() - (FOREIGN_NAME if word[:1].isupper() else FOREIGN)
            said = np.maximum(rows[word][columns], foreign)
            best = max(float((rows[option][columns] - said).max()) for option in those)
            hopeful[word, languages] = best > _HOPEFUL
        return hopeful

    def _options(self, word: str, languages: int) -> list[str]:
        """What the swaps make of ``word`` that leave only letters of one of the ``languages``."""
        if len(word) >= LONGEST_WORD:
            return []
        swaps = self._able(word, languages)
        if word.isalpha():
            return list(dict.fromkeys(swap.repaired(word) for swap in swaps))
        return list(dict.fromkeys(o for s in swaps for o in changed(s, (word,)).get(0, ())))

    def _plausible(self, options: Mapping[Word, Sequence[str]]) -> dict[Word, list[str]]:
        """Those ``options`` whose pairs of signs are not much rarer than those of their words."""
        texts = list(dict.fromkeys(t for (w, _), those in options.items() for t in (w, *those)))
        looks = self.letters.neighbours.looks(texts) if texts else []
        scores = {text: score for text, (score, *_) in zip(texts, looks, strict=True)}
        likely = {
            word: [option for option in those if scores[option] > scores[word[0]] - _RARER]
            for word, those in options.items()
        }
        return {word: those for word, those in likely.items() if those}

    def _unlike(self, options: Mapping[Word, list[str]]) -> dict[Word, list[str]]:
        """Those ``options`` that a common word of some language leaves: only common words.

        Names such as Spanish ones are most of what is strange in clean text; to look them up
        takes a fifth of the time that their spelling would.
        """
        texts = list(dict.fromkeys(t for (w, _), those in options.items() for t in (w, *those)))
        if not texts:
            return {}
        latin = self.readability.statistics["Latin"]
        ranks = latin.common_scores([text.lower() for text in texts]).max(axis=1)
        common = {t for t, rank in zip(texts, ranks.tolist(), strict=True) if rank > -np.inf}
        left = {
            word: [option for option in those if option in common or word[0] not in common]
            for word, those in options.items()
        }
        return {word: those for word, those in left.items() if those}

    def _able(self, word: str, languages: int) -> Iterator[Swap]:
        """The swaps that leave no letter in ``word`` that none of the ``languages`` has."""
        masks = np.full((len(SWAP_READERS), len(SWAP_WRITERS)), languages, np.uint32)
        for sign in {sign for sign in word if not sign.isascii()}:
            after = self._after.get(sign)
            if after is None:
                return
            masks &= after
        for reader, writer in np.argwhere(masks).tolist():
            swap = SWAPS.get((SWAP_WRITERS[writer], SWAP_READERS[reader]))
            if swap and not swap.cyrillic:
                yield swap

    @property
    def _bits(self) -> Sequence[str]:
        return self.readability.statistics["Latin"].languages

    @cached_property
    def _known(self) -> dict[Word, bool]:
        return {}

    @cached_property
    def _after(self) -> dict[str, Masks]:
        """For each sign the languages that have what it was: tables read with, written in."""
        written = [
            np.array([self._languages_of(letter) for letter in letters_of(table)], np.uint32)
            for table in SWAP_WRITERS
        ]
        after: dict[str, Masks] = {}
        for number, table in enumerate(SWAP_READERS):
            for sign, byte in bytes_of(table).items():
                if sign not in after:
                    after[sign] = np.zeros((len(SWAP_READERS), len(SWAP_WRITERS)), np.uint32)
                after[sign][number] = [letters[byte] for letters in written]
        return after

    def _languages_of(self, letter: str) -> np.uint32:
        written = self.letters.written[ord(letter)]
        return np.uint32(0) if written == EVERYWHERE and letter not in TYPESET else written
