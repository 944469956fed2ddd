"""What stands in the slots of patterns: the same thing in Russian and German, in any form."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import morphology
import quantities
from filler import Filler, table
from framed import draw_sentence
from people import bearers, draw_citizen, draw_person

_BARS = 2


def draw_town(rng: random.Random) -> Filler:
    """Draw a town of the glossary that takes no article.

    Args:
        rng: Source of randomness.

    Returns:
        The town; forms are cases on both sides.
    """
    countries = {row[3] for row in table("country")}
    while True:
        russian, german, entry = rng.choice(bearers("place"))
        named = (
            " " not in german
            and german not in countries
            and entry.gender == "n"
            and "adjective" not in entry.names
        )
        if named and morphology.town(russian, "loc") and russian[0].isupper():
            break
    return Filler(
        lambda form: morphology.town(russian, form or "nom") or russian,
        lambda form: morphology.genitive(german) if form == "gen" else german,
    )


def draw_region(rng: random.Random) -> Filler:
    """Draw an oblast of Russia, Ukraine or Belarus.

    Args:
        rng: Source of randomness.

    Returns:
        The oblast; the German has the definite article.
    """
    known = [row for row in bearers("region") if row[0].endswith(" область")]
    russian, german, _ = rng.choice(known)
    marked = " ".join(f"{word}*" for word in russian.split(" "))
    return Filler(
        lambda form: morphology.phrase(marked, form or "nom"),
        lambda form: f"{'die' if (form or 'nom') in ('nom', 'acc') else 'der'} {german}",
        "f",
        "f",
    )


def draw_country(rng: random.Random) -> Filler:
    """Draw a country.

    Args:
        rng: Source of randomness.

    Returns:
        The country. Russian forms are cases and, for the adjective, gender and case
        (`adj.f.gen`); German ones cases, `in`, `into`, `adj` for the stem of the adjective.
    """
    name, adjective, article, german, stem = rng.choice(table("country"))
    gender = {"-": "n"}.get(article, article)
    plural = name in ("США", "Нидерланды")
    return Filler(
        lambda form: _country(name, adjective, form or "nom"),
        lambda form: _land(german, article, stem, form or "nom"),
        "pl" if plural else _gender(name),
        gender,
    )


def _gender(name: str) -> str:
    return "f" if name.endswith(("а", "я")) else ("n" if name.endswith(("о", "е", "и")) else "m")


def _country(name: str, adjective: str, form: str) -> str:
    if form.startswith("adj."):
        _, gender, case = form.split(".")
        reading = morphology.analyser().parse(adjective)[0]
        grammemes = {"gen": "gent", "nom": "nomn", "dat": "datv", "ins": "ablt", "loc": "loct"}
        genders = {"m": "masc", "f": "femn", "n": "neut", "pl": "plur"}
        made = reading.inflect({genders[gender], grammemes[case]})
        return str(made.word)
    if name.isupper():
        return name
    plural = name == "Нидерланды"
    words = name.split(" ")
    tags = ("Geox",) if len(words) == 1 else ()
    forms = [morphology.russian(word, form, tags=tags, plural=plural) for word in words]
    return " ".join(made or word for made, word in zip(forms, words, strict=True))


def _land(german: str, article: str, stem: str, form: str) -> str:
    if form == "adj":
        return stem
    if article == "-":
        prefix = {"in": "in ", "into": "nach "}.get(form, "")
        return morphology.genitive(german) if form == "gen" else prefix + german
    if form == "gen" and article == "m":
        return f"des {german}"
    if form == "in":
        return {"m": "im", "f": "in der", "pl": "in den"}[article] + f" {german}"
    if form == "into":
        return {"m": "in den", "f": "in die", "pl": "in die"}[article] + f" {german}"
    return morphology.german_phrase(f"{article}|-|{german}", form)


def draw_row(rng: random.Random, name: str) -> Filler:
    """Draw a row of a table of phrases.

    Args:
        rng: Source of randomness.
        name: The table: Russian with asterisks, Russian gender, German cell.

    Returns:
        The phrase; German forms are cases, with `bare.` before them without the article.
    """
    russian, gender, cell = rng.choice(table(name))
    return Filler(
        lambda form: morphology.phrase(russian, form or "nom", plural=gender == "pl"),
        lambda form: morphology.german_phrase(
            cell, form.removeprefix("bare.") or "nom", article=not form.startswith("bare.")
        ),
        gender,
        cell.partition("|")[0],
    )


def draw_office(rng: random.Random) -> Filler:
    """Draw an office that a name follows.

    Args:
        rng: Source of randomness.

    Returns:
        The office; the German form `named.` and a case is without the article where news
        leaves it out (`Bundeskanzler Olaf Scholz`).
    """
    russian, gender, cell = rng.choice([row for row in table("role") if row[2].count("|") == _BARS])
    adjective, noun = cell.split("|")[1:]

    def german(form: str) -> str:
        case = form.removeprefix("named.") or "nom"
        if form.startswith("named.") and adjective == "-" and case != "gen":
            return noun.partition("~")[0]
        return morphology.german_phrase(cell, case)

    return Filler(
        lambda form: morphology.phrase(russian, form or "nom"),
        german,
        gender,
        cell.partition("|")[0],
    )


def draw_verb(rng: random.Random) -> Filler:
    """Draw a verb of speech.

    Args:
        rng: Source of randomness.

    Returns:
        The verb for a man; the German form `end` is the part that goes to the end.
    """
    russian, german = rng.choice(table("said"))
    first, _, last = german.partition("|")
    return Filler(lambda _: russian, lambda form: first if form != "end" else last and f" {last}")


def draw_deed(rng: random.Random, name: str) -> Filler:
    """Draw what is done to something.

    Args:
        rng: Source of randomness.
        name: The table: Russian past and short participle, both for a man, German infinitive and
            participle.

    Returns:
        The verb; Russian forms are `inf`, `short` and else the past, German ones `inf` and `done`.
    """
    past, short, infinitive, done = rng.choice(table(name))
    whole = morphology.infinitive(past)
    return Filler(
        lambda form: {"inf": whole, "short": short}.get(form, past),
        lambda form: infinitive if form == "inf" else done,
    )


def draw_plain(rng: random.Random, name: str) -> Filler:
    """Draw a row of a table whose sides have one form.

    Args:
        rng: Source of randomness.
        name: The table: Russian, German.

    Returns:
        The phrase, whatever form is asked for.
    """
    russian, german = rng.choice(table(name))[:2]
    return Filler(lambda _: russian, lambda _: german)


DRAW: dict[str, Callable[[random.Random], Filler]] = {
    "person": draw_person,
    "man": lambda rng: draw_person(rng, ("m",)),
    "woman": lambda rng: draw_person(rng, ("f",)),
    "citizen": draw_citizen,
    "lady": lambda rng: draw_citizen(rng, ("f",)),
    "town": draw_town,
    "region": draw_region,
    "sentence": draw_sentence,
    "country": draw_country,
    "n": quantities.draw_number,
    "q": quantities.draw_number,
    "h": lambda rng: quantities.draw_number(rng, 999),
    "k": quantities.draw_small,
    "sum": quantities.draw_sum,
    "date": quantities.draw_date,
    "day": quantities.draw_weekday,
    "dec": quantities.draw_decimal,
    "pct": lambda rng: quantities.draw_between(rng, 13, 99),
    "age": lambda rng: quantities.draw_between(rng, 18, 89),
    "years": lambda rng: quantities.draw_between(rng, 5, 20),
    "deg": lambda rng: quantities.draw_between(rng, 25, 49),
    "born": lambda rng: quantities.draw_between(rng, 1931, 1994),
    "mag": lambda rng: quantities.draw_decimal(rng, 4, 7),
    "year": lambda rng: quantities.draw_between(rng, 1991, 2026),
    "office": draw_office,
    "said": draw_verb,
    "cal": lambda rng: draw_plain(rng, "calibre"),
    **{
        name: lambda rng, name=name: draw_row(rng, name)  # type: ignore[misc]
        for name in ("body", "role", "things", "place", "event", "actor", "paper", "being")
    },
    **{
        name: lambda rng, name=name: draw_deed(rng, name)  # type: ignore[misc]
        for name in ("decided", "befell", "damaged")
    },
    **{
        name: lambda rng, name=name: draw_plain(rng, name)  # type: ignore[misc]
        for name in ("medium", "claim", "when", "reason")
    },
}


def kinds() -> Sequence[str]:
    """Name what slots there are.

    Returns:
        The kinds, as patterns write them.
    """
    return sorted(DRAW)
