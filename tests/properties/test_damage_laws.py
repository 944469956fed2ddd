"""What holds for damaged text, whatever befell it: runs settle, and the trail says why."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalizer import Normalizer

from .arbitrary_text import cases

TABLES = (
    "cp1252", "latin-1", "cp1250", "cp1251", "koi8-r", "koi8-u", "cp866", "iso8859-5", "mac-roman",
    "mac-cyrillic", "cp437", "cp850", "iso8859-2",
)  # fmt: skip
DAMAGE = cases("damage")
SENTENCES: list[str] = DAMAGE["sentences"]
_STEP = r"[\w-]+ read as [\w-]+(?:, [a-z][a-z ]+)*"
_EVIDENCE = re.compile(rf"{_STEP}(?: > {_STEP})*; -?\d+ nats; [a-z][\w ,-]+")
_MISREAD = ("encoding.misread-utf-8", "encoding.misread-table")


def _misread(text: str, table: str) -> str:
    return text.encode().decode(table, "replace")


def _swapped(text: str, tables: tuple[str, str]) -> str:
    true, read = tables
    return text.encode(true, "replace").decode(read, "replace")


def _escaped(text: str) -> str:
    return "".join(c if c.isascii() else f"&#{ord(c)};" for c in text)


@st.composite
def damaged_texts(draw: st.DrawFn) -> str:
    """Lines of our own sentences; some words, or all of a line, read with tables in turn."""
    lines = []
    for sentence in draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4)):
        words = sentence.split(" ")
        start = draw(st.integers(0, len(words) - 1)) * draw(st.booleans())
        passage = " ".join(words[start:])
        for _ in range(draw(st.integers(0, 2))):
            passage = draw(
                st.one_of(
                    st.sampled_from(TABLES).map(lambda table, said=passage: _misread(said, table)),
                    st.tuples(st.sampled_from(TABLES), st.sampled_from(TABLES)).map(
                        lambda tables, said=passage: _swapped(said, tables)
                    ),
                    st.just(_escaped(passage)),
                    st.just(passage.encode("ascii", "ignore").decode()),
                )
            )
        lines.append(" ".join([*words[:start], passage]))
    return "\n".join(lines)


@given(text=damaged_texts())
def test_a_second_run_over_repaired_text_edits_nothing(encoding: Normalizer, text: str) -> None:
    assert encoding(encoding(text).text).edits == ()


@given(text=damaged_texts())
def test_a_repair_tells_its_chain_its_gain_and_its_gate(encoding: Normalizer, text: str) -> None:
    for edit in encoding(text).edits:
        if edit.rule in _MISREAD:
            assert _EVIDENCE.fullmatch(edit.evidence), edit


@pytest.mark.parametrize("case", DAMAGE["left"], ids=lambda case: case["language"])
def test_text_in_a_language_without_statistics_stays(
    encoding: Normalizer, case: dict[str, str]
) -> None:
    assert encoding(case["text"]).edits == ()
    article = "\n".join([case["text"], *SENTENCES, case["text"]])
    assert encoding(article).edits == ()


@pytest.mark.parametrize("case", DAMAGE["left"], ids=lambda case: case["language"])
def test_damage_beside_it_is_repaired_and_it_stays(
    encoding: Normalizer, case: dict[str, str]
) -> None:
    article = "\n".join([case["text"], _misread(SENTENCES[0], "mac-roman"), case["text"]])
    gold = "\n".join([case["text"], SENTENCES[0], case["text"]])
    assert encoding(article).text == gold


@pytest.mark.parametrize(
    "text",
    [
        "Der Sender ?????? ?????? meldet nichts.",
        "Der Sender \ufffd\ufffd\ufffd meldet nichts.",
    ],
)
def test_what_only_marks_are_left_of_is_told_of_and_left(encoding: Normalizer, text: str) -> None:
    repaired = encoding(text)
    assert repaired.text == text
    assert {notice.rule for notice in repaired.notices} == {"encoding.lost-text"}


def test_cyrillic_that_lost_its_controls_is_told_of(encoding: Normalizer) -> None:
    text = re.sub("[\x80-\x9f]", "", _misread(SENTENCES[1], "latin-1"))
    assert "encoding.lost-text" in {notice.rule for notice in encoding(text).notices}


@pytest.fixture(scope="module")
def encoding() -> Normalizer:
    return Normalizer(only=("encoding",), model_folders=())
