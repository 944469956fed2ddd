"""Whether a number that changed may have been converted, rounded or said in other words."""

from collections.abc import Iterator
from itertools import pairwise

import regex

from normalizer.finders.translation.measures import Conversions, Quantity
from normalizer.finders.translation.numbers import Number, Said

_PARTS = regex.compile(
    r"\b(?:пол(?!и[тц]|к|е\b|я\b|ож|уч|н)|четверт|чверт|пів|half|halv|quarter|halb|hälfte|viertel|anderthalb"
    r"|demi|moitié|quart|medi[ao]|mitad|cuart|mezz|metà|połow|pół|ćwier|polovin|půl|čtvrt)",
    regex.IGNORECASE,
)
_ROUND_PARTS = frozenset(("5", "15", "25", "75"))
"""A half, one and a half, a quarter, three of them, without their noughts."""

_IN_A_RANGE = regex.compile(r"[ \u00a0]?[–—-][ \u00a0]?|[ \u00a0](?:\p{L}{1,3}[ \u00a0]){1,2}")
"""What joins the two ends of a range, the second of which alone has the unit: `3 to 6 inches`."""

_CLOCK = regex.compile(r"(?<![0-9:.,])([0-9]{1,3}):([0-5][0-9])(?![0-9]|:[0-9])")
_PAIR = regex.compile("[0-9][:–-][0-9]")
"""A score or another time, of which no part is a time that was cut short."""

_FEET = regex.compile(
    r"(?<![0-9.,])([0-9]+)[ -]?(?:foot|feet|ft\.?|фут\w*|fuß|pieds?|pies?|piedi|voet|stóp|stop)[ -]"
    r"([0-9]{1,2})(?![0-9])",
    regex.IGNORECASE,
)
_INCHES, _MINUTES = 12, 60
_NOON, _DAY = 12, 24
_AGE = 100
_MOST_CENTURIES = 30


def may_be_meant(
    texts: tuple[Said, Said], changed: tuple[list[str], list[str]], known: Conversions
) -> bool:
    """Whether each number that is lost or new may have been converted, rounded or cut short.

    ``texts`` are a source and its translation, ``changed`` what the one lost and the other has new.

    >>> from normalizer.resources.words import load_measures
    >>> known = Conversions(load_measures())
    >>> may_be_meant((Said("550 pounds"), Said("250 Kilo")), (["550"], ["250"]), known)
    True
    >>> may_be_meant((Said("В 1987 году"), Said("Im Jahr")), (["1987"], []), known)
    False
    """
    before, after = texts
    alone = not changed[0] or not changed[1]
    for ours, theirs, gone in ((before, after, changed[0]), (after, before, changed[1])):
        others = list(_quantities(theirs, known))
        paired = _PAIR.search(theirs.text) is not None
        for number in ours.numbers:
            if {number.digits, *number.runs}.isdisjoint(gone):
                continue
            said = _quantity(number, ours, known)
            if alone and (
                _is_otherwise((number, said), ours, theirs, known)
                or known.may_be_in_words(said, theirs.text, converted=bool(changed[0]))
            ):
                continue
            whole = None if paired else _together(number, ours)
            if not known.may_be(whole or said, others, (ours.text, theirs.text)):
                return False
    return True


def _is_otherwise(
    found: tuple[Number, Quantity], ours: Said, theirs: Said, known: Conversions
) -> bool:
    """Whether ``theirs`` may say a number of ``ours`` in words for something round."""
    number, said = found
    if number.is_whole_share:
        return True
    if number.digits.rstrip("0") in _ROUND_PARTS and _PARTS.search(theirs.text) is not None:
        return True
    if theirs.is_evening and _NOON < said.value <= _DAY:
        return True
    clock = _around(_CLOCK, number, ours.text)
    if clock and not _PAIR.search(theirs.text):
        return theirs.means({clock[1], str(int(clock[1]) + 1)})
    return _is_an_age(found, ours, theirs, known)


def _is_an_age(
    found: tuple[Number, Quantity], ours: Said, theirs: Said, known: Conversions
) -> bool:
    """Whether it names a century that ``theirs`` names otherwise: `2000s`, the new century."""
    number, said = found
    named = known.has_age(theirs.text)
    if number.digits in ours.decades and int(number.digits) % _AGE == 0:
        return named
    is_century = known.has_age(said.unit) and said.value <= _MOST_CENTURIES
    return is_century and (named or theirs.names_a_decade)


def _quantities(text: Said, known: Conversions) -> Iterator[Quantity]:
    """Everything that a text counts or measures, in digits and in words."""
    for number in text.numbers:
        yield _together(number, text) or _quantity(number, text, known)
    yield from (Quantity(f"{n:g}", n, 1, in_words=True) for n in text.words.listed())


def _quantity(number: Number, text: Said, known: Conversions) -> Quantity:
    """What ``number`` amounts to; the first end of a range has the unit of the second."""
    said = number.quantity
    if known.is_unit(said.unit):
        return said
    for one, following in pairwise(text.numbers):
        between = text.text[one.end : following.start]
        if one is number and _IN_A_RANGE.fullmatch(between):
            return Quantity(said.digits, said.value, said.decimals, following.quantity.unit)
    return said


def _together(number: Number, text: Said) -> Quantity | None:
    """What it is with the other number it goes with: minutes and seconds, feet and inches."""
    for pattern, parts, unit in ((_CLOCK, _MINUTES, ""), (_FEET, _INCHES, "foot")):
        if match := _around(pattern, number, text.text):
            value = int(match[1]) + int(match[2]) / parts
            return Quantity(match[1] + match[2], value, 2, unit)
    return None


def _around(pattern: regex.Pattern[str], number: Number, text: str) -> regex.Match[str] | None:
    """What ``pattern`` matches in ``text`` that ``number`` is a part of."""
    found = (m for m in pattern.finditer(text) if m.start() <= number.start < m.end())
    return next(found, None)
