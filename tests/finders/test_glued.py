"""What a page says behind a paragraph goes by the rules for it, from its beginning to the end."""

import pickle

import pytest

from normalizer import Document
from normalizer.finders.residue.glued import FindGlued
from normalizer.resources.rules import Rule, load_rules

RULES = load_rules("residue")
BEHIND = tuple(rule for rule in RULES if rule.anchor == "behind")
FIND = FindGlued(RULES)
TOLD = "Die Kuppel werde im Mai mit einem Kran aufgesetzt, sagte der Vorsitzende am Montag."


def _removed(text: str, find: FindGlued = FIND) -> list[str]:
    return [edit.removed for edit in find(Document(text))]


@pytest.mark.parametrize("rule", BEHIND, ids=lambda rule: rule.id)
def test_each_hit_of_a_rule_goes_behind_a_sentence(rule: Rule) -> None:
    texts = [f"{TOLD} {example}\n" for example in rule.hit]
    assert [_removed(text) for text in texts] == [[f" {example}"] for example in rule.hit]
    assert FIND.worth_a_look(texts) == [True] * len(texts)


@pytest.mark.parametrize("rule", BEHIND, ids=lambda rule: rule.id)
def test_each_miss_of_a_rule_stays_behind_a_sentence(rule: Rule) -> None:
    assert [_removed(f"{TOLD} {example}") for example in rule.miss] == [[] for _ in rule.miss]


@pytest.mark.parametrize("rule", BEHIND, ids=lambda rule: rule.id)
def test_no_hit_of_a_rule_goes_from_what_somebody_says(rule: Rule) -> None:
    for example in rule.hit:
        for said in (f"– {TOLD} {example}", f"„{TOLD} {example}", f"A: {TOLD} {example}"):
            assert _removed(said) == []


def test_all_that_the_page_says_behind_a_paragraph_goes_at_once() -> None:
    page = [example for rule in BEHIND for example in rule.hit if example.endswith((".", "!"))][:2]
    assert _removed(f"{TOLD} {' '.join(page)}") == [f" {example}" for example in page]


def test_a_sentence_of_the_page_stays_where_too_little_would_be_left() -> None:
    (example, *_) = BEHIND[0].hit
    assert _removed(f"Das war es dann auch schon wieder. {example}") == []


def test_it_finds_the_same_in_another_process() -> None:
    (example, *_) = BEHIND[0].hit
    text = f"{TOLD} {example}"
    assert _removed(text, pickle.loads(pickle.dumps(FIND))) == _removed(text)  # noqa: S301  made here
