"""Text read with the wrong table, in a whole article or in one word of it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice

from normalizer.document.document import Document
from normalizer.document.findings import Edit
from normalizer.document.span import Span
from normalizer.finders.encoding.expected import EXPECTED, Accident, Expected, accidents_of
from normalizer.finders.encoding.judgement import Judge
from normalizer.finders.encoding.losses import Losses
from normalizer.finders.encoding.neighbours import Neighbours
from normalizer.finders.encoding.pieces import windows_of
from normalizer.finders.encoding.plain import Decoded, PlainChains, decoded_edits, decoded_line
from normalizer.finders.encoding.readable import Readability
from normalizer.finders.encoding.reading import (
    SWAPPED,
    UTF8,
    Line,
    Reading,
    sounder,
    swapped,
    unread,
)
from normalizer.finders.encoding.search import WORD_GAIN, Search
from normalizer.finders.encoding.suspects import Suspects
from normalizer.finders.encoding.turned import may_be_turned
from normalizer.finders.encoding.whole_lines import WholeLines
from normalizer.finders.encoding.wordwise import Chain

_PLAUSIBLE, _OF_ONE_STEP = 6, 4
_STOOD_IN = re.compile("[^\x00-\x7f](?:\ufffd|\\?(?=\\S))|(?:â€|вЂ)\\?")


@dataclass(frozen=True)
class FindMisread:
    """Repairs words that were read with a wrong table, up to four times over.

    In each line the chain of tables wins under which its words read best, over all languages
    of the statistics; words that don't read better stay. What convicts a chain on some lines
    of an article is evidence on the others, within a million code points.

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
        for window in windows_of(document.text):
            edits = self._within(window.of(document.text))
            if not window.start:
                yield from edits
                continue
            for edit in edits:
                start = window.start + edit.span.start
                yield replace(edit, span=Span(start, start + len(edit.removed)))

    def _within(self, text: str) -> Iterator[Edit]:
        """The edits of ``text``, which is read at once."""
        suspects = list(self.suspects(text))
        if not suspects:
            return
        lines = zip(suspects, self._plain([span.of(text) for span in suspects]), strict=True)
        plain = {span: line for span, line in lines if line}
        turned = bool(plain) and may_be_turned(text)
        decoded = {span: line for span, line in plain.items() if not (line.flaws or turned)}
        found = self._found([span for span in suspects if span not in decoded], text, plain)
        accidents = _accidents(found.values(), decoded.values())
        expected = Expected(self.readability, self.neighbours, accidents)
        if expected.convicted and (found or expected.widespread):
            settled = {span: line.chain for span, line in decoded.items()}
            found = expected(text, found, settled)
        for span in sorted({*found, *decoded}):
            if span in decoded:
                yield from decoded_edits(span, text, decoded[span])
            else:
                yield from self._edits(self._whole(found[span]), text, expected.convicted)

    def _found(
        self, suspects: Sequence[Span], text: str, flawed: Mapping[Span, Decoded]
    ) -> dict[Span, Line]:
        """Each of the ``suspects`` in its best reading; some are plain but for a few signs."""
        found: dict[Span, Line] = {}
        tables: dict[str, None] = {}
        swaps: dict[Chain, None] = {}
        for span in suspects:
            if decoded := flawed.get(span) or self._plain.as_known(span.of(text), swaps):
                line = self._losses(decoded_line(span, text, decoded), text, tables)
            else:
                line = self._lossy(span, text, tables) or self._losses(
                    self._searched(span, text), text, tables
                )
            swaps.update((chain, None) for chain in line.proved if swapped(chain))
            found[span] = line
        return found

    def _lossy(self, span: Span, text: str, tables: dict[str, None]) -> Line | None:
        """The line at ``span`` if lost bytes explain all of it: searching takes longer."""
        lost = _STOOD_IN.search(text, span.start, span.end)
        if not lost and not self._losses.likely(span.of(text), tables):
            return None
        line = self._losses(unread(span, text), text, tables)
        left = self.neighbours.suspects(" ".join(line.reading.words))
        return line if line.proved and not len(left) else None

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
    def _whole(self) -> WholeLines:
        return WholeLines(self.readability, self._search.cyrillic)

    @cached_property
    def suspects(self) -> Suspects:
        """Finds the lines that are worth a search."""
        return Suspects(self.readability, self.neighbours, self._search)

    def _searched(self, span: Span, text: str) -> Line:
        """The line at ``span`` in its best reading that is text.

        What only looks better is no reason to stop at it.
        """
        line = unread(span, text)
        readings = islice(_various(self._search(line.words)), _PLAUSIBLE)
        lines = (self._judge(replace(line, reading=reading)) for reading in readings)
        return next((found for found in lines if found.proved), line)

    def _edits(self, line: Line, text: str, convicted: Sequence[Chain]) -> Iterator[Edit]:
        """An edit for the changed words of ``line`` that are neighbours and of one chain."""
        reading = line.reading
        runs: list[list[int]] = []
        for number in reading.chains if line.plain else _changed(line, convicted):
            if runs and runs[-1][-1] == number - 1 and _alike(reading.chains, number):
                runs[-1].append(number)
            else:
                runs.append([number])
        for run in runs:
            gain = sum([reading.gains[number] for number in run])
            proved = gain > WORD_GAIN or reading.chains[run[0]] in convicted
            if proved or not line.vouched.isdisjoint(run):
                yield _edit(line, run, gain, text)


def _various(readings: Iterable[Reading]) -> Iterator[Reading]:
    """Those ``readings`` of which not many begin with the same step: one that is wrong breeds."""
    counts: Counter[Chain] = Counter()
    for reading in readings:
        first = next(iter(reading.chains.values()), ())[:1]
        counts[first] += 1
        if counts[first] <= _OF_ONE_STEP:
            yield reading


def _accidents(lines: Iterable[Line], decoded: Iterable[Decoded]) -> dict[Chain, Accident]:
    """What speaks for each chain of an article."""
    gains = [(line.chain, line.gain) for line in decoded]
    gains += ((chain, proof.gain) for line in lines for chain, proof in line.proved.items())
    return accidents_of(gains)


def _changed(line: Line, convicted: Sequence[Chain]) -> Iterator[int]:
    """The numbers of the words of ``line`` that are better for it, by a chain that is proved."""
    for number, chain in sorted(line.reading.chains.items()):
        if chain in line.proved or chain in convicted:
            said, word = line.words[number], line.reading.words[number]
            if said != word and sounder(said, word, chain):
                yield number


def _alike(chains: Mapping[int, Chain], number: int) -> bool:
    chain = chains[number - 1]
    return chain is chains[number] or chain == chains[number]


def _edit(line: Line, run: Sequence[int], gain: float, text: str) -> Edit:
    start = line.span.start + line.tokens[run[0]].start()
    end = line.span.start + line.tokens[run[-1]].end()
    inserted: list[str] = []
    at = start
    for number in run:
        begin, stop = line.tokens[number].span()
        inserted += (text[at : line.span.start + begin], line.reading.words[number])
        at = line.span.start + stop
    chain = line.reading.chains[run[0]]
    rule = SWAPPED if swapped(chain) else UTF8
    proof = line.proved.get(chain)
    gate = proof.gate if proof else EXPECTED
    evidence = f"{' > '.join(step.name for step in chain)}; {gain:.0f} nats; {gate}"
    return Edit(Span(start, end), text[start:end], "".join(inserted), rule, evidence)
