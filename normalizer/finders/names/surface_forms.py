"""Surface forms of names, put into the preferred form of their bearer."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from normalizer.document.document import Document
from normalizer.document.findings import Edit, Notice
from normalizer.document.span import Span
from normalizer.finders.names.agreement import breaks_agreement, fitting
from normalizer.finders.names.claims import Claim, Claims
from normalizer.finders.names.conditions import is_other_ware, stands_beside, verdict
from normalizer.finders.names.folding import folded, plain
from normalizer.finders.names.glance import Glance
from normalizer.finders.names.index import FormIndex, Match
from normalizer.finders.names.inflection import calls_for_genitive, dressed, inflected
from normalizer.finders.names.neighbourhood import Neighbourhood
from normalizer.finders.names.patronymics import full_names, may_name_a_father
from normalizer.finders.names.protected import Guards
from normalizer.resources.case_forms import Case
from normalizer.resources.glossary import Glossary, SurfaceForm

RULE = "names"
_APOSTROPHES = "'’ʼ"
_GERMAN_MARKS = frozenset("äöüß")
_IN_BRACKETS = re.compile(r"\s?[(/]\s?")
_BRACKET_BEFORE, _WIDEST_GAP = re.compile(r"[(/]\s?\Z"), 3
"""What stands between two names of one bearer of which the second only explains the first."""

_MAY_STAY = re.compile(r"(?:[оеёє]в|[иыії]н)[ое]\Z")
"""Places that most leave as they are in every Russian case, and what Ukraine calls them."""

Way = tuple[Claim, frozenset[Case]]
"""Whom a name in its own letters may be of, and in which cases it is then."""

_MOST_KNOWN = 100_000
"""Names that are remembered with what to put for them."""

_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyz '’ʼ`-.")


@dataclass(frozen=True, slots=True)
class _Choice:
    """Whose name it is, which form of it, the name in its role, and what to put."""

    claim: Claim
    form: SurfaceForm
    name: str
    preferred: str


@dataclass(frozen=True)
class FindSurfaceForms:
    """Replaces each surface form by the form its entry prefers, in the same role.

    Articles in other languages than ``language`` are left alone, and so are addresses,
    source lines, passages that stay foreign, and a form beside which the preferred one or
    another of its bearer stands. What may only be proposed becomes a notice.
    """

    glossary: Glossary
    language: str = "de"
    profile: str = "default"

    def __call__(self, document: Document) -> Iterator[Edit | Notice]:
        """An edit or a notice for each form that isn't the preferred one."""
        if document.language != self.language:
            return
        text = document.text
        guards: Guards | None = None
        names_a_father, matches = self._glance(text)
        whole = list(self._full_names(document)) if names_a_father else []
        yield from whole
        for match in matches:
            if any(edit.span.overlaps(match.span) for edit in whole):
                continue
            choice = self._choice(text, match)
            if choice is None:
                continue
            guards = guards or Guards.of(document)
            if guards.leave(match.span):
                continue
            found = self._finding(text, match, choice)
            explains = self._explains(text, match)
            yield from (one for one in found if not explains or isinstance(one, Notice))

    def _full_names(self, document: Document) -> Iterator[Edit]:
        """Names with the father's inside, each of which is one and keeps it."""
        text = document.text
        for full in full_names(text):
            without = full.without_it(text)
            matches = (m for m in self._index.matches(without) if full.is_inside(m.span))
            for match in matches:
                claim, ending = (
                    self._native(without, match)
                    if match.cases
                    else (_chosen(match, match.span.of(without)), match.ending)
                )
                span = Span(match.span.start, match.span.end + len(full.father))
                name = claim and full.house_name(claim, self.profile)
                if claim is None or not name or Guards.of(document).leave(span):
                    continue
                preferred, said = inflected(name, ending), span.of(text)
                if preferred != said:
                    rule = f"{RULE}.{claim.entry.id}"
                    yield Edit(span, said, preferred, rule, f"with the father's name, of {name}")

    @cached_property
    def _index(self) -> FormIndex:
        return FormIndex(Claims(self.glossary))

    @cached_property
    def _glance(self) -> Glance:
        return Glance(
            self._index,
            lambda text, match: self._choice(text, match) is not None,
            may_name_a_father,
        )

    @cached_property
    def _neighbourhood(self) -> Neighbourhood:
        return Neighbourhood(self._index)

    @cached_property
    def _known(self) -> dict[tuple[str, str, bool], "_Choice | None"]:
        return {}

    def _choice(self, text: str, match: Match) -> "_Choice | None":
        """What to put for ``match``; ``None`` where it is right, or nobody's for certain.

        For a name in Latin letters it follows from what is said alone, and is remembered.
        """
        said = match.span.of(text)
        if match.cases:
            claim, ending = self._native(text, match)
            return self._put(text, replace(match, ending=ending), claim) if claim else None
        end = match.span.end
        key = said, match.ending, text[end : end + 1] == "-" and text[end + 1 : end + 2].isalpha()
        if key not in self._known:
            if len(self._known) > _MOST_KNOWN:
                self._known.clear()
            claim = _chosen(match, said)
            self._known[key] = self._put(text, match, claim) if claim else None
        return self._known[key]

    def _explains(self, text: str, match: Match) -> bool:
        """Whether a name only explains the one before it, of the same bearer."""
        start = match.span.start
        if not _BRACKET_BEFORE.search(text, max(0, start - _WIDEST_GAP), start):
            return False
        last: Match | None = None
        for one in self._index.matches(text):
            if one.span.start >= start:
                break
            last = one
        return (
            last is not None
            and _IN_BRACKETS.fullmatch(text, last.span.end, start) is not None
            and not last.bearers.isdisjoint(match.bearers)
        )

    def _put(self, text: str, match: Match, claim: Claim) -> "_Choice | None":
        said = match.span.of(text)
        name = claim.entry.name(claim.role, self.profile)
        form = claim.form or (_marked(said, name, match) if name else None)
        if name is None or form is None:
            return None
        if said == inflected(name, "s"):
            return None  # `Brüssels` is a case of `Brüssel`, however near it is to `Brussels`
        preferred = dressed(inflected(name, match.ending), claim.text, text, match.span)
        return _Choice(claim, form, name, preferred) if preferred != said else None

    def _finding(self, text: str, match: Match, choice: "_Choice") -> Iterator[Edit | Notice]:
        claim, form, name = choice.claim, choice.form, choice.name
        if stands_beside(text, match.span, name):
            return
        told = form.when is not None and form.when.after is not None
        beside = self._neighbourhood
        if beside.is_surname(text, match.span, claim) or is_other_ware(text, match):
            return
        if beside.is_elsewhere(text, match.span, claim):
            return
        if not told and beside.takes(text, match.span, claim):
            return
        rule = f"{RULE}.{claim.entry.id}"
        what = verdict(form.when, text, match)
        if what == "replace" and _breaks(text, match, choice):
            reason = f"{form.kind} of {name}; the article before it would not fit"
            fits = choice.preferred
            if fits == name:
                fits = fitting(text, match.span, name, claim.entry.gender)
            yield Notice(match.span, rule, reason, fits)
        elif what == "replace":
            by = f" by {form.system}," if form.system else ""
            said = match.span.of(text)
            evidence = f"{form.kind}{by} of {name}"
            yield Edit(match.span, said, choice.preferred, rule, evidence)
        elif what == "propose":
            reason = f"{form.kind} of {name}; not certain enough to replace"
            yield Notice(match.span, rule, reason, choice.preferred)

    def _native(self, text: str, match: Match) -> tuple[Claim | None, str]:
        """The one claim that holds of those in their own letters, and the German ending.

        A name as it is written at home wins over a case of another, but not where that is a
        man's surname in a form that is a woman's as well.
        """
        ways = _without_rare_cases(list(zip(match.claims, match.cases, strict=True)))
        as_it_is = [way for way in ways if "nominative" in way[1]]
        surnames = {c.entry.id for c, _ in ways if c.entry.type == "person" and c.role == "short"}
        if len(surnames) <= 1 and len({claim.entry.id for claim, _ in ways}) > 1:
            ways = as_it_is or ways
        # Some entries list a case of their name, which says nothing of what it is.
        at_home = (way for way in ways if way[0].form and way[0].form.kind == "origin")
        claim, cases = next(at_home, ways[0])
        if len({c.entry.id for c, _ in ways}) != 1:
            return None, ""
        word = folded(match.span.of(text))
        is_woman = "nominative" not in cases and word in self._index.native.womens_surnames
        if is_woman and claim.entry.gender != "f":
            return None, ""
        is_genitive = "genitive" in cases and "nominative" not in cases
        return claim, "s" if is_genitive and calls_for_genitive(text, match.span.start) else ""


def _breaks(text: str, match: Match, choice: _Choice) -> bool:
    """Whether an article would not fit the preferred name; that of a person has none."""
    entry = choice.claim.entry
    has_gender = entry.type != "person" and choice.claim.role == "preferred"
    return has_gender and breaks_agreement(
        text, match.span, choice.claim.text, choice.name, entry.gender
    )


def _without_rare_cases(ways: list[Way]) -> list[Way]:
    """Of several places those that news inflects: `Люблина` is of `Люблин`, not of `Люблино`."""
    if any(claim.entry.type not in ("place", "region") for claim, _ in ways):
        return ways
    return [way for way in ways if not _MAY_STAY.search(way[0].text)] or ways


def _chosen(match: Match, said: str) -> Claim | None:
    """The one claim that holds, or ``None`` where the form is its entry's own or two bear it.

    A form that is listed letter for letter wins over a name that only differs in case, and all
    that an entry lists over what follows from another one.
    """
    listed_ones = tuple(c for c in match.claims if c.form is None or c.form.kind != "derived")
    match = replace(match, claims=listed_ones or match.claims)
    stem = _stem(said, match)
    listed = [claim for claim in match.claims if plain(claim.text) == stem]
    alike = [claim for claim in match.claims if plain(claim.text).casefold() == stem.casefold()]
    joined = [claim for claim in match.claims if _joined(claim.text) == _joined(stem)]
    claims = listed or alike or joined or match.claims
    if len({claim.entry.id for claim in claims}) != 1:
        return None
    return next((claim for claim in claims if claim.form is None), claims[0])


def _stem(said: str, match: Match) -> str:
    without = said[: len(said) - len(match.ending)].rstrip(_APOSTROPHES) if match.ending else said
    return plain(without)


def _joined(text: str) -> str:
    """``text`` as a compound would join it: ``Kim Jong Un`` and ``Kim-Jong-Un`` are one."""
    return plain(text).replace(" ", "-")


def _marked(said: str, name: str, match: Match) -> SurfaceForm | None:
    """The form that ``said`` is where it has other marks than ``name``, and no other letters.

    A single word counts only with marks that neither German nor its name has: ``Łukasz`` may be
    ``Lukasz``, but ``Bar`` is not ``Bär``.
    """
    own, other = _marks(name), _marks(_stem(said, match))
    if own == other or (" " not in name and not other - own - _GERMAN_MARKS):
        return None
    return SurfaceForm(said, "de", "variant", "preferred")


def _marks(text: str) -> frozenset[str]:
    """The small letters of ``text`` that are no plain ones."""
    return frozenset(unicodedata.normalize("NFC", plain(text).lower())) - _PLAIN
