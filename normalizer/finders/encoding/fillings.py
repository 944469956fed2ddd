"""What the damaged words of a line were, all of them chosen together."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import regex

from normalizer.finders.encoding.agreement import Agreement
from normalizer.finders.encoding.lossy import Segment
from normalizer.finders.encoding.marks import MARKS
from normalizer.finders.encoding.neighbours import Neighbours
from normalizer.finders.encoding.parts import WORDS, Part, beside, part_of, set_marks, shouted
from normalizer.finders.encoding.readable import Readability
from normalizer.finders.encoding.said_names import SaidNames
from normalizer.finders.encoding.unlisted import CASED, Unlisted
from normalizer.resources.statistics import Scores

_MOST = 400
"""Readings of one word that are looked at; of more those whose neighbouring signs fit best."""

_ODD_ONES = 6
"""Readings with signs inside that no word has: the cheapest few are enough."""

_UNLISTED = 3.0
"""Nats that it costs a word not to be in the list of its language."""

_TRIED = 30
"""Likeliest readings of a word whose kin is looked for."""

_ABBREVIATION = -9.0
"""The score of the commonest abbreviations."""

_BETWEEN = regex.compile(r"[ \xa0\-'\"’.,:;!?()«»„“”–—…]+")
_BROKEN = regex.compile(r"(?<=\w)[\"„“”«».,:;!?…()]+(?=\w)")
_CYRILLIC = re.compile("[\u0400-\u0481\u048a-\u052f]+")
_SIGN = 2.5
_BREAK = 6.0
_CASES = 6.0
"""Nats that a sign between words costs, one that no blank follows, a capital inside a word."""

_HEEDED = np.float32(20.0)
"""One part in so many of what is known of a word counts for a name of the article as well."""

_NO_NAMES = SaidNames()

Totals = npt.NDArray[np.float32]


class Filling(NamedTuple):
    """The words of a line, what the guesses in each cost, and the language of each script."""

    words: list[str]
    costs: list[float]
    languages: dict[str, str]


@dataclass(frozen=True)
class Filler:
    """Fills what was lost in the words of a line, in the one language all of it fits best."""

    readability: Readability
    neighbours: Neighbours

    def __call__(
        self, tokens: Sequence[Sequence[Segment]], names: SaidNames = _NO_NAMES
    ) -> Filling:
        """Each of the ``tokens`` as it most likely was, in an article that has those ``names``."""
        parts = [part for n, token in enumerate(tokens) for part in self._parts(n, token)]
        for number, part in enumerate(parts):
            part.number = number
        words = [part for part in parts if part.open and not part.marks]
        scored = _with_names(self._scored(words), names)
        columns = self._languages(parts, words, scored)
        languages = {s: self.readability.statistics[s].languages[i] for s, i in columns.items()}
        self._fill(parts, scored, columns)
        set_marks(parts, languages)
        said = [""] * len(tokens)
        costs = [0.0] * len(tokens)
        for part in parts:
            said[part.token] += part.said
            costs[part.token] += part.paid
        return Filling(said, costs, languages)

    def _parts(self, number: int, token: Sequence[Segment]) -> Iterator[Part]:
        """The words and the signs between them of one token, the words with all readings."""
        run: dict[str, float] = {}
        for segment in token:
            marks = len(segment) > 1 and any(option in MARKS for option in segment)
            if not marks and any(option[:1].isalpha() for option in segment):
                run = self._extended(run, segment)
                continue
            if run:
                yield part_of(run, number)
                run = {}
            yield part_of(segment, number)
        if run:
            yield part_of(run, number)

    def _extended(self, run: Mapping[str, float], segment: Segment) -> dict[str, float]:
        """Each reading of ``run`` with each of ``segment`` behind it; of too many the best."""
        if not run:
            return dict(segment)
        longer = {
            said + more: paid + cost for said, paid in run.items() for more, cost in segment.items()
        }
        if len(longer) <= _MOST:
            return longer
        signs, scores = self.neighbours.signs, self.neighbours.scores
        texts = list(longer)
        width = max(map(len, texts)) + 1
        padded = np.array([f" {text}".ljust(width) for text in texts])
        units = padded.view(np.uint32).reshape(len(texts), width)
        codes = signs[np.minimum(units, 0xFFFF)]
        fit = scores[codes[:, :-1], codes[:, 1:]].sum(axis=1)
        fit -= np.array(list(longer.values()), np.float32)
        kept = np.argpartition(-fit, _MOST)[:_MOST]
        return {texts[i]: longer[texts[i]] for i in kept.tolist()}

    def _scored(self, parts: Iterable[Part]) -> dict[str, tuple[str, Totals]]:
        """The script of each reading that holds words of one, and its score by language."""
        options = {text for part in parts for text in part.options}
        pieces: dict[str, dict[str, tuple[list[str], float]]] = {}
        for text in sorted(options):
            if (found := _pieces(text)) is not None:
                script, said, cost = found
                pieces.setdefault(script, {})[text] = said, cost
        scored: dict[str, tuple[str, Totals]] = {}
        for script, texts in pieces.items():
            words = [word for said, _ in texts.values() for word in said]
            rows = {word: row for row, word in enumerate(dict.fromkeys(words))}
            scores = self._word_scores(script, list(rows)).take([rows[w] for w in words], axis=0)
            starts = [0, *accumulate(len(said) for said, _ in texts.values())]
            totals = np.add.reduceat(scores, starts[:-1], axis=0)
            totals -= np.array([cost for _, cost in texts.values()], np.float32)[:, None]
            scored.update((text, (script, row)) for text, row in zip(texts, totals, strict=True))
        return scored

    def _word_scores(self, script: str, words: Sequence[str]) -> Scores:
        """As of the statistics, but a word of the list is as likely as it is there."""
        known = self.readability.statistics[script]
        common = known.common_scores(words)
        spelled = known.word_scores(words) - np.float32(_UNLISTED)
        return np.asarray(np.where(np.isinf(common), spelled, common), np.float32)

    def _languages(
        self,
        parts: Sequence[Part],
        words: Sequence[Part],
        scored: Mapping[str, tuple[str, Totals]],
    ) -> dict[str, int]:
        """For each script the column of the language the line fits best."""
        fixed = " ".join(next(iter(part.options)) for part in parts if not part.open)
        totals: dict[str, Totals] = {}
        found: dict[str, list[str]] = {}
        for match in WORDS.finditer(fixed):
            found.setdefault(match.lastgroup or "", []).append(match[0])
        for script, said in found.items():
            totals[script] = self.readability.statistics[script].word_scores(said).sum(axis=0)
        for part in words:
            best: dict[str, tuple[list[Totals], list[float]]] = {}
            for text, cost in part.options.items():
                if text in scored:
                    script, row = scored[text]
                    rows, costs = best.setdefault(script, ([], []))
                    rows.append(row)
                    costs.append(cost)
            for script, (rows, costs) in best.items():
                fit = (np.array(rows) - np.array(costs, np.float32)[:, None]).max(axis=0)
                totals[script] = totals[script] + fit if script in totals else fit
        return {script: int(total.argmax()) for script, total in totals.items()}

    def _fill(
        self,
        parts: Sequence[Part],
        scored: Mapping[str, tuple[str, Totals]],
        columns: Mapping[str, int],
    ) -> None:
        """Take the reading of each word that is likeliest in the language of the line."""
        words = [part for part in parts if part.open and not part.marks]
        odd = {}
        for part in words:
            others = (text for text in part.options if text not in scored)
            odd.update(dict.fromkeys(sorted(others, key=part.options.__getitem__)[:_ODD_ONES]))
        languages = {s: self.readability.statistics[s].languages[i] for s, i in columns.items()}
        rare = dict(zip(odd, self.readability.scores(list(odd), languages), strict=True))
        loud = shouted(parts)
        worths = [_worth(part, scored, columns, rare, loud=loud) for part in words]
        self._unlisted.without_strange(worths, columns)
        for part, worth in zip(words, worths, strict=True):
            part.said = next(iter(worth))
        kin = self._unlisted(worths, scored, columns)
        for part, worth in zip(words, worths, strict=True):
            for text in worth:
                if text in kin:
                    worth[text] = max(worth[text], kin[text] - part.options[text])
            part.said = max(worth, key=worth.__getitem__)
        for part, worth in zip(words, worths, strict=True):
            if len(worth) > 1:
                self._agree(part, worth, parts, languages)
            part.paid = part.options[part.said]

    def _agree(
        self,
        part: Part,
        worth: Mapping[str, float],
        parts: Sequence[Part],
        languages: Mapping[str, str],
    ) -> None:
        """Take the form that goes with the words beside it, where two are about as likely."""
        language = languages.get("Cyrillic", "")
        left, right = beside(parts, part)
        costs = self._agreement.misfits(worth, left, right, language)
        part.said = max(worth, key=lambda text: worth[text] - costs[text])

    @cached_property
    def _agreement(self) -> Agreement:
        return Agreement(self.readability.statistics["Cyrillic"])

    @cached_property
    def _unlisted(self) -> Unlisted:
        return Unlisted(self.readability.statistics)


def _pieces(text: str) -> tuple[str, list[str], float] | None:
    """The script of a reading, its words in small letters, and what else it holds costs.

    None where it has no words or words of two scripts, or signs that stand beside no words.
    """
    if _CYRILLIC.fullmatch(text):
        # Nearly all readings are such.
        return "Cyrillic", [text.lower()], _CASES * (CASED.fullmatch(text) is None)
    found = list(WORDS.finditer(text))
    scripts = {match.lastgroup or "" for match in found}
    signs = len(text) - sum(len(match[0]) for match in found)
    if len(scripts) != 1 or (signs and not _BETWEEN.fullmatch(WORDS.sub("", text))):
        return None
    (script,) = scripts
    cost = _SIGN * signs + _BREAK * len(_BROKEN.findall(text))
    cost += _CASES * sum(not CASED.fullmatch(match[0]) for match in found)
    return script, [match[0].lower() for match in found], cost


def _with_names(
    scored: dict[str, tuple[str, Totals]], names: SaidNames
) -> dict[str, tuple[str, Totals]]:
    """The scores of each reading, where ``names`` of the article are as likely as such are."""
    if not names.names:
        return scored
    found = dict(scored)
    for text, (script, row) in scored.items():
        least = names.likelihood(text)
        if least is not None:
            # Of two endings that one is taken which is likelier at any rate.
            found[text] = script, np.maximum(row, np.float32(least) + row / _HEEDED)
    return found


def _worth(
    part: Part,
    scored: Mapping[str, tuple[str, Totals]],
    columns: Mapping[str, int],
    rare: Mapping[str, float],
    *,
    loud: bool,
) -> dict[str, float]:
    """The likeliest readings of a word, best first, and their scores less their cost."""
    worth = {text: rare[text] - cost for text, cost in part.options.items() if text in rare}
    for text, cost in part.options.items():
        if text in scored:
            script, row = scored[text]
            score = float(row[columns[script]])
            if not loud and len(text) > 1 and text.isupper():
                # What is common in small letters is no abbreviation.
                score = min(score, 2 * _ABBREVIATION - score)
            worth[text] = score - cost
    best = sorted(worth, key=worth.__getitem__, reverse=True)[:_TRIED]
    return {text: worth[text] for text in best}
