"""Names whose forms are known, system by system."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from normalizer.romanization import SYSTEMS, romanize, romanize_person

CASES = Path(__file__).parents[1] / "cases" / "romanization"


def _cases(kind: str) -> Iterator[tuple[str, str, str]]:
    for path in sorted(CASES.glob("*.toml")):
        values = tomllib.loads(path.read_text(encoding="utf-8"))
        for table in values.get("table", [values]):
            for source, expected in table.get(kind, []):
                yield table["system"], source, expected


@pytest.mark.parametrize(("system", "source", "expected"), list(_cases("words")))
def test_a_name_is_spelled_as_it_is_known(system: str, source: str, expected: str) -> None:
    assert romanize(source, system) == expected


@pytest.mark.parametrize(("system", "source", "expected"), list(_cases("persons")))
def test_a_person_is_spelled_as_is_known(system: str, source: str, expected: str) -> None:
    assert romanize_person(source, system) == expected


@pytest.mark.parametrize("system", list(SYSTEMS))
def test_the_example_of_a_system_is_what_it_does(system: str) -> None:
    source, expected = SYSTEMS[system].example
    assert romanize(source, system) == expected
