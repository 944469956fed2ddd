import hashlib
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from residue import CASES, FILES, STAGES, Snippet, reached, removed, snippets

from normalizer import Normalizer

FLOORS: list[dict[str, Any]] = tomllib.loads(
    (CASES.parent / "floors.toml").read_text(encoding="utf-8")
)["residue"]


def rows(third: str) -> Iterator[dict[str, Any]]:
    for name in FILES[third]:
        yield from tomllib.loads((CASES / name).read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize(
    ("text", "output", "gone"),
    [
        ("a b\nTeilen\nc\n", "a b\nc\n", "Teilen"),
        ("a\n\nTeilen\n\nc\n", "a\n\nc\n", "Teilen"),
        ("a b<br>\nc\n", "a b\nc\n", "<br>"),
        ("a b\n", "a b\n", ""),
        ("a b\n", "", "ab"),
    ],
)
def test_removed_letters_are_those_that_are_gone(text: str, output: str, gone: str) -> None:
    assert "".join(text[at] for at in sorted(removed(text, output))) == gone


def test_a_letter_that_was_changed_counts_as_removed() -> None:
    assert removed('a "b"\n', "a „b“\n") == {2, 4}


def test_kind_and_language_stand_in_the_label() -> None:
    snippet = Snippet("advert, translated: two (de)", "de", "a", "", "a", {}, {})
    assert (snippet.kind, snippet.tongue, snippet.is_trap) == ("advert", "de, translated", False)
    trap = Snippet("trap, share: bread (it)", "it", "a", "a", "a", {}, {})
    assert (trap.kind, trap.tongue, trap.is_trap) == ("share", "it", True)


@pytest.mark.parametrize("third", [third for third in FILES if third.startswith("held back")])
def test_no_article_is_both_visible_and_held_back(third: str) -> None:
    visible = {row["text"] for row in rows("visible")}
    assert visible.isdisjoint(row["text"] for row in rows(third))


def test_recall_and_precision_weigh_characters_and_traps_count_against_precision() -> None:
    half = Snippet("share: a", "de", "abcd", "ab", "abc", {}, {}, frozenset({2, 3}), frozenset({3}))
    trap = Snippet("trap, share: b", "de", "ab", "ab", "b", {}, {}, frozenset(), frozenset({0}))
    assert reached([half, trap]) == {"recall": 0.5, "precision": 0.5}


@pytest.mark.parametrize("floor", FLOORS, ids=lambda floor: floor["set"])
def test_residue_of_held_back_articles_goes_and_little_else(floor: dict[str, Any]) -> None:
    """Nothing but figures is compared, since a failure must not show the articles."""
    names = FILES[floor["set"]]
    contents = b"".join((CASES / name).read_bytes() for name in names)
    assert hashlib.sha256(contents).hexdigest() == floor["sha256"]
    found = snippets(names, Normalizer(only=STAGES, model_folders=()))
    shares = reached(found)
    changed = sum(snippet.is_trap and snippet.output != snippet.text for snippet in found)
    assert shares["recall"] >= floor["recall"]
    assert shares["precision"] >= floor["precision"]
    assert changed <= floor["traps"]


@pytest.mark.parametrize("third", FILES)
def test_residue_is_all_that_the_wanted_output_lacks(third: str) -> None:
    for row in rows(third):
        text, gold = row["text"], row.get("output", row["text"])
        gone = removed(text, gold)
        left = [sign for at, sign in enumerate(text) if at not in gone and not sign.isspace()]
        assert left == [sign for sign in gold if not sign.isspace()], row["label"]
        assert bool(gone) == ("output" in row), row["label"]


@pytest.mark.parametrize("third", FILES)
def test_metadata_of_a_case_stands_in_its_residue(third: str) -> None:
    for row in rows(third):
        for value in row.get("metadata", {}).values():
            assert value in row["text"], row["label"]
            assert row["text"].count(value) > row["output"].count(value), row["label"]
