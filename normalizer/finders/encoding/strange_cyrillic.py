"""Words with Cyrillic letters, or marks, that the language of a line hasn't got there.

Of two Cyrillic tables one often has small letters where the other has them too, but letters of
other languages, or marks, where the other has capitals: a line then has few words that look odd.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, reduce
from itertools import pairwise
from operator import and_, or_

import numpy as np
import numpy.typing as npt

from normalizer.document.span import Span
from normalizer.finders.encoding.glance import COMMON, SMALL, Glance, Seen, frequent
from normalizer.finders.encoding.neighbours import Neighbours
from normalizer.finders.encoding.pairs import Places, outside
from normalizer.finders.encoding.pieces import LONGEST_WORD, line_at, word_at
from normalizer.finders.encoding.readable import Readability
from normalizer.finders.encoding.strange_words import FOREIGN, FOREIGN_NAME
from normalizer.finders.encoding.tables import CYRILLIC_SWAPS, Swap, bytes_of, letters_of
from normalizer.finders.encoding.wordwise import CLOSERS
from normalizer.resources.statistics import SCALE, ScriptStatistics

Masks = npt.NDArray[np.uint16]

_EVERYWHERE = 0xFF

_KNOWN = -9.3
"""Log probability of a letter above which a language may be written with it."""

_ALIKE = 6.0
"""Nats by which a language fits a line too badly to be that of the line."""

_HOPEFUL = 5.0
"""Nats by which a word must read better in the language of its line to be worth a search."""

_NEAR = 300
"""Code points behind an opening mark within which its partner stands."""

_FEW = 2
"""So few letters in a text may all be odd ones, for all that its other letters tell."""

_APART = 5
"""Common letters that a language hasn't which is easily told from the others."""

_SAMPLE = 200
"""Code points that tell the language of a text or a line."""

_FEWEST = 12
"""Letters of other words that tell the language of a line."""

_REMEMBERED = 100_000
_EDGES = "„“”«»\"'(),.;:!?"

_WORD = re.compile("[\u0400-\u04ff]+")
_SOME = re.compile(f"[{chr(COMMON.start)}-{chr(COMMON.stop - 1)}]")

Word = tuple[str, bytes]
"""A word, and the languages of its line."""


@dataclass(frozen=True)
class StrangeCyrillic:
    """Finds words that a Cyrillic table turns into words of the language around them.

    >>> strange = StrangeCyrillic(Readability(), Neighbours())
    >>> text = "Љоманда уже давно готова к игре, сказал вчера ее тренер."
    >>> strange(text, np.array([len(text) + 1]))
    [0]
    >>> text = "Љиљана уже давно готова к игре, сказал вчера ее тренер."
    >>> strange(text, np.array([len(text) + 1]))
    []
    """

    readability: Readability
    neighbours: Neighbours

    def __call__(self, text: str, ends: Places, settled: Sequence[Span] = ()) -> list[int]:
        """Where their strange signs stand, in several texts that are one ``text``.

        Each ends, with a break, at one of ``ends``. Spans that are ``settled``, since they are odd
        for sure, are left out.
        """
        if text.isascii():
            return []
        glance = self.neighbours.glance(text)
        usual = [sign for sign in self._frequent if sign in text]
        if not usual and not glance.bits & (Seen.UNCOMMON | Seen.BEHIND_MARK):
            return []
        letters = glance.places(Seen.UNCOMMON)
        texts = [*pairwise([0, *ends.tolist()])]
        whole = {(span.start, span.end + 1) for span in settled}
        if usual and not whole.issubset(texts):
            units = self.neighbours.units(text)
            more = [np.flatnonzero(units == np.uint16(ord(sign))) for sign in usual]
            letters, usual = outside(np.sort(np.concatenate((letters, *more))), settled), []
        texts = [bounds for bounds in texts if bounds not in whole]
        places = [*self._letters(text, outside(letters, settled), texts, usual)]
        places += self._marks(text, glance, settled)
        return self._hopeful(text, sorted(places))

    def swaps(self, line: str) -> list[Swap]:
        """Those that make strange words of ``line`` read better."""
        found: dict[Swap, None] = {}
        if not line.isascii():
            for at in self(line, np.array([len(line) + 1])):
                word = word_at(line, at)
                found.update((s, None) for s in CYRILLIC_SWAPS if s.repaired(word) != word)
        return list(found)

    def somewhere(self, word: str) -> bool:
        """Whether some language has all Cyrillic letters of ``word``."""
        return reduce(and_, (int(self._written[ord(s) & 0xFFFF]) for s in word), _EVERYWHERE) != 0

    def are_foreign(self, letters: Iterable[str], line: str) -> bool:
        """Whether the languages that ``line`` may be in, if one can tell, have none of them."""
        languages = self._languages(line)
        return bool(languages) and not any(self._written_in(s, languages) for s in letters)

    def _letters(
        self, text: str, places: Places, texts: Sequence[tuple[int, int]], usual: Sequence[str]
    ) -> Iterator[int]:
        """Those letters at ``places`` that the other letters of their text don't account for.

        So are all that are ``usual``. The ``texts``, which begin and end there, have all of them.
        """
        if not (usual or len(places)) or not _SOME.search(text):
            return
        units = self.neighbours.units(text)
        masks = self._written.take(units.take(places))
        starts = [*places.searchsorted([begin for begin, _ in texts]).tolist(), len(places)]
        # Loops over plain numbers are faster than arrays of so few.
        some = [n for n in range(len(texts)) if starts[n] < starts[n + 1]]
        common = np.bitwise_and.reduceat(masks, [starts[n] for n in some]).tolist() if some else []
        known = dict(zip(some, common, strict=True))
        for number, (begin, end) in enumerate(texts):
            those = [sign for sign in usual if text.find(sign, begin, end) >= 0]
            if number not in known and not those:
                continue
            said = (int(self._written[ord(sign)]) for sign in those)
            languages = reduce(and_, said, known.get(number, _EVERYWHERE))
            others = self._others(languages)
            count = starts[number + 1] - starts[number]
            if len(others) >= _APART:
                count += sum(text.count(sign, begin, end) for sign in those)
            odd = not languages or (count <= _FEW and len(others) >= _APART)
            if odd or any(text.find(sign, begin, end) >= 0 for sign in others):
                around = self._bits(self._languages(text[begin : min(end, begin + _SAMPLE)]))
                found = [places[starts[number] : starts[number + 1]]]
                found += [np.flatnonzero(units[begin:end] == ord(s)) + begin for s in those]
                letters = np.concatenate(found)
                strange = (self._written.take(units.take(letters)) & around) == 0
                yield from letters[strange].tolist()

    def _marks(self, text: str, glance: Glance, settled: Sequence[Span]) -> list[int]:
        """The marks before small letters, without partners, that may have been capitals.

        What is a common word without the mark is no part of another one.
        """
        able = outside(glance.places(Seen.BEHIND_MARK) - 1, settled)
        if not len(able):
            return []
        places = list(self._lone(text, able, outside(glance.places(Seen.MARK), settled)))
        if not places:
            return []
        words = [word_at(text, at).strip(_EDGES + "".join(_turned())) for at in places]
        common = self._cyrillic.common_scores(words).max(axis=1)
        return [at for at, nats in zip(places, common.tolist(), strict=True) if nats == -np.inf]

    def _lone(self, text: str, places: Places, marks: Places) -> Iterator[int]:
        """Those of ``places`` that have no partners among the ``marks`` near by."""
        nearest = marks.take(marks.searchsorted(places, "right"), mode="clip")
        # Loops over plain signs are faster than arrays of so few.
        for at, closing in zip(places.tolist(), nearest.tolist(), strict=True):
            sign, before = text[at], text[at - 1] if at else "\n"
            if before > "(" or (sign == "\N{NO-BREAK SPACE}" and before != "\n"):
                continue
            if at < closing <= at + _NEAR and text[closing] in CLOSERS.get(sign, ""):
                continue
            if sign in _turned():
                near = text[at : at + _NEAR].partition("\n")[0]
                if not any(closer in near[1:] for closer in CLOSERS.get(sign, "")):
                    yield at

    def _hopeful(self, text: str, places: Sequence[int]) -> list[int]:
        """Those of ``places`` whose words a table makes words of the language of their line."""
        found: list[int] = []
        line, languages = Span(0, 0), b""
        for at in places:
            if at >= line.end or not line:
                line = line_at(text, at)
                languages = self._languages(
                    text[max(line.start, at - _SAMPLE) : min(line.end, at + _SAMPLE)]
                )
            if not languages or self._written_in(text[at], languages):
                continue
            word = word_at(text, at)
            if len(word) < LONGEST_WORD and self._asked((word, languages)):
                found.append(at)
        return found

    def _written_in(self, sign: str, languages: bytes) -> bool:
        written = int(self._written[min(ord(sign), 0xFFFF)])
        return written != _EVERYWHERE and written & self._bits(languages) != 0

    def _asked(self, word: Word) -> bool:
        """Whether a table makes ``word`` read better in its languages, which is remembered."""
        known = self._known.get(word)
        if known is None:
            known = self._better(*word)
            if len(self._known) < _REMEMBERED:
                self._known[word] = known
        return known

    def _better(self, word: str, languages: bytes) -> bool:
        options = {now for swap in CYRILLIC_SWAPS if (now := swap.repaired(word)) != word}
        if not options:
            return False
        scores = self.readability.in_each([word, *sorted(options)], "Cyrillic")
        columns = list(languages)
        # What begins with a mark is no name.
        foreign = scores[0].max() - (FOREIGN_NAME if word[:1].isupper() else FOREIGN)
        said = max(float(scores[0, columns].max()), float(foreign))
        return float(scores[1:, columns].max()) - said > _HOPEFUL

    def _languages(self, line: str) -> bytes:
        """The columns of the languages that the plain Cyrillic words of ``line`` fit best."""
        words = [word for w in line.split() if _WORD.fullmatch(word := w.strip(_EDGES))]
        if sum(map(len, words)) < _FEWEST:
            return b""
        scores = self._cyrillic.word_scores(words).sum(axis=0)
        return bytes(np.flatnonzero(scores >= scores.max() - _ALIKE).tolist())

    @staticmethod
    def _bits(languages: bytes) -> int:
        return reduce(or_, (1 << column for column in languages), 0)

    @property
    def _cyrillic(self) -> ScriptStatistics:
        return self.neighbours.statistics["Cyrillic"]

    @cached_property
    def _written(self) -> Masks:
        """For each UTF-16 unit a bit for each language with that letter, all for no letter."""
        table = np.full(1 << 16, _EVERYWHERE, np.uint16)
        likely = self._cyrillic.first_signs[1:] > _KNOWN * SCALE
        for letter, languages in zip(self._cyrillic.alphabet, likely, strict=True):
            bits = reduce(or_, (1 << int(i) for i in np.flatnonzero(languages)), 0)
            table[ord(letter)] = table[ord(letter.upper()[:1])] = bits
        return table

    def _others(self, mask: int) -> str:
        """The common letters, small ones, that none of the languages of ``mask`` has."""
        known = self._absent.get(mask)
        if known is None:
            known = self._absent[mask] = "".join(
                sign for sign in map(chr, SMALL) if not int(self._written[ord(sign)]) & mask
            )
        return known

    @cached_property
    def _absent(self) -> dict[int, str]:
        return {}

    @cached_property
    def _frequent(self) -> str:
        return frequent(self.neighbours.statistics)

    @cached_property
    def _known(self) -> dict[Word, bool]:
        return {}


@cache
def _turned() -> frozenset[str]:
    """Signs that are no letters, but a capital in another Cyrillic table."""
    return frozenset(
        sign
        for swap in CYRILLIC_SWAPS
        for sign, byte in bytes_of(swap.read).items()
        if not sign.isalpha() and letters_of(swap.true)[byte].isupper()
    )
