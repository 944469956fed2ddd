"""Text read with the wrong table, in a whole article or in one word of it."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from normalizer.document.document import Document
from normalizer.document.findings import Edit
from normalizer.document.span import Span
from normalizer.finders.encoding.judgement import FAMILIAR, RARE, Judge
from normalizer.finders.encoding.losses import Losses
from normalizer.finders.encoding.neighbours import Neighbours
from normalizer.finders.encoding.pieces import LONGEST_WORD, line_at, piece_at, pieces, word_at
from normalizer.finders.encoding.plain import PlainChains, decoded_line
from normalizer.finders.encoding.readable import Readability
from normalizer.finders.encoding.reading import (
    Line,
    Reading,
    possible,
    sounder,
    swapped,
    unread,
)
from normalizer.finders.encoding.search import LEAST_GAIN, WORD_GAIN, Search
from normalizer.finders.encoding.wordwise import (
    Chain,
    against,
    best_of,
    smoothed,
    taken_back,
)

UTF8 = "encoding.misread-utf-8"
SWAPPED = "encoding.misread-table"

_CONVICTED = 30.0
_CONVICTED_TWICE = 15.0
"""Nats that convict a chain of the whole article."""

_EXPECTED = 3
_BONUS = 8.0
"""Chains of an article that are tried on all its lines, and their lead over any other."""

_SWITCHED = 6.0
_PLAUSIBLE = 6
_REMEMBERED = 100_000

_CAPITALS = re.compile("[А-ЯЁЄІЇҐЎ]+")
_LOST_SIGN = re.compile("[\x80-\x9f\ufffd?]|[âãäåðñ][€‚„†-‰‹›–—˜™\xa0-\xbf]")
_STOOD_IN = re.compile("[^\x00-\x7f](?:\ufffd|\\?(?=\\S))")
_ENTITY = re.compile(r"&(?:#?\w\w|\s#|\s\w+;)")


@dataclass
class _Accident:
    """How much of an article speaks for one chain."""

    lines: int = 0
    gain: float = 0.0

    @property
    def convicted(self) -> bool:
        """Whether that is enough to expect the chain on other lines."""
        return self.gain >= _CONVICTED or (self.lines > 1 and self.gain >= _CONVICTED_TWICE)


@dataclass(frozen=True)
class FindMisread:
    """Repairs words that were read with a wrong table, up to four times over.

    In each line the chain of tables wins under which its words read best, over all languages
    of the statistics; words that don't read better stay. What convicts a chain on some lines
    of an article is evidence on the others.

    >>> find = FindMisread()
    >>> [edit.inserted for edit in find(Document("Er sprach mit РџСѓС‚РёРЅ in Genf."))]
    ['Путин']
    >>> [edit.inserted for edit in find(Document("Laut Ñòîëòåíáåðã ist München weit."))]
    ['Столтенберг']
    >>> list(find(Document("Рік 2024: „Über“ Rīga, Đakovo und С 2020 года")))
    []
    """

    readability: Readability = field(default_factory=Readability)
    neighbours: Neighbours = field(default_factory=Neighbours)

    def __call__(self, document: Document) -> Iterator[Edit]:
        """One edit for each run of damaged words, with its chain and its gain as evidence."""
        text = document.text
        suspects = list(self._suspects(text))
        if not suspects:
            return
        found, convicted = self._found(suspects, text)
        if convicted:
            found = self._again(text, found, convicted)
        for span in sorted(found):
            yield from self._edits(found[span], text, convicted)

    def _found(self, suspects: Sequence[Span], text: str) -> tuple[dict[Span, Line], list[Chain]]:
        """Each of the ``suspects`` in its best reading, and the chains of the whole article."""
        accidents: dict[Chain, _Accident] = {}
        found: dict[Span, Line] = {}
        tables: dict[str, None] = {}
        said = [span.of(text) for span in suspects]
        for span, words, plainly in zip(suspects, said, self._plain(said), strict=True):
            decoded = plainly or self._plain.as_known(words, accidents)
            if decoded:
                line = self._losses(decoded_line(span, text, decoded), text, tables)
            else:
                line = self._lossy(span, text, tables) or self._losses(
                    self._searched(span, text), text, tables
                )
            for chain, gain in line.proved.items():
                accident = accidents.setdefault(chain, _Accident())
                accident.lines += 1
                accident.gain += gain
            found[span] = line
        convicted = [chain for chain, accident in accidents.items() if accident.convicted]
        return found, sorted(convicted, key=lambda chain: -accidents[chain].gain)

    def _lossy(self, span: Span, text: str, tables: dict[str, None]) -> Line | None:
        """The line at ``span`` if visible loss explains all of it: searching takes longer."""
        if not _STOOD_IN.search(text, span.start, span.end):
            return None
        line = self._losses(unread(span, text), text, tables)
        left = self.neighbours.suspects(" ".join(line.reading.words))
        return line if line.proved and not len(left) else None

    def worth_a_look(self, text: str) -> bool:
        """Whether the encoding stage has anything to do in ``text``; it is fast about most."""
        return (
            self.neighbours.odd(text)
            or ("&" in text and _ENTITY.search(text) is not None)
            or any(True for _ in self._unsaid(text))
        )

    def _suspects(self, text: str) -> Iterator[Span]:
        """The lines in which a sign stands behind one it never follows, or capitals say nothing."""
        places = sorted({*self.neighbours.suspects(text).tolist(), *self._unsaid(text)})
        line, i = None, 0
        while i < len(places):
            at = min(places[i], len(text) - 1)
            if self._hopeless(word_at(text, at)):
                i += 1
                continue
            line = line if line and at <= line.end else line_at(text, at)
            piece = piece_at(text, line, at)
            if len(piece):
                yield piece
            i = bisect_right(places, piece.end, i + 1)

    def _unsaid(self, text: str) -> Iterator[int]:
        """Where capitals stand that are no word: koi8 and the tables of Windows swap cases."""
        if text.isascii():
            return
        for at in self.neighbours.shouted(text).tolist():
            word = _CAPITALS.match(text, at)
            if word and not self._says(word[0]):
                yield at

    def _says(self, word: str) -> bool:
        """Whether ``word`` reads like one of a language we know; what was asked is remembered."""
        known = self._said.get(word)
        if known is None:
            read = self.readability.familiarity(word).values()
            known = all(nats > FAMILIAR - RARE for nats in read)
            if len(self._said) < _REMEMBERED:
                self._said[word] = known
        return known

    def _hopeless(self, word: str) -> bool:
        """Whether no table makes ``word`` read better: a rare name, most of the time."""
        known = self._rare.get(word)
        if known is None:
            known = not _LOST_SIGN.search(word) and (
                len(word) >= LONGEST_WORD or not self._search.promising(word)
            )
            if len(self._rare) < _REMEMBERED:
                self._rare[word] = known
        return known

    @cached_property
    def _search(self) -> Search:
        return Search(self.readability, self.neighbours)

    @cached_property
    def _judge(self) -> Judge:
        return Judge(self.readability, self.neighbours)

    @cached_property
    def _plain(self) -> PlainChains:
        return PlainChains(self.readability, self.neighbours)

    @cached_property
    def _losses(self) -> Losses:
        return Losses(self.readability, self.neighbours, self._judge)

    @cached_property
    def _rare(self) -> dict[str, bool]:
        return {}

    @cached_property
    def _said(self) -> dict[str, bool]:
        return {}

    def _searched(self, span: Span, text: str) -> Line:
        """The line at ``span`` in its best reading that is text.

        What only looks better is no reason to stop at it.
        """
        line = unread(span, text)
        readings = self._search(line.words)[:_PLAUSIBLE]
        lines = (self._judge(replace(line, reading=reading)) for reading in readings)
        return next((found for found in lines if found.proved), line)

    def _again(
        self, text: str, found: Mapping[Span, Line], convicted: Sequence[Chain]
    ) -> dict[Span, Line]:
        """Every line once more, now that some chains are expected."""
        lines = {}
        for whole in pieces(text):
            said = whole.of(text)
            if said.isascii():
                continue
            line = found.get(whole) or unread(whole, text)
            chains = [chain for chain in convicted if possible(chain, said)]
            if chains and not line.plain and self._left(line):
                line = self._expected(line, chains)
            if line.reading.chains:
                lines[whole] = line
        return lines

    def _left(self, line: Line) -> bool:
        """Whether anything of ``line`` may still be damaged."""
        return (
            not line.reading.chains
            or len(set(line.reading.chains.values())) > 1
            or any(
                line.words[n] == word and not word.isascii()
                for n, word in enumerate(line.reading.words)
            )
        )

    def _expected(self, line: Line, convicted: Sequence[Chain]) -> Line:
        """``line`` in its best reading, where chains that are expected cost nothing."""
        best = line.reading if line.proved else Reading(line.words)
        for chain in convicted[:_EXPECTED]:
            steps = taken_back(chain, line.words)
            texts = sorted({*line.words, *(text for said in steps.values() for text in said)})
            scores = dict(zip(texts, self.readability.scores(texts), strict=True))
            chosen = best_of(steps, scores)
            gains = {n: scores[now] - scores[line.words[n]] for n, now in chosen.items()}
            typed = against(chain[-1], line.words)
            better = smoothed(typed | gains, len(line.words), _SWITCHED, expected=True)
            better = {n: gain for n, gain in better.items() if n in gains}
            total = sum(better.values())
            if total > max(best.total - _BONUS, LEAST_GAIN):
                best = Reading(
                    tuple(chosen[n] if n in better else w for n, w in enumerate(line.words)),
                    dict.fromkeys(better, chain),
                    better,
                    total,
                )
        return replace(line, reading=best)

    def _edits(self, line: Line, text: str, convicted: Sequence[Chain]) -> Iterator[Edit]:
        """An edit for the changed words of ``line`` that are neighbours and of one chain."""
        reading = line.reading
        runs: list[list[int]] = []
        for number, chain in sorted(reading.chains.items()):
            said, word = line.words[number], reading.words[number]
            if said == word or not (line.plain or sounder(said, word)):
                continue
            if chain not in line.proved and chain not in convicted:
                continue
            if runs and runs[-1][-1] == number - 1 and reading.chains[number - 1] == chain:
                runs[-1].append(number)
            else:
                runs.append([number])
        for run in runs:
            gain = sum(reading.gains[number] for number in run)
            if gain > WORD_GAIN or reading.chains[run[0]] in convicted:
                yield _edit(line, run, gain, text)


def _edit(line: Line, run: Sequence[int], gain: float, text: str) -> Edit:
    start = line.span.start + line.tokens[run[0]].start()
    end = line.span.start + line.tokens[run[-1]].end()
    inserted, at = "", start
    for number in run:
        token = line.tokens[number]
        inserted += text[at : line.span.start + token.start()] + line.reading.words[number]
        at = line.span.start + token.end()
    chain = line.reading.chains[run[0]]
    rule = SWAPPED if swapped(chain) else UTF8
    evidence = f"{' > '.join(step.name for step in chain)}; {gain:.0f} nats"
    return Edit(Span(start, end), text[start:end], inserted, rule, evidence)
