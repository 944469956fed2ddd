"""The lines of an article that are worth a search for wrong readings."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from normalizer.document.span import Span
from normalizer.finders.encoding.neighbours import Neighbours
from normalizer.finders.encoding.pieces import LONGEST_WORD, line_at, piece_at, word_at
from normalizer.finders.encoding.readable import Readability
from normalizer.finders.encoding.search import Search
from normalizer.finders.encoding.strange_words import StrangeWords

_SAID = -4.3
"""Nats a letter that a word in capitals exceeds."""

_ACRONYM = 5
"""Letters of the longest acronym."""

_MANY = 6
"""So many odd pairs in a line are no rare names."""

_DAMAGED = 40
"""So many in a text are no rare names either."""

_REMEMBERED = 100_000

_REGULAR = re.compile("[ -@„“«»]*[\u0400-\u052f][\u0430-\u045f\u0491]*[ -@„“«»]*")
_CAPITALS = re.compile("[А-ЯЁЄІЇҐЎ]+")
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
        odd = self.neighbours.suspects(text)
        # In a damaged article words are strange to their neighbours anyway.
        strange = self.strange(text, odd) if len(odd) < _DAMAGED else []
        others = [*self.unsaid(text), *strange]
        places = sorted({*odd.tolist(), *others}) if others else odd.tolist()
        lines = list(self._lines(text, places))
        few = [at for _, places in lines if len(places) < _MANY for at in places]
        hopeful = {*self.hopeful(text, few), *strange}
        for span, places in lines:
            if len(places) >= _MANY or not hopeful.isdisjoint(places):
                yield span

    def hopeful(self, text: str, places: Iterable[int]) -> list[int]:
        """Those of ``places`` in ``text`` that stand in words some table makes better."""
        all_words = {at: word_at(text, at) for at in places}
        words = {at: word for at, word in all_words.items() if not _is_name(word, at, all_words)}
        hopeless = self._known(words.values(), self._rare, self._hopeless)
        return [at for at, word in words.items() if not hopeless[word]]

    def unsaid(self, text: str) -> list[int]:
        """Where capitals stand in ``text`` that are no word.

        Tables of koi8 read with those of Windows swap small letters and capitals.
        """
        if text.isascii():
            return []
        found: dict[int, str] = {}
        end = -1
        for at in self.neighbours.shouted(text).tolist():
            word = _CAPITALS.match(text, at) if at >= end else None
            if word:
                found[at], end = word[0], word.end()
        said = self._known(found.values(), self._said, self._says)
        return [at for at, word in found.items() if not said[word]]

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

    def _says(self, words: Sequence[str]) -> list[bool]:
        """Whether each of ``words`` reads like one of a language we know."""
        # What is short may be an acronym, whatever it says.
        long = [word for word in words if len(word) > _ACRONYM]
        cyrillic = self.readability.statistics["Cyrillic"]
        common = cyrillic.common_scores([word.lower() for word in long]).max(
            axis=1, initial=-np.inf
        )
        others = [w for w, score in zip(long, common.tolist(), strict=True) if score == -np.inf]
        scores = dict(zip(others, self.readability.scores(others), strict=True)) if others else {}
        return [word not in scores or scores[word] > _SAID * len(word) for word in words]

    def _hopeless(self, words: Sequence[str]) -> list[bool]:
        """Whether no table makes a word read better: a rare name, most of the time."""
        tried = [w for w in words if len(w) < LONGEST_WORD and not _LOST_SIGN.search(w)]
        promising = dict(zip(tried, self.search.promising(tried), strict=True))
        return [not promising.get(word, bool(_LOST_SIGN.search(word))) for word in words]

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

    @cached_property
    def _said(self) -> dict[str, bool]:
        return {}


def _is_name(word: str, at: int, words: Mapping[int, str]) -> bool:
    """Whether a Cyrillic ``word`` has one rare pair, at ``at``, and no capital but the first.

    A misread one has more of them, or capitals in odd places.
    """
    if not _REGULAR.fullmatch(word):
        return False
    return all(
        words.get(near) != word for near in range(at - len(word), at + len(word)) if near != at
    )
