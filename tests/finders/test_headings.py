"""Subheadings that are worded like residue stay, and so do paragraphs with a credit behind them."""

from collections.abc import Sequence

from normalizer import Document, Normalizer

_TITLE = "Sieben Wege zu weniger Post"
_TOLD = (
    "Wer jeden Morgen dreißig Briefe im Fach hat, liest am Ende keinen einzigen davon, sagt sie.",
    "Am Ende der Nachricht steht ein kleiner Verweis, den die meisten Leute gar nicht kennen.",
    "Legen Sie eine Regel an, die bestimmte Absender gleich in einen eigenen Ordner verschiebt.",
)
_NORMALIZER = Normalizer(only=("residue",), model_folders=())


def _cleaned(lines: Sequence[str]) -> list[str]:
    return _NORMALIZER(Document("\n".join(lines), "de")).text.split("\n")


def test_a_line_worded_like_residue_stays_among_other_headings() -> None:
    lines = (_TITLE, _TOLD[0], "Newsletter abbestellen", _TOLD[1], "Filter anlegen", _TOLD[2])
    assert _cleaned(lines) == list(lines)


def test_where_all_that_looks_like_residue_stands_like_headings_it_stays() -> None:
    lines = ("Teilen", _TOLD[0], "Gefällt mir", _TOLD[1], _TOLD[2])
    assert _cleaned(lines) == list(lines)


def test_one_button_above_a_paragraph_goes_and_so_do_two_beside_other_residue() -> None:
    assert _cleaned((_TITLE, _TOLD[0], "Teilen", _TOLD[1], _TOLD[2])) == [_TITLE, *_TOLD]
    lines = (_TITLE, _TOLD[0], "Teilen", _TOLD[1], "Gefällt mir", _TOLD[2], "Newsletter abonnieren")
    assert [line for line in _cleaned(lines) if line] == [_TITLE, *_TOLD]


def test_an_advert_marker_goes_even_among_headings() -> None:
    lines = [_TITLE, _TOLD[0], "Anzeige", _TOLD[1], "Filter anlegen", _TOLD[2]]
    assert _cleaned(lines) == [line for line in lines if line != "Anzeige"]


def test_of_a_paragraph_with_a_credit_behind_it_the_credit_goes() -> None:
    told = "Die neue Rektorin heißt Annegret Löwen. Sie setzte sich gegen 31 andere Bewerber durch."
    document = _NORMALIZER(Document("\n".join((f"{told} Foto: privat", *_TOLD)), "de"))
    assert document.text.split("\n") == [told, *_TOLD]
    assert document.metadata.photo_credit == "privat"
    assert document.metadata.photo_caption is None


def test_a_caption_of_one_sentence_goes_with_its_credit() -> None:
    caption = "Die neue Rektorin Annegret Löwen in der Musikschule am Markt"
    document = _NORMALIZER(Document("\n".join((f"{caption}. Foto: privat", *_TOLD)), "de"))
    assert document.text.split("\n") == list(_TOLD)
    assert document.metadata.photo_caption == caption


def test_the_words_that_a_glossary_explains_stay() -> None:
    entries = ("Teilen", "Das halbe Brot abgeben.", "Werbung", "Der Mann mit dem Lautsprecher.")
    lines = (_TITLE, _TOLD[0], *entries, "Folgen", "Das macht der Hund, wenn er will.")
    assert _cleaned(lines) == list(lines)
    twice = (_TITLE, _TOLD[0], "Anzeige", _TOLD[1], "Anzeige", _TOLD[2])
    assert [line for line in _cleaned(twice) if line] == [_TITLE, *_TOLD]


def test_times_above_the_chapters_of_an_article_stay() -> None:
    lines = ("Zwillinge mit zwei Jahrgängen", "31.12.2025, 23:58 Uhr", _TOLD[0])
    more = ("01.01.2026, 00:04 Uhr", _TOLD[1], _TOLD[2])
    assert _cleaned((*lines, *more)) == [*lines, *more]
    assert _cleaned((*lines, _TOLD[1])) == [lines[0], _TOLD[0], _TOLD[1]]


def test_the_only_line_that_may_be_the_headline_stays() -> None:
    above = ("Startseite", "Politik", "Neue Fregatte kommt erst im Herbst", "12.03.2024, 05:12 Uhr")
    assert _cleaned((*above, "Teilen", *_TOLD)) == [above[2], *_TOLD]
