"""What stays since the whole article is worded like a page: lists, parts of sentences."""

import pytest

from normalizer import Document, Normalizer
from normalizer.finders.residue.alike import leave_parts, worded_alike
from normalizer.finders.residue.layout import article_lines
from normalizer.finders.residue.outline import Outline
from normalizer.finders.residue.places import _CAUTION_HEADING, Places
from normalizer.finders.residue.rows import leave_rows
from normalizer.resources.rules import load_rules

_TOLD = (
    "Die Fähre zwischen Stralsund und Rügen verkehrt seit dem Wochenende wieder, sagte der Reeder.",
    "Wegen des niedrigen Wassers hatte er den Betrieb im August eingestellt, wie er mitteilte.",
    "Der Landkreis hatte damals angekündigt, die Zufahrt zum Anleger auf eigene Kosten zu baggern.",
)
_PAGE = "Jetzt Fan werden und keine Meldung mehr verpassen"
_RULES = {"residue.de.follow-networks", "residue.und.bare-url"}
_NORMALIZER = Normalizer(only=("residue",), model_folders=())


def _stay(lines: list[str], found: set[int], gone: set[int] | None = None) -> set[int]:
    article = article_lines("\n".join(lines))
    outline = Outline((0, len(article) - 1), (0, len(article) - 1), 0)
    return set(worded_alike(article, found, gone or set(), outline))


def _cleaned(*lines: str) -> list[str]:
    text = _NORMALIZER(Document("\n\n".join(lines) + "\n", "de")).text
    return [line for line in text.split("\n") if line]


@pytest.mark.parametrize(("places", "stays"), [(1, 0), (2, 2), (9, 9)])
def test_what_is_found_in_several_places_between_paragraphs_stays(places: int, stays: int) -> None:
    lines = [line for at in range(places) for line in (_TOLD[at % 3], f"Zum Paket {at}")]
    found = set(range(1, 2 * places, 2))
    assert len(_stay([*lines, _TOLD[0]], found)) == stays


def test_what_always_says_the_same_goes_from_many_places() -> None:
    lines = [line for at in range(5) for line in (_TOLD[at % 3], "Es geht unten weiter")]
    assert _stay([*lines, _TOLD[0]], set(range(1, 10, 2))) == set()


def test_where_a_whole_page_is_gone_it_may_have_said_more() -> None:
    lines = [*(f"Zum Paket {at}" for at in range(11)), _TOLD[0], "Mehr", _TOLD[1], "Dazu", _TOLD[2]]
    assert _stay(lines, {12, 14}, set(range(10))) == {12, 14}
    assert _stay(lines, {12, 14}, set(range(11))) == set()


def test_what_stands_beside_a_line_that_is_gone_makes_no_place() -> None:
    lines = [line for at in range(3) for line in (_TOLD[at], "Anzeige", f"Zum Paket {at}")]
    found = {2, 5, 8}
    assert _stay([*lines, _TOLD[0]], found, {i - 1 for i in found}) == set()
    assert _stay([*lines, _TOLD[0]], found) == found


def test_no_more_than_a_share_of_a_long_article_goes_for_its_wording_alone() -> None:
    page = [f"{'Mit dem Paket sparen Sie jeden Monat. ' * 5}{at}" for at in range(4)]
    assert _stay([_TOLD[0], *page, _TOLD[1]], {1, 2, 3, 4}) == {1, 2, 3, 4}
    assert _stay([*_TOLD * 40, *page, _TOLD[1]], {120, 121, 122, 123}) == set()
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


_WRAPPED = (
    "In Halle hat der Verein seit dem Frühjahr eine neue Sprecherin, wie aus dem",
    "folgen Sie uns auf Facebook genannten Rundbrief hervorgeht, den auch alle die",
    "bekommen, die im vorigen Jahr ausgetreten sind.",
)


def test_a_line_of_a_wrapped_sentence_stays_with_the_others() -> None:
    article = article_lines("\n".join(_WRAPPED))
    rule, other = (rule for rule in load_rules("residue") if rule.id in _RULES)
    hits = {1: (rule, None)}
    leave_parts(article, hits)
    assert hits == {}
    hits = dict.fromkeys(range(3), (rule, None))
    leave_parts(article, hits)
    assert hits.keys() == {0, 1, 2}
    hits = {1: (other, None)}
    leave_parts(article[:2], hits)
    assert hits.keys() == {1}


def test_a_quoted_mail_stays_whole() -> None:
    quoted = ("> Ich schlage vor, folgen Sie uns auf Facebook und", "> den anderen auch zu lesen.")
    article = article_lines("\n".join((*quoted, "Nein.")))
    hits = {0: (next(rule for rule in load_rules("residue") if rule.id in _RULES), None)}
    leave_parts(article, hits)
    assert hits == {}


_POSTS = (
    "— Tom Ahlers (@tomahlers) March 5, 2024",
    "— Ruderclub Bergen (@rcbergen) March 5, 2024",
    "— Ida Pohl (@idapohl) March 6, 2024",
)


@pytest.mark.parametrize(("posts", "left"), [(1, 0), (3, 3)])
def test_those_who_wrote_several_posts_are_of_the_article(posts: int, left: int) -> None:
    lines = [line for at in range(posts) for line in (_TOLD[at], _POSTS[at])]
    assert sum(line in _POSTS for line in _cleaned(*lines, _TOLD[0])) == left


def test_a_label_among_labels_stays() -> None:
    said = ("Erster Vorsitz: Jan Opitz", "Kasse: Ute Wolf", "Fotos: Sonja Ebert", "Hütte: Kai Vogt")
    article = article_lines("\n".join((_TOLD[0], *said, _TOLD[1])))
    credit = next(rule for rule in load_rules("residue") if rule.id == "residue.de.photo-credit")
    hits = {3: (credit, None)}
    leave_rows(article, hits)
    assert hits == {}
    hits = dict.fromkeys((2, 3), (credit, None))
    leave_rows(article, hits)
    assert hits.keys() == {2, 3}
    assert _cleaned(_TOLD[0], _TOLD[1], said[2]) == [*_TOLD[:2]]


def test_a_stroke_under_a_heading_stays() -> None:
    text = f"Was neu ist\n-----------\n{_TOLD[0]}\n\n{_TOLD[1]}\n"
    assert _NORMALIZER(Document(text, "de")).text == text
    apart = f"{_TOLD[0]}\n-----------\n{_TOLD[1]}\n"
    assert "---" not in _NORMALIZER(Document(apart, "de")).text
