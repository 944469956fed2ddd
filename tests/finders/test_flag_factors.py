"""What every match of a flag holds: no match may be passed by."""

import pytest
import regex

from normalizer.finders.flags.factors import factors
from normalizer.resources.rules import Rule, load_rules


@pytest.mark.parametrize("rule", load_rules("flags"), ids=lambda rule: rule.id)
def test_what_hits_holds_every_factor(rule: Rule) -> None:
    for hit in rule.hit:
        assert all(factor.stands_in(hit) for factor in factors(rule.pattern)), hit


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"(?:ab|cd)?ef", "xefx"),
        (r"a(?:b|c){0,2}d", "acbd"),
        (r"(?<=x)(?:ab|c) d", "xc d"),
        (r"\b(?:ge\w+t|kam) an", "gesagt an"),
        (r"(?>ab|abc)d", "abd"),
        (r"[ab][cd](?!e)f", "bdf"),
        (r"(?i:ab)cd", "ABcd"),
        (r"(?:a|b|)cd", "cd"),
    ],
)
def test_a_match_is_never_passed_by(pattern: str, text: str) -> None:
    compiled = regex.compile(pattern)
    assert compiled.search(text)
    assert all(factor.stands_in(text) for factor in factors(compiled))


@pytest.mark.parametrize(
    ("pattern", "text"),
    [("(?:in|von) (?:a|the) x", "in an x"), ("[.!?] (?:sagte|rief) er", "Er kam. sagten er.")],
)
def test_a_text_without_a_factor_is_passed_by(pattern: str, text: str) -> None:
    assert not all(factor.stands_in(text) for factor in factors(regex.compile(pattern)))


def test_nothing_is_known_where_case_does_not_matter() -> None:
    assert factors(regex.compile("share", regex.IGNORECASE)) == ()
