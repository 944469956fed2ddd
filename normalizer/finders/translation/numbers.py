"""Whether every number of a source stands in its translation, however it is written."""

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cached_property

import regex

from normalizer.finders.translation.measures import Conversions, Quantity
from normalizer.finders.translation.number_words import Numerals, Words

_OTHER_DIGIT = re.compile(r"[^\D0-9]")
_DIGITS = re.compile(r"\d+")
_ATOM = re.compile(r"[0-9]+")
_BEHIND = regex.compile(r"[ \u00a0-]?(\p{L}+|°)")
_SHARE = regex.compile(
    r"[ \u00a0\u202f]?(?:%|процент|відсот|prozent|per ?cent|pour ?cent|por ?ciento|procent)",
    regex.I,
)
_PARTS = regex.compile(
    r"\b(?:пол(?!и[тц]|к|е\b|я\b|ож|уч|н)|четверт|чверт|пів|half|halv|quarter|halb|hälfte|viertel|anderthalb"
    r"|demi|moitié|quart|medi[ao]|mitad|cuart|mezz|metà|połow|pół|ćwier|polovin|půl|čtvrt)",
    regex.IGNORECASE,
)
_ROUND_PARTS = frozenset(("5", "15", "25", "75"))
"""A half, one and a half, a quarter, three of them, without their noughts."""

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
_DECADE = regex.compile(r"(?<![0-9])[12][0-9]{2}0(?=[’']?s\b|er\b|-?[еєх]\b|-х|-ті|-те|-ых)")
_SCALE = regex.compile(
    r"тыс|тис|хиляд|млн|млрд|трлн|милл?ион|милл?иард|мільйон|мільярд|трилл?ион|thousand|mill?ion"
    r"|bill?ion|trill?ion|millon|millón|billon|mio|mrd|tausend|mill?iard|tys|tisíc|mld|mil\b|duizend"
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
class _Number:
    """A number as its digits, how many of them are decimals, and its runs of digits."""

    digits: str
    decimals: int
    runs: tuple[str, ...]
    thousands: bool
    unit: str = ""
    is_share: bool = False

    @property
    def is_whole_share(self) -> bool:
        """Whether it is a hundred per cent, which is said in other words as well."""
        return self.digits == "100" and self.is_share

    @property
    def may_be_a_part(self) -> bool:
        """Whether it is a half or a quarter of something round."""
        return self.digits.rstrip("0") in _ROUND_PARTS

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
class _Said:
    """The numbers of one text."""

    text: str
    numerals: Numerals = field(default_factory=dict)

    @cached_property
    def numbers(self) -> list[_Number]:
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

    @cached_property
    def optional(self) -> set[str]:
        """What may be said otherwise: the month of a date, a year or century in two digits."""
        dates = (match[2] or match[3] for match in _DATE.finditer(self.text))
        short = {_plain(match[0]) for match in _SHORT_YEAR.finditer(self.text)}
        return {_plain(date) for date in dates if date} | short

    def lacking(self, other: "_Said") -> dict[str, _Number]:
        """The numbers here that ``other`` doesn't mean, and how each is written."""
        missing: dict[str, _Number] = {}
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
    source, translation = _with_ascii_digits(source), _with_ascii_digits(translation)
    ours, theirs = _ATOM.findall(source), _ATOM.findall(translation)
    if ours == theirs:
        return [], []
    if sorted(ours) == sorted(theirs) and not (_FRACTION.search(source)):
        return [], []
    before, after = _Said(source, from_words), _Said(translation, to_words)
    lost, new = set(before.lacking(after)), set(after.lacking(before))
    small_lost = {number for number in lost if len(number) == 1}
    small_new = {number for number in new if len(number) == 1}
    if not (len(small_lost) == len(small_new) == 1):
        in_words = {n for n in small_lost if to_words and int(n) >= _COUNTED}
        lost -= small_lost - in_words
        new -= small_new
    return sorted(lost, key=source.find), sorted(new, key=translation.find)


def may_be_meant(
    source: str, translation: str, changed: tuple[list[str], list[str]], known: Conversions
) -> bool:
    """Whether each number that is lost or new may have been converted, rounded or cut short.

    >>> from normalizer.resources.words import load_measures
    >>> known = Conversions(load_measures())
    >>> may_be_meant("550 pounds", "250 Kilo", (["550"], ["250"]), known)
    True
    >>> may_be_meant("В 1987 году", "Im Jahr", (["1987"], []), known)
    False
    """
    before, after = (_Said(_with_ascii_digits(text)) for text in (source, translation))
    for ours, theirs, gone in ((before, after, changed[0]), (after, before, changed[1])):
        others = [number.quantity for number in theirs.numbers]
        for number in ours.numbers:
            if {number.digits, *number.runs}.isdisjoint(gone):
                continue
            alone = not changed[0] or not changed[1]
            if alone and (
                number.is_whole_share
                or (number.may_be_a_part and _PARTS.search(theirs.text) is not None)
                or (theirs.is_evening and _HALF_DAY < number.quantity.value <= _DAY)
                or known.may_be_in_words(number.quantity, theirs.text, converted=bool(changed[0]))
            ):
                continue
            if not known.may_be(number.quantity, others, (ours.text, theirs.text)):
                return False
    return True


def _number(match: regex.Match[str]) -> _Number:
    runs = tuple(_plain(run) for run in _ATOM.findall(match[0]))
    decimals = len(match["rest"] or match["fraction"] or "")
    digits = _plain("".join(_ATOM.findall(match[0])))
    behind = _BEHIND.match(match.string, match.end())
    unit = behind[1].lower() if behind else ""
    is_share = _SHARE.match(match.string, match.end()) is not None
    return _Number(digits, decimals, runs, match["thousands"] is not None, unit, is_share)


def _with_ascii_digits(text: str) -> str:
    return _OTHER_DIGIT.sub(lambda digit: str(unicodedata.decimal(digit[0])), text)


def _plain(digits: str) -> str:
    return digits.lstrip("0") or "0"


def _roman(numeral: str) -> int:
    values = [_ROMAN_VALUES[sign] for sign in numeral]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)
