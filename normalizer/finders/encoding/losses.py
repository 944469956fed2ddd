"""Lines of misread UTF-8 that lost some of its bytes."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from normalizer.finders.encoding.fillings import Filler
from normalizer.finders.encoding.judgement import Judge
from normalizer.finders.encoding.lossy import LossyMisreading
from normalizer.finders.encoding.neighbours import Neighbours
from normalizer.finders.encoding.readable import Readability, oddities
from normalizer.finders.encoding.reading import Line, Reading, unread
from normalizer.finders.encoding.said_names import said_names
from normalizer.finders.encoding.search import WORD_GAIN
from normalizer.finders.encoding.tables import MISREADINGS, Misreading
from normalizer.finders.encoding.turned import TurnedMarks
from normalizer.finders.encoding.wordwise import STRAY

_HALF, _LEAD = re.compile("[ÐÑ](?=[ÐÑ\\x00-\\x7f]|$)"), re.compile("[ÐÑ]")
_NO_HALF = re.compile("[À-ÏÒ-ßà-ÿ]")
_FEW_OTHERS = 0.1
_MANY_LEADS = 8
_MANY_HALVES = 0.15

_LOST = 4.0
_NEARLY = 0.9
_MANY = 40.0
_WORD_OF_MANY = -4.0
"""Nats by which a line must read better for short words of it to read a little worse."""

_MOST = 0.7
"""The share of signs beyond ASCII that whole sequences make up where nothing else happened."""

_GAPPY = ("cp1252", "cp1251", "cp1250", "cp1254", "cp1257")
_LOWERED = "cp1252"
_STRIPPED = "latin-1"
_LIKE_STRIPPED = frozenset({"cp1252", "cp1254", "iso-8859-15"})
_DROPPED = re.compile("[âÃÅÄÐÑ](?:[0-9A-Za-zÃÂâ.,;:!?)]|$)")
_HOWL = re.compile(r"([âÃÅÄ])\1\1")
_WINDOWS_ONLY = re.compile("[€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ\x80-\x9f\ufffd]")
"""Text that was read as latin-1 and lost its controls, and what such text hasn't."""

_REPLACED = re.compile(r"â€|вЂ|[^\x00-\x7f][?\ufffd]|[\xc2\xc3\xc5\xd0\xd1\xe2][\x00-\x7f]|[ðñãâ]")


@dataclass(frozen=True)
class Losses:
    """Reads lines as if bytes of them were lost."""

    readability: Readability
    neighbours: Neighbours
    judge: Judge

    def __call__(self, line: Line, text: str, tables: dict[str, None]) -> Line:
        """``line``, or a better reading of it under which some bytes were lost.

        Tried are the tables that other words prove, here or in an earlier line (``tables``, which
        is filled), and where a byte was visibly replaced those that leave bytes undefined.
        """
        said = line.span.of(text)
        if line.plain:
            return self._turned(line, said)
        proved = [chain[0] for chain in line.proved if len(chain) == 1]
        tables.update((step.table, None) for step in proved if isinstance(step, Misreading))
        if _halved(said):
            return unread(line.span, text)
        found = [line, *(self._lossy(line, text, lossy) for lossy in self._tried(said, tables))]
        lost = max(found[1:], key=lambda lost: lost.total, default=line)
        if lost is line or lost.total <= line.total + _LOST:
            return line
        lost = self.judge(lost)
        return lost if lost.proved else line

    def likely(self, said: str, proved: Iterable[str]) -> bool:
        """Whether most signs beyond ASCII of what was ``said`` are UTF-8, with bytes missing.

        Read with one of the tables that were ``proved`` or that leave bytes undefined.
        """
        signs = sum(sign > "\x7f" for sign in said)
        return any(
            self._losses[table].incomplete(said)
            and sum(map(len, self._sound[table].pattern.findall(said))) > _MOST * signs
            for table in dict.fromkeys((*proved, *_GAPPY))
        )

    def _tried(self, said: str, proved: Iterable[str]) -> Iterator[LossyMisreading]:
        """The losses that may explain what was ``said``, or as much of it as any."""
        tables = [*proved, *(_GAPPY if proved or _REPLACED.search(said) else ())]
        if _LOWERED in tables and said == said.lower():
            yield LossyMisreading(_LOWERED, self.neighbours, lowered=True)
        if tables and _DROPPED.search(said) and not _WINDOWS_ONLY.search(said):
            tables = [_STRIPPED, *(table for table in tables if table not in _LIKE_STRIPPED)]
        explained = {
            table: sum(map(len, self._sound[table].pattern.findall(said))) for table in tables
        }
        most = max(explained.values(), default=0)
        for table, signs in explained.items():
            if signs >= _NEARLY * most and not (table == _STRIPPED and _HOWL.search(said)):
                yield self._losses[table]

    @cached_property
    def _sound(self) -> dict[str, Misreading]:
        return {misreading.table: misreading for misreading in MISREADINGS}

    def _lossy(self, line: Line, text: str, lossy: LossyMisreading) -> Line:
        said = line.span.of(text)
        tokens = tuple(lossy.tokens(said))
        traits = lossy.traits(said)
        segments = [
            lossy.segments(token[0], traits) if lossy.damaged(token[0]) else [{token[0]: 0.0}]
            for token in tokens
        ]
        now, costs, languages = self._filler(segments, said_names(text))
        changed = [n for n, token in enumerate(tokens) if now[n] != token[0]]
        before = self._worth([tokens[n][0] for n in changed], languages)
        after = self._worth([now[n] for n in changed], languages)
        gains = {
            n: then - was - costs[n] for n, was, then in zip(changed, before, after, strict=True)
        }
        least = _WORD_OF_MANY if sum(gains.values()) > _MANY else WORD_GAIN
        gains = {n: gain for n, gain in gains.items() if gain > least}
        words = tuple(now[n] if n in gains else t[0] for n, t in enumerate(tokens))
        reading = Reading(words, dict.fromkeys(gains, (lossy,)), gains, sum(gains.values()))
        return Line(line.span, tokens, tuple([token[0] for token in tokens]), reading)

    def _worth(self, words: Sequence[str], languages: Mapping[str, str]) -> list[float]:
        scores = self.readability.scores(words, languages)
        return [score - STRAY * oddities(word) for word, score in zip(words, scores, strict=True)]

    @cached_property
    def _turned(self) -> TurnedMarks:
        return TurnedMarks(self.readability, self.neighbours)

    @cached_property
    def _filler(self) -> Filler:
        return Filler(self.readability, self.neighbours)

    @cached_property
    def _losses(self) -> dict[str, LossyMisreading]:
        return {m.table: LossyMisreading(m.table, self.neighbours) for m in MISREADINGS}


def _halved(said: str) -> bool:
    """Whether so many letters of Cyrillic lost their second half that nobody can know them."""
    halved, all_ = len(_HALF.findall(said)), len(_LEAD.findall(said))
    # In single-byte text read wrongly those two are letters among many.
    return (
        all_ >= _MANY_LEADS
        and halved > _MANY_HALVES * all_
        and len(_NO_HALF.findall(said)) < _FEW_OTHERS * all_
        and not _WINDOWS_ONLY.search(said)
    )
