"""The lines that the classifier of wordings learns from."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from places import case_files, labelled

from normalizer.resources.rules import load_rules

ROOT = Path(__file__).resolve().parents[2]
WRITTEN = ROOT / "tools" / "residue" / "lines"
SENTENCES = ROOT / "tools" / "starter" / "corpus" / "natural"
EVERY = 4
"""One in so many sentences of the starter's corpus is learned from; the tests have all of them."""
LONGEST = 400
_WHOLE_LINES = frozenset({"line", "edge", "head", "tail", "cut", "wording"})


class Example(NamedTuple):
    """A line, and whether it is one of a page."""

    text: str
    language: str
    of_page: bool


def all_examples() -> list[Example]:
    """Collect all lines to learn from, each once."""
    found = (*written(), *_of_rules(), *_of_cases(), *sentences())
    return list(dict.fromkeys(example for example in found if len(example.text) <= LONGEST))


def written() -> list[Example]:
    """Read the lines that were written to learn from, file by file."""
    found = []
    for path in sorted(WRITTEN.glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#\t"):
                label, language, text = line.split("\t")
                found.append(Example(text.strip(), language, label == "1"))
    return found


def _of_rules() -> Iterator[Example]:
    """What rules match; what they must not was chosen for coming near, and is left out.

    It says nothing of how often what articles say is worded so.
    """
    for rule in load_rules("residue"):
        for text in rule.hit if rule.anchor in _WHOLE_LINES else ():
            if text.strip() and "\n" not in text.strip():
                yield Example(text.strip(), rule.language, of_page=True)


def _of_cases() -> Iterator[Example]:
    """Whole lines that go, and lines that stay; those changed in part say nothing."""
    for path in case_files():
        for case in tomllib.loads(path.read_text(encoding="utf-8")).get("case", ()):
            text = case["text"]
            for line, of_page in zip(*labelled(text, case.get("output", text)), strict=True):
                if of_page is not None:
                    yield Example(line.text, case.get("language", "und"), of_page)


def sentences() -> Iterator[Example]:
    """Read every fourth sentence of the starter's corpus, in both languages."""
    for path in sorted(SENTENCES.glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines()[::EVERY]:
            if line and not line.startswith("#"):
                for language, text in zip(("ru", "de"), line.split("\t"), strict=True):
                    yield Example(text.strip(), language, of_page=False)
