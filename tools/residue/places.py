"""Where lines of pages stand: what the cases teach of it, besides the wording of a line."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Callable, Iterator
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
    for path in case_files():
        for case in tomllib.loads(path.read_text(encoding="utf-8")).get("case", ()):
            article, labels = labelled(case["text"], case.get("output", case["text"]))
            for _ in range(DRAWS if True in labels else 1):
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
                    if (path.stem, article[i].text, found) not in seen:
                        seen.add((path.stem, article[i].text, found))
                        yield found


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
