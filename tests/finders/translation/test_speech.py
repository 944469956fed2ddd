"""Speech between dashes, and dashes that are none of speech."""

import pytest

from normalizer.finders.translation.speech import with_quotes
from normalizer.resources.words import load_abbreviations

VERBS = load_abbreviations()["de"].reports
SOURCE = "– Мы поможем, – сказал мэр."


@pytest.mark.parametrize(
    ("source", "translation", "wanted"),
    [
        (SOURCE, "– Wir helfen, – sagte der Mann.", "„Wir helfen“, sagte der Mann."),
        (SOURCE, "- Wir helfen, - sagte der Mann.", "„Wir helfen“, sagte der Mann."),
        (SOURCE, "Wir helfen – sagte der Mann.", "„Wir helfen“, sagte der Mann."),
        ("Мы поможем, – сказал он.", "Wir helfen, – sagte er.", "„Wir helfen“, sagte er."),
        ("– Правда? – спросил он.", "– Wirklich? – fragte er.", "„Wirklich?“, fragte er."),
        ("– Стой! – крикнул он.", "– Halt! – rief er.", "„Halt!“, rief er."),
    ],
)
def test_speech_gets_quotation_marks(source: str, translation: str, wanted: str) -> None:
    assert with_quotes(source, translation, VERBS) == wanted


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        (SOURCE, "„Wir helfen“, sagte der Mann."),
        (SOURCE, "– Wir helfen, – der Mann sagte."),
        (SOURCE, "– Wir – er – helfen, – sagte der Mann."),
        (SOURCE, "– „Wir helfen, – sagte der Mann."),
        ("Москва – столица.", "Moskau – sagte man – ist die Hauptstadt."),
        ("Мост закрыт – так решил мэр.", "Die Brücke ist zu – sagte der Bürgermeister."),
        ("«Да», – сказал он.", "Ja, – sagte er."),
        ("– Да, – сказал он, – и нет.", "– Ja, – sagte er, – und nein."),
    ],
)
def test_anything_else_is_left(source: str, translation: str) -> None:
    assert with_quotes(source, translation, VERBS) == translation
