"""Lines that pages leave behind articles go, and lines of articles that look alike stay.

The lines stand in `tests/cases/lines`, each list with a small article of its language.
"""

import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from normalizer import Document, Normalizer

_ROWS: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).resolve().parent.parent / "cases" / "lines" / "residue.toml").read_text(
        encoding="utf-8"
    )
)["lines"]
_LINES = pytest.mark.parametrize(
    "row", _ROWS, ids=lambda row: row["language"] + ("-translated" if "translated" in row else "")
)


@cache
def _normalizer() -> Normalizer:
    return Normalizer(only=("markup", "residue"), model_folders=())


def _changed(texts: Sequence[str], language: str) -> list[str]:
    documents = [Document(text, language) for text in texts]
    return [
        cleaned.text if cleaned.text != document.text else ""
        for document, cleaned in zip(documents, _normalizer().run(documents), strict=True)
        if isinstance(cleaned, Document)
    ]


@_LINES
def test_a_line_of_the_page_behind_the_article_goes(row: dict[str, Any]) -> None:
    article = "\n".join(row["article"]) + "\n"
    outputs = _changed([f"{article}{line}\n" for line in row["gone"]], row["language"])
    assert [line for line, out in zip(row["gone"], outputs, strict=True) if out != article] == []


@_LINES
def test_a_sentence_about_such_things_stays(row: dict[str, Any]) -> None:
    title, first, last = row["article"]
    behind = [f"{title}\n{first}\n{last}\n{line}\n" for line in row["stays"]]
    between = [f"{title}\n{first}\n{line}\n{last}\n" for line in row["stays"]]
    for texts in (behind, between):
        outputs = _changed(texts, row["language"])
        assert [line for line, out in zip(row["stays"], outputs, strict=True) if out] == []


def test_a_line_is_in_one_list_only() -> None:
    for row in _ROWS:
        assert set(row["gone"]).isdisjoint(row["stays"])
