"""Parallel news lines in many languages, read at run time and split by document.

They stand in the folder that the environment variable ``NORMALIZER_NTREX`` names, or somewhere
under ``../shared/data`` beside the checkout: one file a language (``deu.txt``), one sentence a
line, and ``document_ids.tsv`` with the document of each line. None of it belongs in a commit.
"""

import os
import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Literal

VARIABLE = "NORMALIZER_NTREX"
BESIDE = Path(__file__).resolve().parents[2] / "shared" / "data"
IDS = "document_ids.tsv"
ABSENT = f"""\
bench: no parallel news lines found, so nothing was measured.
  Set {VARIABLE} to a folder with deu.txt, rus.txt, … and {IDS} (NTREX-128)."""

_MIXED = re.compile("[a-z][а-яёіїєґ]|[а-яёіїєґ][a-z]", re.IGNORECASE)

Half = Literal["odd", "even"]


@cache
def folder() -> Path | None:
    """The folder with the lines, or None where there is none."""
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named) if (Path(named) / IDS).is_file() else None
    return next((found.parent for found in sorted(BESIDE.rglob(IDS))), None)


def languages() -> list[str]:
    """The names of every language file, such as ``deu``."""
    return sorted(path.stem for path in _folder().glob("*.txt"))


def documents(name: str, half: Half) -> list[list[str]]:
    """The documents of one half of the language file ``name``, without empty lines.

    Documents are counted from 0: the odd ones are measured, the even ones may be tuned on.
    """
    return [[line for line in lines if line.strip()] for lines in _half(name, half)]


def aligned(names: Sequence[str], half: Half) -> list[list[tuple[str, ...]]]:
    """The documents of one half as rows: the same sentence in each of the language files."""
    each = [_half(name, half) for name in names]
    return [list(zip(*lines, strict=True)) for lines in zip(*each, strict=True)]


def is_whole(line: str) -> bool:
    """Whether ``line`` has no control or invisible character, loose accent or mixed word.

    >>> is_whole("Größe"), is_whole("Grö\N{ZERO WIDTH SPACE}ße"), is_whole("Рiвне")
    (True, False, False)
    """
    hidden = any(unicodedata.category(c) in {"Cc", "Cf", "Co", "Cn"} for c in line)
    return not hidden and unicodedata.is_normalized("NFC", line) and not _MIXED.search(line)


def _half(name: str, half: Half) -> list[list[str]]:
    found: dict[str, list[str]] = {}
    for document, line in zip(
        _lines(_folder() / IDS), _lines(_folder() / f"{name}.txt"), strict=True
    ):
        found.setdefault(document, []).append(line)
    rest = 1 if half == "odd" else 0
    return [lines for i, lines in enumerate(found.values()) if i % 2 == rest]


def _lines(path: Path) -> list[str]:
    # `splitlines` would also cut at separators within a sentence.
    text = path.read_bytes().decode("utf-8-sig").removesuffix("\n")
    return [line.removesuffix("\r") for line in text.split("\n")]


def _folder() -> Path:
    found = folder()
    if found is None:
        raise FileNotFoundError(ABSENT)
    return found
