"""Whether a number that changed may have been converted or rounded, as a good translator may."""

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from normalizer.resources.words import Measure

_WORD = regex.compile(r"\p{L}+|°")
_ROUNDED, _ALIKE = 0.06, 0.1
"""How far from what a conversion gives, and from a quantity of the same unit, a figure may be."""

_ROUND_FIGURE = 0.12
"""How far from what a conversion gives one may be that ends in noughts or in five."""

_EXACT = "time"
"""The kind of which no one rounds a number and keeps its unit."""

_FEW, _SOME = 0.45, 10
"""How many units may be said without a number: half of one, or some, as in `decades ago`."""

_AGE = 100 * 525_960
"""Minutes of a century."""

_WARM = 1.6
"""Degrees that a rounded temperature may be off."""

_BY_FAHRENHEIT, _FREEZING = 1.8, 32
_HALF = 0.5
"""What a converted figure may be off where it is rounded to a whole, or cut short."""

_IN_COMPOUND = 4
"""Letters of the shortest beginning that tells a unit within a word: `двухметровый`."""

_TAIL, _YEARS = 2, range(1900, 2100)
_TEN, _FIVE = 10, 5


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as it is written: its digits, and what they amount to."""

    digits: str
    value: float
    decimals: int
    unit: str = ""
    """The word behind it, in lower case."""
    in_words: bool = False
    """Whether it is said in words, so that no digit of it was cut off."""


@dataclass(frozen=True, slots=True)
class Conversions:
    """The units that are known."""

    measures: tuple[Measure, ...]

    def may_be(self, changed: Quantity, others: Sequence[Quantity], units: tuple[str, str]) -> bool:
        """Whether ``changed`` may be one of ``others``, converted, rounded or cut short.

        ``units`` are the texts of ``changed`` and of ``others``, whose words tell the units.
        A year may be two digits of a season, a fraction may be rounded, and a quantity be given
        in another unit, or in the same one with its last digit rounded off.

        >>> from normalizer.resources.words import load_measures
        >>> known = Conversions(load_measures())
        >>> miles, metres = Quantity("30", 30, 0), Quantity("27", 27, 0)
        >>> known.may_be(miles, [metres], ("30 yards out", "27 Meter entfernt"))
        True
        >>> known.may_be(miles, [metres], ("30 people", "27 Menschen"))
        False
        """
        if any(_is_short(changed, other) for other in others):
            return True
        ours, theirs = (self._said(text) for text in units)
        beside = self._units({changed.unit})
        return any(
            _is_converted(changed, other, (one, two))
            for one in ours
            for two in theirs
            if one.kind == two.kind
            and (one.size != two.size or (one in beside and one.kind != _EXACT))
            for other in others
        )

    def may_be_in_words(self, one: Quantity, other: str, *, converted: bool) -> bool:
        """Whether the text ``other`` may say ``one`` in words: it has a unit of the same kind.

        With ``converted`` only where it is another unit, such as a mile where there are km.

        >>> from normalizer.resources.words import load_measures
        >>> wide = Quantity("60", 60, 0, "zentimeter")
        >>> Conversions(load_measures()).may_be_in_words(wide, "a two-foot brim", converted=True)
        True
        """
        return any(
            a.kind == b.kind
            and (a.size != b.size or not (converted or a.kind == _EXACT))
            and (a.size == b.size or _FEW <= one.value * a.size / b.size <= _SOME)
            for a in self._units({one.unit})
            for b in self._said(other)
        )

    def is_unit(self, word: str) -> bool:
        """Whether ``word``, in lower case, is one of a unit."""
        return bool(self._units({word}))

    def has_age(self, text: str) -> bool:
        """Whether a century or a millennium stands in ``text``."""
        units = self._units({*_WORD.findall(text.lower())})
        return any(unit.kind == _EXACT and unit.size >= _AGE for unit in units)

    def _said(self, text: str) -> list[Measure]:
        """The units that stand in ``text``, in compounds too."""
        words = {*_WORD.findall(text.lower())}
        return [*self._units(words), *self._in_compounds(words)]

    def _in_compounds(self, words: set[str]) -> list[Measure]:
        rest = [word for word in words if not self._units({word})]
        return [
            measure
            for measure in self.measures
            for begin in measure.begins
            if len(begin) >= _IN_COMPOUND and any(begin in word for word in rest)
        ]

    def _units(self, words: set[str]) -> list[Measure]:
        return [
            measure
            for measure in self.measures
            if not words.isdisjoint(measure.signs)
            or any(word.startswith(measure.begins) for word in words)
        ]


def _is_short(one: Quantity, other: Quantity) -> bool:
    """Whether one of the two is the other, rounded to a whole, or a year without its century."""
    if one.in_words or other.in_words:
        return False
    for short, long in ((one, other), (other, one)):
        off = abs(long.value - short.value)
        if long.decimals > short.decimals and off < 10**-short.decimals:
            return True
        year = long.digits if long.value in _YEARS and not long.decimals else ""
        if year and short.digits == year[_TAIL:] and not short.decimals:
            return True
    return False


def _is_converted(one: Quantity, other: Quantity, pair: tuple[Measure, Measure]) -> bool:
    if not one.value or not other.value:
        return False
    if pair[0].kind == "temperature":
        hot = (
            ((one.value - _FREEZING) / _BY_FAHRENHEIT, other.value),
            ((other.value - _FREEZING) / _BY_FAHRENHEIT, one.value),
        )
        return any(abs(a - b) < _WARM for a, b in hot) or abs(one.value - other.value) <= 1
    size = pair[0].size / pair[1].size
    if size == 1:
        return abs(one.value - other.value) <= _ALIKE * max(one.value, other.value)
    return _is_near(one.value * size, other) or _is_near(other.value / size, one)


def _is_near(value: float, said: Quantity) -> bool:
    """Whether ``said`` may be ``value``, rounded as far as its last figures look rounded."""
    step = 10.0**-said.decimals
    figure = round(said.value / step)
    while figure and figure % _TEN == 0:
        figure, step = figure // _TEN, step * _TEN
    step *= _FIVE if figure % _FIVE == 0 else 1
    off = min(step / 2, _ROUND_FIGURE * said.value)
    whole = 0 if said.decimals else _HALF
    return abs(value - said.value) <= max(_ROUNDED * said.value, whole, off)
