"""Names of the glossary that a translation has and its source doesn't."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from normalizer.finders.translation.keep_names import KeepNames
from normalizer.resources.glossary_files import load_glossary
from normalizer.resources.statistics import load_statistics

CASES = Path(__file__).parents[2] / "cases" / "strangers"
GLOSSARY, STATISTICS = load_glossary(), load_statistics()
KEEPERS: dict[str, KeepNames] = {}


def cases(kind: str) -> list[Any]:
    found = []
    for path in sorted(CASES.glob("*.toml")):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        pair = table["source"], table["target"]
        found += [pytest.param(pair, row, id=row["text"][:40]) for row in table[kind]]
    return found


def said(pair: tuple[str, str], row: dict[str, Any]) -> list[str]:
    keep = KEEPERS.setdefault(pair[0], KeepNames.of(GLOSSARY, pair[0], STATISTICS))
    mentions = keep.mentions(row["text"])
    names = [mention.name for mention in mentions]
    places = keep.places(row["translation"], names, pair[1]) or []
    taken = [place.span for place in places if place]
    strangers = keep.strangers(pair[1])
    ids = {name.id for name in names}
    return [one.said for one in strangers(row["text"], row["translation"], ids, taken)]


@pytest.mark.parametrize(("pair", "row"), cases("found"))
def test_a_name_that_nothing_accounts_for_is_found(
    pair: tuple[str, str], row: dict[str, Any]
) -> None:
    assert said(pair, row) == row["strangers"]


@pytest.mark.parametrize(("pair", "row"), cases("left"))
def test_a_name_the_source_gives_a_reason_for_is_left(
    pair: tuple[str, str], row: dict[str, Any]
) -> None:
    assert said(pair, row) == []
