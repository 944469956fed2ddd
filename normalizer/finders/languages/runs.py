"""Runs of words in one language, put right where their borders are doubtful."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

import regex

from normalizer.finders.languages.evidence import OTHER_SCRIPT, Evidence, Rows
from normalizer.finders.languages.inventory import Inventory
from normalizer.finders.languages.letters import script_of_word
from normalizer.finders.languages.tokens import Tokens

_STRONG = regex.compile(r"[.!?…。！？]\s|[\n„“”«»\"‚‘]|: ")
_RELATED = 8.0
_UNCLEAR = 4.0
_SHORT = 6
_OURS = 4.2
"""Nats by which a word in small letters is the article's."""
_NAMES = 3
_LEAD = 6
"""Words in a row that may lead to a quotation and seem to belong to it."""
_DOUBTFUL = 3.5
"""Nats below which a capitalised word may as well be in the language beside it."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words ``start`` to ``stop`` (not included), all in ``column`` of the evidence."""

    start: int
    stop: int
    column: int

    def __len__(self) -> int:
        return self.stop - self.start


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an article that was decoded; ``start`` is where it begins, in code points."""

    start: int
    text: str
    tokens: Tokens
    rows: Rows
    runs: tuple[Run, ...]


def runs(path: Sequence[int]) -> Iterator[Run]:
    """The longest runs of equal columns, in order; together they are the whole path.

    >>> [(run.start, run.stop) for run in runs([0, 0, 1, 0])]
    [(0, 2), (2, 3), (3, 4)]
    """
    start = 0
    for column, same in groupby(path):
        stop = start + sum(1 for _ in same)
        yield Run(start, stop, column)
        start = stop


def agreed(path: Sequence[int], rows: Rows, main: int) -> list[int]:
    """``path`` with neighbours in related languages taken for the one that fits both.

    Two passages that touch are in two languages only where neither would do for both, by
    `_RELATED` nats.
    """
    path = list(path)
    found = list(runs(path))
    for before, behind in pairwise(found):
        columns = path[before.start], behind.column
        if main in columns:
            continue
        first = rows[before.start : before.stop].sum(axis=0)
        second = rows[behind.start : behind.stop].sum(axis=0)
        apart = first[columns[0]] + second[columns[1]]
        together = max(columns, key=lambda column: first[column] + second[column])
        if apart - first[together] - second[together] < _RELATED:
            path[before.start : behind.stop] = [together] * (behind.stop - before.start)
    return path


def in_doubt(parts: Sequence[Part], left: Collection[int]) -> Iterator[tuple[Part, Run]]:
    """The runs in none of the columns ``left``; a doubtful one as the longer ones of the article.

    Few words may be Russian as well as Ukrainian: where only `_UNCLEAR` nats lie between them,
    the article's other passages say what is likelier.
    """
    kept = [(part, run) for part in parts for run in part.runs if run.column not in left]
    lengths: Counter[int] = Counter()
    for _, run in kept:
        lengths[run.column] += len(run)
    for part, run in kept:
        sums = part.rows[run.start : run.stop].sum(axis=0)
        close = [column for column in lengths if sums[column] >= sums[run.column] - _UNCLEAR]
        longest = max(close, key=lambda column: lengths[column])
        yield part, Run(run.start, run.stop, longest)


def edged(path: Sequence[int], tokens: Tokens, evidence: Evidence, main: int) -> list[int]:
    """``path`` without a first or last word that is the article's own but for a capital.

    A run may take in the article before a foreign name, or the verb behind it, because the
    sentence begins or ends there.
    """
    path = list(path)
    for run in runs(path):
        if run.column == main:
            continue
        for at in (run.start, run.stop - 1):
            word = tokens.words[at]
            if at != run.start and word[0].isupper():
                continue
            small = evidence.against([word if word.isupper() else word.lower()])[0]
            if small[main] - small[run.column] > _OURS:
                path[at] = main
    return path


def introduced(part: Part, run: Run, main: int) -> Run:
    """``run`` without the article's own words that lead to a quotation, or from it.

    A foreign name may draw ``sagte`` and all before it into the passage that it introduces; a
    sentence, a line or a quotation that begins behind them says where the passage does.
    """
    rows = part.rows[run.start : run.stop]
    gained = (rows[:, main] - rows[:, run.column]).tolist()
    strong = [k for k in range(1, len(run)) if _is_strong(part.tokens, part.text, run.start + k)]
    start, stop = 0, len(run)
    if strong and strong[0] <= _LEAD and _is_ours(gained[: strong[0]]):
        start = strong[0]
    if strong and stop - strong[-1] <= _LEAD and strong[-1] > start:
        stop = strong[-1] if _is_ours(gained[strong[-1] :]) else stop
    return Run(run.start + start, run.start + stop, run.column)


def _is_ours(gained: Sequence[float]) -> bool:
    """Whether words are the article's, by what each gains there, though others may be names."""
    return max(gained) > _OURS and sum(gained) > 0.0


def trimmed(path: Sequence[int], tokens: Tokens, inventory: Inventory, main: int) -> list[int]:
    """``path`` without small words in the article's script at the ends of a run in another.

    Names such as ``NATO`` may belong to a sentence in another script, small words don't; a
    short run with such words inside is cut at them.
    """
    path = list(path)
    own = inventory.varieties[main].script
    for run in runs(path):
        if inventory.varieties[run.column].script == own:
            continue
        small = [i for i in range(run.start, run.stop) if _is_small(tokens.words[i], own)]
        if len(run) - len(small) <= _SHORT:
            for i in small:
                path[i] = main
            continue
        start, stop = run.start, run.stop
        while start < stop and _is_small(tokens.words[start], own):
            path[start] = main
            start += 1
        while start < stop and _is_small(tokens.words[stop - 1], own):
            stop -= 1
            path[stop] = main
    return path


def _is_small(word: str, script: str) -> bool:
    return word[0].islower() and script_of_word(word) == script


def settled(path: Sequence[int], tokens: Tokens, text: str, rows: Rows) -> list[int]:
    """``path`` with each border moved over at most three names to where a sentence ends.

    Names are in no language, so the model cuts before or after them as chance will have it;
    the end of a sentence, a line or a quotation says more.
    """
    path = list(path)
    for k in range(1, len(path)):
        doubtful = path[k] != path[k - 1] and not _is_strong(tokens, text, k)
        if doubtful and not _back(path, k, tokens, text, rows):
            _forth(path, k, tokens, text, rows)
    return path


def _back(path: list[int], k: int, tokens: Tokens, text: str, rows: Rows) -> bool:
    """Whether the border before word ``k`` could be moved towards the beginning."""
    before, behind = path[k - 1], path[k]
    for j in range(k - 1, max(-1, k - 1 - _NAMES), -1):
        if path[j] != before or not _is_doubtful(tokens.words[j], rows[j], before, behind):
            return False
        if _is_strong(tokens, text, j):
            path[j:k] = [behind] * (k - j)
            return True
    return False


def _forth(path: list[int], k: int, tokens: Tokens, text: str, rows: Rows) -> None:
    before, behind = path[k - 1], path[k]
    for j in range(k, min(len(path), k + _NAMES)):
        if path[j] != behind or not _is_doubtful(tokens.words[j], rows[j], behind, before):
            return
        if _is_strong(tokens, text, j + 1):
            path[k : j + 1] = [before] * (j + 1 - k)
            return


def _is_doubtful(word: str, row: Rows, now: int, then: int) -> bool:
    if row[then] <= -OTHER_SCRIPT < row[now]:
        return False
    return word[0].isupper() and bool(row[now] - row[then] < _DOUBTFUL)


def _is_strong(tokens: Tokens, text: str, k: int) -> bool:
    """Whether a sentence, a line or a quotation begins or ends right before word ``k``."""
    if k <= 0 or k >= len(tokens):
        return True
    return _STRONG.search(text, tokens.ends[k - 1], tokens.starts[k]) is not None
