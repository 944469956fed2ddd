"""Seeded mixed articles with the passages that are in them.

Categories: a foreign paragraphs, b foreign sentences in a paragraph, c foreign quotations in a
sentence, d a change of language in mid-sentence, e hard negatives (names, titles, outlets, links,
look-alike letters, compounds, dialect: no passage at all), f an article in one language.
"""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from parallel import Half

from passages.articles import Case, Labelled, Paragraph, joined
from passages.insertions import (
    Insert,
    Material,
    negative,
    paragraph,
    quotation,
    sentence,
    switch,
)
from passages.languages import SETS, SetName
from passages.lines import Row, documents, is_usable, quotes_english
from passages.phrases import phrases

DECK = {"a": 17, "b": 20, "c": 17, "d": 22, "e": 12, "f": 12}
"""Of a hundred cases, those of each category."""

KINDS: dict[str, Mapping[str, int]] = {
    "a": {"a_block": 4, "a_lines": 1},
    "b": {"b": 1},
    "c": {"c_sentence": 6, "c_clause": 4},
    "d": {"d_mid": 11, "d_tail": 5, "d_rev": 4},
    "f": {"f": 1},
}
"""How often each kind of a category is drawn; those of e are the kinds of negatives there are."""

_INSERTS: dict[str, Callable[[str], Insert]] = {
    "a": paragraph, "b": sentence, "c": quotation, "d": switch, "e": negative,
}  # fmt: skip
_COUNTS = {"a": (1, 1, 2), "b": (1, 1, 2), "c": (1, 1, 2), "d": (1,), "e": (1, 2, 3), "f": (0,)}
_FEWEST_ROWS, _MOST_ROWS = 5, 14
_FEWEST_USABLE = 4
_LENGTHS = (1, 2, 2, 3, 3, 4)
_SEPARATORS = ("\n\n", "\n\n", "\n")
_ATTEMPTS = 100

Rows = tuple[Row, ...]


def cases(chosen: SetName, half: Half, n: int, seed: int) -> list[Case]:
    """``n`` cases of a set, always the same for the same arguments; more of them begin alike."""
    name = f"{chosen}-{half}-{seed}"
    rng = random.Random(name)  # noqa: S311  a benchmark, no secret
    found: list[Case] = []
    deck: list[str] = []
    for k in range(n):
        if not deck:
            deck = [category for category, count in DECK.items() for _ in range(count)]
            rng.shuffle(deck)
        own = random.Random(f"{name}|{k}")  # noqa: S311
        found.append(_Drawing(chosen, half, deck.pop(), own).case(f"{name}-{k:04}"))
    return found


@dataclass(frozen=True)
class _Drawing:
    """Draws one case of a category."""

    chosen: SetName
    half: Half
    category: str
    rng: random.Random

    def case(self, name: str) -> Case:
        """The case; what doesn't suit is drawn again, the kind and languages now and then.

        Raises:
            ValueError: Where hardly a line suits.
        """
        for _ in range(_ATTEMPTS):
            main = self._weighted(SETS[self.chosen].mains)
            foreign = SETS[self.chosen].foreign
            language = self._weighted({k: v for k, v in foreign.items() if k != main})
            kind = self._kind(main)
            for _ in range(_ATTEMPTS):
                paragraphs = self._article(kind, language, main)
                if paragraphs:
                    text, spans = joined(paragraphs, self.rng.choice(_SEPARATORS))
                    if sum(end - start for start, end, *_ in spans) >= len(text) / 2:
                        # Its main language would be the other one.
                        continue
                    named = language if spans else None
                    return Case(name, self.category, kind, named, main, text, spans)
        message = f"{name}: no lines of set {self.chosen} suit category {self.category}"
        raise ValueError(message)

    def _kind(self, main: str) -> str:
        if self.category == "e":
            return self.rng.choice(list(phrases(main, self.half).negatives))
        return self._weighted(KINDS[self.category])

    def _article(self, kind: str, language: str, main: str) -> list[Paragraph] | None:
        """An article with what its kind asks for; None where the rows that were drawn don't do."""
        rows = self._rows()
        usable = [row for row in self._source(rows) if is_usable(row, language, main)]
        if len(usable) < _FEWEST_USABLE:
            return None
        paragraphs = self._plain(
            [row[main] for row in rows if row[main] and not quotes_english(row, main)]
        )
        material = Material(usable, language, main, phrases(main, self.half))
        for _ in range(self.rng.choice(_COUNTS[self.category])):
            if not _INSERTS[self.category](kind)(paragraphs, material, self.rng):
                return None
        return paragraphs

    def _rows(self) -> Rows:
        """Rows of a document that follow each other."""
        found = documents(self.chosen, self.half)
        rows = self.rng.choice([rows for rows in found if len(rows) >= _FEWEST_ROWS])
        count = min(len(rows), self.rng.randint(_FEWEST_ROWS, _MOST_ROWS))
        start = self.rng.randrange(len(rows) - count + 1)
        return rows[start : start + count]

    def _source(self, rows: Rows) -> Rows:
        """Where foreign text comes from: half the time the same part of the same document."""
        if self.rng.random() < 1 / 2:
            return rows
        return self.rng.choice(documents(self.chosen, self.half))

    def _plain(self, lines: list[str]) -> list[Paragraph]:
        """``lines`` as paragraphs of one to four sentences."""
        paragraphs: list[Paragraph] = []
        while lines:
            count = self.rng.choice(_LENGTHS)
            paragraphs.append([[Labelled(line)] for line in lines[:count]])
            lines = lines[count:]
        return paragraphs

    def _weighted(self, weights: Mapping[str, int]) -> str:
        return self.rng.choices(list(weights), list(weights.values()))[0]
