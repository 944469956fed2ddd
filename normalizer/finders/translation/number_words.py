"""Whether a text says a number in words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import regex

Numerals = Mapping[float, tuple[str, ...]]
"""How the words for a number begin, in lower case; a blank stands for a hyphen or an end too."""

_WORD = regex.compile(r"[\p{L}’']+")
_PARTS_ONLY = 2
"""Numbers up to this are no evidence alone, since their words say much else."""

_HUNDRED, _THOUSAND, _MOST = 100, 1000, 1_000_000
_TEN, _DECADES = 10, range(1900, 2100, 10)


@dataclass(frozen=True)
class Words:
    """The words of ``text``, in which numbers of a language with ``numerals`` are looked for.

    >>> words = Words("fünfundvierzig Tage", {5: ("fünf",), 40: ("vierzig",)})
    >>> words.say(45), words.say(40), words.say(54)
    (True, False, False)
    """

    text: str
    numerals: Numerals = field(default_factory=dict)

    def say(self, number: float) -> bool:
        """Whether ``number`` stands here in words, as it is listed or put together from parts."""
        if not self.numerals or (number <= _PARTS_ONLY and number != 1.5):  # noqa: PLR2004
            return False
        return self._listed(number) or (number < _MOST and self._composed(int(number)))

    def listed(self) -> list[float]:
        """Every number whose words, or their beginnings, stand here."""
        return [number for number in self.numerals if self._listed(number)]

    @cached_property
    def _row(self) -> str:
        return f" {' '.join(_WORD.findall(self.text.lower()))} "

    def _listed(self, number: float) -> bool:
        return any(f" {begin}" in self._row for begin in self.numerals.get(number, ()))

    def _composed(self, number: int) -> bool:
        if number in _DECADES and number % _HUNDRED > _TEN:
            return self._listed(number % _HUNDRED)
        if number >= _THOUSAND:
            return self._times(number, _THOUSAND)
        if number >= _HUNDRED:
            return self._times(number, _HUNDRED)
        unit = number % _TEN
        return bool(unit) and self._joined(number - unit, unit)

    def _times(self, number: int, power: int) -> bool:
        """Whether so many times a hundred or thousand stand here, and what is left besides."""
        times, rest = divmod(number, power)
        whole = self._listed(times * power) or (
            self._listed(power) if times == 1 else self._joined(times, power)
        )
        return whole and (not rest or rest <= _PARTS_ONLY or self.say(rest))

    def _joined(self, first: int, second: int) -> bool:
        """Whether words for two parts stand in one word or side by side, in either order."""
        one, two = self.numerals.get(first, ()), self.numerals.get(second, ())
        if not one or not two:
            if first > _TEN and first < _THOUSAND and second >= _HUNDRED:
                return self.say(first) and self._listed(second)
            return False
        left, right = ("|".join(map(regex.escape, words)) for words in (one, two))
        joint = r"\p{L}*?(?: \p{L}{1,3})?? ?"
        pattern = rf" (?:(?:{left}){joint}(?:{right})|(?:{right}){joint}(?:{left}))"
        return regex.search(pattern, self._row) is not None
