"""Names in prepared translations: found however they are spelled, or told as lost."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from normalizer.finders.translation.keep_names import KeepNames
from normalizer.finders.translation.located import put_right
from normalizer.resources.glossary_files import load_glossary
from normalizer.resources.statistics import load_statistics

CASES = Path(__file__).parents[2] / "cases" / "survival"
GLOSSARY, STATISTICS = load_glossary(), load_statistics()
KEEPERS: dict[tuple[str, str], KeepNames] = {}


def cases(kind: str) -> list[Any]:
    found = []
    for path in sorted(CASES.glob("*.toml")):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        for row in table[kind]:
            marks = [pytest.mark.xfail(strict=True)] if row.get("expect") == "known failure" else []
            pair = table["source"], table["target"]
            found.append(pytest.param(pair, row, id=row["text"][:40], marks=marks))
    return found


def after(pair: tuple[str, str], row: dict[str, Any]) -> tuple[str, list[str]]:
    """The translation with its names put right, and who is lost."""
    if pair not in KEEPERS:
        KEEPERS[pair] = KeepNames.of(GLOSSARY, pair[0], STATISTICS)
    keep = KEEPERS[pair]
    names = [mention.name for mention in keep.mentions(row["text"])]
    places = keep.places(row["translation"], names, pair[1]) or []
    lost = [
        name.id
        for name, place in zip(names, places, strict=True)
        if keep.is_missed(name, place, pair[1])
    ]
    return put_right(row["translation"], places)[0], lost


@pytest.mark.parametrize(("pair", "row"), cases("found"))
def test_a_name_is_put_right(pair: tuple[str, str], row: dict[str, Any]) -> None:
    assert after(pair, row) == (row["wanted"], [])


@pytest.mark.parametrize(("pair", "row"), cases("lost"))
def test_a_lost_name_is_told(pair: tuple[str, str], row: dict[str, Any]) -> None:
    assert after(pair, row) == (row["translation"], row["lost"])


@pytest.mark.parametrize(("pair", "row"), cases("kept"))
def test_what_is_right_stays(pair: tuple[str, str], row: dict[str, Any]) -> None:
    assert after(pair, row) == (row["translation"], [])
