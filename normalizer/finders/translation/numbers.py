"""Whether every number of a source stands in its translation, however it is written."""

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cached_property

import regex

from normalizer.finders.translation.measures import Quantity
from normalizer.finders.translation.number_words import Numerals, Words

_OTHER_DIGIT = re.compile(r"[^\D0-9]")
_DIGITS = re.compile(r"\d+")
_ATOM = re.compile(r"[0-9]+")
_BEHIND = regex.compile(r"\.?[ \u00a0-]?(\p{L}+|°)")
_SHARE = regex.compile(
    r"[ \u00a0\u202f]?(?:%|процент|відсот|prozent|per ?cent|pour ?cent|por ?ciento|procent)",
    regex.I,
)
_FRACTION = re.compile(r"[0-9][.,][0-9]")
_NUMBER = regex.compile(
    r"(?P<thousands>(?<![0-9])[0-9]{1,3}(?:[ \u00a0\u202f\u2009.,’'][0-9]{3})+(?![0-9]))"
    r"(?:[.,](?P<rest>[0-9]{1,2})(?![0-9]))?"
    r"|(?P<decimal>[0-9]+[.,](?P<fraction>[0-9]+))|[0-9]+"
)
_ROMAN = regex.compile(r"(?<!\w)[IVX]{1,6}(?=\b|e\b|ème\b)")
_DATE = regex.compile(
    r"(?<![0-9])(?:[0-9]{1,2}([./-])([0-9]{1,2})(?:\1[0-9]{2,4})?|[0-9]{4}-([0-9]{2})-[0-9]{2})(?![0-9])"
)
_SHORT_YEAR = regex.compile(
    r"(?<=[/–’'-])[0-9][0-9](?![0-9])|(?<![0-9])[0-9][0-9](?=[’']?s|er|-?[еєх]\b|-х|-ті|-ых)"
    r"|(?<![0-9])[0-9]0(?=\. (?:let|lat))"
    r"|(?<=(?:lat|lata|latach|année|années|anni|años) )[0-9]0(?![0-9])"
)
_DECADE = regex.compile(
    r"(?<![0-9])[12][0-9]{2}0(?=[’']?s\b|er\b|-?[еєх]\b|-х|-ті|-те|-ых)"
    r"|(?<=(?:lata|latach|années|anni|años|los) )[12][0-9]{2}0(?![0-9])"
)
_SCALE = regex.compile(
    r"тыс|тис|хиляд|млн|млрд|трлн|милл?ион|милл?иард|мільйон|мільярд|трилл?ион|thousand|mill?ion"
    r"|bill?ion|trill?ion|трильйон|millon|millón|billon|mil+joen|mil+jard|biljoen|mio|mrd|tausend|mill?iard|tys|tisíc|mld|mil\b|duizend"
    r"|[0-9] ?[kmb]n?\b",
    regex.IGNORECASE,
)
_EVENING = regex.compile(
    r"p\.?\s?m\b|вечера|вечора|дня\b|ночи|вечерта|следобед|abends|nachmittags|nachts|mittags|midnight"
    r"|noon|evening|полудн|\btarde|\bnoche|odpol|\bvečer|południu|wieczor|pomeriggio|\bsera\b"
    r"|\bsoir|après-midi|'s middags|'s avonds",
    regex.IGNORECASE,
)
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}
_HALF_DAY, _DAY = 12, 24
_HALF = 1.5
_POWERS = (3, 6, 9, 12)
_COUNTED = 3
_LIKE = 2
_FOUR = 4


@dataclass(frozen=True)
class Number:
    """A number as its digits, how many of them are decimals, and its runs of digits.

    It stands from ``start`` to ``end``, in code points of its text.
    """

    digits: str
    decimals: int
    runs: tuple[str, ...]
    thousands: bool
    start: int = 0
    end: int = 0
    unit: str = ""
    is_share: bool = False

    @property
    def is_whole_share(self) -> bool:
        """Whether it is a hundred per cent, which is said in other words as well."""
        return self.digits == "100" and self.is_share

    @property
    def quantity(self) -> Quantity:
        """What it amounts to, in the unit that stands behind it."""
        return Quantity(self.digits, int(self.digits) / 10**self.decimals, self.decimals, self.unit)

    @property
    def is_half(self) -> bool:
        """Whether it is one and a half."""
        return (self.digits, self.decimals) == ("15", 1)

    def forms(self, *, scaled: bool) -> set[str]:
        """Its digits, without last noughts of a fraction, and with those of a power of 1000."""
        forms = {self.digits}
        if self.decimals:
            whole, fraction = self.digits[: -self.decimals], self.digits[-self.decimals :]
            forms.add(_plain(whole + fraction.rstrip("0")))
        if scaled:
            forms |= {self.digits + "0" * (power - self.decimals) for power in _POWERS}
        return forms


@dataclass(frozen=True)
class Said:
    """The numbers of one text."""

    text: str
    numerals: Numerals = field(default_factory=dict)

    @cached_property
    def numbers(self) -> list[Number]:
        """Each number, with its thousands and decimals where it is written with them."""
        return [_number(match) for match in _NUMBER.finditer(self.text)]

    @cached_property
    def is_scaled(self) -> bool:
        """Whether a word for a power of a thousand stands here."""
        return _SCALE.search(self.text) is not None

    @cached_property
    def is_evening(self) -> bool:
        """Whether an hour may be one of a clock of twelve hours, past noon."""
        return _EVENING.search(self.text) is not None

    @cached_property
    def words(self) -> Words:
        """The words, which may say a number too."""
        return Words(self.text, self.numerals)

    def means(self, forms: set[str]) -> bool:
        """Whether a number of one of ``forms`` stands here, in digits or in words."""
        return bool(forms & self.meant) or any(self._says(form) for form in forms)

    def _says(self, digits: str) -> bool:
        number = int(digits)
        evening = _HALF_DAY < number <= _DAY and self.is_evening
        return self.words.say(number) or (evening and self.words.say(number - _HALF_DAY))

    @cached_property
    def meant(self) -> set[str]:
        """Every number that stands here in digits: Arabic, Roman, as a year."""
        meant: set[str] = set()
        for number in self.numbers:
            meant |= number.forms(scaled=self.is_scaled)
            if not number.thousands:
                meant.update(number.runs)
        meant.update(str(_roman(match[0])) for match in _ROMAN.finditer(self.text))
        return meant | self._hours() | self._years()

    def _hours(self) -> set[str]:
        runs = (run for number in self.numbers for run in number.runs)
        return {hour for run in runs for hour in self._hour(run)}

    def _hour(self, run: str) -> set[str]:
        """The same hour as a clock with 24 hours has it, or one with 12."""
        if len(run) > _LIKE or int(run) > _DAY or not self.is_evening:
            return set()
        return {str((int(run) + _HALF_DAY) % _DAY)}

    def _years(self) -> set[str]:
        years = [n.digits for n in self.numbers if len(n.digits) == _FOUR and not n.thousands]
        centuries = {str(int(year[:2]) + 1) for year in years if year.endswith("00")}
        decades = {other for others in self.decades.values() for other in others}
        tails = {_plain(year[2:]) for year in years if _SHORT_YEAR.search(self.text)}
        return centuries | decades | tails

    @cached_property
    def decades(self) -> dict[str, set[str]]:
        """By year, what else a decade that is named by it may be called: 80, or a century."""
        years = {match[0] for match in _DECADE.finditer(self.text)}
        return {year: {_plain(year[2:]), str(int(year[:2]) + 1)} for year in years}

    @property
    def names_a_decade(self) -> bool:
        """Whether a decade stands here, or a year without its century."""
        return bool(self.decades) or _SHORT_YEAR.search(self.text) is not None

    @cached_property
    def optional(self) -> set[str]:
        """What may be said otherwise: the month of a date, a year or century in two digits."""
        dates = (match[2] or match[3] for match in _DATE.finditer(self.text))
        short = {_plain(match[0]) for match in _SHORT_YEAR.finditer(self.text)}
        return {_plain(date) for date in dates if date} | short

    def lacking(self, other: "Said") -> dict[str, Number]:
        """The numbers here that ``other`` doesn't mean, and how each is written."""
        missing: dict[str, Number] = {}
        for number in self.numbers:
            forms = number.forms(scaled=self.is_scaled) | self.decades.get(number.digits, set())
            if other.means(forms) or (number.is_half and other.words.say(_HALF)):
                continue
            if number.decimals and tuple(reversed(number.runs)) in other.fractions:
                missing[number.digits] = number  # before and behind the point are swapped
                continue
            runs = [run for run in number.runs if not other.means({run} | self._hour(run))]
            said = [number.digits] if runs and number.thousands else runs
            missing.update(dict.fromkeys(said, number))
        years = {run for run in missing if len(run) == _FOUR and _plain(run[2:]) in other.optional}
        for run in self.optional | years | {"0"}:
            missing.pop(run, None)
        return missing

    @cached_property
    def fractions(self) -> set[tuple[str, ...]]:
        """The runs of each number with decimals."""
        return {number.runs for number in self.numbers if number.decimals}


def read(text: str, numerals: Numerals) -> Said:
    """The numbers of ``text``, in whatever digits they are, and in words of ``numerals``."""
    return Said(_OTHER_DIGIT.sub(lambda digit: str(unicodedata.decimal(digit[0])), text), numerals)


def changed_numbers(
    source: str, translation: str, from_words: Numerals, to_words: Numerals
) -> tuple[list[str], list[str]]:
    """The numbers that are lost, and the numbers that are new, without separators.

    Other separators, Roman numerals, words for numbers, times of the evening, centuries,
    months in words and powers of a thousand in words are no changes. A number below 10 is
    new only where another one is lost.

    >>> changed_numbers("12 тыс. из 10 000", "12.000 von 1000", {}, {})
    (['10000'], ['1000'])
    """
    if _DIGITS.findall(source) == _DIGITS.findall(translation):
        return [], []
    before, after = read(source, from_words), read(translation, to_words)
    ours, theirs = _ATOM.findall(before.text), _ATOM.findall(after.text)
    if ours == theirs:
        return [], []
    if sorted(ours) == sorted(theirs) and not _FRACTION.search(before.text):
        return [], []
    lost, new = set(before.lacking(after)), set(after.lacking(before))
    small_lost = {number for number in lost if len(number) == 1}
    small_new = {number for number in new if len(number) == 1}
    if not (len(small_lost) == len(small_new) == 1):
        in_words = {n for n in small_lost if to_words and int(n) >= _COUNTED}
        lost -= small_lost - in_words
        new -= small_new
    return sorted(lost, key=before.text.find), sorted(new, key=after.text.find)


def _number(match: regex.Match[str]) -> Number:
    runs = tuple(_plain(run) for run in _ATOM.findall(match[0]))
    decimals = len(match["rest"] or match["fraction"] or "")
    digits = _plain("".join(_ATOM.findall(match[0])))
    behind = _BEHIND.match(match.string, match.end())
    unit = behind[1].lower() if behind else ""
    is_share = _SHARE.match(match.string, match.end()) is not None
    return Number(
        digits, decimals, runs, match["thousands"] is not None, *match.span(), unit, is_share
    )


def _plain(digits: str) -> str:
    return digits.lstrip("0") or "0"


def _roman(numeral: str) -> int:
    values = [_ROMAN_VALUES[sign] for sign in numeral]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)
