"""Numbers, sums and dates for the slots of patterns."""

from __future__ import annotations

import random

import morphology
from filler import Filler

_MONTHS = (
    "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября",
    "октября", "ноября", "декабря",
)  # fmt: skip
_MONATE = (
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September",
    "Oktober", "November", "Dezember",
)  # fmt: skip
_DAYS = (
    ("понедельник", "Montag"), ("вторник", "Dienstag"), ("среду", "Mittwoch"),
    ("четверг", "Donnerstag"), ("пятницу", "Freitag"), ("субботу", "Samstag"),
    ("воскресенье", "Sonntag"),
)  # fmt: skip
_SMALL = (
    ("два", "две", "zwei"), ("три", "три", "drei"), ("четыре", "четыре", "vier"),
    ("пять", "пять", "fünf"), ("шесть", "шесть", "sechs"), ("семь", "семь", "sieben"),
    ("восемь", "восемь", "acht"), ("девять", "девять", "neun"), ("десять", "десять", "zehn"),
    ("одиннадцать", "одиннадцать", "elf"), ("двенадцать", "двенадцать", "zwölf"),
)  # fmt: skip
_MONEY = (
    ("доллар", "Dollar"), ("евро", "Euro"), ("рубль", "Rubel"), ("фунт", "Pfund"),
    ("гривна", "Hrywnja"),
)  # fmt: skip
_SCALE = (("миллион", "Millionen"), ("миллиард", "Milliarden"))
_GROUPED = 10_000
_PERCENT = 100
_LEAST = 2
_TEENS = range(11, 15)
_ASK_OTHERS = range(1, 5)


def draw_number(rng: random.Random, high: int = 999_000) -> Filler:
    """Draw a number from 15 on that asks for the genitive plural, and so for a plural verb.

    Args:
        rng: Source of randomness.
        high: The highest.

    Returns:
        The number. The Russian form is a noun in the singular, which agrees with it, or nothing;
        `gen` before it says that the genitive is meant, which is the same.
    """
    values = [rng.randint(15, 99), rng.randint(15, 99), rng.randint(100, 999),
              rng.randint(10, 99) * 100, rng.randint(10, 999) * 1000]  # fmt: skip
    value = rng.choice([value for value in values if value <= high])
    while value % 10 in _ASK_OTHERS and value % 100 not in _TEENS:
        value += 1
    grouped = f"{value:,}" if value >= _GROUPED else str(value)

    def russian(form: str) -> str:
        said = grouped.replace(",", " ")
        form = form.removeprefix("gen ")
        return f"{said} {morphology.counted(value, form)}" if form else said

    return Filler(russian, lambda _: grouped.replace(",", "."))


def draw_small(rng: random.Random) -> Filler:
    """Draw a number from 2 to 12, in words.

    Args:
        rng: Source of randomness.

    Returns:
        The number. The Russian form is a noun in the singular, which agrees with it.
    """
    at = rng.randrange(len(_SMALL))
    male, female, german = _SMALL[at]

    def russian(form: str) -> str:
        if not form:
            return male
        gender = morphology.analyser().parse(form.rsplit(" ", maxsplit=1)[-1])[0].tag.gender
        return f"{female if gender == 'femn' else male} {morphology.counted(at + _LEAST, form)}"

    return Filler(russian, lambda _: german)


def draw_sum(rng: random.Random) -> Filler:
    """Draw a sum of money.

    Args:
        rng: Source of randomness.

    Returns:
        The sum, in the accusative, which is like the nominative.
    """
    scale, big = rng.choice(_SCALE)
    noun, unit = rng.choice(_MONEY)
    many = (
        "евро"
        if noun == "евро"
        else morphology.analyser().parse(noun)[0].inflect({"gent", "plur"}).word
    )
    if rng.random() < 1 / 3:
        said = f"{rng.randint(1, 99)},{rng.randint(1, 9)}"
        return Filler(lambda _: f"{said} {scale}а {many}", lambda _: f"{said} {big} {unit}")
    value = rng.choice((rng.randint(2, 20), rng.randint(20, 999), rng.randint(2, 99) * 10))
    in_words = _LEAST <= value < _LEAST + len(_SMALL)
    german = _SMALL[value - _LEAST][2] if in_words else str(value)
    return Filler(
        lambda _: f"{value} {morphology.counted(value, scale)} {many}",
        lambda _: f"{german} {big} {unit}",
    )


def draw_date(rng: random.Random) -> Filler:
    """Draw a day of a month, with a year at times.

    Args:
        rng: Source of randomness.

    Returns:
        The date; the German has no preposition and is fit to follow `am`, `vom`, `bis zum`.
    """
    month, day = rng.randrange(12), rng.randint(1, 28)
    year = rng.randint(2008, 2026) if rng.random() < 1 / 3 else None
    russian = f"{day} {_MONTHS[month]}" + (f" {year} года" if year else "")
    german = f"{day}. {_MONATE[month]}" + (f" {year}" if year else "")
    return Filler(lambda _: russian, lambda _: german)


def draw_weekday(rng: random.Random) -> Filler:
    """Draw a day of the week.

    Args:
        rng: Source of randomness.

    Returns:
        The day: Russian in the accusative, German in the nominative.
    """
    russian, german = rng.choice(_DAYS)
    return Filler(lambda _: russian, lambda _: german)


def draw_between(rng: random.Random, low: int, high: int) -> Filler:
    """Draw a number in digits.

    Args:
        rng: Source of randomness.
        low: The lowest.
        high: The highest.

    Returns:
        The number; the Russian form is a noun that agrees with it.
    """
    value = rng.randint(low, high)
    while high <= _PERCENT and value % 10 in _ASK_OTHERS:
        value = rng.randint(low, high)
    return Filler(
        lambda form: f"{value} {morphology.counted(value, form)}" if form else str(value),
        lambda _: str(value),
    )


def draw_decimal(rng: random.Random, low: int = 1, high: int = 49) -> Filler:
    """Draw a number with one decimal.

    Args:
        rng: Source of randomness.
        low: The lowest before the comma.
        high: The highest before the comma.

    Returns:
        The number with a comma, the same on both sides.
    """
    said = f"{rng.randint(low, high)},{rng.randint(1, 9)}"
    return Filler(lambda _: said, lambda _: said)
