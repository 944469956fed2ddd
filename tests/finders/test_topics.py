"""An article may be about what pages speak of; a table of contents goes with its heading."""

from collections.abc import Sequence

from normalizer import Document, Normalizer
from normalizer.document.findings import Edit
from normalizer.finders.residue.furniture import FindFurniture
from normalizer.resources.rules import load_rules

_TOLD = (
    "Die Verbraucherzentrale rät, für Bestellungen im Netz eine zweite Adresse anzulegen.",
    "Wer sein Postfach entlasten will, braucht dafür kaum länger als eine halbe Stunde.",
)
_ADVICE = "Abonnieren Sie Newsletter am besten mit einer Adresse, die Sie sonst nicht nutzen."
_PLEA = "Abonnieren Sie unseren Newsletter und lesen Sie morgens, was in der Stadt passiert."
_NORMALIZER = Normalizer(only=("residue",), model_folders=())


def _cleaned(*lines: str) -> list[str]:
    text = _NORMALIZER(Document("\n".join(lines) + "\n", "de")).text
    return [line for line in text.split("\n") if line]


def _stays(lines: Sequence[str]) -> bool:
    return _cleaned(*lines) == list(lines)


def test_advice_stays_in_an_article_about_it() -> None:
    assert _stays(("Newsletter abbestellen: So klappt es", *_TOLD, _ADVICE))
    assert not _stays(("Der Sommer war nass", *_TOLD, _ADVICE))


def test_advice_stays_where_two_other_lines_speak_of_it() -> None:
    about = (f"{_TOLD[0]} Newsletter sind oft im Preis.", f"{_TOLD[1]} Newsletter kommen trotzdem.")
    assert _stays(("Der Sommer war nass", *about, _ADVICE))


def test_what_the_page_says_of_its_own_goes_from_such_an_article_too() -> None:
    title = "Newsletter abbestellen: So klappt es"
    assert _cleaned(title, *_TOLD, _PLEA) == [title, *_TOLD]


def test_the_next_item_of_a_numbered_list_stays() -> None:
    steps = ("1. Suchen Sie den Knopf zum Kündigen.", "2. Folgen Sie uns nicht auf Facebook.")
    assert _stays(("Weniger Post", _TOLD[0], *steps))


def test_entries_of_contents_go_with_their_heading() -> None:
    lines = ("Was ein Bad kostet", "Inhaltsverzeichnis", "1 Fliesen", "2 Wanne", *_TOLD)
    assert _cleaned(*lines) == ["Was ein Bad kostet", *_TOLD]


def _listed(*lines: str) -> list[str]:
    """What goes with the heading of contents, whatever the wording of a line tells."""
    rules = [rule for rule in load_rules("residue") if rule.anchor != "wording"]
    findings = FindFurniture(rules)(Document("\n\n".join(lines) + "\n", "de"))
    return [finding.removed.strip() for finding in findings if isinstance(finding, Edit)]


def test_what_is_no_list_from_one_stays_below_contents() -> None:
    lines = ("Was ein Bad kostet", "Inhaltsverzeichnis", "3 Fliesen", "4 Wanne", *_TOLD)
    assert _listed(*lines) == ["Inhaltsverzeichnis"]


def test_questions_and_entries_that_stand_below_as_headings_are_contents() -> None:
    asked = ("1. Was kostet eine Wanne?", "2. Wer verlegt Fliesen?")
    assert _listed("Was ein Bad kostet", "Inhaltsverzeichnis", *asked, *_TOLD)[1:] == list(asked)
    named = ("Die Wanne", "Die Fliesen")
    lines = ("Was ein Bad kostet", "Inhaltsverzeichnis", *named, "Die Wanne", *_TOLD)
    assert _listed(*lines)[1:] == list(named)
    lines = ("Was ein Bad kostet", "Inhaltsverzeichnis", *named, *_TOLD)
    assert _listed(*lines) == ["Inhaltsverzeichnis"]


def test_a_list_of_buttons_or_times_below_a_colon_stays() -> None:
    buttons = ("Öffnen Sie die Einstellungen und wählen Sie:", "Anmelden", "Teilen", "Drucken")
    assert _stays(("Das Ticket im Telefon", *_TOLD, *buttons, _TOLD[1]))
    times = ("Abfahrt ist an allen Werktagen um:", "6:15 Uhr", "9:40 Uhr", "13:05 Uhr")
    assert _stays(("Der Bus fährt anders", *_TOLD, *times, _TOLD[1]))


def test_a_marker_of_adverts_below_a_colon_goes() -> None:
    lines = ("Der Sommer war nass", f"{_TOLD[0][:-1]}, und sie nennt einen Grund:", "Anzeige")
    assert _cleaned(*lines, *_TOLD) == [*lines[:2], *_TOLD]


def test_what_an_article_quotes_from_a_page_stays_where_it_says_so() -> None:
    quoted = "Alle Rechte vorbehalten – der Satz schadet nicht, nützt aber auch nichts."
    assert _stays(("Was ins Impressum gehört", *_TOLD, quoted, _TOLD[0]))
    assert not _stays(("Was ins Impressum gehört", *_TOLD, "Alle Rechte vorbehalten."))
