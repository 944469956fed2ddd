"""Rules that are data: what to look for, where, and what to do about it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Literal, get_args

import regex

from normalizer.document.metadata import METADATA_FIELDS
from normalizer.errors import ResourceError
from normalizer.resources.clauses import Clause
from normalizer.resources.compiled import Written, compiled
from normalizer.resources.locate import rule_packs
from normalizer.resources.needs import Asked, needs_of
from normalizer.resources.rule_tables import pack_tables
from normalizer.resources.tables import Table

RULE_STAGES = ("markup", "residue", "flags")
"""The stages whose rules are data."""

Anchor = Literal[
    "line", "edge", "head", "tail", "cut", "beside", "wording", "start", "end", "behind", "inline"
]
"""Where a rule may match: a whole line anywhere, outside the body or beside other residue, above
the first or below the last body paragraph, there and cutting off all that follows, outside the
body next to a date or a byline, where a line reads like one of a page, at the start or the end of
a paragraph, all that stands behind a sentence of a paragraph, anywhere."""

Action = Literal["drop", "keep", "replace", "flag"]
"""Drop the line, drop it and keep what it knew, replace the match, or only report it."""

_SPEAKING = frozenset(
    {
        "app-promo",
        "comment-form",
        "cookie",
        "error-report",
        "media",
        "paywall",
        "related-block",
        "social-follow",
    }
)
"""Kinds of residue in which a page speaks to its reader, where it speaks in sentences at all."""

_OF_PACKS = regex.VERSION0
"""The flags of the patterns that stand at the head of a pack."""
_KEYS = (
    "id", "kind", "anchor", "pattern", "case", "longest", "confidence", "action", "keep",
    "replacement", "reason", "proposal", "unless", "hit", "miss", "note",
)  # fmt: skip


@dataclass(frozen=True)
class Rule:
    """One row of a rule pack.

    ``confidence`` lies between 0 and 1; ``longest`` counts code points. ``keep`` pairs a field
    of the metadata with the group of ``pattern`` that holds its value. Every match of
    ``pattern`` begins with one of ``openings`` or holds one of ``literals``, where ``0`` is any
    digit, holds one of ``signs``, if there are any, and a mark of each of ``clauses``, and has from
    ``least`` to ``most`` code points; lines are looked up by the clause ``key``, counted from 1, or
    by the former where that is 0. ``hit`` and ``miss`` are examples that must and must not
    match. A sentence that matches is residue only if it holds a word of ``address`` and nothing of
    ``report``; of either there may be none. A rule that ``ships`` is none of the user's own.
    """

    id: str
    kind: str
    language: str
    anchor: Anchor
    written: str
    flags: int
    action: Action
    confidence: float
    longest: int
    keep: tuple[tuple[str, str], ...]
    replacement: str
    reason: str
    proposal: str | None
    unless: regex.Pattern[str] | None
    hit: tuple[str, ...]
    miss: tuple[str, ...]
    literals: frozenset[str]
    openings: frozenset[str]
    signs: frozenset[str]
    clauses: tuple[Clause, ...]
    least: int
    most: int
    key: int = 0
    address: regex.Pattern[str] | None = None
    report: regex.Pattern[str] | None = None
    ships: bool = True

    @cached_property
    def pattern(self) -> regex.Pattern[str]:
        """What is ``written``, compiled when it is first tried: most rules never are."""
        return compiled(self.written, self.flags)

    @property
    def every(self) -> list[Written]:
        """All that is compiled for it: its pattern, and those of what it minds beside it."""
        others = [(self.unless, self.flags), *((p, _OF_PACKS) for p in (self.address, self.report))]
        minded = [(pattern.pattern, flags) for pattern, flags in others if pattern is not None]
        return [(self.written, self.flags), *minded]

    @property
    def asked(self) -> Asked:
        """What is to be known of the pattern."""
        return _asked(self.written, self.anchor, self.flags)


@dataclass(frozen=True, slots=True)
class _Pack:
    """What the rules of a pack share: language, words to the reader, words of a reporter.

    Patterns of packs that ship are ``tried`` by the tests, others when they are read.
    """

    stage: str
    language: str
    tried: bool
    address: regex.Pattern[str] | None
    report: regex.Pattern[str] | None

    @classmethod
    def of(cls, stage: str, head: Table, *, tried: bool) -> "_Pack":
        head.only("format", "language", "address", "report")
        written = {key: head.get(key, str, default=None) for key in ("address", "report")}
        patterns = {
            key: None if value is None else _compiled(head, value, _OF_PACKS)
            for key, value in written.items()
        }
        language = head.get("language", str)
        return cls(stage, language, tried, patterns["address"], patterns["report"])


def load_rules(stage: str, packs: Iterable[Path] | None = None) -> tuple[Rule, ...]:
    """The rules of ``stage``, from ``packs`` or else from those that ship, in file order.

    Raises:
        ResourceError: a pack holds a mistake; the message begins with ``file:line``.
    """
    return _shipped(stage) if packs is None else _loaded(stage, packs, tried=False)


@cache
def _shipped(stage: str) -> tuple[Rule, ...]:
    """The rules that ship, read once: they can't change, and reading them takes a while."""
    return _loaded(stage, rule_packs(stage), tried=True)


def _loaded(stage: str, packs: Iterable[Path], *, tried: bool) -> tuple[Rule, ...]:
    rules: list[Rule] = []
    places: dict[str, str] = {}
    for path in packs:
        head, tables = pack_tables(path, ships=tried)
        pack = _Pack.of(stage, head, tried=tried)
        for table in tables:
            rule = _rule(pack, table)
            if rule.id in places:
                message = f"{table.place}: {rule.id} stands already at {places[rule.id]}"
                raise ResourceError(message)
            places[rule.id] = table.place
            rules.append(rule)
    return tuple(rules)


def _rule(pack: _Pack, table: Table) -> Rule:
    table.only(*_KEYS)
    written = table.get("pattern", str)
    anchor: Anchor = _choice(table, "anchor", get_args(Anchor))
    # Inline rules search the whole article, in which `^` and `$` mean the ends of a line.
    flags = regex.VERSION0 | (regex.MULTILINE if anchor == "inline" else 0)
    flags |= 0 if table.get("case", bool, default=False) else regex.IGNORECASE
    if not pack.tried:
        _compiled(table, written, flags)
    unless = table.get("unless", str, default=None)
    keep = table.names("keep")
    _check_keep(table, written, keep)
    kind = table.get("kind", str)
    needs = needs_of(_asked(written, anchor, flags))
    within = anchor in {"inline", "end"}
    speaks = kind in _SPEAKING
    return Rule(
        id=f"{pack.stage}.{pack.language}.{table.get('id', str)}",
        kind=kind,
        language=pack.language,
        anchor=anchor,
        written=written,
        flags=flags,
        action=_choice(table, "action", get_args(Action)),
        confidence=table.get("confidence", float),
        longest=table.get("longest", int, default=160),
        keep=tuple(keep.items()),
        replacement=table.get("replacement", str, default=""),
        reason=table.get("reason", str, default=""),
        proposal=table.get("proposal", str, default=None),
        unless=None if unless is None else _compiled(table, unless, flags),
        hit=table.strings("hit"),
        miss=table.strings("miss"),
        openings=frozenset() if within else needs.openings,
        literals=needs.literals if within else needs.holds,
        signs=needs.signs if anchor == "inline" else frozenset(),
        clauses=() if within else needs.clauses,
        least=needs.least,
        most=needs.most,
        key=0 if within else needs.key,
        address=pack.address if speaks else None,
        report=pack.report,
        ships=pack.tried,
    )


def _asked(written: str, anchor: Anchor, flags: int) -> Asked:
    whole = anchor not in {"start", "end", "inline"}
    return Asked(written, case=not flags & regex.IGNORECASE, whole=whole)


def _compiled(table: Table, pattern: str, flags: int) -> regex.Pattern[str]:
    try:
        return compiled(pattern, int(flags))
    except regex.error as error:
        message = f"{table.place}: the pattern is not a regular expression: {error}"
        raise ResourceError(message) from error


def _check_keep(table: Table, pattern: str, keep: Mapping[str, str]) -> None:
    for field, group in keep.items():
        if field not in METADATA_FIELDS:
            message = f"{table.place}: no such metadata field: {field!r}"
            raise ResourceError(message)
        if group != "0" and f"(?P<{group}>" not in pattern:
            message = f"{table.place}: the pattern has no group {group!r}"
            raise ResourceError(message)


def _choice(table: Table, key: str, allowed: tuple[str, ...]) -> Any:
    value = table.get(key, str)
    if value not in allowed:
        message = f"{table.place}: {key!r} must be one of {', '.join(allowed)}, not {value!r}"
        raise ResourceError(message)
    return value
