"""Texts as pieces between blanks: what many texts at once, and waiting words, may not change."""

import random
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from normalizer.document.document import Document
from normalizer.finders.languages import evidence as evidence_module
from normalizer.finders.languages import pieces as pieces_module
from normalizer.finders.languages.evidence import Evidence, most_of
from normalizer.finders.languages.inventory import inventory_of
from normalizer.finders.languages.main_language import NameLanguage
from normalizer.finders.languages.passages import FindPassages
from normalizer.finders.languages.pieces import Pieces
from normalizer.finders.languages.samples import COUNT, SIZE, sample, sampled
from normalizer.finders.languages.screen import Screen
from normalizer.finders.languages.tokens import words_of
from normalizer.resources.statistics import load_statistics

CASES = Path(__file__).parents[2] / "cases"
STATISTICS = load_statistics()


def fresh() -> Pieces:
    return Pieces(Evidence(STATISTICS, inventory_of(STATISTICS)))


def _texts() -> Iterator[str]:
    """Every text of the cases of this stage, and some of them together."""
    for folder in ("languages", "main_language"):
        for path in sorted((CASES / folder).glob("*.toml")):
            cases: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))["case"]
            texts = [case["text"] for case in cases]
            yield from texts
            yield "\n\n".join(texts[:30]) + "\n"
            yield " ".join(texts[:40])


TEXTS = list(dict.fromkeys(_texts()))


def test_many_articles_at_once_are_named_as_one_by_one() -> None:
    alone = NameLanguage(fresh(), otherwise="de")
    together = NameLanguage(fresh(), otherwise="de").together([Document(text) for text in TEXTS])
    assert [each.language for each in together] == [alone.language(text)[0] for text in TEXTS]


def test_many_articles_at_once_have_the_passages_they_have_alone() -> None:
    documents = [Document(text, "de") for text in TEXTS]
    alone = FindPassages(fresh())
    assert FindPassages(fresh()).together(documents) == [list(alone(each)) for each in documents]


def test_words_that_wait_leave_the_same_windows() -> None:
    pieces = fresh()
    waiting = Screen(pieces, pieces.evidence.inventory.of_language("de")[0]).together(TEXTS)
    pieces = fresh()
    for text in TEXTS:
        pieces.look_up(pieces.places(text))
    screen = Screen(pieces, pieces.evidence.inventory.of_language("de")[0])
    assert waiting == [screen(text) for text in TEXTS]


def test_no_word_says_more_than_the_most_it_may() -> None:
    pieces = fresh()
    seen = {piece for text in TEXTS for piece in text.split()}
    places = pieces.places(" ".join(sorted(seen)))
    scripts, most = pieces.waiting(places)
    said = -pieces.sums(places)
    for column, variety in enumerate(pieces.evidence.inventory.varieties):
        if variety.script in {"Latin", "Cyrillic"}:
            own = scripts == (1 if variety.script == "Latin" else 2)
            assert (said[own, column] <= most[own]).all()
    assert most_of("Kiew") < most_of("kiew")


def test_forgetting_pieces_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    documents = [Document(text, "de") for text in TEXTS]
    found = FindPassages(fresh()).together(documents)
    monkeypatch.setattr(pieces_module, "_REMEMBERED", 60)
    monkeypatch.setattr(pieces_module, "_CHUNK", 0)
    monkeypatch.setattr(pieces_module, "_TEXTS", 100)
    assert FindPassages(fresh()).together(documents) == found


def test_words_that_were_forgotten_say_the_same_again(monkeypatch: pytest.MonkeyPatch) -> None:
    words = sorted({word for text in TEXTS for word in words_of(text)})[:400]
    whole = Evidence(STATISTICS, inventory_of(STATISTICS))
    said = whole.against(words)
    rows = whole.rows(whole.places(words), 0)
    monkeypatch.setattr(evidence_module, "_ROWS", 60)
    small = Evidence(STATISTICS, inventory_of(STATISTICS))
    rng = random.Random(1)  # noqa: S311  any order will do
    for _ in range(100):
        # Some of them come again before they are forgotten for good, some after that.
        some = rng.sample(range(rng.choice([40, len(words)])), 35)
        places = small.places([words[i] for i in some])
        assert (small.against([words[i] for i in some]) == said[some]).all()
        assert (small.rows(places, 0) == rows[some]).all()


def test_lines_that_stood_there_before_are_passed_over() -> None:
    pieces = fresh()
    for text in ("a\n\nb\n\nc\n", "\n\na b\n\n\nc", "a  b\n\nc\n \nd\n\n", "x\nx\n\ny\n\nx", "a"):
        once = "\n".join(dict.fromkeys(text.split("\n")))
        assert pieces.once(text).tolist() == pieces.places(once).tolist(), text


@pytest.mark.parametrize("seed", range(20))
def test_samples_of_a_long_text_are_told_from_its_places(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311  any text will do
    words = [
        rng.choice(["da", "Nein", "sieben\n", "\n\n", "x", "Brücke", "  "]) for _ in range(3000)
    ]
    text = " ".join(words)[: rng.randint(COUNT * SIZE - 50, 9000)]
    pieces = fresh()
    found = sampled(pieces, pieces.places(text))
    assert found is not None
    assert found.tolist() == pieces.places(sample(text)).tolist()


def test_samples_of_a_text_without_blanks_are_not() -> None:
    pieces = fresh()
    assert sampled(pieces, pieces.places("部长宣布" * 2000)) is None
