"""Surface forms of names, put into the preferred form of their bearer."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from normalizer.document.document import Document
from normalizer.document.findings import Edit, Notice
from normalizer.document.span import Span
from normalizer.finders.names.claims import Claim, Claims
from normalizer.finders.names.folding import plain
from normalizer.finders.names.index import FormIndex, Match
from normalizer.finders.names.inflection import dressed, inflected
from normalizer.finders.names.protected import protected_spans
from normalizer.resources.glossary import Condition, Glossary

RULE = "names"
_BESIDE = 4
_APOSTROPHES = "'’ʼ"


@dataclass(frozen=True)
class FindSurfaceForms:
    """Replaces each surface form by the form its entry prefers, in the same role.

    Articles in other languages than ``language`` are left alone, and so are addresses,
    source lines, passages that stay foreign, and a form whose preferred form stands right
    beside it. What may only be proposed becomes a notice.
    """

    glossary: Glossary
    language: str = "de"
    profile: str = "default"

    def __call__(self, document: Document) -> Iterator[Edit | Notice]:
        """An edit or a notice for each form that isn't the preferred one."""
        if document.language != self.language:
            return
        text = document.text
        guarded = [*protected_spans(document), Span(len(text), len(text))]
        position = 0
        for match in self._index.matches(text):
            while guarded[position].end <= match.span.start and position < len(guarded) - 1:
                position += 1
            if not any(span.overlaps(match.span) for span in guarded[position:]):
                yield from self._finding(text, match)

    @cached_property
    def _index(self) -> FormIndex:
        return FormIndex(Claims(self.glossary))

    def _finding(self, text: str, match: Match) -> Iterator[Edit | Notice]:
        said = match.span.of(text)
        claim = _chosen(match, said)
        if claim is None or claim.form is None:
            return
        name = claim.entry.name(claim.role, self.profile)
        if name is None:
            return
        preferred = dressed(inflected(name, match.ending), said, text, match.span)
        if preferred == said or _stands_beside(text, match.span, name):
            return
        rule = f"{RULE}.{claim.entry.id}"
        verdict = _verdict(claim.form.when, text, match)
        if verdict == "replace":
            by = f" by {claim.form.system}" if claim.form.system else ""
            evidence = f"{claim.form.kind}{by}, of {name}" if by else f"{claim.form.kind} of {name}"
            yield Edit(match.span, said, preferred, rule, evidence)
        elif verdict == "propose":
            reason = f"{claim.form.kind} of {name}; not certain enough to replace"
            yield Notice(match.span, rule, reason, preferred)


def _chosen(match: Match, said: str) -> Claim | None:
    """The one claim that holds, or ``None`` where the form is its entry's own or two bear it.

    A form that is listed letter for letter wins over a name that only differs in case, and all
    that an entry lists over what follows from another one.
    """
    listed_ones = tuple(c for c in match.claims if c.form is None or c.form.kind != "derived")
    match = replace(match, claims=listed_ones or match.claims)
    stem = plain(said[: len(said) - len(match.ending)].rstrip("'’ʼ") if match.ending else said)
    listed = [claim for claim in match.claims if plain(claim.text) == stem]
    alike = [claim for claim in match.claims if plain(claim.text).casefold() == stem.casefold()]
    joined = [claim for claim in match.claims if _joined(claim.text) == _joined(stem)]
    claims = listed or alike or joined or match.claims
    if any(claim.form is None for claim in claims) or len({c.entry.id for c in claims}) != 1:
        return None
    return claims[0]


def _joined(text: str) -> str:
    """``text`` as a compound would join it: ``Kim Jong Un`` and ``Kim-Jong-Un`` are one."""
    return plain(text).replace(" ", "-")


def _verdict(when: Condition | None, text: str, match: Match) -> str:
    """``replace``, ``propose`` or ``leave``.

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


def _neighbours_fit(when: Condition, text: str, match: Match) -> bool:
    span = match.span
    line = text.rfind("\n", 0, span.start) + 1
    if when.after is not None and not when.after.search(text[line : span.start]):
        return False
    # Behind a German ending stands no title: `Pyongyang Times`, but `Pyongyangs Antwort`.
    german_ending = match.ending and text[span.end - 2] not in _APOSTROPHES
    if when.before is not None and not german_ending and not when.before.match(text, span.end):
        return False
    around = text[max(0, span.start - when.within) : span.end + when.within]
    return not when.near or _begins_a_word(when.near, around)


def _begins_a_word(words: tuple[str, ...], text: str) -> bool:
    return any(word in text and re.search(rf"\b{re.escape(word)}", text) for word in words)


def _stands_beside(text: str, span: Span, name: str) -> bool:
    """Whether ``name`` is already there, as in ``Lugansk (Luhansk)`` or ``Luhansk/Lugansk``."""
    behind = text[span.end : span.end + len(name) + _BESIDE]
    before = text[max(0, span.start - len(name) - _BESIDE) : span.start]
    wanted = re.escape(name)
    return (
        re.match(rf"\s?[(/]\s?{wanted}\b", behind) is not None
        or re.search(rf"\b{wanted}\s?[(/]\s?\Z", before) is not None
    )
