"""The starter that ships: where it is, that it is whole, and what it yields to."""

import shutil
from pathlib import Path

import pytest

from normalizer import Document, Normalizer
from normalizer.engines.bundled import bundled_starters, check_starters, needed_starters
from normalizer.engines.installed import Installed
from normalizer.engines.routes import find_route
from normalizer.errors import ModelError
from normalizer.finders.translation.telling import REFUSED

from ..starters import NAME, make_starter  # noqa: TID252  the suite is no installed package


@pytest.fixture
def starter(tmp_path: Path) -> Path:
    return make_starter(tmp_path / "data")


def _way(installed: Installed, *kinds: str) -> str | None:
    route = find_route(installed.engines(kinds), "ru", "de")
    return route and route.name


def test_a_starter_serves_where_nothing_is_installed_and_its_route_says_so(starter: Path) -> None:
    assert _way(Installed((), starter=starter)) == f"ru > de (starter model {NAME} 0.1)"
    assert _way(Installed(())) is None


def test_a_starter_serves_before_a_test_fixture(starter: Path, fixture_packages: Path) -> None:
    way = _way(Installed((fixture_packages,), starter=starter))
    assert way is not None
    assert "starter model" in way


def test_a_starter_is_an_argos_package_and_no_other_kind_of_engine(starter: Path) -> None:
    installed = Installed((), starter=starter)
    assert _way(installed, "argos") is not None
    assert _way(installed, "ct2") is None
    assert _way(installed, "argostranslate") is None


def test_a_build_without_a_starter_names_the_remedy_and_serves_what_is_installed(
    tmp_path: Path, fixture_packages: Path
) -> None:
    with pytest.raises(ModelError, match="normalizer models pull ru-de"):
        Installed((fixture_packages,), starter=tmp_path / "absent").engines()
    assert Installed((fixture_packages,)).engines()
    assert bundled_starters(tmp_path / "absent") == ()


def test_a_damaged_starter_is_told_by_its_file(starter: Path) -> None:
    (starter / NAME / "model" / "model.bin").write_bytes(b"cut")
    with pytest.raises(ModelError, match=r"model\.bin.*normalizer models pull ru-de"):
        needed_starters(starter)


def test_a_starter_must_say_how_sure_it_must_be(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="min_score"):
        needed_starters(make_starter(tmp_path / "data", normalizer={}))


def test_a_package_of_the_folder_that_is_no_starter_is_passed_over(tmp_path: Path) -> None:
    assert bundled_starters(make_starter(tmp_path / "data", starter=False)) == ()


def test_the_manifest_tells_a_changed_file_and_a_package_it_does_not_know(starter: Path) -> None:
    (sound,) = check_starters(starter)
    assert sound.problems == ()
    with (starter / NAME / "README.md").open("a", encoding="utf-8") as file:
        file.write("more")
    (changed,) = check_starters(starter)
    assert ["README.md" in problem for problem in changed.problems] == [True]
    shutil.copytree(starter / NAME, starter / "other")
    (unknown,) = (found for found in check_starters(starter) if found.name == "other")
    assert "doesn't know it" in unknown.problems[0]


def test_what_the_bundled_starter_knows_no_word_of_is_refused_untranslated() -> None:
    told = "Der Sprecher sagte am Dienstag in Berlin, die Lage sei weiterhin sehr angespannt."
    strange = "Синхрофазотрон невозмутимо опровергал экзистенциальную тягу к бутербродам."
    normalizer = Normalizer(models="starter", model_folders=())
    document = normalizer(Document("\n\n".join((told, strange, told[:-1] + " und ernst.")), "de"))
    (notice,) = (notice for notice in document.notices if notice.rule == REFUSED)
    assert strange in document.text
    assert "unsure" in notice.reason
    assert "it read" not in notice.reason
