"""Text read with the wrong table, in a whole article or in one word of it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from normalizer.document.document import Document
from normalizer.document.findings import Edit
from normalizer.document.span import Span
from normalizer.finders.encoding.lossy import LossyMisreading, misplaced
from normalizer.finders.encoding.neighbours import Neighbours
from normalizer.finders.encoding.pieces import (
    LONGEST_WORD,
    TOKEN,
    line_at,
    piece_at,
    pieces,
    word_at,
)
from normalizer.finders.encoding.readable import Readability, oddities
from normalizer.finders.encoding.shortlist import Shortlist
from normalizer.finders.encoding.tables import MISREADINGS, Misreading, Step, Swap
from normalizer.finders.encoding.wordwise import (
    STRAY,
    Chain,
    against,
    best_of,
    changed,
    smoothed,
    taken_back,
)

UTF8 = "encoding.misread-utf-8"
SWAPPED = "encoding.misread-table"

_SURE = 18.0
"""Nats by which the words of a line must read better in all, less what its tables cost."""

_SURE_OF_BROKEN = 8.0
_SURE_OF_SWAP = 8.0
_SURE_OF_POSSIBLE = 35.0
"""The same for single-byte text, and where its signs could stand so in some language."""

_FAMILIAR = -3.3
"""Nats a letter that text in a language we know exceeds, and in any other hardly ever."""

_LEFT = 0.1
"""Of the pairs of signs never written, the share that a repair may leave: rare names."""

_NONSENSE = 1.5
_FEWEST = 3
_RARE = 0.8
_FEW = 12
"""Letters of damaged words up to which the rest of the line must be familiar too."""

_SHORT = 4
_SURE_OF_SHORT = 16.0
"""What a single word of so few letters needs, which may be anything."""

_FLUENT = -2.5
_LONG = 20
_SURE_IN_FLUENT = 5.0
"""What will do in a line of that many signs that reads as well as most."""

_CONVICTED = 30.0
_CONVICTED_TWICE = 15.0
_AGAIN = 4.0
"""What convicts a chain of the whole article, and what it takes there from then on."""

_EXPECTED = 3
_BONUS = 8.0
"""Chains of an article that are tried on all its lines, and their lead over any other."""

_LOST = 4.0
_OPENED = 4.0
_SWITCHED = 6.0
_WORD_GAIN = 2.0
_ROUNDS = 4
_BEAM = 4
_PLAUSIBLE = 6
_SEQUENCES = 4
"""So many sequences of UTF-8 in a line are no accident, whatever one of them stands for."""

_REMEMBERED = 100_000

_MARKS = frozenset("„“”‚‘’«»–—\xa0")
_GAPPY = ("cp1252", "cp1251", "cp1250", "cp1254", "cp1257")
_LOWERED = "cp1252"
_REPLACED = re.compile(r"â€|вЂ|[^\x00-\x7f][?\ufffd]|[\xc2\xc3\xc5\xd0\xd1\xe2][\x00-\x7f]|[ðñãâ]")
_PUNCTUATION = re.compile(r"[\x00-@\[-`{-\x7f]")
_CAPITALS = re.compile("[А-ЯЁЄІЇҐЎ]+")
_LOST_SIGN = re.compile("[\x80-\x9f\ufffd?]")
_ENTITY = re.compile(r"&(?:#?\w\w|\s#|\s\w+;)")


@dataclass(frozen=True)
class _Reading:
    """What a line may have been: its words now, their chains and gains by number of the word."""

    words: tuple[str, ...]
    chains: Mapping[int, Chain] = field(default_factory=dict)
    gains: Mapping[int, float] = field(default_factory=dict)
    total: float = 0.0


@dataclass(frozen=True)
class _Line:
    """A line of the article, its words and what they may have been.

    ``proved`` are the chains that enough speaks for, with their gains. Of a ``plain`` line all
    is explained, so that nothing else need be tried.
    """

    span: Span
    tokens: tuple[re.Match[str], ...]
    reading: _Reading
    proved: Mapping[Chain, float] = field(default_factory=dict)
    plain: bool = False

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words as they stand."""
        return tuple(token[0] for token in self.tokens)


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

    @cached_property
    def shortlist(self) -> Shortlist:
        """Picks the swaps worth trying on some words."""
        return Shortlist(self.neighbours)

    def __call__(self, document: Document) -> Iterator[Edit]:
        """One edit for each run of damaged words, with its chain and its gain as evidence."""
        text = document.text
        suspects = list(self._suspects(text))
        if not suspects:
            return
        accidents: dict[Chain, _Accident] = {}
        found: dict[Span, _Line] = {}
        tables: dict[str, None] = {}
        for span in suspects:
            line = self._with_losses(self._searched(span, text, accidents), text, tables)
            for chain, gain in line.proved.items():
                accident = accidents.setdefault(chain, _Accident())
                accident.lines += 1
                accident.gain += gain
            found[span] = line
        convicted = sorted(
            (chain for chain, accident in accidents.items() if accident.convicted),
            key=lambda chain: -accidents[chain].gain,
        )
        if convicted:
            found = self._again(text, found, convicted)
        for span in sorted(found):
            yield from self._edits(found[span], text, convicted)

    def worth_a_look(self, text: str) -> bool:
        """Whether the encoding stage has anything to do in ``text``; it is fast about most."""
        return (
            self.neighbours.odd(text)
            or ("&" in text and _ENTITY.search(text) is not None)
            or any(True for _ in self._unsaid(text))
        )

    def _suspects(self, text: str) -> Iterator[Span]:
        """The lines in which a sign stands behind one it never follows, or capitals say nothing."""
        end, line = -1, None
        for place in sorted({*self.neighbours.suspects(text).tolist(), *self._unsaid(text)}):
            at = min(place, len(text) - 1)
            if at <= end or self._hopeless(word_at(text, at)):
                continue
            line = line if line and at <= line.end else line_at(text, at)
            piece = piece_at(text, line, at)
            end = piece.end
            if len(piece):
                yield piece

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
            known = all(nats > _FAMILIAR - _RARE for nats in read)
            if len(self._said) < _REMEMBERED:
                self._said[word] = known
        return known

    def _hopeless(self, word: str) -> bool:
        """Whether no table makes ``word`` read better: a rare name, most of the time."""
        known = self._rare.get(word)
        if known is None:
            known = not _LOST_SIGN.search(word) and (
                len(word) >= LONGEST_WORD or not self._promising(word)
            )
            if len(self._rare) < _REMEMBERED:
                self._rare[word] = known
        return known

    def _promising(self, word: str) -> bool:
        if any(misreading.repaired(word) != word for misreading in MISREADINGS):
            return True
        options = [
            text for swap in self.shortlist((word,)) for text in changed(swap, (word,)).get(0, ())
        ]
        now, *then = self.readability.scores([word, *options])
        return any(score > now + _WORD_GAIN for score in then)

    @cached_property
    def _rare(self) -> dict[str, bool]:
        return {}

    @cached_property
    def _said(self) -> dict[str, bool]:
        return {}

    def _with_losses(self, line: _Line, text: str, tables: dict[str, None]) -> _Line:
        """``line``, or a better reading of it under which some bytes were lost.

        Tried are the tables that other words prove, here or in an earlier line (``tables``, which
        is filled), and where a byte was visibly replaced those that leave bytes undefined.
        """
        said = line.span.of(text)
        if line.plain:
            return line
        proved = [chain[0] for chain in line.proved if len(chain) == 1]
        tables.update((step.table, None) for step in proved if isinstance(step, Misreading))
        tried = [*tables, *(_GAPPY if tables or _REPLACED.search(said) else ())]
        found = [line]
        for table in dict.fromkeys(tried):
            found += [
                self._lossy(line, said, lossy)
                for lossy in self._losses
                if lossy.table == table and (not lossy.lowered or said == said.lower())
            ]
        lost = max(found[1:], key=_total, default=line)
        if lost is line or _total(lost) <= _total(line) + _LOST:
            return line
        lost = self._judged(lost)
        return lost if lost.proved else line

    def _lossy(self, line: _Line, said: str, lossy: LossyMisreading) -> _Line:
        tokens = tuple(lossy.tokens(said))
        options = {
            number: lossy.readings(token[0])
            for number, token in enumerate(tokens)
            if lossy.damaged(token[0])
        }
        # The first choice tells the language of the line, which settles what is left in doubt.
        chosen, gains = self._chosen(tokens, options, {})
        first = " ".join(chosen.get(n, token[0]) for n, token in enumerate(tokens))
        chosen, gains = self._chosen(tokens, options, self.readability.languages(first))
        gains = {n: gain for n, gain in gains.items() if gain > _WORD_GAIN}
        words = tuple(chosen[n] if n in gains else t[0] for n, t in enumerate(tokens))
        reading = _Reading(words, dict.fromkeys(gains, (lossy,)), gains, sum(gains.values()))
        return _Line(line.span, tokens, reading)

    def _chosen(
        self,
        tokens: Sequence[re.Match[str]],
        options: Mapping[int, Mapping[str, float]],
        languages: Mapping[str, str],
    ) -> tuple[dict[int, str], dict[int, float]]:
        """The best of the ``options`` for each token, less their cost, and what each gains."""
        texts = {text for readings in options.values() for text in readings}
        texts.update(tokens[number][0] for number in options)
        ordered = sorted(texts)
        scores = {
            text: score - STRAY * oddities(text) - misplaced(text)
            for text, score in zip(
                ordered, self.readability.scores(ordered, languages), strict=True
            )
        }
        chosen, gains = {}, {}
        for number, readings in options.items():
            worth = {text: scores[text] - cost for text, cost in readings.items()}
            chosen[number] = max(worth, key=worth.__getitem__)
            gains[number] = worth[chosen[number]] - scores[tokens[number][0]]
        return chosen, gains

    @cached_property
    def _losses(self) -> tuple[LossyMisreading, ...]:
        lossy = [LossyMisreading(reading.table, self.neighbours) for reading in MISREADINGS]
        return (*lossy, LossyMisreading(_LOWERED, self.neighbours, lowered=True))

    def _searched(self, span: Span, text: str, known: Iterable[Chain] = ()) -> _Line:
        """The line at ``span`` in its best reading; ``known`` chains are proved in other lines."""
        tokens = tuple(TOKEN.finditer(span.of(text)))
        plain = self._plainly(span.of(text), ()) or self._as_known(span.of(text), known)
        if plain:
            return self._decoded(span, tokens, *plain)
        said = tuple(token[0] for token in tokens)
        found = self._readings(_Reading(said), swaps=self._known(said))
        # The best one counts that is text; what only looks better is no reason to stop there.
        lines = (self._judged(_Line(span, tokens, reading)) for reading in found[:_PLAUSIBLE])
        return next((line for line in lines if line.proved), _Line(span, tokens, _Reading(said)))

    def _plainly(self, line: str, chain: Chain) -> tuple[str, Chain] | None:
        """What ``line`` is where all of it is UTF-8 without a flaw, read wrongly a few times.

        That is so of most damage there is, and hardly ever by accident.
        """
        for misreading in MISREADINGS:
            back = misreading.whole(line)
            if back is None or back == line:
                continue
            left = len(self.neighbours.suspects(back))
            more = None
            if left and len(chain) + 1 < _ROUNDS:
                more = self._plainly(back, (*chain, misreading))
            if more or chain:
                return more or (None if left else (back, (*chain, misreading)))
            signs = sum(sign > "\x7f" for sign in back)
            score = self.neighbours.score
            if left <= signs // _SEQUENCES and score(back) - score(line) > _SURE:
                return back, (misreading,)
        return None

    def _as_known(self, line: str, known: Iterable[Chain]) -> tuple[str, Chain] | None:
        """What ``line`` is where a swap of another line explains all of it."""
        for chain in known:
            if len(chain) == 1 and isinstance(swap := chain[0], Swap):
                back = swap.repaired(line)
                gain = self.neighbours.score(back) - self.neighbours.score(line)
                if gain > _SURE and not len(self.neighbours.suspects(back)):
                    read = self.readability.familiarity(back)
                    if all(nats > _FAMILIAR for nats in read.values()):
                        return back, chain
        return None

    def _decoded(
        self, span: Span, tokens: Sequence[re.Match[str]], line: str, chain: Chain
    ) -> _Line:
        """A line all of which ``chain`` explains; gains are those of neighbouring signs."""
        words = tuple(TOKEN.findall(line))
        other = [n for n, token in enumerate(tokens) if token[0] != words[n]]
        score = self.neighbours.score
        gain = score(line) - score(" ".join(token[0] for token in tokens))
        share = gain / max(1, len(other))
        reading = _Reading(words, dict.fromkeys(other, chain), dict.fromkeys(other, share), gain)
        line_ = _Line(span, tuple(tokens), reading)
        return replace(line_, proved={chain: gain}, plain=True)

    def _known(self, words: Sequence[str]) -> bool:
        """Whether the words nothing happened to are in a language we know, as far as they go."""
        sound = " ".join(word for word in words if word.isascii())
        return all(nats > _FAMILIAR for nats in self.readability.familiarity(sound).values())

    def _judged(self, line: _Line) -> _Line:
        """``line`` with the chains that some words of it prove."""
        reading = line.reading
        used: dict[Chain, list[int]] = {}
        for number, chain in reading.chains.items():
            if _sounder(line.words[number], reading.words[number]):
                used.setdefault(chain, []).append(number)
        proved = {}
        for chain, numbers in used.items():
            gain = sum(reading.gains[n] for n in numbers) - sum(step.cost for step in chain)
            if self._sound(line, chain, numbers) and gain > self._needed(line, chain, numbers):
                proved[chain] = gain
        return replace(line, proved=proved)

    def _needed(self, line: _Line, chain: Chain, numbers: Sequence[int]) -> float:
        said = " ".join(line.words[n] for n in numbers)
        read = self.readability.familiarity(said)
        if not _swapped(chain):
            return _SURE_OF_BROKEN if len(self.neighbours.suspects(said)) else _SURE
        nonsense = all(nats < _FAMILIAR - _NONSENSE for nats in read.values())
        possible = not nonsense and not len(self.neighbours.suspects(said))
        if possible:
            return _SURE_OF_POSSIBLE
        whole = " ".join(line.reading.words)
        fluent = all(nats > _FLUENT for nats in self.readability.familiarity(whole).values())
        fluent = fluent and len(whole) > _LONG
        if len(numbers) == 1 and sum(map(str.isalpha, said)) <= _SHORT:
            became = self.readability.familiarity(line.reading.words[numbers[0]])
            if not fluent or became.keys() != read.keys():
                return _SURE_OF_SHORT
        if len(numbers) == 1 and read.keys() == {"Cyrillic"}:
            others = " ".join(w for n, w in enumerate(line.words) if n != numbers[0])
            if "Cyrillic" in self.readability.familiarity(others):
                return _SURE_OF_SHORT
        return _SURE_IN_FLUENT if fluent else _SURE_OF_SWAP

    def _sound(self, line: _Line, chain: Chain, numbers: Sequence[int]) -> bool:
        """Whether what is left is text, and the line in a language we know by it.

        UTF-8 is evidence by itself; only where little of it was read is that asked too.
        """
        whole = " ".join(line.reading.words)
        if not _swapped(chain):
            gain = sum(line.reading.gains[n] for n in numbers)
            read = self.readability.familiarity(whole) if gain <= _SURE + _OPENED else {}
            return all(nats > _FAMILIAR for nats in read.values())
        said = " ".join(line.words[n] for n in numbers)
        repaired = " ".join(line.reading.words[n] for n in numbers)
        left, before = (len(self.neighbours.suspects(text)) for text in (repaired, said))
        if left > _LEFT * before:
            return False
        if len(chain) == 1:
            places = [at for at, sign in enumerate(said) if repaired[at] != sign]
            if 2 * sum(_typed(repaired, at) for at in places) <= len(places):
                return False
            if all(said[at] < "\xa0" and repaired[at] in _MARKS for at in places):
                return False  # controls that stand for typographic marks, in any table of Windows
        known = self.readability.familiarity(whole)
        if max(len(_PUNCTUATION.sub("", line.words[n])) for n in numbers) < _FEWEST:
            return False  # such as the signs of a formula
        letters = sum(map(str.isalpha, repaired))
        alone = self.readability.familiarity(repaired)
        return (
            letters >= _FEWEST
            and all(nats > _FAMILIAR - _RARE for nats in alone.values())
            and all(known[script] > _FAMILIAR for script in (known if letters < _FEW else alone))
        )

    def _again(
        self, text: str, found: Mapping[Span, _Line], convicted: Sequence[Chain]
    ) -> dict[Span, _Line]:
        """Every line once more, now that some chains are expected."""
        lines = {}
        for whole in pieces(text):
            said = whole.of(text)
            if said.isascii():
                continue
            line = found.get(whole) or _unread(whole, text)
            possible = [chain for chain in convicted if _possible(chain, said)]
            if possible and not line.plain and self._left(line):
                line = self._expected(line, possible)
            if line.reading.chains:
                lines[whole] = line
        return lines

    def _left(self, line: _Line) -> bool:
        """Whether anything of ``line`` may still be damaged."""
        return (
            not line.reading.chains
            or len(set(line.reading.chains.values())) > 1
            or any(
                line.words[n] == word and not word.isascii()
                for n, word in enumerate(line.reading.words)
            )
        )

    def _expected(self, line: _Line, convicted: Sequence[Chain]) -> _Line:
        """``line`` in its best reading, where chains that are expected cost nothing."""
        best = line.reading if line.proved else _Reading(line.words)
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
            if total > max(best.total - _BONUS, _AGAIN):
                best = _Reading(
                    tuple(chosen[n] if n in better else w for n, w in enumerate(line.words)),
                    dict.fromkeys(better, chain),
                    better,
                    total,
                )
        return replace(line, reading=best)

    def _edits(self, line: _Line, text: str, convicted: Sequence[Chain]) -> Iterator[Edit]:
        """An edit for the changed words of ``line`` that are neighbours and of one chain."""
        reading = line.reading
        runs: list[list[int]] = []
        for number, chain in sorted(reading.chains.items()):
            said, word = line.words[number], reading.words[number]
            if said == word or not (line.plain or _sounder(said, word)):
                continue
            if chain not in line.proved and chain not in convicted:
                continue
            if runs and runs[-1][-1] == number - 1 and reading.chains[number - 1] == chain:
                runs[-1].append(number)
            else:
                runs.append([number])
        for run in runs:
            gain = sum(reading.gains[number] for number in run)
            if gain > _WORD_GAIN or reading.chains[run[0]] in convicted:
                yield _edit(line, run, gain, text)

    def _readings(self, reading: _Reading, *, swaps: bool) -> list[_Reading]:
        """The readings of highest gain, by a search over a few steps at each round."""
        found, beam = [], [reading]
        for _ in range(_ROUNDS):
            beam = sorted(
                (after for before in beam for after in self._after(before, swaps=swaps)),
                key=lambda after: -after.total,
            )[:_BEAM]
            found += beam
        return sorted(found, key=lambda after: -after.total)

    def _after(self, reading: _Reading, *, swaps: bool) -> Iterator[_Reading]:
        """What one more step makes of ``reading``, where the words read better for it."""
        line = " ".join(reading.words)
        if reading.chains and not len(self.neighbours.suspects(line)):
            return
        options: dict[Step, dict[int, list[str]]] = {}
        for misreading in MISREADINGS:
            if misreading.pattern.search(line):
                options[misreading] = changed(misreading, reading.words)
        # Two swaps in a row are one that nobody made.
        swaps = swaps and not any(_swapped(chain) for chain in reading.chains.values())
        for swap in self.shortlist(reading.words) if swaps else ():
            options[swap] = changed(swap, reading.words)
        texts = {text for words in options.values() for said in words.values() for text in said}
        texts.update(reading.words[number] for words in options.values() for number in words)
        ordered = sorted(texts)
        scores = dict(zip(ordered, self.readability.scores(ordered), strict=True))
        before = {chain[-1] for chain in reading.chains.values()}
        for step, words in options.items():
            if any(_same_as_one(earlier, step) for earlier in before):
                continue
            chosen = best_of(words, scores)
            gains = {n: scores[now] - scores[reading.words[n]] for n, now in chosen.items()}
            if isinstance(step, Swap):
                better = smoothed(gains, len(reading.words), _OPENED)
            else:
                better = {n: gain for n, gain in gains.items() if gain > _WORD_GAIN}
            if sum(better.values()) - step.cost > _AGAIN:
                yield _with(reading, step, chosen, better)
                # A word misread twice may read no better half-way; the next round tells.
                if len(better) < len(gains) and isinstance(step, Misreading):
                    yield _with(reading, step, chosen, gains)


def _typed(text: str, at: int) -> bool:
    """Whether people type the sign at ``at`` where it stands: a letter, or a mark at an edge."""
    sign = text[at]
    if sign in _MARKS:
        return not (text[at - 1 : at].isalpha() and text[at + 1 : at + 2].isalpha())
    return sign.isalpha()


def _same_as_one(earlier: Step, step: Step) -> bool:
    """Whether ``step`` after ``earlier`` is but another name for a single step."""
    return isinstance(earlier, Swap) and isinstance(step, Misreading) and earlier.true == step.table


def _swapped(chain: Chain) -> bool:
    return any(isinstance(step, Swap) for step in chain)


def _sounder(said: str, word: str) -> bool:
    """Whether ``word`` has no more signs that nobody types than what was ``said``."""
    return said != word and oddities(word) <= oddities(said)


def _total(line: _Line) -> float:
    return line.reading.total


def _possible(chain: Chain, line: str) -> bool:
    """Whether ``chain`` could have made anything of ``line``."""
    last = chain[0]
    if isinstance(last, Misreading):
        return last.pattern.search(line) is not None
    return isinstance(last, Swap)


def _unread(span: Span, text: str) -> _Line:
    tokens = tuple(TOKEN.finditer(span.of(text)))
    return _Line(span, tokens, _Reading(tuple(token[0] for token in tokens)))


def _edit(line: _Line, run: Sequence[int], gain: float, text: str) -> Edit:
    start = line.span.start + line.tokens[run[0]].start()
    end = line.span.start + line.tokens[run[-1]].end()
    inserted, at = "", start
    for number in run:
        token = line.tokens[number]
        inserted += text[at : line.span.start + token.start()] + line.reading.words[number]
        at = line.span.start + token.end()
    chain = line.reading.chains[run[0]]
    rule = SWAPPED if _swapped(chain) else UTF8
    evidence = f"{' > '.join(step.name for step in chain)}; {gain:.0f} nats"
    return Edit(Span(start, end), text[start:end], inserted, rule, evidence)


def _with(
    reading: _Reading, step: Step, words: Mapping[int, str], gains: Mapping[int, float]
) -> _Reading:
    return _Reading(
        tuple(words[n] if n in gains else word for n, word in enumerate(reading.words)),
        {**reading.chains, **{n: (*reading.chains.get(n, ()), step) for n in gains}},
        {**reading.gains, **{n: reading.gains.get(n, 0.0) + gain for n, gain in gains.items()}},
        reading.total + sum(gains.values()) - step.cost,
    )
