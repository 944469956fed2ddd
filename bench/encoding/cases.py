"""What a case of damage is, and how the cases of a named path are drawn from articles."""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

ATTEMPTS = 40
"""Draws for each case asked for; many paths leave some lines as they are."""


@dataclass(frozen=True)
class Articles:
    """Documents of each language, a document as its lines."""

    documents: Mapping[str, Sequence[Sequence[str]]]

    @cached_property
    def _lines(self) -> dict[str, list[str]]:
        return {
            language: [line for document in documents for line in document]
            for language, documents in self.documents.items()
        }

    def lines(self, language: str) -> list[str]:
        """Every line of the documents of ``language``."""
        return self._lines[language]

    def line(self, language: str, rng: random.Random) -> str:
        """Any line of ``language``."""
        return rng.choice(self._lines[language])

    def several(self, language: str, rng: random.Random, count: int) -> list[str]:
        """``count`` lines of ``language`` that follow each other, or as many as there are."""
        lines = self._lines[language]
        start = rng.randrange(max(1, len(lines) - count + 1))
        return lines[start : start + count]


@dataclass(frozen=True)
class Case:
    """A text as it ought to be and as it came; ``also`` is as right as ``gold``.

    With ``by_line`` every line counts for itself.
    """

    gold: str
    bad: str | bytes
    also: tuple[str, ...] = ()
    by_line: bool = False


Make = Callable[[Articles, random.Random], Case | None]
Change = Callable[[str], str | None]


@dataclass(frozen=True)
class Path:
    """One way a text is damaged, in one language; ``undo`` is there where nothing is lost."""

    name: str
    group: str
    make: Make
    undo: Callable[[str], str] | None = None


def cases(path: Path, articles: Articles, count: int, seed: int = 1) -> Iterator[Case]:
    """Up to ``count`` different cases of ``path``, the same for the same ``seed``."""
    rng = random.Random(f"{seed}|{path.name}")  # noqa: S311  a benchmark, no secret
    seen: set[str | bytes] = set()
    for _ in range(ATTEMPTS * max(count, 5)):
        if len(seen) == count:
            return
        case = path.make(articles, rng)
        if case is None or case.bad in seen or case.bad == case.gold:
            continue
        seen.add(case.bad)
        yield case


def line_path(
    name: str,
    language: str,
    spoil: Change,
    *,
    prepare: Change = str,
    undo: Callable[[str], str] | None = None,
) -> Path:
    """The path ``group/what`` over single lines of ``language``.

    ``prepare`` makes the text it ought to be, ``spoil`` the damaged one; either is None where a
    line doesn't suit.
    """

    def make(articles: Articles, rng: random.Random) -> Case | None:
        gold = prepare(articles.line(language, rng))
        bad = spoil(gold) if gold else None
        return Case(gold, bad) if gold and bad else None

    return Path(f"{name}/{language}", name.partition("/")[0], make, undo)
