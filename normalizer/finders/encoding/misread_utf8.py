"""UTF-8 that was read with a single-byte table, in a whole article or in one word of it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ftfy import fix_encoding
from ftfy.badness import is_bad

from normalizer.document.document import Document
from normalizer.document.findings import Edit
from normalizer.document.span import Span
from normalizer.finders.encoding.readable import Readability, oddities
from normalizer.finders.encoding.suspects import suspect_lines
from normalizer.finders.encoding.tables import MISREADINGS, TABLES

RULE = "encoding.misread-utf-8"

_SURE = 18.0
"""Nats by which a line must read better in all; each later table in the list pays a little."""

_WORD_GAIN = 2.0
_RARER = 0.2
_ROUNDS = 4
_BEAM = 4

_TOKEN = re.compile(r"[^ \t\n]+")
# What clean text of any language we know rarely holds: signs outside letters and typography,
# or a capital right behind a small letter outside ASCII. All misread UTF-8 holds one of them.
_SUSPECT = re.compile(
    "[\x80-\x9f\xa1-\xa6\xa8-\xaa\xac-\xaf\xb1-\xba\xbc-\xbf\xd7\xf7\u0192\u02c6-\u02dd"
    "\u2020-\u2022\u2030\u2122\u2200-\u25ff]|[ÃÂâÐÑÄÅĂĐŃŇÎÏ][^\x00-\x7f]|[а-яёіїєґ][А-ЯЁІЇЄҐ]"
    "|(?:[РС][\xa0-\xbf\u0402-\u040f\u0451-\u045f\u0490\u0491\u2018-\u203a]){2}"
    "|[ГВ][\xa1-\xbf\u0402-\u040f\u0458-\u045f\u2018-\u203a]"
    "|[–—][^\x00-\x7f\xa0«„“»”–—А-я]|[a-z][\u0401-\u044f]|[\u0401-\u044f][a-z]"
)


@dataclass(frozen=True)
class _Reading:
    """What a line may have been: its words now, their tables and gains by number of the word."""

    words: tuple[str, ...]
    tables: Mapping[int, tuple[str, ...]]
    gains: Mapping[int, float]
    total: float = 0.0


@dataclass(frozen=True)
class FindMisreadUtf8:
    """Repairs words that are UTF-8 read with one of 17 tables, up to four times over.

    In each line the table wins under which the line reads best, over all languages of the
    statistics; words that don't read better stay. A line must read better by 18 nats in all.

    >>> find = FindMisreadUtf8(Readability())
    >>> [edit.inserted for edit in find(Document("Er sprach mit РџСѓС‚РёРЅ in Genf."))]
    ['Путин']
    >>> list(find(Document("Рік 2024: „Über“ Rīga, Đakovo und С 2020 года")))
    []
    """

    readability: Readability

    def __call__(self, document: Document) -> Iterator[Edit]:
        """One edit for each damaged word, with its tables and its gain as evidence."""
        text = document.text
        seen: list[tuple[str, ...]] = []
        for span in suspect_lines(text):
            line = span.of(text)
            if _SUSPECT.search(line):
                yield from self._line(span, line, seen)

    def _line(self, span: Span, line: str, seen: list[tuple[str, ...]]) -> Iterator[Edit]:
        tokens = list(_TOKEN.finditer(line))
        said = tuple(token[0] for token in tokens)
        best = self._as_before(said, seen) or self._best(_Reading(said, {}, {}))
        if self._rival_is_better(line, " ".join(best.words)):
            return
        for number, token in enumerate(tokens):
            repaired = best.words[number]
            sounder = repaired != token[0] and oddities(repaired) <= oddities(token[0])
            if sounder and best.gains[number] > _WORD_GAIN:
                at = span.start + token.start()
                if best.tables[number] not in seen:
                    seen.append(best.tables[number])
                tables = " > ".join(best.tables[number])
                evidence = f"utf-8 read as {tables}; {best.gains[number]:.0f} nats"
                where = Span(at, at + len(token[0]))
                yield Edit(where, token[0], repaired, RULE, evidence)

    def _as_before(self, said: tuple[str, ...], seen: list[tuple[str, ...]]) -> _Reading | None:
        """What the tables that an earlier line was read with make of this one, if that is all.

        One accident usually damages a whole article, so this answers most lines.
        """
        for tables in seen:
            words = said
            for table in tables:
                misreading = MISREADINGS[TABLES.index(table)]
                words = tuple(misreading.repaired(word) for word in words)
            changed = [n for n, word in enumerate(words) if word != said[n]]
            if changed and not _SUSPECT.search(" ".join(words)):
                scores = self.readability.scores([*words, *said])
                gains = {n: scores[n] - scores[len(words) + n] for n in changed}
                if sum(gains.values()) > _SURE and min(gains.values()) > _WORD_GAIN:
                    chains = dict.fromkeys(changed, tables)
                    return _Reading(words, chains, gains, sum(gains.values()))
        return None

    def _rival_is_better(self, line: str, repaired: str) -> bool:
        """Whether ftfy's repair of the whole line reads better, so that it is left to it."""
        if not is_bad(line):
            return False
        rival = fix_encoding(line)
        if rival in {line, repaired}:
            return False
        if "\N{REPLACEMENT CHARACTER}" in rival and "\N{REPLACEMENT CHARACTER}" not in line:
            return False
        ours, theirs = self.readability.scores([repaired, " ".join(_TOKEN.findall(rival))])
        return theirs > ours

    def _best(self, reading: _Reading) -> _Reading:
        """The reading of highest gain, by a search over a few tables at each round."""
        best, beam = reading, [reading]
        for _ in range(_ROUNDS):
            beam = sorted(
                (after for before in beam for after in self._after(before)),
                key=lambda after: -after.total,
            )[:_BEAM]
            if not beam:
                break
            best = max(best, beam[0], key=lambda found: found.total)
        return best

    def _after(self, reading: _Reading) -> Iterator[_Reading]:
        """What one more table makes of ``reading``, where the words read better for it."""
        line = " ".join(reading.words)
        if not _SUSPECT.search(line):
            return
        changed = {
            misreading: {
                number: repaired
                for number, word in enumerate(reading.words)
                if (repaired := misreading.repaired(word)) != word
            }
            for misreading in MISREADINGS
            if misreading.pattern.search(line)
        }
        texts = {text for words in changed.values() for text in words.values()}
        texts.update(reading.words[number] for words in changed.values() for number in words)
        ordered = sorted(texts)
        scores = dict(zip(ordered, self.readability.scores(ordered), strict=True))
        for misreading, words in changed.items():
            gains = {n: scores[now] - scores[reading.words[n]] for n, now in words.items()}
            better = {n: gain for n, gain in gains.items() if gain > _WORD_GAIN}
            cost = _RARER * TABLES.index(misreading.table)
            if sum(better.values()) - cost > _SURE:
                yield _with(reading, misreading.table, words, better, cost)
                # A word misread twice may read no better half-way; the next round tells.
                if len(better) < len(gains):
                    yield _with(reading, misreading.table, words, gains, cost)


def _with(
    reading: _Reading,
    table: str,
    words: Mapping[int, str],
    gains: Mapping[int, float],
    cost: float,
) -> _Reading:
    return _Reading(
        tuple(words[n] if n in gains else word for n, word in enumerate(reading.words)),
        {**reading.tables, **{n: (*reading.tables.get(n, ()), table) for n in gains}},
        {**reading.gains, **{n: reading.gains.get(n, 0.0) + gain for n, gain in gains.items()}},
        reading.total + sum(gains.values()) - cost,
    )
