"""Every rule that ships does what its examples say, and in bounded time."""

import json
import time
from dataclasses import replace

import pytest

from normalizer import Document
from normalizer.finders.residue.clause import Clause, Held
from normalizer.finders.residue.examples import matches
from normalizer.finders.residue.layout import article_lines
from normalizer.resources.clauses import folded
from normalizer.resources.literals import DIGIT, required_literals
from normalizer.resources.locate import data_file
from normalizer.resources.needs import FILE, Asked, Needs, needs_of, worked_out, written_needs
from normalizer.resources.openings import opening_of
from normalizer.resources.rules import RULE_STAGES, Rule, load_rules

RULES = [rule for stage in RULE_STAGES for rule in load_rules(stage)]
GENEROUS = 30.0
"""Seconds that only an exponential pattern needs; a slow one belongs into `bench`."""

_ADVERSE = (
    "a", " ", "<", "[", "&", '"', ".", "-", "1", "ä", "я", "A", "\u0301", "a ", "Foto: ", "<p ",
    "<a a=", "[a ", "a.a", "1 ", "http://", "a@", "Teilen ", "Читайте ", "(", "„a“ ", "—", "\t",
)  # fmt: skip


def _matches(rule: Rule, example: str) -> bool:
    """As its finder tries it: an inline rule anywhere, one of a start there, others on a line."""
    if rule.anchor == "inline":
        found = rule.pattern.search(example)
        return found is not None and (rule.unless is None or not rule.unless.search(found[0]))
    if rule.anchor == "start":
        found = rule.pattern.match(example)
        return found is not None and found.end() > 0
    if rule.anchor == "end":
        found = rule.pattern.search(example)
        return found is not None and found.end() == len(example)
    if rule.anchor == "wording":
        return matches(rule, example)
    if len(example.strip()) > rule.longest:
        return False
    line = next(iter(article_lines(example)), None)
    return line is not None and any(rule.pattern.fullmatch(s) for s in (line.plain, line.text))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_does_what_its_examples_say(rule: Rule) -> None:
    assert rule.hit
    assert rule.miss
    for example in rule.hit:
        assert _matches(rule, example), example
        _check_found(rule, example)
    for example in rule.miss:
        assert not _matches(rule, example), example


def _check_found(rule: Rule, example: str) -> None:
    """What a rule is looked up by, how long it asks a line to be and what to hold, fit a hit."""
    lines = example, *_plain(example)
    begins = any(opening_of(line).startswith(tuple(rule.openings)) for line in lines)
    said = folded(example) + (DIGIT if any(map(str.isdecimal, example)) else "")
    holds = any(folded(literal) in said for literal in rule.literals)
    assert begins or holds or not (rule.openings or rule.literals), example
    assert len(example) >= rule.least, example
    whole = rule.anchor not in {"inline", "start", "end"}
    assert not whole or any(len(line) <= rule.most for line in lines), example
    held = [Held(line) for line in lines]
    assert all(any(Clause(marks).is_met(h) for h in held) for marks in rule.clauses), example


def _plain(example: str) -> list[str]:
    return [line.plain for line in article_lines(example)]


def test_rules_are_complete() -> None:
    for rule in RULES:
        assert 0 < rule.confidence <= 1, rule.id
        assert 0 < rule.longest <= 2_000, rule.id
        assert (rule.action == "keep") == bool(rule.keep) or rule.anchor in {"start", "end"}, (
            rule.id
        )
        assert rule.action != "flag" or rule.reason, rule.id


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_takes_no_exponential_time(rule: Rule) -> None:
    inline = rule.anchor == "inline"
    length = 100_000 if inline else rule.longest
    seeds = {*_ADVERSE, *(example[:40] for example in rule.hit)}
    for seed in sorted(seeds):
        line = (seed * (length // len(seed) + 1))[: length - 1] + "\u0001"
        started = time.perf_counter()
        if inline:
            for _ in rule.pattern.finditer(line):
                pass
        else:
            rule.pattern.fullmatch(line)
        assert time.perf_counter() - started < GENEROUS, seed


def test_the_id_of_a_rule_names_its_stage_and_language() -> None:
    for stage in RULE_STAGES:
        for rule in load_rules(stage):
            assert rule.id.startswith(f"{stage}.{rule.language}.")


def test_no_line_of_a_hit_is_empty() -> None:
    assert all(Document(example).text.strip() for rule in RULES for example in rule.hit)


@pytest.mark.parametrize(
    ("pattern", "literals"),
    [
        ("share on facebook", {"share on facebook"}),
        ("(?:teilen|share)", {"teilen", "share"}),
        ("(?:teilen|.)", set()),
        ("(?:teilen)?", set()),
        ("(?:teilen)+", {"teilen"}),
        (r"[\p{L}]+", set()),
        (r"\p{Lu}", set()),
        (r"\P{L}", set()),
        ("[.]", {"."}),
        ("[a-z]+", set()),
        ("ab", set()),
        ("(?=teilen).", set()),
        ("(?!teilen).", set()),
        ("(?x) tei len", {"teilen"}),
        ("ТЕКСТ", {"текст"}),
        ("(unclosed", set()),
        ("", set()),
    ],
)
def test_required_literals(pattern: str, literals: set[str]) -> None:
    assert required_literals(pattern) == literals


def test_what_patterns_need_is_on_file() -> None:
    on_file = json.loads(data_file(FILE).read_bytes())
    assert set(on_file) == {rule.asked.digest for rule in RULES}, "out of date; run: make rules"
    chosen = [rule.asked for rule in RULES[::5]]  # to take a pattern apart takes a while
    worked_out_now = json.loads(written_needs(chosen))
    for digest, (*needs, _) in worked_out_now.items():  # the last is counted, not worked out
        assert on_file[digest][:-1] == needs


def test_what_a_pattern_needs_is_the_same_on_file_and_worked_out() -> None:
    for rule in RULES[::20]:
        found = needs_of(rule.asked)
        assert found == replace(worked_out(rule.asked), key=found.key)


def test_a_rule_is_looked_up_by_something_that_it_needs() -> None:
    for rule in RULES:
        assert 0 <= rule.key <= len(rule.clauses)
        assert rule.key or rule.openings or rule.literals or not rule.clauses, rule.id


def test_a_pattern_that_is_not_on_file_is_taken_apart() -> None:
    words = frozenset({"qwertz", "uiopü"})
    begun = frozenset({"qwer", "uiop"})
    found = needs_of(Asked("(?:qwertz|uiopü).{2,9}"))
    clauses = (frozenset({"\bqwertz", "\buiopü"}),)
    assert found == Needs(begun, frozenset(), clauses, words, frozenset(), 7, 15, 0)
