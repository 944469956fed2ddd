"""What was found by hand in the seeds: mended, reported, or left as it is."""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

from normalizer import Document, Normalizer, Span
from normalizer.document.findings import Edit, Notice

_FOLDER = Path(__file__).resolve().parent
_MENDED, _REPORTED, _LEFT = 1, 2, 3


@dataclass(frozen=True)
class Item:
    """A piece of a seed, and what must become of it; ``line`` and ``column`` count from 1.

    A whole line that must go has a text and no ``after``; ``rule`` is the notice that reports
    an item of class 2, missing where nothing reports it yet. What is said ``of_the_article`` has
    no place in it, since its line was removed.
    """

    id: str
    seed: str
    line: int
    column: int
    text: str
    kind: str
    verdict: int
    after: str | None = None
    rule: str | None = None
    flagged: bool = True
    translated: bool = False
    of_the_article: bool = False
    metadata: dict[str, str] = field(default_factory=dict)


def _items() -> list[Item]:
    rows = tomllib.loads((_FOLDER / "expectations.toml").read_text(encoding="utf-8"))["item"]
    return [Item(**{"verdict" if key == "class" else key: row[key] for key in row}) for row in rows]


ITEMS = _items()


def _of(verdict: int) -> list[Item]:
    return [item for item in ITEMS if item.verdict == verdict]


@cache
def _cleaned(seed: str) -> Document:
    source = (_FOLDER / seed / "source.txt").read_bytes().decode("utf-8")
    return Normalizer(model_folders=())(Document(source, "de"))


def _place(item: Item) -> Span:
    source = _cleaned(item.seed).source
    start = sum(len(line) + 1 for line in source.split("\n")[: item.line - 1]) + item.column - 1
    return Span(start, start + len(item.text))


def _edits_at(document: Document, span: Span) -> list[Edit]:
    return [
        edit
        for number, revision in enumerate(document.revisions)
        for edit in revision.edits
        if _touches(document.source_span(edit.span, number), span)
    ]


def _notices_at(document: Document, span: Span) -> list[Notice]:
    return [
        notice
        for number, revision in enumerate(document.revisions)
        for notice in revision.notices
        if _touches(document.source_span(notice.span, number), span)
    ]


def _touches(one: Span, other: Span) -> bool:
    return one.start <= other.end and other.start <= one.end


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_the_text_of_an_item_stands_at_its_place(item: Item) -> None:
    assert _place(item).of(_cleaned(item.seed).source) == item.text


@pytest.mark.parametrize("item", _of(_MENDED), ids=lambda item: item.id)
def test_what_must_be_mended_is_mended(item: Item) -> None:
    document = _cleaned(item.seed)
    span = _place(item)
    if item.translated:
        assert span in [
            document.source_span(passage.span, number)
            for number, revision in enumerate(document.revisions)
            for passage in revision.passages
        ]
        return
    assert _edits_at(document, span) != []
    left = document.carried(span, 0).of(document.text)
    assert left.strip() == (item.after or "").strip()
    assert item.metadata.items() <= dict(document.metadata.items()).items()


@pytest.mark.parametrize("item", _of(_REPORTED), ids=lambda item: item.id)
def test_what_only_a_human_can_mend_is_reported_or_known_not_to_be(item: Item) -> None:
    document = _cleaned(item.seed)
    notices = document.notices if item.of_the_article else _notices_at(document, _place(item))
    rules = {notice.rule for notice in notices}
    assert item.flagged == (item.rule is not None)
    if item.rule is None:
        assert rules == set()
    else:
        assert item.rule in rules


@pytest.mark.parametrize("item", _of(_LEFT), ids=lambda item: item.id)
def test_what_is_right_is_left_alone(item: Item) -> None:
    document = _cleaned(item.seed)
    assert document.carried(_place(item), 0).of(document.text) == item.text


def test_items_of_every_seed_and_class_are_listed() -> None:
    listed = {(item.seed, item.verdict) for item in ITEMS}
    seeds = sorted(path.name for path in _FOLDER.iterdir() if (path / "source.txt").is_file())
    assert listed == {(seed, verdict) for seed in seeds for verdict in (1, 2, 3)}
