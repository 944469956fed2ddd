"""Names of foreigners in Hangul, told by how they sound."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from normalizer.finders.names.claims import Claim
from normalizer.finders.names.folding import folded
from normalizer.resources.glossary import Entry, Glossary, Role, SurfaceForm
from normalizer.romanization.loanwords import reads_as, respelled, skeleton, skeletons, sounds

MOST_WORDS = 4
_OWN_WAY = frozenset(("KP", "KR", "CN", "TW", "HK", "MO"))
"""Countries whose names are spelled in Hangul sign by sign, and known as they are."""

_TYPES = ("person", "place", "region")
_LEAST_SYLLABLES, _LEAST_CONSONANTS = 3, 2
"""What a single word must have to be told from a Korean one."""

_ENDINGS = tuple("은는을를의에")
"""Syllables at the end that make a word a Korean one."""

_INITIAL, _R = re.compile(r"\b[кт]"), re.compile("р(?![аеёиоуыэюя])")
_SILENT_R = frozenset(("US", "GB", "CA", "AU", "NZ", "IE"))
"""Countries whose English is written in Hangul without an ``r`` that isn't before a vowel."""

_CONSONANTS = frozenset("ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅈㅉㅊㅋㅌㅍㅎkptŋ")
_GIVEN = frozenset(("preferred", "short"))


@dataclass(frozen=True, slots=True)
class _Spelling:
    """How a name sounds, whose it is, and in what role; without one it is a bare surname."""

    entry: str
    role: Role | None
    spelled: str


@dataclass(frozen=True)
class ForeignHangul:
    """Tells what bearers of a glossary words in Hangul may name.

    Names of several words by all their sounds, in either order; a surname or a place that is
    one word only where it is long enough, its vowels fit as well, and nobody else has it.
    """

    glossary: Glossary
    _known: dict[tuple[str, ...], tuple[Claim, ...]] = field(
        init=False, repr=False, default_factory=dict
    )

    def claims(self, words: Sequence[str]) -> tuple[Claim, ...]:
        """The claims of the bearers that ``words`` may name, all of them together."""
        key = tuple(words)
        if key not in self._known:
            said = " ".join(words)
            found = {s.entry: s.role for s in self._fitting(said) if s.role}
            self._known[key] = tuple(
                Claim(self.glossary.entries[name], role, SurfaceForm(said, "ko", "derived", role))
                for name, role in found.items()
            )
        return self._known[key]

    def _fitting(self, said: str) -> list[_Spelling]:
        candidates = self._by_skeleton.get(skeleton(said), ())
        if " " in said:
            return [s for s in candidates if s.role and reads_as(said, s.spelled)]
        consonants = sum(sign in _CONSONANTS for sign in sounds(said))
        if len(said) < _LEAST_SYLLABLES or consonants < _LEAST_CONSONANTS:
            return []
        if said.endswith(_ENDINGS):
            return []
        found = [s for s in candidates if reads_as(said, s.spelled, closely=True)]
        bearers = [self.glossary.entries[s.entry] for s in found if s.role]
        shared = {folded(bearer.names.get("short", "")) for bearer in bearers}
        others = [s for s in found if s.role is None]
        alone = all(_surname(self.glossary.entries[s.entry]) in shared for s in others)
        return found if alone else []

    @cached_property
    def _by_skeleton(self) -> dict[str, list[_Spelling]]:
        found: dict[str, list[_Spelling]] = {}
        for entry in self.glossary:
            if entry.type in _TYPES and entry.country not in _OWN_WAY:
                for one in dict.fromkeys(_spellings(entry)):
                    for key in skeletons(one.spelled):
                        found.setdefault(key, []).append(one)
        return found


def _spellings(entry: Entry) -> Iterator[_Spelling]:
    for role, spelled in _spelled(entry):
        yield _Spelling(entry.id, role, spelled)
        first, _, last = spelled.rpartition(" ")
        if entry.type == "person" and role == "preferred" and first:
            yield _Spelling(entry.id, role, f"{last} {first}")
            yield _Spelling(entry.id, None, last)


def _spelled(entry: Entry) -> Iterator[tuple[Role, str]]:
    """The names of ``entry`` as they sound to Germans and Russians, and as they may besides."""
    name = entry.names["preferred"]
    for role, said in entry.names.items():
        if role in _GIVEN:
            yield role, respelled(said)
    for form in entry.forms:
        if form.kind == "origin" and form.language == "ru" and form.role in _GIVEN:
            said = respelled(form.text)
            yield form.role, said
            if "ğ" in name:
                yield form.role, said.replace("г", "")
            if "th" in name.lower():
                yield form.role, said.replace("т", "ѳ")
            if entry.country == "JP":
                yield form.role, _INITIAL.sub(_voiced, said).replace("фу", "ху")
            if entry.country in _SILENT_R:
                yield form.role, _R.sub("", said)


def _voiced(match: re.Match[str]) -> str:
    """How Korean hears a Japanese word begin."""
    return {"к": "г", "т": "д"}[match[0]]


def _surname(entry: Entry) -> str:
    return folded(entry.names["preferred"].rpartition(" ")[2])
