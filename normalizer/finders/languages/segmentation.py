"""Which language each word of an article is in, decided for all words together."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import regex

from normalizer.finders.languages.evidence import OTHER_SCRIPT, Rows
from normalizer.finders.languages.letters import script_of_word
from normalizer.finders.languages.tokens import Tokens

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Costs:
    """What a change of language costs, in nats, by what stands between the two words.

    The more text ends there the less it costs. A change of script as well costs
    ``other_script`` times that.
    """

    hyphen: float = 14.0
    word: float = 9.0
    clause: float = 7.493
    quotation: float = 7.493
    ordinal: float = 7.493
    sentence: float = 3.057
    line: float = 5.188
    other_script: float = 0.645


COSTS = Costs()
LEAST = 2 * min(COSTS.sentence, COSTS.line)
"""What a passage must gain at the least, in nats: the way in and the way out."""

MORE = LEAST * (1 / COSTS.other_script - 1)
"""What counts on top for a word that may be in another script: a change of script is cheaper, and
all the rest is reckoned at the price without one."""

_CONTEXT = 3
"""Words around a region that are decided with it."""

_GIVE_UP = 2.2 * COSTS.word
_WINDOWS = (3, 6, 12)
_WORTH = 4.0
_STOP = regex.compile(r"[.!?…。！？]")
_ORDINAL = regex.compile(r"\A\s*\d{1,2}\.\s?\Z")
"""``am 3. Mai``: many languages write ordinal numbers so."""

_QUOTE = regex.compile(r"[„“”«»‹›\"‚‘「」『』]")
_CLAUSE = regex.compile(r"[,;:–—()„“”«»\"’‘‚\[\]|/•*、，；：「」『』（）]|(?<=\s)-")


def languages_of_words(tokens: Tokens, text: str, rows: Rows, main: int) -> list[int]:
    """The column of ``rows`` that each word is in; ``main`` where nothing else is worth it.

    The most likely sequence of a hidden Markov model whose emissions are ``rows`` and whose
    transitions are `Costs` (Viterbi 1967). Only regions where other languages gain more on a
    run of words than the changes cost are decoded, and only between the languages that are
    the best somewhere in them.
    """
    path = [main] * len(tokens)
    for start, stop in _regions(gains(rows, main).tolist()):
        part = rows[start:stop]
        columns = _contenders(part, main)
        if len(columns) > 1:
            steps = _steps(tokens, text, start, stop)
            if stop < len(tokens):
                steps.append(COSTS.sentence)
            decoded = _viterbi(part[:, columns].tolist(), steps, columns.index(main))
            path[start:stop] = [columns[i] for i in decoded]
    return path


def gains(rows: Rows, main: int) -> Floats:
    """What each word may at most gain, in nats, by being in another language than ``main``."""
    own = rows[:, main]
    others = rows.copy()
    others[:, main] = -np.inf
    found = others.max(axis=1, initial=-np.inf) - own
    found[own <= -OTHER_SCRIPT] += MORE
    return np.asarray(found, np.float32)


def _regions(gained: Sequence[float]) -> list[tuple[int, int]]:
    """Ranges of words outside of which ``main`` is certainly the best (Kadane's scan)."""
    found: list[tuple[int, int]] = []
    run = highest = 0.0
    start = 0
    hot = False
    for i, gain in enumerate(gained):
        if run <= 0.0:
            start, run = i, max(gain, 0.0)
            highest = run
        else:
            run += gain
        highest = max(highest, run)
        hot = hot or run > LEAST
        if run <= 0.0 or run < highest - _GIVE_UP:
            if hot:
                found.append((start, i + 1))
            hot, run = False, 0.0
    if hot:
        found.append((start, len(gained)))
    return _widened(found, len(gained))


def _widened(found: Sequence[tuple[int, int]], count: int) -> list[tuple[int, int]]:
    wide: list[tuple[int, int]] = []
    for first, last in found:
        start, stop = max(0, first - _CONTEXT), min(count, last + _CONTEXT)
        if wide and start <= wide[-1][1]:
            wide[-1] = (wide[-1][0], stop)
        else:
            wide.append((start, stop))
    return wide


def _contenders(rows: Rows, main: int) -> list[int]:
    """``main`` and every column that is the best on some run of words."""
    sums = np.zeros((len(rows) + 1, rows.shape[1]), np.float64)
    np.cumsum(rows, axis=0, out=sums[1:])
    found = {main}
    for width in (min(words, len(rows)) for words in _WINDOWS):
        windows = sums[width:] - sums[:-width]
        best = windows.argmax(axis=1)
        ahead = windows[np.arange(len(best)), best] - windows[:, main]
        found.update(best[ahead > _WORTH].tolist())
    return sorted(found)


def _steps(tokens: Tokens, text: str, start: int, stop: int) -> list[float]:
    """What a change costs before each word of the region."""
    steps = [COSTS.line if start == 0 else COSTS.word]
    script = script_of_word(tokens.words[start])
    for i in range(start + 1, stop):
        cost = gap_cost(text[tokens.ends[i - 1] : tokens.starts[i]])
        before, script = script, script_of_word(tokens.words[i])
        steps.append(cost if script == before else cost * COSTS.other_script)
    return steps


@lru_cache(maxsize=4096)
def gap_cost(gap: str) -> float:
    """What a change of language costs, in nats, where ``gap`` stands between two words."""
    if gap == "-":
        return COSTS.hyphen
    if "\n" in gap:
        return COSTS.line
    ends = (
        (_ORDINAL, COSTS.ordinal),
        (_STOP, COSTS.sentence),
        (_QUOTE, COSTS.quotation),
        (_CLAUSE, COSTS.clause),
    )
    return next((cost for pattern, cost in ends if pattern.search(gap)), COSTS.word)


def _viterbi(rows: Sequence[Sequence[float]], steps: Sequence[float], main: int) -> list[int]:
    """The best column for each row; ``steps`` are the costs of a change before each.

    The words before the first one are in ``main``, and so are those after the last where
    ``steps`` has one more.
    """
    scores = [score - steps[0] for score in rows[0]]
    scores[main] += steps[0]
    came: list[list[int]] = []
    for row, cost in zip(rows[1:], steps[1:], strict=False):
        best = max(scores)
        at = scores.index(best)
        best -= cost
        came.append([at if best > score else i for i, score in enumerate(scores)])
        scores = [(max(s, best)) + e for s, e in zip(scores, row, strict=True)]
    if len(steps) > len(rows):
        scores = [s if i == main else s - steps[-1] for i, s in enumerate(scores)]
    column = scores.index(max(scores))
    path = [column]
    for before in reversed(came):
        column = before[column]
        path.append(column)
    return path[::-1]
