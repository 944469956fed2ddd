"""Names with the father's between the given one and the surname."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from normalizer.document.span import Span
from normalizer.finders.names.claims import Claim
from normalizer.finders.names.folding import folded
from normalizer.resources.case_forms import case_forms
from normalizer.resources.words import load_given_names
from normalizer.romanization import SYSTEMS

_SIGNS = (
    "vich", "vitch", "vych", "witsch", "wytsch", "witch", "wicz", "vič", "vyč", "vna", "wna",
    "вич", "вн",
)  # fmt: skip
_SIGN = re.compile("|".join(_SIGNS))
_NAME = r"[^\W\d_][^\W\d_'’-]*"
_THREE = re.compile(
    rf"(?<![\w@#/.-]){_NAME}[ \u00a0](?P<father>[^\W\d_]+(?:[iy](?:ts?ch|ch|cz|č)|[vw]na"
    rf"|вич\w{{0,3}}|вн\w{{1,2}}))[ \u00a0](?={_NAME})"
)
_HARD = re.compile(r"[бвгджзклмнпрстфхцчш]\Z")
_STEMS = {
    "ru": {
        "лев": "льв", "павел": "павл", "петр": "петр", "пётр": "петр", "михаил": "михайл",
    },
    "uk": {"лев": "льв", "михайло": "михайл", "микола": "миколай"},
}  # fmt: skip
"""Names whose stem is another one before an ending."""

_SPOKEN = frozenset(("ru", "uk", "be"))
_TWO = 2
_HOUSE = {"ru": "ru-duden", "uk": "uk-duden"}


@dataclass(frozen=True, slots=True)
class Patronymic:
    """A father's name in house spelling, and whether it is a daughter's."""

    house: str
    of_woman: bool


@dataclass(frozen=True, slots=True)
class FullName:
    """Where a father's name stands, with the blank behind it, and what it is."""

    father: Span
    patronymic: Patronymic

    def without_it(self, text: str) -> str:
        """``text`` as if the father were not named."""
        return text[: self.father.start] + text[self.father.end :]

    def is_inside(self, span: Span) -> bool:
        """Whether the father would stand inside of ``span`` of the text `without_it`."""
        return span.start < self.father.start < span.end

    def house_name(self, claim: Claim, profile: str) -> str | None:
        """The preferred name with the father's, where ``claim`` is of one who may have such."""
        entry = claim.entry
        name = entry.name("preferred", profile) or ""
        words = name.split(" ")
        at_home = any(f.language in _SPOKEN and f.kind == "origin" for f in entry.forms)
        fits = entry.type == "person" and claim.role == "preferred" and at_home
        if not fits or len(words) != _TWO or (entry.gender == "f") != self.patronymic.of_woman:
            return None
        return f"{words[0]} {self.patronymic.house} {words[1]}"


def may_name_a_father(text: str) -> bool:
    """Whether ``text`` holds what ends of fathers' names do; no such end has a blank inside."""
    return _SIGN.search(text) is not None


def full_names(text: str) -> Iterator[FullName]:
    """Every father's name between two words that may be a given name and a surname.

    >>> [full.patronymic.house for full in full_names("Igor Ivanovich Sechin")]
    ['Iwanowitsch']
    >>> list(full_names("Igor Iljitsch ging."))
    []
    """
    if not may_name_a_father(text):
        return
    at = 0
    while match := _THREE.search(text, at):
        at = match.start("father")
        known = _patronymics().get(folded(match["father"]))
        if known and match[0][0].isupper() and match["father"][0].isupper():
            yield FullName(Span(match.start("father"), match.end()), known)


@cache
def _patronymics() -> Mapping[str, Patronymic]:
    """The folded spellings of every father's name, in Cyrillic letters in all cases."""
    found: dict[str, Patronymic] = {}
    for language, house in _HOUSE.items():
        systems = [s for s in SYSTEMS.values() if s.source == language and s.script == "Cyrl"]
        for name in load_given_names()[language]:
            for said, of_woman in _from(name.lower(), language):
                capital = said.capitalize()
                patronymic = Patronymic(SYSTEMS[house](capital), of_woman)
                gender = "f" if of_woman else "m"
                for form in case_forms(said, language, frozenset((gender,))):
                    found.setdefault(form, patronymic)
                for system in systems:
                    found.setdefault(folded(system(capital)), patronymic)
    return found


def _from(name: str, language: str) -> Iterator[tuple[str, bool]]:
    """The names of a son and a daughter of ``name``; none where it is a woman's."""
    his, hers = ("ович", "овна") if language == "ru" else ("ович", "івна")
    if stem := _STEMS[language].get(name):
        yield from ((stem + his, False), (stem + hers, True))
    elif _HARD.search(name):
        yield from ((name + his, False), (name + hers, True))
    elif name.endswith("ь") and language == "ru":
        yield from ((name[:-1] + "евич", False), (name[:-1] + "евна", True))
    elif name.endswith("й") and language == "uk":
        yield from ((name + "ович", False), (name[:-1] + "ївна", True))
    elif name.endswith("й"):
        stems = [f"{name[:-2]}ь", name[:-1]] if name.endswith("ий") else [name[:-1]]
        for stem in stems:
            yield from ((stem + "евич", False), (stem + "евна", True))
    elif name.endswith("о") and language == "uk":
        yield from ((name[:-1] + his, False), (name[:-1] + hers, True))
