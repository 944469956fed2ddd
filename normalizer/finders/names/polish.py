"""Names in the cases of Polish, whose news is translated as much as Russian and Ukrainian."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product

from normalizer.finders.names.folding import folded
from normalizer.resources.glossary import Entry, Role, SurfaceForm
from normalizer.resources.polish_cases import POLISH_CASES, polish_cases
from normalizer.resources.words import load_given_names
from normalizer.romanization import SYSTEMS

_TO_POLISH = {"ru": "ru-pl", "uk": "uk-pl", "be": "be-pl"}
_LEAST = 6
"""Letters that a single word must have in a case to stand for a bearer."""

_MOST_WORDS = 2
_SIGN_BY_SIGN = frozenset(("KP", "KR", "CN", "TW", "HK", "MO"))
"""Countries whose names have other parts than a given name and a surname."""

_LISTED = ("variant", "exonym")
_PRESS = (
    (re.compile(r"nśk\b"), "ńsk"), (re.compile(r"śk\b"), "sk"), (re.compile(r"ćk\b"), "ck"),
    (re.compile(r"(?<=[bmpw])j(?=[aeou])"), "i"),
)  # fmt: skip
"""Polish endings and letters where the system of Ukrainian has those of Ukrainian."""

_GERMAN = "ach"
"""An ending of the locative that German words have as well (``Sumach``)."""

_WOMENS = ("owa", "ewa", "ina", "yna")
"""Endings of a man's surname in the genitive that are those of a woman's."""


def polish_forms(
    entry: Entry, origins: Sequence[SurfaceForm], role: Role
) -> Iterator[tuple[str, str, str]]:
    """The cases of a person's or place's Polish name, each with that name and its system.

    The name is what Polish makes of ``origins`` in Cyrillic letters, what ``entry`` lists, and the
    whole name of a person whose own letters are Latin (``Donalda Trumpa``). That of a place comes
    in the nominative as well, where its marks tell it from other spellings.
    """
    if entry.type not in ("person", "place"):
        return
    gender = "n" if entry.type == "place" else entry.gender or ""
    for name, system in _polish(entry, origins, role):
        words = name.split(" ")
        if len(words) > _MOST_WORDS:
            continue
        if entry.type == "place" and system and not name.isascii():
            yield name, name, system
        for case in POLISH_CASES:
            if case == "dative" and entry.type == "place":
                continue
            for row in product(*(polish_cases(word, gender)[case] for word in words)):
                if list(row) != words and _is_mans(row, gender):
                    yield " ".join(row), name, system


def _polish(entry: Entry, origins: Sequence[SurfaceForm], role: Role) -> Iterator[tuple[str, str]]:
    for form in origins:
        if form.language in _TO_POLISH:
            system = _TO_POLISH[form.language]
            name = SYSTEMS[system](form.text)
            yield _of_the_press(name) if entry.type == "place" else name, system
    for form in entry.forms:
        if form.language == "pl" and form.kind in _LISTED and form.role == role and not form.when:
            yield form.text, ""
    at_home = any(form.language in _TO_POLISH for form in origins)
    whole = entry.names["preferred"] if role == "preferred" and entry.type == "person" else ""
    if " " in whole and not at_home and entry.country not in _SIGN_BY_SIGN:
        yield whole, ""


def _of_the_press(name: str) -> str:
    """A place as Polish news has it: ``Berdiańsk`` for ``Berdianśk``, ``Słowiańsk``."""
    for written, said in _PRESS:
        name = written.sub(said, name)
    return name


def _is_mans(row: Sequence[str], gender: str) -> bool:
    """Whether a form is none of a woman's name, or of a word that is too short."""
    *given, last = row
    if not given and (len(last) < _LEAST or last.endswith(_GERMAN)):
        return False
    if gender != "m" or not last.endswith(_WOMENS):
        return True
    return bool(given) and folded(given[0]) not in _womens_names()


@cache
def _womens_names() -> frozenset[str]:
    """The folded given names of women in Latin letters: ``Aleksandra`` is no genitive."""
    found: set[str] = set()
    for language, system in _TO_POLISH.items():
        for name, others in load_given_names().get(language, {}).items():
            if name.endswith(("а", "я")):
                found.update(map(folded, (SYSTEMS[system](name), *others)))
    return frozenset(found)
