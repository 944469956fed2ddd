"""Sentence pairs of the starter corpus, as they lie in its files."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
CORPUS = HERE / "corpus"
HELD_OUT = {"mixed": HERE / "heldout.tsv", "wire": HERE / "heldout_wire.tsv"}
"""What a model is measured with, by the name it is asked for."""
CALIBRATION = HERE / "calibration.tsv"
"""What is translated to learn which answers are to be trusted."""


@dataclass(frozen=True)
class Pair:
    """A Russian text and its German translation, with the file and line (from 1) they are at."""

    source: str
    target: str
    path: Path
    line: int

    @property
    def place(self) -> str:
        """Where the pair stands, as ``file:line``."""
        return f"{self.path.name}:{self.line}"


def read_pairs(path: Path) -> Iterator[Pair]:
    """Read one file of pairs, a tab between the two sides.

    Args:
        path: A UTF-8 file.

    Yields:
        The pair of each line that is neither empty nor a comment.

    Raises:
        ValueError: If a line hasn't two sides; the message names the file and the line.
    """
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if not line or line.startswith("#"):
            continue
        sides = line.split("\t")
        if len(sides) != 2 or not all(sides):  # noqa: PLR2004  the two sides of a pair
            message = f"{path}:{number}: write RUSSIAN, one tab and GERMAN on a line"
            raise ValueError(message)
        yield Pair(sides[0], sides[1], path, number)


def read_layer(name: str) -> list[Pair]:
    """Read all files of one layer of the corpus.

    Args:
        name: Folder below ``corpus``, such as ``natural`` or ``lexicon``.

    Returns:
        The pairs, in the order of the file names and lines.
    """
    return [pair for path in sorted((CORPUS / name).glob("*.tsv")) for pair in read_pairs(path)]


def words(text: str) -> list[str]:
    """Split a text into words.

    Args:
        text: Any text.

    Returns:
        Its words in small letters, without signs and without the two points of ``ё``.
    """
    plain = "".join(
        char if char.isalnum() or unicodedata.category(char) == "Mn" else " "
        for char in text.lower().replace("ё", "е")
    )
    return plain.split()


def runs(texts: Iterable[str], length: int) -> set[tuple[str, ...]]:
    """Collect all runs of consecutive words.

    Args:
        texts: Texts that runs don't cross.
        length: Words in a run.

    Returns:
        The runs, in small letters.
    """
    found: set[tuple[str, ...]] = set()
    for text in texts:
        said = words(text)
        found.update(tuple(said[i : i + length]) for i in range(len(said) - length + 1))
    return found
