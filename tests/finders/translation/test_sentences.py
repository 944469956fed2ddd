"""Where sentences end, in the languages that passages are in."""

import pytest

from normalizer.document.span import Span
from normalizer.finders.translation.sentences import sentences
from normalizer.resources.words import load_abbreviations

KNOWN = load_abbreviations()


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        ("ru", ["Он приехал.", "Встреча прошла."]),
        ("ru", ["Об этом сообщил А. С. Петров."]),
        ("ru", ["Это было в 2024 г. в Москве.", "Потом он уехал!"]),
        ("ru", ["«Мы готовы».", "Так сказал он."]),
        ("ru", ["Правда?", "– Да, – сказал он."]),
        ("ru", ["Он ждал…", "Никто не пришёл."]),
        ("uk", ["Ціна 5 млн грн. за рік.", "Він поїхав."]),
        ("en", ["Mr. Smith met Gen. Brown.", "They talked."]),
        ("pl", ["Gen. Nowak przyjechał.", "Spotkanie trwało."]),
        ("zh", ["他来了。", "会议结束。"]),
    ],
)
def test_sentences_end_where_they_should(language: str, parts: list[str]) -> None:
    text = " ".join(parts)
    found = sentences(text, Span(0, len(text)), KNOWN.get(language, frozenset()))
    assert [span.of(text) for span in found] == parts


def test_only_the_passage_is_cut() -> None:
    text = "Davor. Он приехал. Он ушёл. Danach."
    found = sentences(text, Span(7, 27), KNOWN["ru"])
    assert [span.of(text) for span in found] == ["Он приехал.", "Он ушёл."]


def test_line_breaks_end_sentences() -> None:
    text = "Заголовок без точки\nТекст статьи."
    found = sentences(text, Span(0, len(text)), KNOWN["ru"])
    assert [span.of(text) for span in found] == ["Заголовок без точки", "Текст статьи."]
