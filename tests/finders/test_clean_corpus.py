"""Clean news in ten languages comes back untouched, but for what `floors.toml` allows."""

import hashlib
import os
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from normalizer import Normalizer

_TESTS = Path(__file__).resolve().parent.parent
_CORPUS = Path(os.environ.get("NORMALIZER_NTREX", _TESTS.parents[1] / "shared" / "data" / "ntrex"))
_DOCUMENTS = "document_ids.tsv"
CLEAN: list[dict[str, Any]] = tomllib.loads(
    (_TESTS / "floors.toml").read_text(encoding="utf-8")
).get("clean", [])
_UNTOUCHED = ("markup", "residue", "structure", "quotes")


def digest(name: str) -> str:
    return hashlib.sha256((_CORPUS / name).read_bytes()).hexdigest()


def articles(name: str, unit: str) -> list[str]:
    """Each line of the corpus, or the lines of each document of it put together."""
    lines = (_CORPUS / name).read_text(encoding="utf-8").removesuffix("\n").split("\n")
    if unit == "lines":
        return lines
    numbers = (_CORPUS / _DOCUMENTS).read_text(encoding="utf-8").splitlines()
    documents: dict[str, list[str]] = {}
    for number, line in zip(numbers, lines, strict=True):
        documents.setdefault(number, []).append(line)
    return ["\n".join(document) for document in documents.values()]


@cache
def counted(name: str, unit: str) -> tuple[Counter[str], Counter[str]]:
    """How many articles each stage edited, and how many notices each rule of flags gave."""
    edited: Counter[str] = Counter()
    flags: Counter[str] = Counter()
    for document in Normalizer(model_folders=()).pipe(articles(name, unit)):
        edited.update({edit.rule.partition(".")[0] for edit in document.edits})
        flags.update(n.rule for n in document.notices if n.rule.startswith("flags."))
    return edited, flags


FLAGGED = [row for row in CLEAN if "flags_in_lines" in row]
"""The rules of flags are written for German, so they are measured there only."""


@pytest.fixture(params=CLEAN, ids=lambda row: row["language"])
def measured(request: pytest.FixtureRequest) -> dict[str, Any]:
    row: dict[str, Any] = request.param
    for name, wanted in ((row["file"], row["sha256"]), (_DOCUMENTS, row["documents_sha256"])):
        if not (_CORPUS / name).is_file():
            pytest.skip("no NTREX corpus here; name its folder in NORMALIZER_NTREX")
        assert digest(name) == wanted, f"{name} is not the file the floors were measured on"
    return row


@pytest.mark.parametrize("unit", ["lines", "documents"])
def test_no_more_clean_articles_are_edited_than_measured(
    measured: dict[str, Any], unit: str
) -> None:
    edited, _ = counted(measured["file"], unit)
    allowed = measured[unit]
    assert {stage: n for stage, n in edited.items() if n > allowed.get(stage, 0)} == {}


@pytest.mark.parametrize("unit", ["lines", "documents"])
@pytest.mark.parametrize("measured", FLAGGED, ids=lambda row: row["language"], indirect=True)
def test_no_rule_flags_clean_articles_more_often_than_measured(
    measured: dict[str, Any], unit: str
) -> None:
    allowed = measured[f"flags_in_{unit}"]
    _, flags = counted(measured["file"], unit)
    assert {rule: n for rule, n in flags.items() if n > allowed.get(rule, 0)} == {}


def test_nothing_but_blanks_and_names_is_ever_edited_in_german() -> None:
    (german,) = [row for row in CLEAN if row["language"] == "de"]
    allowed = {*german["lines"], *german["documents"]}
    assert allowed.isdisjoint(_UNTOUCHED)
