"""Lines of misread UTF-8 that lost some of its bytes."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from normalizer.finders.encoding.judgement import Judge
from normalizer.finders.encoding.lossy import LossyMisreading, misplaced
from normalizer.finders.encoding.neighbours import Neighbours
from normalizer.finders.encoding.readable import Readability, oddities
from normalizer.finders.encoding.reading import Line, Reading
from normalizer.finders.encoding.search import WORD_GAIN
from normalizer.finders.encoding.tables import MISREADINGS, Misreading
from normalizer.finders.encoding.wordwise import STRAY

_LOST = 4.0
_GAPPY = ("cp1252", "cp1251", "cp1250", "cp1254", "cp1257")
_LOWERED = "cp1252"
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
        lost = max(found[1:], key=lambda lost: lost.total, default=line)
        if lost is line or lost.total <= line.total + _LOST:
            return line
        lost = self.judge(lost)
        return lost if lost.proved else line

    def _lossy(self, line: Line, said: str, lossy: LossyMisreading) -> Line:
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
        gains = {n: gain for n, gain in gains.items() if gain > WORD_GAIN}
        words = tuple(chosen[n] if n in gains else t[0] for n, t in enumerate(tokens))
        reading = Reading(words, dict.fromkeys(gains, (lossy,)), gains, sum(gains.values()))
        return Line(line.span, tokens, tuple([token[0] for token in tokens]), reading)

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
