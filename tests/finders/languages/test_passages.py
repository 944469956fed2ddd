"""Laws of the passages finder, on every case of the suite and on bad input."""

import random
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from normalizer.document.document import Document
from normalizer.document.findings import Passage
from normalizer.document.span import Span
from normalizer.finders.languages import evidence as evidence_module
from normalizer.finders.languages.evidence import Evidence
from normalizer.finders.languages.inventory import inventory_of
from normalizer.finders.languages.passages import FindPassages
from normalizer.finders.languages.pieces import Pieces
from normalizer.finders.languages.screen import Screen
from normalizer.resources.statistics import load_statistics

FOLDER = Path(__file__).parents[2] / "cases" / "languages"
CASES: list[dict[str, Any]] = [
    case
    for path in sorted(FOLDER.glob("*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
]
BAD: dict[str, str] = tomllib.loads(
    (FOLDER.parent / "bad_passages.toml").read_text(encoding="utf-8")
)["texts"]


def fresh() -> FindPassages:
    statistics = load_statistics()
    return FindPassages(Pieces(Evidence(statistics, inventory_of(statistics))))


@cache
def find() -> FindPassages:
    return fresh()


def found(case: dict[str, Any], finder: FindPassages | None = None) -> list[Passage]:
    return list((finder or find())(Document(case["text"], case["language"])))


def test_what_the_screen_passes_by_holds_no_passage(monkeypatch: pytest.MonkeyPatch) -> None:
    quick = [found(case) for case in CASES]
    monkeypatch.setattr(Screen, "__call__", lambda _, text: [Span(0, len(text))])
    whole = [found(case) for case in CASES]
    assert [[p.span for p in one] for one in quick] == [[p.span for p in one] for one in whole]


def test_passages_do_not_depend_on_what_came_before() -> None:
    shuffled = list(CASES)
    random.Random(1).shuffle(shuffled)  # noqa: S311  any order will do
    finder = fresh()
    before = {case["text"]: found(case, finder) for case in shuffled}
    assert [before[case["text"]] for case in CASES] == [found(case) for case in CASES]


def test_forgetting_words_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence_module, "_ROWS", 50)
    finder = fresh()
    assert [found(case, finder) for case in CASES[:80]] == [found(case) for case in CASES[:80]]


def test_passages_lie_within_a_line_in_order_and_are_tight() -> None:
    for case in CASES:
        end = 0
        for passage in found(case):
            assert end <= passage.span.start < passage.span.end
            text = passage.span.of(case["text"])
            assert "\n" not in text
            assert text == text.strip()
            assert 0.0 <= passage.confidence <= 1.0
            end = passage.span.end


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("language", ["de", "ru", "ko"])
def test_text_in_no_language_has_no_passage(name: str, language: str) -> None:
    assert not list(find()(Document(BAD[name] * 40, language)))


def test_a_giant_line_is_read_in_parts_and_all_its_passages_are_found() -> None:
    case = next(case for case in CASES if case["label"] == "a switch into Russian")
    sentence = case["text"] + " " + case["text"].split(",")[0] + ". "
    count = 250_000 // len(sentence)
    passages = list(find()(Document(sentence * count, "de")))
    # A cut may fall into one of them, every 100,000 code points.
    assert count <= len(passages) <= count + 2


def test_an_article_in_an_unknown_language_has_no_passage() -> None:
    assert not list(find()(Document(CASES[0]["text"], "und")))
