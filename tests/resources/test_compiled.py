"""Patterns that were compiled before find what the same ones find that are compiled now."""

from collections.abc import Iterator

import pytest
import regex

from normalizer.resources import compiled as module
from normalizer.resources.compiled import compiled, is_current, is_of_this_release, written_patterns
from normalizer.resources.rules import RULE_STAGES, Rule, load_rules

RULES = [rule for stage in RULE_STAGES for rule in load_rules(stage)]
EVERY = [one for rule in RULES for one in rule.every]


@pytest.fixture(autouse=True)
def _read_anew() -> Iterator[None]:
    yield
    module.stored_patterns.cache_clear()
    module.read_file.cache_clear()


def test_the_file_has_the_patterns_of_all_rules() -> None:
    if not is_of_this_release():
        pytest.skip(f"the file was written with another release of regex than {regex.__version__}")
    assert is_current(EVERY), "out of date; run: make rules"
    assert not is_current(EVERY[1:])


@pytest.mark.parametrize("rule", RULES[::40], ids=lambda rule: rule.id)
def test_a_stored_pattern_is_the_one_that_is_written(rule: Rule) -> None:
    stored, fresh = compiled(rule.written, rule.flags), regex.compile(rule.written, rule.flags)
    assert (stored.pattern, stored.flags) == (fresh.pattern, fresh.flags)
    assert stored.groupindex == fresh.groupindex
    for example in (*rule.hit, *rule.miss):
        for said in (example, example.upper(), f"{example} {example}"):
            assert _found(stored, said) == _found(fresh, said)


def _found(pattern: regex.Pattern[str], text: str) -> list[tuple[int, int]]:
    return [match.span() for match in pattern.finditer(text, timeout=10)]


def test_what_is_not_in_the_file_is_compiled() -> None:
    assert compiled(r"(?P<name>\p{Lu}\p{Ll}+)", 0).fullmatch("Anna")
    with pytest.raises(regex.error):
        compiled("(", 0)


def test_a_file_of_another_release_is_passed_by(monkeypatch: pytest.MonkeyPatch) -> None:
    module.stored_patterns.cache_clear()
    monkeypatch.setattr(module, "release", lambda: "1999.1.1 middle")
    assert not is_of_this_release()
    assert module.stored_patterns() == {}
    rule = RULES[0]
    assert _found(compiled(rule.written, rule.flags), rule.hit[0]) == _found(
        regex.compile(rule.written, rule.flags), rule.hit[0]
    )


def test_a_missing_file_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    module.read_file.cache_clear()
    module.stored_patterns.cache_clear()
    monkeypatch.setattr(module, "FILE", "none.msgpack")
    assert compiled("a", 0).fullmatch("a")
    assert not is_of_this_release()


def test_what_is_written_holds_each_pattern_once() -> None:
    content = written_patterns([("a+", 0), ("a+", 0), ("b", regex.IGNORECASE)])
    assert content == written_patterns([("b", regex.IGNORECASE), ("a+", 0)])
