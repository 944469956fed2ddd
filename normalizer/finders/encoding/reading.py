"""What the words of a line may have been, and what speaks for it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from normalizer.document.span import Span
from normalizer.finders.encoding.pieces import TOKEN
from normalizer.finders.encoding.readable import oddities
from normalizer.finders.encoding.tables import CYRILLIC_TABLES, Step, Swap
from normalizer.finders.encoding.wordwise import Chain

UTF8 = "encoding.misread-utf-8"
SWAPPED = "encoding.misread-table"
"""The rules of both kinds of chains."""

TYPESET = frozenset("„“”‚‘’«»–—\xa0")
"""Marks that are typed, but outside ASCII."""

_SEVERAL = 3


@dataclass(frozen=True)
class Reading:
    """What a line may have been: its words now, their chains and gains by number of the word."""

    words: tuple[str, ...]
    chains: Mapping[int, Chain] = field(default_factory=dict)
    gains: Mapping[int, float] = field(default_factory=dict)
    total: float = 0.0

    def after(self, step: Step, words: Mapping[int, str], gains: Mapping[int, float]) -> "Reading":
        """The reading with one more ``step`` taken back in the words that have ``gains``."""
        return Reading(
            tuple(words[n] if n in gains else word for n, word in enumerate(self.words)),
            {**self.chains, **{n: (*self.chains.get(n, ()), step) for n in gains}},
            {**self.gains, **{n: self.gains.get(n, 0.0) + gain for n, gain in gains.items()}},
            self.total + sum(gains.values()) - step.cost,
        )


@dataclass(frozen=True)
class Proof:
    """By how many nats a chain makes words read better, and the gate that let it pass."""

    gain: float
    gate: str


@dataclass(frozen=True)
class Line:
    """A line of the article, its words as they stand and what they may have been.

    ``proved`` are the chains that enough speaks for. Of a ``plain`` line all is explained, so
    that nothing else need be tried. The words of the numbers in ``vouched`` read no better alone,
    but the rest of the line tells that they are damaged.
    """

    span: Span
    tokens: tuple[re.Match[str], ...]
    words: tuple[str, ...]
    reading: Reading
    proved: Mapping[Chain, Proof] = field(default_factory=dict)
    plain: bool = False
    vouched: frozenset[int] = frozenset()

    @property
    def total(self) -> float:
        """By how many nats its words read better in all, less what the steps cost."""
        return self.reading.total


def unread(span: Span, text: str) -> Line:
    """The line at ``span`` of ``text`` as it stands."""
    tokens = tuple(TOKEN.finditer(span.of(text)))
    words = tuple([token[0] for token in tokens])
    return Line(span, tokens, words, Reading(words))


def swapped(chain: Chain) -> bool:
    """Whether one single-byte table was taken for another somewhere in ``chain``."""
    return any(isinstance(step, Swap) for step in chain)


def sounder(said: str, word: str, chain: Chain) -> bool:
    """Whether ``word`` has no more signs that nobody types than what was ``said``.

    A single-byte table makes letters of letters, most of the time; of Cyrillic ones some are
    marks in another Cyrillic table.
    """
    letters = min(sum(map(str.isalpha, said)), len(word))
    if len(said) == len(word) and _cyrillic(chain):
        pairs = enumerate(zip(said, word, strict=True))
        letters -= sum(s.isalpha() and w in TYPESET and _apart(word, at) for at, (s, w) in pairs)
    if swapped(chain) and letters >= _SEVERAL and 2 * sum(map(str.isalpha, word)) < letters:
        return False
    return said != word and oddities(word) <= oddities(said)


def _apart(text: str, at: int) -> bool:
    """Whether a mark stands at ``at`` as people type it, a dash by itself."""
    if text[at] in "–—":
        return not text[max(0, at - 1) : at + 2].replace(text[at], "", 1).strip()
    return typed(text, at)


def _cyrillic(chain: Chain) -> bool:
    """Whether ``chain`` takes one Cyrillic table for another and nothing else."""
    return all(
        isinstance(step, Swap) and step.cyrillic and step.read in CYRILLIC_TABLES for step in chain
    )


def joined(words: Sequence[str], numbers: Sequence[int]) -> str:
    """The words of those ``numbers`` between blanks."""
    return " ".join(words[number] for number in numbers)


def typed(text: str, at: int) -> bool:
    """Whether people type the sign at ``at`` where it stands: a letter, or a mark at an edge."""
    sign = text[at]
    if sign in TYPESET:
        return not (text[at - 1 : at].isalpha() and text[at + 1 : at + 2].isalpha())
    return sign.isalpha()
