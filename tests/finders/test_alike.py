"""What stays since the whole article is worded like a page: lists, parts of sentences."""

import pytest

from normalizer import Document, Normalizer
from normalizer.finders.residue.alike import worded_alike
from normalizer.finders.residue.layout import article_lines
from normalizer.finders.residue.outline import Outline
from normalizer.finders.residue.places import _CAUTION_HEADING, Places

_TOLD = (
    "Die Fähre zwischen Stralsund und Rügen verkehrt seit dem Wochenende wieder, sagte der Reeder.",
    "Wegen des niedrigen Wassers hatte er den Betrieb im August eingestellt, wie er mitteilte.",
    "Der Landkreis hatte damals angekündigt, die Zufahrt zum Anleger auf eigene Kosten zu baggern.",
)
_PAGE = "Jetzt Fan werden und keine Meldung mehr verpassen"
_NORMALIZER = Normalizer(only=("residue",), model_folders=())


def _stay(lines: list[str], found: set[int], gone: set[int] | None = None) -> set[int]:
    article = article_lines("\n".join(lines))
    outline = Outline((0, len(article) - 1), (0, len(article) - 1), 0)
    return set(worded_alike(article, found, gone or set(), outline))


def _cleaned(*lines: str) -> list[str]:
    text = _NORMALIZER(Document("\n\n".join(lines) + "\n", "de")).text
    return [line for line in text.split("\n") if line]


@pytest.mark.parametrize(("places", "stays"), [(3, 0), (4, 4), (9, 9)])
def test_what_is_found_in_many_places_between_paragraphs_stays(places: int, stays: int) -> None:
    lines = [line for at in range(places) for line in (_TOLD[at % 3], f"Zum Paket {at}")]
    found = set(range(1, 2 * places, 2))
    assert len(_stay([*lines, _TOLD[0]], found)) == stays


def test_what_stands_beside_a_line_that_is_gone_makes_no_place() -> None:
    lines = [line for at in range(5) for line in (_TOLD[at % 3], "Anzeige", f"Zum Paket {at}")]
    found = set(range(2, 15, 3))
    assert _stay([*lines, _TOLD[0]], found, {i - 1 for i in found}) == set()
    assert _stay([*lines, _TOLD[0]], found) == found


def test_no_more_than_a_share_of_a_long_article_goes_for_its_wording_alone() -> None:
    page = [f"{'Mit dem Paket sparen Sie jeden Monat. ' * 5}{at}" for at in range(4)]
    assert _stay([_TOLD[0], *page, _TOLD[1]], {1, 2, 3, 4}) == {1, 2, 3, 4}
    assert _stay([*_TOLD * 12, *page, _TOLD[1]], {36, 37, 38, 39}) == set()
    assert _stay([_TOLD[0], *page[:1], _TOLD[1]], {1}) == set()


def test_an_item_stays_with_its_list_and_goes_with_it() -> None:
    lines = [_TOLD[0], "- Badesachen", "- Sonnenhut", "- Sandalen", "- Abo-Karte", _TOLD[1]]
    assert _stay(lines, {4}) == {4}
    assert _stay(lines, {3, 4}) == set()
    assert _stay(lines, {4}, {2}) == set()
    assert _stay(lines, {1, 2, 3, 4}) == set()


def test_numbered_items_are_a_list_wherever_they_stand() -> None:
    lines = ["1. Anna, 300 Follower", _TOLD[0], "2. Ben", _TOLD[1], "3. Cem", _TOLD[2]]
    assert _stay(lines, {0}) == {0}
    assert _stay([lines[0], *lines[3:]], {0}) == set()


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("In diesem Beitrag zeigen wir euch, wie ihr", "euer Konto auf allen Geräten einrichtet."),
        ("Liebe Abonnenten,", "Ab Montag gilt der neue Fahrplan."),
        ("京沪高速北京方向，", "无锡枢纽至广陵枢纽"),
    ],
)
def test_parts_of_a_sentence_stay(above: str, below: str) -> None:
    assert _stay([above, below], {0, 1}) == {0, 1}


def test_short_labels_and_lines_further_apart_are_no_parts_of_a_sentence() -> None:
    assert _stay(["teilen", "merken"], {0, 1}) == set()
    article = article_lines(f"{_PAGE}\n\nteilen")
    assert worded_alike(article, {0, 1}, (), Outline((0, 1), None, 0)) == set()


@pytest.mark.parametrize(("paragraphs", "nats"), [(1, 0.0), (4, 0.0), (8, 1.39), (40, 4.61)])
def test_a_line_must_be_surer_between_many_paragraphs(paragraphs: int, nats: float) -> None:
    places = Places(article_lines("\n".join((_TOLD[0], "Zum Paket", _TOLD[1], "Teilen"))), len)
    outline = Outline((0, 3), (0, 2), 0, paragraphs=paragraphs)
    assert places.caution(1, {3}, outline) == pytest.approx(_CAUTION_HEADING + nats, abs=0.01)
    assert places.caution(1, {2}, outline) == 0.0
    assert places.caution(3, {0}, outline) == 0.0


def test_what_is_surely_of_the_page_goes_from_a_long_article_too() -> None:
    assert _cleaned(*_TOLD[:2], _PAGE, _TOLD[2]) == [*_TOLD]
    assert _cleaned(*_TOLD * 9, "Mehr Details ansehen", *_TOLD * 3) == [*_TOLD * 12]
