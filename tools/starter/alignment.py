"""Which word a word is the translation of, as IBM Model 1 learns it from the corpus.

Brown, Della Pietra, Della Pietra, Mercer: The Mathematics of Statistical Machine Translation,
1993. Words count by their beginnings, which stand in for lemmas. The network is shown these links
while it learns where to look (Chen, Matusov, Khadivi, Peter: Guided Alignment Training for
Topic-Aware Neural Machine Translation, 2016).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from normalizer.engines.adequacy import beginnings

ROUNDS = 5
LEAST = 1e-3
"""Probability below which a translation of a word isn't kept."""
SURE = 0.02
"""Product of the probabilities in both directions from which two words are linked."""

Guide = list[tuple[int, list[int]]]
"""Target positions, and the source positions that each should look at."""

Table = Mapping[str, Mapping[str, float]]


def beginning(word: str) -> str:
    """Reduce a word to what inflection leaves.

    Args:
        word: A word, perhaps with signs around it.

    Returns:
        The first letters of its first run of letters, or its digits; empty if it has neither.
    """
    return next(iter(beginnings(word)), "")


def learn(pairs: Sequence[tuple[list[str], list[str]]]) -> Table:
    """Learn what words become in the other language.

    Args:
        pairs: Words of each source and of each target.

    Returns:
        For each source word, the probability of each word it may become.
    """
    given = {w: i for i, w in enumerate(sorted({w for words, _ in pairs for w in words} | {""}))}
    made = {w: i for i, w in enumerate(sorted({w for _, words in pairs for w in words}))}
    sources: list[int] = []
    targets: list[int] = []
    slots: list[int] = []
    slot = 0
    for words, answer in pairs:
        able = [given[word] for word in words] + [given[""]]
        for word in answer:
            sources += able
            targets += [made[word]] * len(able)
            slots += [slot] * len(able)
            slot += 1
    keys, places = np.unique(
        np.array(sources, dtype=np.int64) * len(made) + np.array(targets), return_inverse=True
    )
    owners, owned = keys // len(made), np.array(slots)
    chances = np.ones(len(keys))
    for _ in range(ROUNDS):
        drawn = chances[places]
        shares = drawn / np.bincount(owned, drawn, slot)[owned]
        counts = np.bincount(places, shares, len(keys))
        chances = counts / np.bincount(owners, counts, len(given))[owners]
    table: dict[str, dict[str, float]] = {word: {} for word in given}
    names, answers = list(given), list(made)
    for key, chance in zip(keys.tolist(), chances.tolist(), strict=True):
        if chance > LEAST:
            table[names[key // len(made)]][answers[key % len(made)]] = chance
    return table


class Links:
    """Links the words of a pair, learned from all pairs in both directions."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        rows = [(beginnings(source), beginnings(target)) for source, target in pairs]
        self.forth, self.back = learn(rows), learn([(target, source) for source, target in rows])

    def __call__(self, source: Sequence[str], target: Sequence[str]) -> list[int | None]:
        """Find the source word of each target word.

        Args:
            source: Words.
            target: Words.

        Returns:
            For each target word the index of the source word, `None` where none is likely; of two
            that are equally likely, the one that stands more nearly in the same place.
        """
        given = [(beginning(word), i / len(source)) for i, word in enumerate(source)]
        found: list[int | None] = []
        for number, answer in enumerate(beginning(word) for word in target):
            back, place = self.back.get(answer, {}), number / len(target)
            ranked = [
                (self.forth[word].get(answer, 0.0) * back[word], -abs(where - place), i)
                for i, (word, where) in enumerate(given)
                if word in back and word in self.forth
            ]
            best = max(ranked, default=(0.0, 0.0, 0))
            found.append(best[2] if best[0] >= SURE else None)
        return found


def words_of(pieces: list[str]) -> tuple[list[str], list[int]]:
    """Join pieces to words.

    Args:
        pieces: Pieces, the first of a word beginning with a mark.

    Returns:
        The words, and for each piece the number of its word.
    """
    words: list[str] = []
    numbers = []
    for piece in pieces:
        if piece.startswith("\N{LOWER ONE EIGHTH BLOCK}") or not words:
            words.append("")
        words[-1] += piece.lstrip("\N{LOWER ONE EIGHTH BLOCK}")
        numbers.append(len(words) - 1)
    return words, numbers


def guide(source: list[str], target: list[str], links: Links) -> Guide:
    """Say where to look for each piece.

    Args:
        source: Pieces of the source.
        target: Pieces of the target.
        links: Knows which words belong together.

    Returns:
        The pieces of the source word for each piece of the target whose word has one.
    """
    given, places = words_of(source)
    made, numbers = words_of(target)
    linked = links(given, made)
    at: dict[int, list[int]] = {}
    for position, number in enumerate(places):
        at.setdefault(number, []).append(position)
    found = ((i, linked[number]) for i, number in enumerate(numbers))
    return [(i, at[number]) for i, number in found if number is not None]
