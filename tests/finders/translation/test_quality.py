"""What speaks against a translation, and what doesn't."""

import pytest

from normalizer.finders.translation.quality import loop_count, problems


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("Встреча прошла 13 июня.", "Das Treffen fand am 13. Juni statt."),
        ("Цена 10 000 рублей", "Der Preis beträgt 10.000 Rubel"),
        ("Да.", "Ja."),
        ("НАТО", "NATO"),
        ("«Да», – сказал он.", "„Ja“, sagte er."),
        ("Подробнее на https://tass.ru/1 сегодня", "Mehr auf https://tass.ru/1 heute"),
        ("Ура, ура, ура!", "Hurra, hurra, hurra!"),
    ],
)
def test_sound_translations_pass(source: str, translation: str) -> None:
    assert list(problems(source, translation)) == []


@pytest.mark.parametrize(
    ("source", "translation", "problem"),
    [
        ("Встреча прошла в 2024 году", "Das Treffen fand statt, sagte er", "number 2024 is lost"),
        ("Подробнее на https://tass.ru/1", "Mehr bei der Agentur dort", "an address is lost"),
        ("Он сказал это (вчера) громко", "Er sagte das gestern) laut und", "brackets don't match"),
        ("Он ушёл домой вчера вечером", "Er gingggggggg gestern nach Hause", "a run of one letter"),
        ("one two three four five", "one two three four five", "a copy of the source"),
    ],
)
def test_damage_is_named(source: str, translation: str, problem: str) -> None:
    assert problem in list(problems(source, translation))


def test_loops_of_several_words_are_counted() -> None:
    assert loop_count("der Rat der Stadt der Rat der Stadt der Rat der Stadt") == 3
    assert loop_count("der Rat der Stadt") == 1
    assert loop_count("") == 1
