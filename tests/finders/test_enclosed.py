"""What stands between two lines of the page, first above a headline, or alone in an article."""

import pytest

from normalizer import Document, Normalizer
from normalizer.finders.residue.enclosed import enclosed
from normalizer.finders.residue.layout import article_lines

_TITLE = "Fähre nach Rügen fährt wieder"
_TOLD = (
    "Die Fähre zwischen Stralsund und Rügen verkehrt seit dem Wochenende wieder, sagte der Reeder.",
    "Wegen des niedrigen Wassers hatte er den Betrieb im August eingestellt, wie er mitteilte.",
)
_PAGE = (
    "Unsere Redaktion ist unabhängig und wird von ihren Leserinnen und Lesern getragen. "
    "Unterstützen Sie unsere Arbeit mit einem Abonnement, und lesen Sie alle Artikel auf der Seite."
)
_NORMALIZER = Normalizer(only=("residue",), model_folders=())


def _cleaned(*lines: str) -> list[str]:
    text = _NORMALIZER(Document("\n\n".join(lines) + "\n", "de")).text
    return [line for line in text.split("\n") if line]


def test_lines_between_two_that_are_gone_are_enclosed_where_all_are_short() -> None:
    article = article_lines("\n".join(("Umfrage", "Ja", "Nein", "Abstimmen", _TOLD[0], "Teilen")))
    assert enclosed(article, {0, 3}) == {1, 2}
    assert enclosed(article, {0, 3, 5}) == {1, 2}
    assert enclosed(article, {0, 5}) == frozenset()
    assert enclosed(article, {3}) == frozenset()
    assert enclosed(article, ()) == frozenset()


def test_no_more_than_six_lines_are_enclosed() -> None:
    article = article_lines("\n".join(f"Zeile {n}" for n in range(9)))
    assert enclosed(article, {0, 7}) == set(range(1, 7))
    assert enclosed(article, {0, 8}) == frozenset()


def test_answers_of_a_poll_go_with_what_stands_above_and_below_them() -> None:
    poll = ("Umfrage", "Ja, täglich", "Abstimmen", "1.284 Stimmen")
    assert _cleaned(_TITLE, _TOLD[0], *poll, _TOLD[1]) == [_TITLE, *_TOLD]


def test_a_paragraph_that_is_surely_of_the_page_goes_from_a_clean_article() -> None:
    assert _cleaned(_TITLE, _TOLD[0], _PAGE, _TOLD[1]) == [_TITLE, *_TOLD]


@pytest.mark.parametrize("number", ["0800 111 0 111", "116\N{NO-BREAK SPACE}123", "03831/12 34 56"])
def test_it_stays_where_it_says_whom_to_call(number: str) -> None:
    told = f"{_PAGE} Rufen Sie uns unter {number} an."
    assert _cleaned(_TITLE, _TOLD[0], told, _TOLD[1]) == [_TITLE, _TOLD[0], told, _TOLD[1]]


def test_a_paragraph_of_the_article_stays() -> None:
    told = "Der Reeder dankte den Leserinnen und Lesern, die ihm im Sommer geschrieben hatten."
    assert _cleaned(_TITLE, _TOLD[0], told, _TOLD[1]) == [_TITLE, _TOLD[0], told, _TOLD[1]]
