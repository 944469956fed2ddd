"""Whether a form may be replaced where it stands, by the conditions that its entry gives."""

import re
from typing import Literal

import regex

from normalizer.document.span import Span
from normalizer.finders.names.index import Match
from normalizer.resources.glossary import Condition

_PLACES = ("place", "region")
_TOWN_BEFORE = re.compile(r"\b(?:[Kk]lein|[Hh]afen|[Gg]renz|[Gg]roß)?(?:Stadt|stadt|Ort|Dorf)\s\Z")
_IN_BEFORE, _LONGEST = re.compile(r"\b[Ii]n\s\Z"), 14
"""Words that stand before a place, and code points that they take at the most."""

Verdict = Literal["replace", "propose", "leave"]
_APOSTROPHES = "'’ʼ"
_BESIDE = 4
_BRACKETS, _NEAR = frozenset("(/"), 2
"""What stands between two names of one bearer, and how near to the first one."""

_CODE = re.compile(r"[A-Z]{1,4}-?\d+")
_WORDS_BEFORE = re.compile(r"(\S+)\s+\Z")
_WORDS_BEHIND = re.compile(r"\S*\s+(\S+)")
_CODES = 40
"""Letters and digits, the words beside them, and how far these are looked for."""

_SHOUTED, _FEW = 40, 4
"""Code points behind a name that are looked at, and those that show whether they are capitals."""


def verdict(when: Condition | None, text: str, match: Match) -> Verdict:
    """What to do with a form that is met under ``when``.

    A form whose article says nothing of its bearer is left without a word; one that only
    lacks its neighbours is worth a proposal.
    """
    if when is None:
        return "replace"
    if when.article and not _begins_a_word(when.article, text):
        return "leave"
    if when.never:
        return "propose"
    if _neighbours_fit(when, text, match):
        return "replace"
    return "propose" if when.article else "leave"


def is_other_ware(text: str, match: Match) -> bool:
    """Whether a weapon's letters and digits stand among other such codes: a list of wares.

    Codes in a row, as in ``M3097E S300 SP10``, are no sentence about any of them.
    """
    start, end = match.span.start, match.span.end
    if match.claims[0].entry.type != "weapon" or not _CODE.fullmatch(text, start, end):
        return False
    before = _WORDS_BEFORE.search(text[max(0, start - _CODES) : start])
    behind = _WORDS_BEHIND.match(text[end : end + _CODES])
    beside = [word for found in (before, behind) if found for word in found.groups()]
    return len(beside) > 1 and all(map(_CODE.match, beside))


def stands_beside(text: str, span: Span, name: str) -> bool:
    """Whether ``name`` is already there, as in ``Lugansk (Luhansk)`` or ``Luhansk/Lugansk``."""
    behind = text[span.end : span.end + len(name) + _BESIDE]
    before = text[max(0, span.start - len(name) - _BESIDE) : span.start]
    if _BRACKETS.isdisjoint(behind[:_NEAR]) and _BRACKETS.isdisjoint(before[-_NEAR:]):
        return False
    wanted = re.escape(name)
    return (
        re.match(rf"\s?[(/]\s?{wanted}\b", behind) is not None
        or re.search(rf"\b{wanted}\s?[(/]\s?\Z", before) is not None
    )


def _neighbours_fit(when: Condition, text: str, match: Match) -> bool:
    span = match.span
    line = text.rfind("\n", 0, span.start) + 1
    if when.after is not None and not when.after.search(text[line : span.start]):
        return False
    # Behind a German ending stands no title: `Pyongyang Times`, but `Pyongyangs Antwort`.
    german_ending = match.ending and text[span.end - 2] not in _APOSTROPHES
    if when.before is not None and not german_ending and not _goes_on(when.before, text, match):
        return False
    around = text[max(0, span.start - when.within) : span.end + when.within]
    return not when.near or _begins_a_word(when.near, around) or _is_somewhere(text, match)


def _is_somewhere(text: str, match: Match) -> bool:
    """Whether a place in its own letters stands where only a place can.

    That is behind the word for a town, or in the locative behind ``in``.
    """
    if not match.cases or any(claim.entry.type not in _PLACES for claim in match.claims):
        return False
    before = text[max(0, match.span.start - _LONGEST) : match.span.start]
    if _TOWN_BEFORE.search(before):
        return True
    locative = all("locative" in cases and "nominative" not in cases for cases in match.cases)
    return locative and _IN_BEFORE.search(before) is not None


def _goes_on(before: regex.Pattern[str], text: str, match: Match) -> bool:
    """Whether the text behind fits; among words in capitals a capital says nothing."""
    start, end = match.span.start, match.span.end
    if before.match(text, end):
        return True
    behind = text[end : end + _SHOUTED]
    shouted = text[start:end].isupper() and behind[:_FEW].isupper()
    return shouted and not match.claims[0].text.isupper() and bool(before.match(behind.lower()))


def _begins_a_word(words: tuple[str, ...], text: str) -> bool:
    return any(word in text and re.search(rf"\b{re.escape(word)}", text) for word in words)
