"""Whole texts by the bundled starter, on a tiny real package in its place."""

import tomllib
from pathlib import Path

import pytest

from normalizer import Settings, Translator
from normalizer.engines.package import install_package
from normalizer.errors import ModelError
from normalizer.pipeline.normalizer import Normalizer

from ..starters import MODELS, NAME, make_starter  # noqa: TID252  the suite is no installed package

CASES = tomllib.loads((MODELS / "cases.toml").read_text(encoding="utf-8"))
KNOWN, UNSURE = CASES["direct"][4], CASES["unsure"][0]
WITH_NUMBER = next(case for case in CASES["direct"] if any(map(str.isdigit, case["source"])))


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_starter(tmp_path_factory.mktemp("starter") / "data")


def _translator(starter: Path, models: str, *folders: Path) -> Translator:
    return Translator(model_folders=folders, models=models, starter_folder=starter)


def test_the_starter_translates_only_where_it_is_asked_for(starter: Path) -> None:
    for models, text in (
        ("starter", KNOWN["target"]),
        ("installed", KNOWN["source"]),
        ("none", KNOWN["source"]),
    ):
        (made,) = _translator(starter, models).translate([KNOWN["source"]], source="ru")
        assert made.text == text
        assert ("normalizer models pull ru-de" in str(made.notices)) == (models != "starter")


def test_none_leaves_installed_models_unused(starter: Path, tmp_path: Path) -> None:
    install_package(MODELS / f"{NAME}.argosmodel", tmp_path)
    (made,) = _translator(starter, "none", tmp_path).translate([KNOWN["source"]], source="ru")
    assert (made.text, made.outcome) == (KNOWN["source"], "kept")


def test_what_the_starter_is_unsure_of_stays_and_the_notice_names_a_full_model(
    starter: Path, tmp_path: Path
) -> None:
    # A test fixture that is installed is not asked: what a starter refuses stays.
    install_package(MODELS / f"{NAME}.argosmodel", tmp_path)
    translator = _translator(starter, "starter", tmp_path)
    (made,) = translator.translate([UNSURE["source"]], source="ru")
    assert (made.text, made.outcome) == (UNSURE["source"], "kept")
    (notice,) = made.notices
    assert notice.rule == "translation.refused"
    assert notice.reason.startswith(
        "refused: a starter model was unsure, for a full one run: normalizer models pull ru-de; "
        "ru > de unsure ("
    )
    assert f"by ru > de (starter model {NAME} 0.1)" in notice.reason


def test_what_a_check_refuses_of_the_starter_names_a_full_model_too(tmp_path: Path) -> None:
    lenient = make_starter(tmp_path / "data", normalizer={"min_score": -100.0})
    (made,) = _translator(lenient, "starter").translate(
        ["Синхрофазотрон 17 раз опровергал тягу к 2048 бутербродам."], source="ru"
    )
    (notice,) = made.notices
    assert made.outcome == "kept"
    assert "unsure (" not in notice.reason
    assert "a starter model was unsure, for a full one run: normalizer models pull ru-de" in (
        notice.reason
    )


def test_without_the_bundled_folder_the_starter_is_an_error_before_any_work(
    tmp_path: Path,
) -> None:
    settings = Settings(model_folders=(), models="starter", starter_folder=tmp_path / "absent")
    with pytest.raises(ModelError, match="normalizer models pull ru-de"):
        _ = Normalizer(settings).catalogue.stages
    assert Normalizer(settings, skip=("translation",))("Ein Satz.").text == "Ein Satz."
