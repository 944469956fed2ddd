"""The model card, and what is known of a package without one."""

from pathlib import Path

import pytest

from normalizer.engines.about import facts_of, papers_of
from normalizer.engines.card import CARD_NAME, Fact, read_card
from normalizer.engines.inventory import add_package
from normalizer.engines.package import install_package, read_package
from normalizer.errors import ModelError

from ..starters import CARD, MODELS, NAME, make_starter  # noqa: TID252  the suite is no package


def test_a_card_tells_its_facts_by_section(tmp_path: Path) -> None:
    card = read_card(make_starter(tmp_path / "data"))
    assert (card.package, card.limits) == (NAME, ("It knows nothing else.",))
    assert list(card.of("quality")) == [Fact("quality", "exact match", "98.2 %", "at least 95 %")]
    assert list(card.of("recipe")) == []


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('"corpus"', '"corps"', r"card\.toml:8: unknown section 'corps' \(known: corpus, "),
        ('licence = "Apache-2.0"\n', "", r"card\.toml:1: 'licence' is missing"),
        ('value = "138"', "value = 138", r"card\.toml:8: 'value' must be a str"),
        ('limit = "at', 'limits = "at', "unknown key 'limits'"),
        ("title =", "title", "not valid TOML"),
    ],
)
def test_a_mistake_in_a_card_is_told_with_its_line(
    tmp_path: Path, before: str, after: str, said: str
) -> None:
    (tmp_path / CARD_NAME).write_text(CARD.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(ModelError, match=said):
        read_card(tmp_path)


def test_a_card_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="install normalizer again"):
        read_card(tmp_path)


def test_what_is_known_of_a_package_names_its_archive_where_the_lock_has_it(
    tmp_path: Path,
) -> None:
    archive = MODELS / f"{NAME}.argosmodel"
    facts = dict(facts_of(add_package(archive, tmp_path / "locked")))
    assert (facts["from"], facts["to"], facts["version"]) == ("ru", "de", "0.1")
    assert facts["layout"] == "Argos package, CTranslate2 model, SentencePiece"
    assert facts["came from"].startswith(f"{archive.name}, SHA-256 ")
    assert facts["made for"].startswith("tests")
    facts = dict(facts_of(install_package(archive, tmp_path / "bare")))
    assert facts["came from"] == "not known: no lock has it"


def test_papers_of_a_package_are_its_readme_and_its_licence(tmp_path: Path) -> None:
    package = install_package(MODELS / f"{NAME}.argosmodel", tmp_path)
    (package.path / "README.md").write_text("Who made it", encoding="utf-8")
    (package.path / "LICENSE").write_bytes(b"Free \xff")
    assert dict(papers_of(package)) == {"LICENSE": "Free \ufffd", "README.md": "Who made it"}


def test_a_starter_is_told_as_one(tmp_path: Path) -> None:
    package = read_package(make_starter(tmp_path / "data") / NAME)
    assert dict(facts_of(package))["made for"].startswith("a start")
