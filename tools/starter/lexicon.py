"""Which words become which, as the package keeps it to judge its answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from alignment import Table, learn

from normalizer.engines.adequacy import Lexicon, beginnings, cost_of
from normalizer.engines.coverage import Coverage

LEAST = 0.005
"""Probability below which a word isn't kept; more would be megabytes of noise."""
MOST = 8
"""Words kept for a word."""
COMMON = 50
"""So many of the commonest beginnings of a language are asked nothing: articles, prepositions."""


def lexicon(pairs: Iterable[tuple[str, str]], source: str, target: str) -> Lexicon:
    """Learn from pairs which words become which.

    Args:
        pairs: Sources and targets.
        source: Language code of the sources.
        target: Language code of the targets.

    Returns:
        The likeliest words for each in either direction, and which source words were read.
    """
    corpus = list(pairs)
    rows = [(beginnings(given), beginnings(made)) for given, made in corpus]
    return Lexicon(
        source,
        target,
        _kept(learn(rows)),
        _kept(learn([(made, given) for given, made in rows])),
        _commonest(given for given, _ in rows),
        _commonest(made for _, made in rows),
        Coverage.of(given for given, _ in corpus),
    )


def _kept(table: Table) -> dict[str, dict[str, int]]:
    """The likeliest answers of each word; the empty word stands for none and goes."""
    kept = {}
    for word, answers in table.items():
        best = sorted(answers.items(), key=lambda item: (-item[1], item[0]))[:MOST]
        likely = {answer: cost_of(chance) for answer, chance in best if chance >= LEAST}
        if word and likely:
            kept[word] = likely
    return kept


def _commonest(rows: Iterable[list[str]]) -> frozenset[str]:
    counts = Counter(word for row in rows for word in row)
    ranked = sorted(counts, key=lambda word: (-counts[word], word))
    return frozenset(ranked[:COMMON])
