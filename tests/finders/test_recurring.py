"""Lines that recur in a dump are learned, copies of articles and lines of the body are not."""

import tomllib
from pathlib import Path

import pytest

from normalizer.finders.residue import recurring
from normalizer.finders.residue.recurring import RecurringLines

ARTICLES: list[str] = tomllib.loads(
    (Path(__file__).resolve().parent.parent / "cases" / "cli" / "recurring.toml").read_text(
        encoding="utf-8"
    )
)["articles"]


def _learned(*articles: str) -> RecurringLines:
    lines = RecurringLines()
    for article in articles:
        lines.add(article)
    return lines


def test_a_line_at_the_end_of_many_articles_is_found_whatever_its_numbers() -> None:
    (found,) = _learned(*ARTICLES).found()
    assert found.line == ARTICLES[0].splitlines()[-1]
    assert (found.articles, found.edge) == (len(ARTICLES), 1.0)


@pytest.mark.parametrize("number", ["{}", "{}.{}.2024", "- {} -"])
def test_numbers_alone_are_not_learned(number: str) -> None:
    lines = _learned(*(f"{text}\n{number.format(i, i)}" for i, text in enumerate(ARTICLES)))
    assert [found.line for found in lines.found()] == [ARTICLES[0].splitlines()[-1]]


def test_copies_of_an_article_count_once() -> None:
    lines = _learned(*ARTICLES[:2], *ARTICLES[:1] * 50)
    assert lines.articles == len(ARTICLES[:2])
    assert lines.found() == []


def test_fewer_articles_than_asked_for_are_not_enough() -> None:
    assert _learned(*ARTICLES).found(least=len(ARTICLES) + 1) == []
    assert _learned(*ARTICLES).found(share=1.0)


def test_memory_is_bounded_and_frequent_lines_survive(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recurring, "_MOST_LINES", 20)
    monkeypatch.setattr(recurring, "_MOST_PARAGRAPHS", 20)
    lines = RecurringLines()
    names = [chr(0x4E00 + i) * 3 for i in range(300)]
    for name in names:
        lines.add(f"{name}\n{name * 40}\n{ARTICLES[0].splitlines()[-1]}")
        assert lines.held <= 40
    (found,) = lines.found(least=100)
    assert found.articles > 200
