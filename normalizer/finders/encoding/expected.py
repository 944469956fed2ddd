"""What a chain that some lines of an article prove tells of its other lines."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from normalizer.document.span import Span
from normalizer.finders.encoding.neighbours import Neighbours
from normalizer.finders.encoding.pieces import pieces
from normalizer.finders.encoding.readable import Readability
from normalizer.finders.encoding.reading import Line, Reading, swapped, unread
from normalizer.finders.encoding.search import LEAST_GAIN
from normalizer.finders.encoding.tables import SWAPS, Swap
from normalizer.finders.encoding.wordwise import (
    Chain,
    against,
    alike,
    best_of,
    smoothed,
    taken_back,
)

EXPECTED = "expected in this article"
"""The gate of what other lines prove."""

_CONVICTED = 30.0
_CONVICTED_TWICE = 15.0
"""Nats that convict a chain of the whole article."""

_EXPECTED = 3
_BONUS = 8.0
"""Chains of an article that are tried on all its lines, and their lead over any other."""

_UKRAINIAN = re.compile("[іїєґІЇЄҐ]")
"""Letters that koi8-r hasn't but koi8-u."""

_SWITCHED = 6.0
_DOUBLED = 3.0
_MOST_LEAD = 8.0
"""Nats for each time that lines with a chain outnumber those without it twice, and at most."""


@dataclass
class Accident:
    """How much of an article speaks for one chain."""

    lines: int = 0
    gain: float = 0.0

    @property
    def convicted(self) -> bool:
        """Whether that is enough to expect the chain on other lines."""
        return self.gain >= _CONVICTED or (self.lines > 1 and self.gain >= _CONVICTED_TWICE)


def accidents_of(gains: Iterable[tuple[Chain, float]]) -> dict[Chain, Accident]:
    """What the chains that lines prove, each with its ``gains`` in nats, amount to."""
    found: dict[Chain, Accident] = {}
    for chain, gain in gains:
        accident = found.setdefault(chain, Accident())
        accident.lines += 1
        accident.gain += gain
    return found


@dataclass(frozen=True)
class Expected:
    """Reads every line of an article once more, with its ``accidents`` in mind."""

    readability: Readability
    neighbours: Neighbours
    accidents: Mapping[Chain, Accident]

    def __call__(
        self, text: str, found: Mapping[Span, Line], settled: Mapping[Span, Chain]
    ) -> dict[Span, Line]:
        """The lines of ``text`` that are damaged; those that were ``found`` may change.

        Of those that are ``settled`` only the chain counts.
        """
        lines = {}
        rest = self._rest(text, found, settled)
        likely = self._likely(rest, text, found)
        for number, whole in enumerate(rest):
            if number not in likely and whole not in found:
                continue
            line = found.get(whole) or unread(whole, text)
            again = number in likely and self._unsettled(line)
            lines[whole] = self._best(line) if again else line
        self._outnumber(lines, Counter(settled.values()))
        return {whole: line for whole, line in lines.items() if line.reading.chains}

    def _rest(
        self, text: str, found: Mapping[Span, Line], settled: Mapping[Span, Chain]
    ) -> Sequence[Span]:
        """The lines that count but aren't settled: all of them only where damage is widespread."""
        if not any(swapped(chain) or self.accidents[chain].lines > 1 for chain in self._usual):
            return sorted(found)
        starts = {whole.start for whole in settled}
        return [whole for whole in pieces(text) if whole.start not in starts]

    def _likely(self, rest: Sequence[Span], text: str, found: Mapping[Span, Line]) -> set[int]:
        """The numbers of those lines that a chain may make better; UTF-8 would do so at once.

        Misread UTF-8 hides in no line without suspects, unless an article is full of it.
        """
        lines = {n: said for n, whole in enumerate(rest) if not (said := whole.of(text)).isascii()}
        if any(map(swapped, self._usual)):
            return {*lines}
        likely: set[int] = set()
        known = {n: found.get(rest[n]) for n in lines}
        open_ = {n for n, line in known.items() if line and self._unsettled(line)}
        for chain in self._usual:
            often = self.accidents[chain].lines > 1
            numbers = [n for n, line in known.items() if n in open_ or (often and not line)]
            if numbers:
                better = self._better([lines[n] for n in numbers], chain)
                likely.update(n for n, is_better in zip(numbers, better, strict=True) if is_better)
        return likely

    def _better(self, lines: Sequence[str], chain: Chain) -> list[bool]:
        """Whether each of ``lines`` reads better by its pairs without ``chain``."""
        text = now = "\n".join(lines)
        for step in chain:
            now = step.repaired(now)
        if now == text:
            return [False] * len(lines)
        score = self.neighbours.score
        pairs = zip(lines, now.split("\n"), strict=True)
        return [was != is_ and score(is_) > score(was) for was, is_ in pairs]

    @cached_property
    def convicted(self) -> Sequence[Chain]:
        """The chains that enough of the article speaks for, best first."""
        found = [chain for chain, accident in self.accidents.items() if accident.convicted]
        return sorted(found, key=lambda chain: -self.accidents[chain].gain)

    @property
    def widespread(self) -> bool:
        """Whether lines without suspects may be damaged too."""
        return any(swapped(chain) or self.accidents[chain].lines > 1 for chain in self.convicted)

    @property
    def _usual(self) -> Sequence[Chain]:
        return self.convicted[:_EXPECTED]

    def _unsettled(self, line: Line) -> bool:
        """Whether anything of ``line`` may still be damaged, or damaged in another way."""
        used = set(line.reading.chains.values())
        if line.plain:
            return used != {self.convicted[0]} and any(map(swapped, used))
        if len(used) != 1 or not used <= {*self.convicted}:
            return True
        now = line.reading.words
        return any(now[n] == word and not word.isascii() for n, word in enumerate(line.words))

    def _outnumber(self, lines: dict[Span, Line], counts: Counter[Chain]) -> None:
        """Read the lines without damage anew: in an article full of it they are exceptions."""
        counts.update(
            chain for line in lines.values() for chain in set(line.reading.chains.values())
        )
        for chain in self._usual:
            if counts[chain] <= 1:
                continue
            sound = {
                whole: line
                for whole, line in lines.items()
                if not line.reading.chains and taken_back(chain, line.words)
            }
            lead = _DOUBLED * math.log2((counts[chain] + 1) / (len(sound) + 1))
            if lead > 0:
                for whole, line in sound.items():
                    lines[whole] = self._read(line, chain, min(lead, _MOST_LEAD)) or line

    def _best(self, line: Line) -> Line:
        """``line`` in its best reading, where chains that are expected cost nothing."""
        chains = {c: None for usual in self._usual for c in (*_sisters(usual, line), usual)}
        readings = [read for chain in chains if (read := self._read(line, chain))]
        best = max(readings, key=lambda read: read.total, default=None)
        if best is None or (line.proved and best.total <= line.total - _BONUS):
            return line if line.proved else replace(line, reading=Reading(line.words))
        return best

    def _read(self, line: Line, chain: Chain, lead: float = 0.0) -> Line | None:
        """``line`` with ``chain`` taken back where words read better, or by ``lead`` worse."""
        steps = taken_back(chain, line.words)
        texts = sorted({*line.words, *(text for said in steps.values() for text in said)})
        scores = dict(zip(texts, self.readability.scores(texts), strict=True))
        chosen = best_of(steps, scores, line.words)
        gains = {n: scores[now] - scores[line.words[n]] for n, now in chosen.items()}
        states = against(chain[-1], line.words) | alike(chain[-1], gains)
        better = smoothed(states, len(line.words), _SWITCHED, expected=True, lead=lead)
        better = {n: gains[n] for n in better if n in gains}
        total = sum(better.values())
        if not better or total <= LEAST_GAIN - lead:
            return None
        words = tuple(chosen[n] if n in better else w for n, w in enumerate(line.words))
        reading = Reading(words, dict.fromkeys(better, chain), better, total)
        return replace(line, reading=reading, plain=False)


def _sisters(chain: Chain, line: Line) -> Iterator[Chain]:
    """``chain`` with the Ukrainian sister of its last table, where ``line`` has letters of that."""
    last = chain[-1]
    if isinstance(last, Swap) and last.read == "koi8-r" and _UKRAINIAN.search(" ".join(line.words)):
        yield (*chain[:-1], SWAPS[last.true, "koi8-u"])
