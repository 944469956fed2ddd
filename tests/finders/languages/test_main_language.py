"""Which language an article is said to be in, where nobody says it."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from normalizer.document.document import Document
from normalizer.finders.languages.evidence import Evidence
from normalizer.finders.languages.inventory import inventory_of
from normalizer.finders.languages.main_language import NameLanguage
from normalizer.finders.languages.pieces import Pieces
from normalizer.resources.statistics import load_statistics

CASES = Path(__file__).parents[2] / "cases" / "main_language" / "articles.toml"
ROWS: list[dict[str, str]] = tomllib.loads(CASES.read_text(encoding="utf-8"))["case"]
STATISTICS = load_statistics()
NAME = NameLanguage(Pieces(Evidence(STATISTICS, inventory_of(STATISTICS))))


def _parameters() -> list[Any]:
    return [
        pytest.param(
            row["text"],
            row["language"],
            id=row["label"],
            marks=[pytest.mark.xfail(raises=AssertionError, strict=True, reason=row["note"])]
            if row.get("expect") == "known failure"
            else [],
        )
        for row in ROWS
    ]


@pytest.mark.parametrize(("text", "language"), _parameters())
def test_the_main_language_is_the_one_a_reader_would_name(text: str, language: str) -> None:
    assert NAME(Document(text)).language == language


def test_labels_are_unique() -> None:
    labels = [row["label"] for row in ROWS]
    assert len(labels) == len(set(labels))
