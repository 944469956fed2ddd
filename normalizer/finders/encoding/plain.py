"""Lines all of which one chain of wrong readings explains: most damage there is."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import NamedTuple

from normalizer.document.findings import Edit
from normalizer.document.span import Span
from normalizer.finders.encoding.judgement import SURE
from normalizer.finders.encoding.neighbours import Neighbours
from normalizer.finders.encoding.pieces import TOKEN
from normalizer.finders.encoding.readable import FAMILIAR, Readability
from normalizer.finders.encoding.reading import UTF8, Line, Proof, Reading, unread
from normalizer.finders.encoding.search import ROUNDS
from normalizer.finders.encoding.tables import MISREADINGS
from normalizer.finders.encoding.wordwise import Chain

_SEQUENCES = 4
_RARE_PAIRS = 20
"""For so many sequences of UTF-8 an odd pair may be left, of one misreading and of more."""

_SURE_OF_BROKEN = 8.0
"""Nats that will do where pairs were odd and none is left."""

_CLEARLY = 2.0
"""Nats by which a rarer table must read better than a commoner one."""

_FEW, _STRONG = 2, 30.0
"""Odd pairs that one rare letter makes, and the nats that outweigh them."""


class Decoded(NamedTuple):
    """What a line is, the chain that explains all of it, and its gain in nats.

    ``flaws`` are pairs of signs in it that not even a rare name has.
    """

    text: str
    chain: Chain
    gain: float
    flaws: int = 0


@dataclass(frozen=True)
class PlainChains:
    """Undoes a chain that explains a whole line without a flaw; this is hardly ever an accident.

    >>> plain = PlainChains(Readability(), Neighbours())
    >>> [found and found.text for found in plain(["fÃ¼r die GrÃ¶ÃŸe", "für Größe"])]
    ['für die Größe', None]
    """

    readability: Readability
    neighbours: Neighbours

    def __call__(self, lines: Sequence[str]) -> list[Decoded | None]:
        """What each line is where all of it is UTF-8 that was read wrongly a few times."""
        found: list[Decoded | None] = [None] * len(lines)
        flawed: dict[int, Decoded] = {}
        before: dict[int, tuple[float, int]] = {}
        open_ = [(i, Decoded(line, (), 0.0)) for i, line in enumerate(lines)]
        for _ in range(ROUNDS):
            options = [(i, now) for i, was in open_ for now in _undone(was)]
            if not options:
                break
            new = list(dict.fromkeys(i for i, _ in options if i not in before))
            looks = self.neighbours.looks(
                [*(lines[i] for i in new), *(now.text for _, now in options)]
            )
            before.update((i, look[:2]) for i, look in zip(new, looks, strict=False))
            open_ = []
            for (i, now), (score, odd, flaws) in zip(options, looks[len(new) :], strict=True):
                known = Decoded(now.text, now.chain, score - before[i][0], flaws)
                needed = _SURE_OF_BROKEN if before[i][1] and not odd else SURE
                if known.gain <= needed:
                    continue
                if not odd:
                    found[i] = _better(found[i], known)
                    continue
                open_.append((i, known))
                rare = _SEQUENCES if len(known.chain) == 1 else _RARE_PAIRS
                better = i not in flawed or known.gain > flawed[i].gain
                few = _FEW if known.gain > _STRONG else 0
                if better and odd <= max(few, _signs(known.text) // rare):
                    flawed[i] = known
            open_ = [(i, now) for i, now in open_ if not found[i]]
        return [line or flawed.get(i) for i, line in enumerate(found)]

    def as_known(self, line: str, known: Iterable[Chain]) -> Decoded | None:
        """What ``line`` is where a swap of another line explains all of it."""
        options = [
            Decoded(back, chain, 0.0)
            for chain in known
            if len(chain) == 1 and (back := chain[0].repaired(line)) != line
        ]
        if not options:
            return None
        (now, *_), *looks = self.neighbours.looks([line, *(option.text for option in options)])
        best = max(range(len(options)), key=looks.__getitem__)
        score, left, _ = looks[best]
        if left or score - now <= SURE:
            return None
        read = self.readability.familiarity(options[best].text)
        if any(nats <= FAMILIAR for nats in read.values()):
            return None
        return options[best]._replace(gain=score - now)


def _better(known: Decoded | None, other: Decoded) -> Decoded:
    """The one that reads clearly better, else the one that was ``known`` first."""
    return other if known is None or other.gain > known.gain + _CLEARLY else known


def decoded_line(span: Span, text: str, decoded: Decoded) -> Line:
    """The line at ``span`` of ``text`` as it was ``decoded``; its words share the gain."""
    line = unread(span, text)
    words = tuple(TOKEN.findall(decoded.text))
    other = [n for n, word in enumerate(line.words) if word != words[n]]
    share = decoded.gain / max(1, len(other))
    reading = Reading(
        words, dict.fromkeys(other, decoded.chain), dict.fromkeys(other, share), decoded.gain
    )
    proved = {decoded.chain: Proof(decoded.gain, "swap of other lines")}
    return replace(line, reading=reading, proved=proved, plain=True)


def decoded_edits(span: Span, text: str, decoded: Decoded) -> Iterator[Edit]:
    """One edit for each run of words of the line at ``span`` that were ``decoded``."""
    names = " > ".join([step.name for step in decoded.chain])
    evidence = f"{names}; {decoded.gain:.0f} nats; whole line"
    said, now = text[span.start : span.end].split(" "), decoded.text.split(" ")
    other = [word != then for word, then in zip(said, now, strict=True)]
    other += False, True  # ends the last run, and the search for another one
    # Lengths are added up and words compared all at once: a line may have as many runs as words.
    starts = list(accumulate([len(word) + 1 for word in said], initial=span.start))
    first = other.index(True)
    while first < len(said):
        end = other.index(False, first)
        run = Span(starts[first], starts[end] - 1)
        inserted = " ".join(now[first:end])
        yield Edit(run, text[run.start : run.end], inserted, UTF8, evidence)
        first = other.index(True, end)


def _undone(was: Decoded) -> Iterator[Decoded]:
    """What may have been read wrongly once more, as the commonest tables have it."""
    for misreading in MISREADINGS:
        back = misreading.whole(was.text)
        if back is not None and back != was.text:
            yield Decoded(back, (*was.chain, misreading), 0.0)
            if len(was.text) - len(back) >= _SEQUENCES:
                return


def _signs(text: str) -> int:
    return len(text) - len(text.encode("ascii", "ignore"))
