"""Laws 3, 6 and 7: no text breaks a finder, order changes nothing, a second run is quiet."""

from functools import cache
from pathlib import Path

import pytest
from arbitrary_text import CLEANING, cases, damaged_articles, texts
from hypothesis import example, given
from hypothesis import strategies as st

from normalizer import Document, Normalizer

SEEDS = sorted((Path(__file__).resolve().parents[2] / "seeds").glob("*.txt"))


@given(text=texts())
@example(text="")
@example(text="x")
@example(text="\n")
@example(text="\N{KELVIN SIGN}")
@example(text="\U0001d538")
@example(text="\u0301")
def test_no_text_breaks_the_pipeline(whole: Normalizer, text: str) -> None:
    assert whole(text).source == text


@given(text=damaged_articles())
def test_no_damaged_article_breaks_the_pipeline(whole: Normalizer, text: str) -> None:
    assert whole(text).source == text


@pytest.mark.parametrize("language", ["de", "en", "fr", "ru", "zh", "ar", "und"])
@given(text=texts())
def test_no_text_in_a_known_language_breaks_the_pipeline(
    whole: Normalizer, language: str, text: str
) -> None:
    assert whole(Document(text, language)).language == language or language == "und"


def test_a_line_of_a_megabyte_goes_through(whole: Normalizer) -> None:
    text = "Ein kurzer Satz mit Umlauten äöü. " * 30_000
    assert whole(text).text == text.rstrip()


def test_a_word_of_a_megabyte_goes_through(whole: Normalizer) -> None:
    assert whole("x" * 1_000_000).edits == ()


def test_many_blank_lines_become_one(whole: Normalizer) -> None:
    assert whole("eins" + "\n" * 20_000 + "zwei").text == "eins\n\nzwei"


def test_nothing_but_blank_lines_goes_through(whole: Normalizer) -> None:
    assert whole("\n" * 20_000).source == "\n" * 20_000


@given(before=st.lists(texts(), max_size=3), text=texts())
def test_findings_do_not_depend_on_what_came_before(
    whole: Normalizer, before: list[str], text: str
) -> None:
    alone = whole(text)
    for other in before:
        whole(other)
    assert whole(text) == alone


@given(batch=st.lists(st.one_of(texts(), damaged_articles()), max_size=5), data=st.data())
def test_findings_do_not_depend_on_the_batch(
    whole: Normalizer, batch: list[str], data: st.DataObject
) -> None:
    order = data.draw(st.permutations(range(len(batch))))
    size = data.draw(st.integers(1, 6))
    shuffled = list(whole.pipe([batch[i] for i in order], batch=size))
    assert shuffled == [whole(batch[i]) for i in order]


def test_findings_do_not_depend_on_the_pipeline_that_was_built(whole: Normalizer) -> None:
    other = Normalizer(model_folders=())
    for seed in SEEDS:
        text = seed.read_text(encoding="utf-8")
        assert other(text) == whole(text)


@given(text=damaged_articles())
def test_a_second_run_over_a_cleaned_article_edits_nothing(cleaning: Normalizer, text: str) -> None:
    assert cleaning(cleaning(text).text).edits == ()


@pytest.mark.parametrize("stage", CLEANING)
@given(text=damaged_articles())
def test_a_second_run_of_one_stage_over_an_article_edits_nothing(stage: str, text: str) -> None:
    alone = _only(stage)
    once = alone(Document(text, "de")).text
    assert alone(Document(once, "de")).edits == ()


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.stem[:3])
def test_a_second_run_over_a_cleaned_seed_edits_nothing(cleaning: Normalizer, seed: Path) -> None:
    assert cleaning(cleaning(seed.read_text(encoding="utf-8")).text).edits == ()


@pytest.mark.parametrize("name", sorted(cases("unsettled")))
def test_a_second_run_over_an_unsettled_article_edits_nothing(
    cleaning: Normalizer, name: str, request: pytest.FixtureRequest
) -> None:
    case = cases("unsettled")[name]
    if case["expect"] == "known failure":
        request.applymarker(pytest.mark.xfail(reason=case["reason"], strict=True))
    assert cleaning(cleaning(case["text"]).text).edits == ()


@cache
def _only(stage: str) -> Normalizer:
    return Normalizer(model_folders=(), only=(stage,))
