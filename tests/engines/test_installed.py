"""The engines that are installed, best first."""

import json
import shutil
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest

from normalizer.engines.engine import Decoding, Engine
from normalizer.engines.firefox import FirefoxEngine
from normalizer.engines.installed import DEFAULT_ENGINES, ENGINES, Installed
from normalizer.engines.package_engine import PackageEngine
from normalizer.engines.routes import find_route
from normalizer.engines.stock import StockEngine

Make = Callable[..., Path]
OTHERS = {FirefoxEngine: "firefox", StockEngine: "argostranslate"}


def kind(engine: Engine) -> str:
    """The kind of ``engine``, as the command line names it."""
    return engine.package.kind if isinstance(engine, PackageEngine) else OTHERS[type(engine)]


@pytest.fixture
def store(make_folder: Make, tmp_path: Path) -> Path:
    """One model of each kind, all from Russian to German, none of which can be loaded."""
    make_folder(tmp_path / "translate-ru_de-1_9")
    (tmp_path / "ru-de").mkdir()
    for name in ("model.rude.bin", "vocab.rude.spm"):
        (tmp_path / "ru-de" / name).write_bytes(b"x")
    shutil.copytree(tmp_path / "translate-ru_de-1_9" / "model", tmp_path / "opus")
    (tmp_path / "opus" / "source.spm").write_bytes(b"x")
    settings = {"from_code": "ru", "to_code": "de"}
    (tmp_path / "opus" / "normalizer.json").write_text(json.dumps(settings), encoding="utf-8")
    return tmp_path


needs_library = pytest.mark.skipif(
    find_spec("fxtranslate") is None, reason="the extra firefox is not installed"
)


@needs_library
def test_the_usual_kinds_serve_best_first_and_the_stock_library_only_by_name(store: Path) -> None:
    engines = Installed((store,)).engines()
    assert tuple(map(kind, engines)) == DEFAULT_ENGINES
    assert "argostranslate" not in DEFAULT_ENGINES


@pytest.mark.parametrize("kinds", [("argos", "ct2"), ("argostranslate",), ENGINES[::-1]])
def test_kinds_that_are_named_serve_in_their_order(store: Path, kinds: tuple[str, ...]) -> None:
    engines = Installed((store,)).engines(kinds)
    assert tuple(map(kind, engines)) == kinds
    route = find_route(engines, "ru", "de")
    assert route is not None
    assert kind(route.engines[0]) == kinds[0]


def test_listing_engines_loads_none_of_them(store: Path) -> None:
    # Not one of these files could be loaded.
    assert len(Installed((store,)).engines(ENGINES)) == 4


def test_without_its_extra_a_model_is_passed_over_and_told(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "fxtranslate", None)
    installed = Installed((store,))
    assert [*map(kind, installed.engines())] == ["ct2", "argos"]
    (problem,) = installed.damaged()
    assert "article-normalizer[firefox]" in problem
    assert [*map(kind, installed.engines(("firefox",)))] == ["firefox"]


def test_a_real_pivot_goes_before_a_direct_fixture(
    fixture_packages: Path, make_folder: Make, tmp_path: Path
) -> None:
    name = "translate-ru_de-fixture-0_1"
    shutil.copytree(fixture_packages / name, tmp_path / name)
    make_folder(tmp_path / "a", from_code="ru", to_code="en")
    installed = Installed((tmp_path,))
    route = find_route(installed.engines(), "ru", "de")
    assert route is not None
    assert route.languages == ("ru", "de")
    make_folder(tmp_path / "b", from_code="en", to_code="de")
    route = find_route(installed.engines(), "ru", "de")
    assert route is not None
    assert route.languages == ("ru", "en", "de")


def test_a_pivot_through_two_kinds_of_engine_translates(
    fixture_packages: Path, tmp_path: Path
) -> None:
    package = fixture_packages / "translate-ru_en-fixture-0_1"
    shutil.copytree(package / "model", tmp_path / "opus")
    shutil.copy(package / "sentencepiece.model", tmp_path / "opus")
    settings = {"from_code": "ru", "to_code": "en"}
    (tmp_path / "opus" / "normalizer.json").write_text(json.dumps(settings), encoding="utf-8")
    shutil.copytree(fixture_packages / "translate-en_de-fixture-0_1", tmp_path / "argos")
    route = find_route(Installed((tmp_path,)).engines(), "ru", "de")
    assert route is not None
    assert route.name == "ru > en > de (opus, argos 0.1)"
    texts = ["Экспорт вырос на 439 процентов."]
    for engine in route.engines:
        texts = [found.text for found in engine.translate(texts, Decoding()) if found]
    assert texts == ["Der Export ist um 439 Prozent gestiegen."]
