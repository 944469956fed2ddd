"""Whether a rule does what its examples say."""

from collections.abc import Iterator, Sequence

from normalizer.finders.residue.layout import article_lines
from normalizer.finders.residue.matching import LineRules
from normalizer.finders.residue.wording import Wording
from normalizer.resources.rules import Rule
from normalizer.resources.wordings import load_wordings

_WITHIN = frozenset({"inline", "end", "start"})
"""Anchors of rules that needn't match a whole line."""


def matches(rule: Rule, example: str) -> bool:
    """Whether ``rule`` matches ``example`` as its finder tries it.

    An inline rule may match anywhere, one of a start or an end there, others a whole line; one of
    wordings what reads rather like a line of a page.
    """
    if rule.anchor in {"inline", "end"}:
        found = rule.pattern.search(example)
        if found is None or (rule.anchor == "end" and found.end() != len(example)):
            return False
        return rule.unless is None or not rule.unless.search(found[0])
    if rule.anchor == "start":
        found = rule.pattern.match(example)
        return found is not None and found.end() > 0
    line = next(iter(article_lines(example)), None)
    if line is None or len(line.text) > rule.longest:
        return False
    if rule.anchor == "wording":
        likelier = Wording(load_wordings())(line.plain) > 0
        return likelier and rule.pattern.fullmatch(line.text) is not None
    return any(rule.pattern.fullmatch(said) for said in (line.plain, line.text))


def failures(rule: Rule) -> Iterator[str]:
    """What is wrong with ``rule``, an example a line; nothing if all is well.

    >>> from normalizer.resources.rules import load_rules
    >>> [failure for rule in load_rules("markup") for failure in failures(rule)]
    []
    """
    for example in rule.hit:
        if not matches(rule, example):
            yield f"{rule.id}: doesn't match its hit {example!r}"
    for example in rule.miss:
        if matches(rule, example):
            yield f"{rule.id}: matches its miss {example!r}"
    if not rule.hit:
        yield f"{rule.id}: has no hit; give an example that it must match"


def stand_ins(rule: Rule, rules: Sequence[Rule]) -> list[str]:
    """The ids of those of ``rules`` that match a hit of ``rule``, too, without it.

    >>> from normalizer.resources.rules import load_rules
    >>> rules = load_rules("residue")
    >>> rule = next(rule for rule in rules if rule.id == "residue.en.comment-form")
    >>> rule.id in stand_ins(rule, rules)
    False
    """
    others = [other for other in rules if other.id != rule.id]
    within = [number for number, other in enumerate(others) if other.anchor in _WITHIN]
    whole = frozenset(range(len(others))).difference(within)
    lines = [line for said in rule.hit for line in article_lines(said)[:1]]
    fitting = LineRules(others, whole).read(lines)
    worth = {*within, *(number for reading in fitting for number in reading.numbers)}
    chosen = [others[number] for number in sorted(worth)]
    return [other.id for other in chosen if any(matches(other, said) for said in rule.hit)]
