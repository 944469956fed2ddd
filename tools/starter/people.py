"""People for the slots of patterns: bearers of the glossary, and invented ones."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from functools import lru_cache

import morphology
from filler import Filler, table

from normalizer.resources.glossary import Entry
from normalizer.resources.glossary_files import load_glossary
from normalizer.romanization import romanize


@lru_cache(maxsize=8)
def bearers(kind: str) -> list[tuple[str, str, Entry]]:
    """Collect the bearers of one type whose Russian name is known.

    Args:
        kind: Type of the entries.

    Returns:
        The Russian name, the German one and the entry.
    """
    return list(_bearers(kind))


def _bearers(kind: str) -> Iterator[tuple[str, str, Entry]]:
    for entry in load_glossary():
        origins = [
            form.text
            for form in entry.forms
            if form.kind == "origin" and form.language == "ru" and form.role == "preferred"
        ]
        if entry.type == kind and len(origins) == 1:
            yield origins[0], entry.names["preferred"], entry


def draw_person(rng: random.Random, genders: Sequence[str] = ("m", "f")) -> Filler:
    """Draw a person of the glossary.

    Args:
        rng: Source of randomness.
        genders: Whom to draw.

    Returns:
        The person; forms are cases on both sides.
    """
    while True:
        russian, german, entry = rng.choice(bearers("person"))
        gender = entry.gender or ""
        if gender in genders and morphology.person(russian, gender, "gen"):
            break
    return Filler(
        lambda form: morphology.person(russian, gender, form or "nom") or russian,
        lambda form: morphology.genitive(german) if form == "gen" else german,
        gender,
        gender,
    )


def draw_citizen(rng: random.Random, genders: Sequence[str] = ("m", "f")) -> Filler:
    """Draw an invented Russian, for what should not be said of real people.

    Args:
        rng: Source of randomness.
        genders: Whom to draw.

    Returns:
        The person, who is no bearer of the glossary; the surname is written by the Duden.
    """
    known = {russian for russian, _, _ in bearers("person")}
    while True:
        given, gender, spelled = rng.choice([row for row in table("given") if row[1] in genders])
        surname = rng.choice(table("surname"))[0]
        if gender == "f":
            surname = surname.removesuffix("ий") + ("ая" if surname.endswith("ий") else "а")
        russian = f"{given} {surname}"
        if russian.replace("ё", "е") not in known and russian not in known:
            break
    german = f"{spelled} {romanize(surname, 'ru-duden')}"
    return Filler(
        lambda form: morphology.person(russian, gender, form or "nom") or russian,
        lambda form: morphology.genitive(german) if form == "gen" else german,
        gender,
        gender,
    )
