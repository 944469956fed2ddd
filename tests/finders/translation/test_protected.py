"""What is never sent comes back byte for byte."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalizer.document.span import Span
from normalizer.finders.translation.addresses import addresses
from normalizer.finders.translation.protected import cut
from normalizer.finders.translation.sentences import sentences
from normalizer.resources.words import load_abbreviations

RUSSIAN = load_abbreviations()["ru"]
SCRAPS = [
    "https://x.ru/a", "info@x.ru", "@ab", "#тег", "a_b1", "f.pdf", " ", "  ", "\t", "\n", "\u00a0",
    "(", ")", "«", "»", ". ", ", ", ": ", "• ", "- ", "– ", "1) ", "Он", "сказал",
]  # fmt: skip
TEXTS = st.lists(st.one_of(st.sampled_from(SCRAPS), st.text(max_size=5)), max_size=30).map("".join)


@given(TEXTS)
def test_what_an_engine_only_copies_comes_back_byte_for_byte(text: str) -> None:
    parts = cut(text)
    assert parts.filled(parts.sent) == text


@given(TEXTS)
def test_an_article_comes_back_byte_for_byte(text: str) -> None:
    start, whole = 0, ""
    for span in sentences(text, Span(0, len(text)), RUSSIAN):
        parts = cut(span.of(text))
        whole += text[start : span.start] + parts.filled(parts.sent)
        start = span.end
    assert whole + text[start:] == text


@given(TEXTS, st.text(max_size=20))
def test_whatever_an_engine_says_no_protected_text_is_lost(text: str, said: str) -> None:
    parts = cut(text)
    filled = parts.filled(said)
    assert filled.startswith(parts.before)
    assert filled.endswith(parts.after)
    assert sum(map(len, (parts.before, said, parts.after, *(h.text for h in parts.holes)))) == len(
        filled
    )
    assert all(hole.text in filled for hole in parts.holes)


@given(TEXTS)
def test_no_address_is_sent(text: str) -> None:
    sent = cut(text).sent
    assert list(addresses(sent)) == []
    assert sent == sent.strip()


@pytest.mark.parametrize(
    "kept",
    ["https://tass.ru/a_(b)?c=1&d=2#e", "www.tass.ru", "tass.ru/news", "a.b+c@mail.example.org",
     "@tass_agency", "#новости", "отчёт_2024.pdf", "DE89370400440532013000",
     "snake_case",
     "t.me/x"],
)  # fmt: skip
def test_addresses_files_and_codes_are_found(kept: str) -> None:
    text = f"Это «{kept}», да."
    assert [span.of(text) for span in addresses(text)] == [kept]


@pytest.mark.parametrize(
    "word", ["A380", "F-16", "COVID-19", "2024", "10.5", "Т-34", "C#", "Lenta"]
)
def test_names_and_numbers_are_sent(word: str) -> None:
    assert list(addresses(f"Это {word}, да.")) == []


@pytest.mark.parametrize(
    ("source", "sent", "translation", "wanted"),
    [
        ("• Да.", "Да.", "Ja.", "• Ja."),
        ("- Мы готовы.", "Мы готовы.", "Wir sind bereit.", "- Wir sind bereit."),
        ("Сайт: https://x.ru/1.", "Сайт:", "Seite:", "Seite: https://x.ru/1."),
        ("Он на https://x.ru/1.", "Он на.", "Er ist auf.", "Er ist auf https://x.ru/1."),
        ("@tass: Он ушёл.", "Он ушёл.", "Er ging.", "@tass: Er ging."),
        ("Он (https://x.ru) ушёл.", "Он ушёл.", "Er ging.", "Er (https://x.ru) ging."),
        ("В 2024 @tass был", "В 2024 был", "War im Jahr 2024 da", "War im Jahr 2024 @tass da"),
        ("Раз, два #тег, три", "Раз, два, три", "Eins, zwei, drei", "Eins, zwei #тег, drei"),
    ],
)
def test_what_was_taken_out_goes_back_to_its_place(
    source: str, sent: str, translation: str, wanted: str
) -> None:
    assert cut(source).sent == sent
    assert cut(source).filled(translation) == wanted


@pytest.mark.parametrize("text", ["https://tass.ru/1", "@a1 #тег", "• 12.5 %", " \t", ""])
def test_a_sentence_without_a_word_is_not_sent(text: str) -> None:
    assert cut(text).sent == ""


def test_direct_speech_keeps_its_dash() -> None:
    assert cut("– Да, – сказал он.").sent == "– Да, – сказал он."
