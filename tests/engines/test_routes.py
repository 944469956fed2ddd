"""The way from one language to another."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from normalizer.engines.engine import Decoding, Hypothesis
from normalizer.engines.routes import find_route, find_routes, what_is_missing


@dataclass(frozen=True)
class _Engine:
    source: str
    target: str
    name: str = "model"
    least_score: float = -1.0
    fixture: bool = False
    starter: bool = False

    def translate(self, sentences: Sequence[str], decoding: Decoding) -> list[Hypothesis | None]:
        raise AssertionError((sentences, decoding))


def _engines(*pairs: str) -> list[_Engine]:
    return [_Engine(*pair.split("-")) for pair in pairs]


@pytest.mark.parametrize(
    ("pairs", "way"),
    [
        (("ru-de",), ("ru", "de")),
        (("ru-en", "en-de"), ("ru", "en", "de")),
        (("ru-en", "en-de", "ru-de"), ("ru", "de")),
        (("ru-pl", "pl-de", "ru-en", "en-de"), ("ru", "en", "de")),
        (("ru-pl", "pl-de", "ru-en"), ("ru", "pl", "de")),
        (("en-de", "ru-en"), ("ru", "en", "de")),
    ],
)
def test_direct_goes_before_english_and_english_before_others(
    pairs: tuple[str, ...], way: tuple[str, ...]
) -> None:
    route = find_route(_engines(*pairs), "ru", "de")
    assert route is not None
    assert route.languages == way


@pytest.mark.parametrize("pairs", [(), ("de-ru",), ("ru-en",), ("en-de",), ("ru-en", "pl-de")])
def test_where_no_engines_lead_there_is_no_route(pairs: tuple[str, ...]) -> None:
    assert find_route(_engines(*pairs), "ru", "de") is None


def test_no_route_has_more_than_one_pivot() -> None:
    assert find_route(_engines("ru-en", "en-pl", "pl-de"), "ru", "de") is None


def test_the_engine_that_stands_first_goes_before_others_of_its_pair() -> None:
    engines = [_Engine("ru", "de", "first"), _Engine("ru", "de", "second")]
    route = find_route(engines, "ru", "de")
    assert route is not None
    assert route.engines == (engines[0],)


def test_the_name_of_a_route_tells_its_way_and_models() -> None:
    route = find_route([_Engine("ru", "en", "a 1"), _Engine("en", "de", "b 2")], "ru", "de")
    assert route is not None
    assert route.name == "ru > en > de (a 1, b 2)"


def test_an_engine_made_for_tests_serves_where_no_other_does() -> None:
    toy, first, second = (
        _Engine("ru", "de", "toy", fixture=True), *_engines("ru-en", "en-de"),
    )  # fmt: skip
    for engines, way in (
        ([toy], ("ru", "de")),
        ([toy, first], ("ru", "de")),
        ([toy, first, second], ("ru", "en", "de")),
    ):
        route = find_route(engines, "ru", "de")
        assert route is not None
        assert route.languages == way


def test_a_fixture_may_be_half_of_a_route() -> None:
    engines = [_Engine("ru", "en", "toy", fixture=True), *_engines("en-de")]
    route = find_route(engines, "ru", "de")
    assert route is not None
    assert route.languages == ("ru", "en", "de")


STARTER = _Engine("ru", "de", "starter", starter=True)
FIXTURE = _Engine("ru", "de", "toy", fixture=True)


@pytest.mark.parametrize(
    "engines",
    [
        [STARTER, *_engines("ru-de")],
        [STARTER, *_engines("ru-en", "en-de")],
        [STARTER, FIXTURE, *_engines("ru-pl", "pl-de")],
    ],
)
def test_any_full_route_outranks_a_starter_which_then_serves_nothing(
    engines: list[_Engine],
) -> None:
    routes = find_routes(engines, "ru", "de")
    assert "model" in routes[0].name
    assert not any(route.is_starter for route in routes)


@pytest.mark.parametrize(
    "engines", [[FIXTURE, STARTER], [STARTER], [STARTER, *_engines("ru-en", "de-ru")]]
)
def test_a_starter_goes_before_test_fixtures_and_stands_alone(engines: list[_Engine]) -> None:
    (route,) = find_routes(engines, "ru", "de")
    assert route.name == "ru > de (starter model starter)"


def test_a_starter_is_never_half_of_a_route_nor_told_as_such() -> None:
    engines = [STARTER, *_engines("de-fr", "uk-ru")]
    assert find_routes(engines, "ru", "fr") == []
    assert find_routes(engines, "uk", "de") == []
    assert what_is_missing([STARTER], "ru", "fr") == ""


def test_the_engines_that_the_best_route_leaves_unused_make_the_next() -> None:
    routes = find_routes(_engines("ru-en", "en-de", "ru-de"), "ru", "de")
    assert [route.languages for route in routes] == [("ru", "de"), ("ru", "en", "de")]


@pytest.mark.parametrize(
    ("pairs", "said"),
    [
        ((), ""),
        (("uk-pl",), ""),
        (("ru-en",), "ru > en is installed, but en > de isn't"),
        (("ru-pl", "ru-en"), "ru > en is installed, but en > de isn't"),
        (("en-de",), "en > de is installed, but ru > en isn't"),
        (("de-ru",), "de > ru is installed, which is the other direction"),
    ],
)
def test_half_a_route_is_told(pairs: tuple[str, ...], said: str) -> None:
    assert what_is_missing(_engines(*pairs), "ru", "de") == said
