"""What ships of the starter: the card and its page, and the manifest of the package."""

import zipfile
from pathlib import Path

import pytest
from bundle import PAGE, page, replace_starter

from normalizer.engines.bundled import bundled_starters, check_starters, starter_folder
from normalizer.engines.card import read_card
from normalizer.errors import ModelError

from ..starters import MODELS, NAME, make_starter  # noqa: TID252  the suite is no package


def test_the_page_has_every_figure_of_the_card() -> None:
    text, card = PAGE.read_text(encoding="utf-8"), read_card(starter_folder())
    assert page(card, text) == text, "write it anew: python tools/starter/bundle.py"
    for fact in card.facts:
        rows = [line for line in text.splitlines() if line.startswith(f"| {fact.what} | ")]
        assert any(fact.value in row and fact.limit in row for row in rows), fact.what


def test_the_package_that_ships_is_the_one_of_the_card_and_as_its_manifest_says() -> None:
    # A build may have none.
    names = [package.path.name for package in bundled_starters(starter_folder())]
    assert names in ([], [read_card(starter_folder()).package])
    assert not any(found.problems for found in check_starters(starter_folder()))


def test_a_new_package_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    folder = make_starter(tmp_path / "data")
    with pytest.raises(ModelError, match="no starter model"):
        replace_starter(MODELS / f"{NAME}.argosmodel", folder)
    assert [package.path.name for package in bundled_starters(folder)] == [NAME]
    archive = _zipped(folder / NAME, tmp_path / "new.argosmodel", "translate-ru_de-starter-0_2")
    assert "bytes packed" in replace_starter(archive, folder)
    (found,) = check_starters(folder)
    assert (found.name, found.recorded, found.problems) == ("translate-ru_de-starter-0_2", True, ())
    assert list(tmp_path.glob(".*.trial")) == []


def _zipped(package: Path, archive: Path, name: str) -> Path:
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        for path in package.rglob("*"):
            file.write(path, f"{name}/{path.relative_to(package).as_posix()}")
    return archive
