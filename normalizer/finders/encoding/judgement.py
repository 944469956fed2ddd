"""How much must speak for a reading, and whether what it leaves is text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from normalizer.finders.encoding.line_capital import LineCapital
from normalizer.finders.encoding.native import Native
from normalizer.finders.encoding.neighbours import Neighbours
from normalizer.finders.encoding.readable import FAMILIAR, Readability
from normalizer.finders.encoding.reading import (
    TYPESET,
    Line,
    Proof,
    joined,
    sounder,
    swapped,
    typed,
)
from normalizer.finders.encoding.tables import CYRILLIC_TABLES, Swap
from normalizer.finders.encoding.wordwise import Chain

SURE = 18.0
"""Nats by which the words of a line must read better in all, less what its tables cost."""

_SURE_OF_BROKEN = 8.0
_SURE_OF_SWAP = 8.0
_SURE_OF_POSSIBLE = 35.0
"""The same for single-byte text, and where its signs could stand so in some language."""

RARE = 0.8
"""By how many nats a letter a few rare words may fall short of that."""

OPENED = 4.0
"""Nats that it costs to say that a run of damaged words begins."""

_LEFT = 0.1
"""Of the pairs of signs never written, the share that a repair may leave: rare names."""

_STRONG = 30.0
"""Nats that outweigh a single such pair."""

_NONSENSE = 1.5
_FEWEST = 3
_FEW = 12
"""Letters of damaged words up to which the rest of the line must be familiar too."""

_SHORT = 4
_SURE_OF_SHORT = 16.0
"""What a single word of so few letters needs, which may be anything."""

_SURE_OF_NATIVE = 8.0
"""What it takes if words could stand in another language, but not in that of their line."""

_FLUENT = -2.5
_LONG = 20
_SURE_IN_FLUENT = 5.0
"""What will do in a line of that many signs that reads as well as most."""

_EDGE_CONTROL = re.compile(
    r"[\x82\x84\x85\x8b\x91-\x97\x9b](?![^\W\d_])|(?<![^\W\d_])[\x82\x84\x85\x8b\x91-\x97\x9b]"
)
"""Controls at the edges of words, at the places of the marks that Windows has there."""

_CYRILLIC = re.compile("[\u0400-\u052f]")
_SHOUTED = re.compile("[А-ЯЁЄІЇҐЎ]{3}[а-яёєіїґў]")
_MARKED = re.compile("[„“”‚‘’«»…–—\xa0][а-яёєіїґў]")
"""Marks before small letters, where people may have typed them."""

_OPENING = "capital of the line"

_EDGES = "„“”‚‘’«»…–—\xa0\"'(),.;:!?"
_PUNCTUATION = re.compile(r"[\x00-@\[-`{-\x7f]")


@dataclass(frozen=True)
class Judge:
    """Says which chains of a reading are proved."""

    readability: Readability
    neighbours: Neighbours

    def __call__(self, line: Line) -> Line:
        """``line`` with the chains that some words of it prove."""
        reading = line.reading
        used: dict[Chain, list[int]] = {}
        for number, chain in reading.chains.items():
            if sounder(line.words[number], reading.words[number], chain):
                used.setdefault(chain, []).append(number)
        proofs = {chain: self._proof(line, chain, numbers) for chain, numbers in used.items()}
        proved = {chain: proof for chain, proof in proofs.items() if proof}
        # A single letter by itself reads no better than the mark that it was taken for.
        opened = any(proof.gate == _OPENING for proof in proved.values())
        return replace(line, proved=proved, vouched=line.vouched | {0} if opened else line.vouched)

    def _proof(self, line: Line, chain: Chain, numbers: Sequence[int]) -> Proof | None:
        gain = sum(line.reading.gains[n] for n in numbers) - sum(step.cost for step in chain)
        if self._sound(line, chain, numbers):
            needed, gate = self._needed(line, chain, numbers)
            if gain > needed:
                return Proof(gain, gate)
        if len(chain) == 1 and isinstance(chain[0], Swap) and _may_be_native(chain[0]):
            native = self._native(line, chain, numbers)
            said = joined(line.words, numbers)
            if chain[0].cyrillic:  # whose letters are strange to the line, or are marks in it
                broken = _MARKED.search(said) is None or self._nonsense(line, numbers)
            else:
                broken = len(self.neighbours.suspects(said)) > 0
            sure = _SURE_IN_FLUENT if broken else _SURE_OF_NATIVE
            if native > sure and self._native.sound(line, chain, numbers, native):
                return Proof(native, "language of the line")
            if self._capital.opens(line, chain[0], numbers):
                return Proof(gain, _OPENING)
        return None

    @cached_property
    def _capital(self) -> LineCapital:
        return LineCapital(self.readability)

    def _nonsense(self, line: Line, numbers: Sequence[int]) -> bool:
        """Whether the words of those ``numbers`` are common ones now and weren't without marks."""
        words = [
            w[n].strip(_EDGES).lower() for w in (line.reading.words, line.words) for n in numbers
        ]
        ranks = self.readability.statistics["Cyrillic"].common_scores(words).max(axis=1)
        common = ranks > -np.inf
        return bool(common[: len(numbers)].all()) and not common[len(numbers) :].any()

    @cached_property
    def _native(self) -> Native:
        return Native(self.readability, self.neighbours)

    def _needed(self, line: Line, chain: Chain, numbers: Sequence[int]) -> tuple[float, str]:
        """The nats that will do, and what makes them enough."""
        said = joined(line.words, numbers)
        broken = len(self.neighbours.suspects(said)) > 0 or _SHOUTED.search(said) is not None
        whole = " ".join(line.reading.words)
        fluent = all(nats > _FLUENT for nats in self.readability.familiarity(whole).values())
        fluent = fluent and len(whole) > _LONG
        if not swapped(chain):
            if not broken:
                return SURE, "strong gain"
            return (_SURE_IN_FLUENT if fluent else _SURE_OF_BROKEN), "broken words"
        read = self.readability.familiarity(said)
        if not broken and any(nats >= FAMILIAR - _NONSENSE for nats in read.values()):
            return _SURE_OF_POSSIBLE, "overwhelming gain"
        if len(numbers) == 1 and sum(map(str.isalpha, said)) <= _SHORT:
            became = self.readability.familiarity(line.reading.words[numbers[0]])
            if not fluent or became.keys() != read.keys():
                return _SURE_OF_SHORT, "short word"
        if len(numbers) == 1 and read.keys() == {"Cyrillic"}:
            others = " ".join(w for n, w in enumerate(line.words) if n != numbers[0])
            if "Cyrillic" in self.readability.familiarity(others):
                return _SURE_OF_SHORT, "single word"
        return (_SURE_IN_FLUENT, "fluent line") if fluent else (_SURE_OF_SWAP, "known language")

    def _sound(self, line: Line, chain: Chain, numbers: Sequence[int]) -> bool:
        """Whether what is left is text, and the line in a language we know by it.

        UTF-8 is evidence by itself; only where little of it was read, or where its signs stand as
        in some language, is that asked too.
        """
        whole = " ".join(line.reading.words)
        gain = sum(line.reading.gains[n] for n in numbers)
        if not swapped(chain):
            written = not len(self.neighbours.suspects(joined(line.words, numbers)))
            if not written and gain > SURE + OPENED:
                return True
            return all(nats > FAMILIAR for nats in self.readability.familiarity(whole).values())
        said, repaired = joined(line.words, numbers), joined(line.reading.words, numbers)
        if not self._stands(said, repaired, gain=gain, single=len(chain) == 1):
            return False
        known = self.readability.familiarity(whole)
        if max(len(_PUNCTUATION.sub("", line.words[n])) for n in numbers) < _FEWEST:
            return False  # such as the signs of a formula
        letters = sum(map(str.isalpha, repaired))
        cyrillic = [len(_CYRILLIC.findall(line.reading.words[n])) for n in numbers]
        written = any(isinstance(step, Swap) and step.cyrillic for step in chain)
        if written and max(cyrillic) < _FEWEST:
            return False  # such as letters that are no words in Latin text
        alone = self.readability.familiarity(repaired)
        if written:  # ASCII letters are no product of it: such as names in quotation marks
            alone = {script: nats for script, nats in alone.items() if script == "Cyrillic"}
        return (
            letters >= _FEWEST
            and all(nats > FAMILIAR - RARE for nats in alone.values())
            and all(known[script] > FAMILIAR for script in (known if letters < _FEW else alone))
        )

    def _stands(self, said: str, repaired: str, *, gain: float, single: bool) -> bool:
        """Whether signs stand in ``repaired`` as people type them, and didn't in what was ``said``.

        A ``single`` swap leaves each sign in its place.
        """
        left, before = (len(self.neighbours.suspects(text)) for text in (repaired, said))
        if before and not len(self.neighbours.suspects(_EDGE_CONTROL.sub("", said))):
            return False  # marks of Windows speak for no table; ftfy knows those
        if left > max(_LEFT * before, before >= _FEWEST and gain > _STRONG):
            return False
        if single:
            places = [at for at, sign in enumerate(said) if repaired[at] != sign]
            if 2 * sum(typed(repaired, at) for at in places) <= len(places):
                return False
            # Letters that may stand so are no marks, nor are controls: ftfy knows those.
            # And a single letter at a word was no dash, which stands by itself.
            free = [repaired[at] not in "–—" or not said[at].isalpha() for at in places]
            return not all(repaired[at] in TYPESET for at in places) or (
                before >= len(places)
                and any(said[at] >= "\xa0" for at in places)
                and (len(places) > 1 or all(free))
            )
        return True


def _may_be_native(swap: Swap) -> bool:
    """Whether words may be in the script of the line before and after ``swap``."""
    return not swap.cyrillic or swap.read in CYRILLIC_TABLES
