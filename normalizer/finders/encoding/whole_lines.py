"""Words that read no better by themselves, in a line that two like Cyrillic tables explain."""

import re
from dataclasses import dataclass, replace
from operator import sub

from normalizer.finders.encoding.readable import Readability
from normalizer.finders.encoding.reading import Line
from normalizer.finders.encoding.strange_cyrillic import StrangeCyrillic
from normalizer.finders.encoding.tables import CYRILLIC_TABLES, Swap
from normalizer.finders.encoding.wordwise import CLOSERS, Chain

_WORSE = -2.0
"""Nats by which a word must read worse to show that not all of its line was misread."""

_CAPITAL = 8.0
"""Nats that a capital at the beginning of a sentence gains a word, where a mark was before a small
letter."""

_SHARED = 4
"""One sign in so many may differ between tables that are alike."""

_DASHES = "–—"
_GAP = re.compile("[A-Za-z][А-Яа-я][A-Za-z]")
"""A Cyrillic letter that may have been a no-break space."""

# Cyrillic letters that not nearly every language has.
_RARE = re.compile("[\u0400-\u040f\u0450-\u052f]")
_TYPED = "\"'(),.;:!?"
_OPENING = "«„“\"'(["
_CLOSING = "»“”\"')]"
_STOPS = ".!?…"
_UNSURE = ":;–—-"


@dataclass(frozen=True)
class WholeLines:
    """Adds to a line the words that its chain changes but that don't read better alone.

    Some tables share most letters, so that of a misread line few words show it: others begin
    with a mark that may as well be one, or are "Я" for "я". They are damaged if nothing in
    the line says that it wasn't misread as a whole.
    """

    readability: Readability
    cyrillic: StrangeCyrillic

    def __call__(self, line: Line) -> Line:
        """``line`` with such words as `Line.vouched`."""
        chain = _alike(line)
        if chain is None:
            return line
        rest = {
            number: now
            for number, word in enumerate(line.words)
            if number not in line.reading.chains or line.reading.words[number] == word
            if (now := chain[0].repaired(word)) != word
        }
        used = [n for n, c in line.reading.chains.items() if c == chain]
        weak = {n: line.reading.words[n] for n in used if line.reading.words[n] != line.words[n]}
        both = rest | weak
        texts = [text for n, now in both.items() for text in (line.words[n], now)]
        scores = self.readability.scores(texts)
        gains = dict(zip(both, map(sub, scores[1::2], scores[::2]), strict=True))
        gains = {n: gain + _CAPITAL * _lacks_capital(line, n, both[n]) for n, gain in gains.items()}
        worse = any(gains[number] < _WORSE for number in rest)
        if worse or any(_misplaced(line, n, now) for n, now in both.items()):
            return line
        vouched = {
            n: now
            for n, now in both.items()
            if _fits(line, n, now, gains[n]) or (gains[n] > 0.0 and self._is_strange(line, n))
        }
        new = {n: now for n, now in vouched.items() if n in rest}
        words = tuple(new.get(n, word) for n, word in enumerate(line.reading.words))
        reading = replace(
            line.reading,
            words=words,
            chains={**line.reading.chains, **dict.fromkeys(new, chain)},
            gains={**line.reading.gains, **{n: gains[n] for n in new}},
        )
        return replace(line, reading=reading, vouched=line.vouched.union(vouched))

    def _is_strange(self, line: Line, number: int) -> bool:
        """Whether the word of that ``number`` has a letter that the language of its line hasn't."""
        rare = _RARE.findall(line.words[number])
        return bool(rare) and self.cyrillic.are_foreign(rare, " ".join(line.reading.words))


def _alike(line: Line) -> Chain | None:
    """The one chain proved in ``line``, if its tables agree on most signs of words beyond ASCII."""
    chain = next(iter(line.proved), None)
    if chain is None or len(line.proved) > 1 or len(chain) > 1:
        return None
    (swap,) = chain
    if not (isinstance(swap, Swap) and swap.cyrillic and swap.read in CYRILLIC_TABLES):
        return None
    said = "".join(word for word in line.words if not word.isascii())
    now = "".join(swap.repaired(word) for word in line.words if not word.isascii())
    changed = sum(sign != then for sign, then in zip(said, now, strict=True))
    return chain if _SHARED * changed <= len(said) else None


def _fits(line: Line, number: int, now: str, gain: float) -> bool:
    """Whether the word of that ``number`` may be ``now`` for all that is known of its place."""
    word = line.words[number]
    if word.lower() == now.lower():
        begins = True if word[:1] in _OPENING else _begins(line, number)
        return begins is not None and begins == now.lstrip(_OPENING)[:1].isupper()
    if now in _DASHES:
        return word.isupper() and _begins(line, number) is False
    if _GAP.search(word) and "\N{NO-BREAK SPACE}" in now:
        return gain > 0.0
    marks = [sign for sign, then in zip(word, now, strict=False) if then.isalpha()]
    marks = [sign for sign in marks if not sign.isalpha()]
    # What was read as a mark elsewhere closes nothing.
    rest = "".join((word, *line.reading.words[number + 1 :]))
    closed = any(closer in rest[1:] for sign in marks for closer in CLOSERS.get(sign, ""))
    least = _WORSE if now.strip(_TYPED).isalpha() else 0.0
    return bool(marks) and not closed and gain > least


def _misplaced(line: Line, number: int, now: str) -> bool:
    """Whether ``now`` has a capital where none belongs, or none at the beginning of a sentence."""
    word = line.words[number]
    if word.lower() != now.lower():
        return False
    quoted = word[:1] in _OPENING
    first = word.lstrip(_OPENING)[:1], now.lstrip(_OPENING)[:1]
    begins = True if quoted else _begins(line, number)
    return first[0] != first[1] and begins is not None and begins != first[1].isupper()


def _lacks_capital(line: Line, number: int, now: str) -> bool:
    """Whether a sentence begins with ``now``, and with a mark and a small letter as it stands."""
    word = line.words[number]
    marked = not word[:1].isalnum() and word[1:2].islower()
    return marked and now[:1].isupper() and _begins(line, number) is True


def _begins(line: Line, number: int) -> bool | None:
    """Whether a sentence begins with that word; none can tell behind a dash or a colon."""
    before = line.reading.words[number - 1].rstrip(_CLOSING) if number else "."
    if not before or before[-1] in _UNSURE:
        return None
    return before[-1] in _STOPS
