"""What a rule or a stage does, in words and examples."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from normalizer.errors import ResourceError
from normalizer.pipeline.settings import NEEDS, STAGES
from normalizer.resources.glossary import Glossary
from normalizer.resources.locate import data_file
from normalizer.resources.rules import RULE_STAGES, Rule, load_rules
from normalizer.resources.tables import read_tables

FORMAT = "normalizer-descriptions/1"


@dataclass(frozen=True, slots=True)
class Description:
    """A rule that is code, or a stage; ``before`` and ``after`` are an example of it."""

    id: str
    summary: str
    before: str | None
    after: str | None


def load_descriptions(path: Path | None = None) -> dict[str, Description]:
    """The descriptions by id.

    Raises:
        ResourceError: the file holds a mistake.
    """
    path = path or data_file("descriptions.toml")
    found: dict[str, Description] = {}
    for table in read_tables(path, "description", form=FORMAT)[1]:
        table.only("id", "summary", "before", "after")
        description = Description(
            id=table.get("id", str),
            summary=table.get("summary", str),
            before=table.get("before", str, default=None),
            after=table.get("after", str, default=None),
        )
        if description.id in found:
            message = f"{table.place}: {description.id} is described twice"
            raise ResourceError(message)
        found[description.id] = description
    return found


def describe(subject: str, glossary: Glossary) -> str | None:
    """What the rule or stage ``subject`` does, or ``None`` where there is none of that name."""
    if subject.startswith("names.") and (name := subject[6:]) in glossary.entries:
        entry = glossary.entries[name]
        forms = ", ".join(form.text for form in entry.forms)
        return f"{subject}\n  puts {forms}\n  into {entry.names['preferred']}\n  from {entry.place}"
    known = load_descriptions()
    if subject in known:
        return "\n".join(_described(known[subject]))
    rule = _rules().get(subject)
    return None if rule is None else "\n".join(described_rule(rule))


def rule_ids(glossary: Glossary) -> Iterator[str]:
    """The id of every rule there is: in code, in the rule packs and in ``glossary``."""
    yield from (known for known in load_descriptions() if "." in known)
    for stage in RULE_STAGES:
        yield from (rule.id for rule in load_rules(stage))
    yield from (f"names.{entry}" for entry in glossary.entries)


@cache
def _rules() -> Mapping[str, Rule]:
    """The rules that ship, by id; compiling them all takes longer than telling of one."""
    return {rule.id: rule for stage in RULE_STAGES for rule in load_rules(stage)}


def _described(description: Description) -> Iterator[str]:
    yield description.id
    yield f"  {description.summary}"
    if description.id in STAGES and description.id in NEEDS:
        yield f"  needs: {', '.join(NEEDS[description.id])}"
    if description.before is not None:
        yield f"  before: {description.before!r}"
    if description.after is not None:
        yield f"  after:  {description.after!r}"


def described_rule(rule: Rule) -> Iterator[str]:
    """A rule, line by line: what it does, its pattern and its examples."""
    yield rule.id
    what = f"{rule.kind}: {rule.reason}" if rule.reason else rule.kind
    yield f"  {what} ({rule.action} at {rule.anchor}, confidence {rule.confidence})"
    yield f"  pattern:  {rule.written}"
    if rule.keep:
        yield f"  keeps:    {', '.join(field for field, _ in rule.keep)}"
    yield from (f"  matches:  {example!r}" for example in rule.hit)
    yield from (f"  leaves:   {example!r}" for example in rule.miss)
