"""Labels, contacts and signatures that the text beside them tells to be the article's."""

import pytest

from normalizer import Document, Normalizer

_NORMALIZER = Normalizer(model_folders=(), only=("residue", "structure"))
_LEAD = (
    "Der Verein der Sternfreunde hat den alten Turm in neun Jahren umgebaut "
    "und sucht dafür jetzt Spender."
)
_END = "Am Sonntag öffnet das Haus um zehn Uhr, und wer mag, darf durch das große Fernrohr sehen."


def _left(text: str) -> str:
    return _NORMALIZER(Document(text, "de")).text


def _article(*lines: str) -> str:
    return "\n\n".join(("Ein Turm wird zur Sternwarte", _LEAD, *lines))


@pytest.mark.parametrize(
    "lines",
    [
        (
            "Werbung",
            "Diese Werbung hatte der Vorstand selbst gemalt, und sie hing nur einen Tag.",
            _END,
        ),
        ("Teilen", "So heißt die Skulptur am Eingang, die zwei Hälften eines Apfels zeigt.", _END),
        ("Teilen", "Auf dem Schild steht „Teilen“, darunter liegt ein Kuchen für alle.", _END),
        ("Inhalt", "1. Drei Linsen", "2. Ein Brief", "3. Zwei Münzen", _END),
        (
            "Wir brauchen Freiwillige, wie man auf dieser Seite lesen kann:",
            "www.turm.example",
            _END,
        ),
        (
            "Foto: Archiv",
            "„Ich bin kein Archiv“, sagte der Fotograf, der vor Gericht zog und gewann.",
            _END,
        ),
    ],
)
def test_what_the_text_beside_it_speaks_of_stays(lines: tuple[str, ...]) -> None:
    text = _article(*lines)
    assert _left(text) == text


@pytest.mark.parametrize(
    ("label", "below"),
    [
        (
            "Werbung",
            "Der Vorstand hatte die Kuppel selbst gemalt, und sie hielt nur einen Tag lang.",
        ),
        ("Teilen", "Die Skulptur am Eingang zeigt zwei Hälften eines Apfels, die jemand aß."),
    ],
)
def test_the_same_label_goes_where_the_text_speaks_of_other_things(label: str, below: str) -> None:
    assert _left(_article(label, below, _END)) == _article(below, _END)


def test_a_press_release_keeps_its_contact_and_a_page_loses_its_own() -> None:
    contact = "Pressekontakt:\nVerein der Sternfreunde\nEva Amsel, Telefon 0441 555 01 23"
    assert _left(_article(_END, contact)) == _article(_END, contact)
    other = "Pressekontakt:\nRedaktion Nordblick\nEva Amsel, Telefon 0441 555 01 23"
    assert "Pressekontakt" not in _left(_article(_END, other))


def test_how_to_reach_several_places_stays() -> None:
    first = "Café Mond\nTelefon: 0441 555 01"
    second = "Café Sonne\nTelefon: 0441 555 02"
    text = _article(first, "Dort gibt es Kuchen.", second, "Dort gibt es Tee.", _END)
    assert _left(text) == text


def test_who_signs_one_of_several_letters_stays() -> None:
    letters = (
        "Wer einen Turm hat, der braucht auch eine Treppe, und die fehlt bis heute in diesem Haus.",
        "Gerd Ohm, Lindow",
        "„Ich war dort und habe den Mond gesehen, so nah, dass ich die Krater zählen konnte.“",
        "Von Karl Brix",
    )
    text = _article(*letters)
    assert _left(text) == text


def test_the_author_of_one_of_several_books_stays() -> None:
    text = _article(
        "Das Haus am Kanal\nvon Ellen Brix",
        "Eine Familie streitet um ein Erbe, und die Großmutter schweigt.",
        "Nordlicht\nvon Tarik Aslan",
        "Zwei Brüder fahren mit einem Lastwagen von Narvik nach Neapel.",
        _END,
    )
    assert _left(text) == text


def test_figures_stay_with_their_like() -> None:
    text = _article(
        "Sommerzeit: 49 %\nWinterzeit: 19 %\nUnentschieden: 24 %\nWeiß nicht: 8 %", _END
    )
    assert _left(text) == text


def test_days_of_a_programme_stay() -> None:
    text = _article(
        "Freitag, 12. Juli\n18.00 Uhr: Eröffnung durch den Bürgermeister",
        "Samstag, 13. Juli\n14.00 Uhr: Drachenbootrennen",
        _END,
    )
    assert _left(text) == text


def test_a_listing_of_code_stays_whole() -> None:
    listing = "$ kite new\nshare:\n  expire: never\n$ kite find\n3 notes found\n$ kite export"
    text = _article("Im Terminal sieht es so aus", listing, _END)
    assert _left(text) == text


def test_a_journal_is_cited_and_an_agency_is_not() -> None:
    cited = "Quelle: „Journal of Urban Ethology“, Bd. 14, S. 201–219"
    assert _left(_article(_END, cited)) == _article(_END, cited)
    assert _left(_article(_END, "Quelle: dpa")).rstrip() == _article(_END)


def test_years_before_there_were_pages_are_no_stamps() -> None:
    text = _article(_END, "18. September 1943")
    assert _left(text) == text
    assert _left(_article(_END, "18. September 2023")).rstrip() == _article(_END)
