"""Where sentences end, in the languages that passages are in."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalizer.document.span import Span
from normalizer.finders.translation.lengths import LONGEST
from normalizer.finders.translation.protected import cut
from normalizer.finders.translation.sentences import UNKNOWN, sentences
from normalizer.resources.words import load_abbreviations

KNOWN = load_abbreviations()
MARK = re.compile("[⟦⟧]")
FILES = sorted((Path(__file__).parents[2] / "cases" / "sentences").glob("*.toml"))
ROWS = [tomllib.loads(path.read_text(encoding="utf-8")) for path in FILES]
SCRAPS = [
    "Он",
    "сказал",
    ". ",
    "г. ",
    "А. ",
    "…",
    "! ",
    "«",
    "»",
    "– ",
    "\n",
    "\t",
    "• ",
    "5",
    ", ",
]
TEXTS = st.lists(st.one_of(st.sampled_from(SCRAPS), st.text(max_size=5)), max_size=30).map("".join)


def cases() -> list[Any]:
    return [
        pytest.param(
            row["language"],
            marked,
            marks=[pytest.mark.xfail(raises=AssertionError, strict=True)] if hard else [],
        )
        for row in ROWS
        for hard in (False, True)
        for marked in row.get("hard" if hard else "cases", [])
    ]


def found(language: str, text: str, passage: Span | None = None) -> list[str]:
    passage = passage or Span(0, len(text))
    return [span.of(text) for span in sentences(text, passage, KNOWN.get(language, UNKNOWN))]


@pytest.mark.parametrize(("language", "marked"), cases())
def test_sentences_end_where_they_should(language: str, marked: str) -> None:
    marks = [mark.start() - i for i, mark in enumerate(MARK.finditer(marked))]
    wanted = [Span(*pair) for pair in zip(marks[::2], marks[1::2], strict=True)]
    text = MARK.sub("", marked)
    assert list(sentences(text, Span(0, len(text)), KNOWN[language])) == wanted


def test_there_are_cases_in_every_language_of_a_list() -> None:
    assert sum(len(row["cases"]) for row in ROWS) >= 150
    assert {"ru", "uk", "be", "bg", "en", "de", "pl", "cs", "fr", "es", "it"} == {
        row["language"] for row in ROWS
    }


def test_wide_stops_need_no_blank() -> None:
    assert found("zh", "他来了。会议结束。") == ["他来了。", "会议结束。"]


def test_letters_without_case_begin_sentences() -> None:
    assert found("ar", "وصل الوفد. بدأ الاجتماع؟ نعم.") == ["وصل الوفد.", "بدأ الاجتماع؟", "نعم."]


def test_only_the_passage_is_cut() -> None:
    text = "Davor. Он приехал. Он ушёл. Danach."
    assert found("ru", text, Span(7, 27)) == ["Он приехал.", "Он ушёл."]


@pytest.mark.parametrize(
    ("mark", "joint"),
    [("; ", "; "), (": ", ": "), (" — ", " "), (", ", ", "), (" ", " ")],
)
def test_a_long_sentence_is_cut_near_its_middle(mark: str, joint: str) -> None:
    half = ("слово " * 45).strip()
    text = f"{half}{mark}{half}."
    parts = found("ru", text)
    assert len(parts) == 2
    assert all(len(part) < LONGEST and len(part) > LONGEST / 2 for part in parts)
    assert mark == " " or parts[0] == f"{half}{joint.strip()}"


def test_a_stronger_mark_goes_before_a_nearer_comma() -> None:
    text = "слово " * 30 + "раз; " + "слово " * 20 + "два, " + "слово " * 40 + "три."
    assert found("ru", text)[0].endswith("раз;")


def test_a_long_run_without_any_mark_is_cut() -> None:
    assert [len(part) for part in found("ru", "а" * 1000)] == [250] * 4


def test_an_address_is_never_cut() -> None:
    address = "https://example.org/" + "a" * 900
    assert address in found("ru", f"Читайте {address} сегодня")


@given(TEXTS, st.integers(1, 60))
def test_no_engine_gets_more_than_the_cap(text: str, times: int) -> None:
    text *= times
    for span in sentences(text, Span(0, len(text)), KNOWN["ru"]):
        assert len(cut(span.of(text)).sent) <= LONGEST


@given(TEXTS, st.sampled_from(sorted(KNOWN)))
def test_nothing_but_white_space_is_between_sentences(text: str, language: str) -> None:
    end = 0
    for span in sentences(text, Span(0, len(text)), KNOWN[language]):
        assert not text[end : span.start].strip()
        assert span.of(text) == span.of(text).strip() != ""
        end = span.end
    assert not text[end:].strip()
