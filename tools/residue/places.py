"""Where lines of pages stand: what the cases teach of it, besides the wording of a line."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from normalizer.finders.residue.layout import Line, article_lines
from normalizer.finders.residue.places import Places

CASES = Path(__file__).resolve().parents[2] / "tests" / "cases" / "residue"
CHOSEN = frozenset({"traps-dk", "traps-dl", "traps-dm", "traps-dn", "traps-do"})
"""Files of articles that were chosen because they were taken for pages: they say nothing of how
often what articles say is worded so."""
SEED = 1
DRAWS = 3
KNOWN = (0.3, 0.6, 0.8, 0.95, 1.0)
"""Shares of the residue of an article that rules may have taken before."""
_END = 20
_WRAPPED = 0.15
"""The share of articles without residue that are learned from with lines of a page around, too."""
_ABOVE, _MOST_BELOW = 0.4, 4
"""How often a line of a page is put above an article, and so many are put below it at most."""


class Placed(NamedTuple):
    """What is known of a line where it stands, and whether it is of the page."""

    features: tuple[float, ...]
    of_page: bool


def case_files() -> list[Path]:
    """List the files of cases that are learned from."""
    return [path for path in sorted(CASES.glob("*.toml")) if path.stem not in CHOSEN]


def placed(odds: Callable[[str], float]) -> Iterator[Placed]:
    """Look at each line of the cases that may be of a page.

    Args:
        odds: Says of a line how likely it is of a page, in nats; it hasn't read the cases.

    Yields:
        Lines of articles, and those of pages that some rule may not have taken: which of them the
        rules have taken is drawn by lot, as if they didn't know the cases.
    """
    rng = random.Random(SEED)  # noqa: S311  reproducible, not secret
    seen: set[tuple[str, str, Placed]] = set()
    read = [(path.stem, case) for path in case_files() for case in _cases(path)]
    around = _lines_around(case for _, case in read)
    for name, case in read:
        article, labels = labelled(case["text"], case.get("output", case["text"]))
        pages = [(article, labels)] * (DRAWS if True in labels else 1)
        heads_and_tails = around.get(case["language"])
        if True not in labels and heads_and_tails and rng.random() < _WRAPPED:
            pages.append(_wrapped(case["text"], heads_and_tails, rng))
        for article, labels in pages:
            known = rng.choice(KNOWN)
            gone = {i for i, of_page in enumerate(labels) if of_page and rng.random() < known}
            places = Places(article, odds, range(len(article)))
            outline = places.outline(gone)
            for i in places.candidates(gone):
                of_page = labels[i]
                if of_page is None:
                    continue
                found = Placed(places.features(i, gone, outline), of_page)
                # Cases of one hand share articles, which would count many times.
                if (name, article[i].text, found) not in seen:
                    seen.add((name, article[i].text, found))
                    yield found


def _cases(path: Path) -> list[dict[str, str]]:
    cases: list[dict[str, str]] = tomllib.loads(path.read_text(encoding="utf-8")).get("case", [])
    return cases


def _lines_around(cases: Iterable[dict[str, str]]) -> dict[str, tuple[list[str], list[str]]]:
    """For each language the lines of pages above and below their articles."""
    around: dict[str, tuple[list[str], list[str]]] = {}
    for case in cases:
        article, labels = labelled(case["text"], case.get("output", case["text"]))
        if True in labels and False in labels:
            first, last = labels.index(False), len(labels) - labels[::-1].index(False)
            heads, tails = around.setdefault(case["language"], ([], []))
            heads += [line.text for line in article[:first]]
            tails += [line.text for line in article[last:]]
    return {language: both for language, both in around.items() if all(both)}


def _wrapped(
    text: str, around: tuple[list[str], list[str]], rng: random.Random
) -> tuple[tuple[Line, ...], list[bool | None]]:
    """An article with lines of pages around it, which say nothing of what it says itself."""
    heads, tails = around
    above = [rng.choice(heads)] if rng.random() < _ABOVE else []
    below = [rng.choice(tails) for _ in range(rng.randint(1, _MOST_BELOW))]
    own = len(article_lines(text))
    article = article_lines("\n".join((*above, text.rstrip("\n"), "", *below)))
    labels: list[bool | None] = [*([True] * len(above)), *([False] * own), *([True] * len(below))]
    return article, labels


def labelled(text: str, output: str) -> tuple[tuple[Line, ...], list[bool | None]]:
    """Say which lines of an article go.

    Args:
        text: The article with its residue.
        output: What is to be left of it.

    Returns:
        Its lines, and whether each is of the page; `None` where only a part of it is.
    """
    left = {line.strip() for line in output.split("\n")}
    article = article_lines(text)
    changed = [line for line in left.difference(line.text for line in article) if line]
    labels: list[bool | None] = []
    for line in article:
        if line.text in left:
            labels.append(False)
        else:
            partly = any(rest in line.text or line.text[-_END:] in rest for rest in changed)
            labels.append(None if partly else True)
    return article, labels
