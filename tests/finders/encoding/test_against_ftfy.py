"""Where ftfy's repair is right, ours is too; what is right already stays."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import ftfy
import pytest

from normalizer import repair

_CASES = Path(__file__).resolve().parents[2] / "cases" / "encoding"
_SAFE = ftfy.TextFixerConfig(uncurl_quotes=False, fix_character_width=False)

CASES: list[Any] = [
    pytest.param(row["text"], row.get("output", row["text"]), id=f"{path.stem}:{row['label']}")
    for path in sorted(_CASES.glob("*.toml"))
    for row in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    if "expect" not in row
]


@cache
def _theirs(text: str) -> str:
    return ftfy.fix_text(text, _SAFE)


@pytest.mark.parametrize(("text", "output"), CASES)
def test_no_case_that_ftfy_repairs_is_lost(text: str, output: str) -> None:
    ours, _ = repair(text)
    assert ours == output or _theirs(text) != output


def test_ftfy_repairs_many_of_the_cases() -> None:
    repaired = [case for case in CASES if _theirs(case.values[0]) == case.values[1]]
    assert len(repaired) > len(CASES) / 4
