"""Held-out pairs that are too much like one of the corpus."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from pairs import Pair, words

MOST_ALIKE = 0.5
"""Share of the longer words that two sentences may have in common."""

_STEM, _SHORT, _FEWEST = 5, 3, 3


def stems(text: str) -> frozenset[str]:
    """Collect the longer words of a text without their endings.

    Args:
        text: A Russian sentence.

    Returns:
        The first five letters of each word of four letters and more.
    """
    return frozenset(word[:_STEM] for word in words(text) if len(word) > _SHORT)


def alike(held_out: Iterable[Pair], corpus: Sequence[Pair]) -> Iterator[tuple[Pair, Pair]]:
    """Find held-out pairs that differ from one of the corpus in a few words only.

    Args:
        held_out: What is looked at; sentences with fewer than three stems are left alone.
        corpus: What they are compared with.

    Yields:
        A pair and the one of the corpus that is most like it.
    """
    known = [stems(pair.source) for pair in corpus]
    places: defaultdict[str, list[int]] = defaultdict(list)
    for index, said in enumerate(known):
        for stem in said:
            places[stem].append(index)
    for pair in held_out:
        said = stems(pair.source)
        if len(said) < _FEWEST:
            continue
        shared = Counter(index for stem in said for index in places[stem])
        best = max(shared, key=lambda index: shared[index] / len(said | known[index]), default=None)
        if best is not None and shared[best] / len(said | known[best]) >= MOST_ALIKE:
            yield pair, corpus[best]
