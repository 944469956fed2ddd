"""Packs that ship are read from the file of their tables, changed ones and one's own from TOML."""

from pathlib import Path

import pytest

from normalizer.errors import ResourceError
from normalizer.resources.locate import data_file, rule_packs
from normalizer.resources.rule_tables import FILE, FORMAT, pack_tables, written_tables
from normalizer.resources.rules import RULE_STAGES
from normalizer.resources.tables import Table, read_tables

PACKS = [path for stage in RULE_STAGES for path in rule_packs(stage)]


def test_the_file_holds_what_the_packs_say() -> None:
    assert data_file(FILE).read_bytes() == written_tables(PACKS), "out of date; run: make rules"


@pytest.mark.parametrize("path", PACKS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_pack_that_ships_is_the_same_from_the_file(path: Path) -> None:
    assert pack_tables(path, ships=True) == read_tables(path, "rule", form=FORMAT)


def test_a_pack_that_was_changed_is_read_anew(tmp_path: Path) -> None:
    path = tmp_path / "und.toml"
    text = PACKS[0].read_text(encoding="utf-8")
    path.write_text(text.replace("confidence = 0.9", "confidence = 0.8", 1), encoding="utf-8")
    _, tables = pack_tables(path, ships=True)
    assert _confidences(tables) != _confidences(pack_tables(PACKS[0], ships=True)[1])


def test_a_mistake_in_it_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(f'format = "{FORMAT}"\n[[rule]\n', encoding="utf-8")
    with pytest.raises(ResourceError, match=r"own\.toml:2: not valid TOML"):
        pack_tables(path, ships=True)


def _confidences(tables: list[Table]) -> list[float]:
    return [table.get("confidence", float) for table in tables]
