"""What a removed line knew of its article."""

from collections.abc import Iterator

import regex

from normalizer.document.metadata import Metadatum
from normalizer.resources.rules import Rule

_NAMED = frozenset({"author", "photo_credit", "source", "agency"})
_WORD = regex.compile(r"[\p{L}\p{M}'’-]+")
_SHORT = 3
_MOST_SMALL = 3
_FEW_WORDS = 3
_BEYOND_LATIN = "\u0370"


def holds_names(rule: Rule, match: regex.Match[str]) -> bool:
    """Whether what ``rule`` would keep as a person, agency or medium can be a name."""
    return all(_is_name(found.value) for found in _kept(rule, match) if found.field in _NAMED)


def _is_name(value: str) -> bool:
    words = _WORD.findall(value)
    small = sum(word[0].islower() and len(word) >= _SHORT for word in words)
    if small > _MOST_SMALL:
        return False
    latin = value[0].islower() and value[0] < _BEYOND_LATIN
    return not latin or len(words) <= _FEW_WORDS or "/" in value or "." in value


def kept_metadata(rule: Rule, match: regex.Match[str]) -> tuple[Metadatum, ...]:
    """What the line that ``rule`` matched knew of its article.

    A group that is empty gives way to the group of the same name with a ``2`` behind it.
    """
    return tuple(_kept(rule, match))


def _kept(rule: Rule, match: regex.Match[str]) -> Iterator[Metadatum]:
    for name, group in rule.keep:
        value = match[0] if group == "0" else match[group]
        if not value and f"{group}2" in rule.pattern.groupindex:
            value = match[f"{group}2"]
        if value and value.strip():
            yield Metadatum(name, value.strip())
