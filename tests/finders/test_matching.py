"""A line is tried on fewer rules than there are, and on each that matches it."""

import random
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from normalizer.finders.residue.clause import Clause, Held
from normalizer.finders.residue.layout import Line, article_lines
from normalizer.finders.residue.matching import LineRules
from normalizer.resources.clauses import clauses_of
from normalizer.resources.parsing import parts_of
from normalizer.resources.rules import Rule, load_rules

OF_LINES = {"line", "edge", "head", "tail", "cut"}
RULES = tuple(rule for rule in load_rules("residue") if rule.anchor in OF_LINES)
CASES = Path(__file__).resolve().parents[1] / "cases" / "residue"
BODY = 80
"""Code points of a line of an article, as opposed to one of the page."""
MOST = 0.2
"""Share of the lines of articles on which a rule may be tried."""


def _lines(texts: Sequence[str]) -> list[Line]:
    return list(article_lines("\n".join(texts)))


def _matching(line: Line, rules: Sequence[Rule]) -> set[int]:
    said = (line.plain, line.text)
    return {
        number
        for number, rule in enumerate(rules)
        if len(line.text) <= rule.longest and any(rule.pattern.fullmatch(text) for text in said)
    }


def _odd(choose: random.Random, examples: Sequence[str]) -> Iterator[str]:
    """Lines made of examples: cut, joined, in other letters, decorated."""
    for _ in range(60):
        one, other = choose.sample(examples, 2)
        cut = choose.randrange(len(one) + 1)
        yield one[:cut] + other[-cut:]
        yield f"{choose.choice('•*>(„')} {one}{choose.choice('.!…) ')}"
        yield choose.choice((one.upper(), one.lower(), one.title(), one.swapcase()))
        yield one.replace("s", "\N{LATIN SMALL LETTER LONG S}").replace("ß", "ẞ")


@pytest.mark.parametrize("seed", range(2))
def test_a_line_made_of_examples_is_tried_on_all_rules_that_match_it(seed: int) -> None:
    examples = [example for rule in RULES for example in (*rule.hit, *rule.miss)]
    odd = _odd(random.Random(seed), examples)  # noqa: S311  no secret
    lines = _lines([*odd, *examples[seed::40]])
    for reading in LineRules(RULES).read(lines):
        assert _matching(reading.line, RULES) <= set(reading.numbers), reading.line.text


def test_a_rule_is_tried_on_each_of_its_hits() -> None:
    table = LineRules(RULES)
    for number, rule in enumerate(RULES):
        for example in rule.hit:
            (line,) = _lines([example])
            assert number in table.read([line])[0].numbers, example


def test_no_rule_is_tried_on_many_lines_of_articles() -> None:
    cases = [case for path in CASES.glob("*.toml") for case in _cases(path)]
    clean = [case["text"] for case in cases if case.get("output", case["text"]) == case["text"]]
    body = [line for line in _lines(sorted(clean)) if len(line.text) >= BODY]
    tried = Counter(n for reading in LineRules(RULES).read(body) for n in reading.numbers)
    dear = {RULES[n].id: count for n, count in tried.items() if count > MOST * len(body)}
    assert body
    assert not dear, "give it a word, a sign in front or an end that fewer lines have"


def _cases(path: Path) -> list[dict[str, Any]]:
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    return [row for row in rows if "text" in row]


@pytest.mark.parametrize(
    ("pattern", "line", "met"),
    [
        (r".+\sFoto", "Ein Foto", True),
        (r".+\sFoto", "Ein FOTO", True),
        (r".+\sFoto", "Ein Fotograf", False),
        (r".+\s(?-i:AP)", "Ein ap", False),
        (r".+\b(?:ap|dr)\b.*", "Die Kapelle", False),
        (r".+(?:ap|dr)\w*", "Die Kapelle", True),
        (r"\w*brief\w*", "Rundbriefe", True),
        (r"(?=.*\bhier\b).+", "Alles von hier", True),
        (r"(?=.*\bhier\b).+", "Alles hierzu", False),
        (r"\p{L}+\s112", "Notruf 113", False),
        (r"\p{L}+\s112", "Notruf 112", True),
        (r"\p{L}+\s\d+", "Notruf ٤", True),
        (r".*来源.*", "消息来源网", True),
        (r".*图.*", "消息来源网", False),
        (r"straße\s.+", "STRAẞE frei", True),
        (r"İŞ\s.+", "iş arayan", True),
    ],
)
def test_a_line_has_a_mark_of_each_clause(pattern: str, line: str, met: bool) -> None:  # noqa: FBT001
    parts = parts_of(pattern, case=False)
    assert parts is not None
    found = clauses_of(parts, case=False, whole=True)
    assert all(Clause(clause).is_met(Held(line)) for clause in found) == met
