"""The lines of an article that are worth a search for wrong readings."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from normalizer.document.span import Span
from normalizer.finders.encoding.capitals import Capitals
from normalizer.finders.encoding.neighbours import Neighbours
from normalizer.finders.encoding.pairs import MANY, outside
from normalizer.finders.encoding.pieces import LONGEST_WORD, line_at, piece_at, word_at
from normalizer.finders.encoding.readable import Readability
from normalizer.finders.encoding.search import Search
from normalizer.finders.encoding.shortlist import MARKS
from normalizer.finders.encoding.strange_cyrillic import StrangeCyrillic
from normalizer.finders.encoding.strange_words import StrangeWords

_DAMAGED = 40
"""So many in a text are no rare names either."""

_REMEMBERED = 100_000

_REGULAR = re.compile("[ -@„“«»]*[\u0400-\u052f][\u0430-\u045f\u0491]*[ -@„“«»]*(?:\xa0[–—])?")
_INSIDE = "”»"
"""What an umlaut of German was read as, a Ukrainian letter, and more of other languages."""

_LOST_SIGN = re.compile("[\x80-\x9f\ufffd?]|[âãäåðñ][€‚„†-‰‹›–—˜™\xa0-\xbf]")

Ask = Callable[[Sequence[str]], Sequence[bool]]


@dataclass(frozen=True)
class Suspects:
    r"""Finds the lines in which a sign stands behind one it never follows, or capitals say naught.

    >>> suspects = Suspects(Readability(), Neighbours(), Search(Readability(), Neighbours()))
    >>> [span.start for span in suspects("Größe\nGrÃ¶ÃŸe\nŹdźbło")]
    [6]
    """

    readability: Readability
    neighbours: Neighbours
    search: Search

    def __call__(self, text: str) -> Iterator[Span]:
        """Their spans in ``text``, in order; giant lines are taken in pieces."""
        odd = self.neighbours.suspects(text).tolist()
        lines = list(self._lines(text, odd))
        settled = [span for span, places in lines if len(places) >= MANY]
        # In a damaged article words are strange to their neighbours anyway.
        strange = []
        if len(odd) < _DAMAGED:
            strange = self.strange(text, settled)
            strange += self.cyrillic(text, np.array([len(text) + 1]), settled)
        strange += self.split(text, settled)
        others = [*self.unsaid(text, settled), *strange]
        if others:
            lines = list(self._lines(text, sorted({*odd, *others})))
        few = [at for _, places in lines if len(places) < MANY for at in places]
        hopeful = {*self.hopeful(text, few), *strange}
        for span, places in lines:
            if len(places) >= MANY or not hopeful.isdisjoint(places):
                yield span

    def hopeful(self, text: str, places: Iterable[int]) -> list[int]:
        """Those of ``places`` in ``text`` that stand in words some table makes better."""
        all_words = {at: word_at(text, at) for at in places}
        listed = sorted(all_words)
        words = {at: word for at, word in all_words.items() if not _is_name(at, all_words, listed)}
        hopeless = self._known(words.values(), self._rare, self._hopeless)
        return [at for at, word in words.items() if not hopeless[word]]

    def split(self, text: str, settled: Sequence[Span] = ()) -> list[int]:
        """Where in ``text`` a closing mark inside a word may have been a letter.

        Its neighbours alone don't tell: in some languages such a mark opens, too. Outside the
        ``settled`` spans.
        """
        # Such marks are few, and to look for them takes less time than a pattern would.
        found = []
        for mark in _INSIDE:
            at = text.find(mark)
            while at >= 0:
                if text[at + 1 : at + 2].islower() and text[at - 1 : at].isalpha():
                    found.append(at)
                at = text.find(mark, at + 1)
        places = outside(np.array(sorted(found), np.intp), settled).tolist() if found else []
        return self.hopeful(text, places) if places else []

    def unsaid(self, text: str, settled: Sequence[Span] = ()) -> list[int]:
        """Where capitals stand in ``text`` that are no words, outside the ``settled`` spans."""
        return self._capitals(text, settled)

    def _lines(self, text: str, listed: list[int]) -> Iterator[tuple[Span, list[int]]]:
        """Each line with one of the ``listed`` places in it, from left to right, and which."""
        i, line, last = 0, Span(0, 0), len(text) - 1
        while i < len(listed):
            at = min(listed[i], last)
            line = line if i and at <= line.end else line_at(text, at)
            piece = piece_at(text, line, at)
            end = bisect_right(listed, piece.end, i + 1)
            if len(piece):
                yield piece, listed[i:end]
            i = end

    def _hopeless(self, words: Sequence[str]) -> list[bool]:
        """Whether no table makes a word read better: a rare name, most of the time."""
        tried = [w for w in words if len(w) < LONGEST_WORD and not _LOST_SIGN.search(w)]
        # Marks around words may be whole, and tables with the letters need not have them.
        bare = {word: word.strip(MARKS) for word in tried}
        asked = list(dict.fromkeys(text for pair in bare.items() for text in pair if text))
        promising = dict(zip(asked, self.search.promising(asked), strict=True))
        either = {word: promising[word] or promising.get(bare[word], False) for word in tried}
        return [not either.get(word, bool(_LOST_SIGN.search(word))) for word in words]

    @staticmethod
    def _known(words: Iterable[str], memory: dict[str, bool], ask: Ask) -> dict[str, bool]:
        """What is known of ``words``; what isn't is asked at once, and remembered."""
        known = {word: memory.get(word) for word in words}
        new = [word for word, answer in known.items() if answer is None]
        answers = dict(zip(new, ask(new), strict=True)) if new else {}
        if len(memory) < _REMEMBERED:
            memory.update(answers)
        return {word: bool(answer) for word, answer in known.items()} | answers

    @property
    def strange(self) -> StrangeWords:
        """Finds words with letters that the language around them hasn't."""
        return self.search.strange

    @cached_property
    def _rare(self) -> dict[str, bool]:
        return {}

    @property
    def cyrillic(self) -> StrangeCyrillic:
        """Finds words with signs that the language of their line, a Cyrillic one, hasn't."""
        return self.search.cyrillic

    @cached_property
    def _capitals(self) -> Capitals:
        return Capitals(self.readability, self.neighbours)


def _is_name(at: int, words: Mapping[int, str], listed: Sequence[int]) -> bool:
    """Whether a Cyrillic word has one rare pair, at ``at``, and no capital but the first.

    A misread one has more of them, or capitals in odd places. All places are ``listed`` in order.
    """
    word = words[at]
    if not _REGULAR.fullmatch(word):
        return False
    near = range(bisect_left(listed, at - len(word)), bisect_left(listed, at + len(word)))
    return all(words[listed[i]] != word for i in near if listed[i] != at)
