"""Which signs stand next to each other in real text: the sieve all clean text falls through."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from normalizer.finders.encoding.pairs import Kind, Kinds, Pairs, Places
from normalizer.resources.statistics import SCALE, UNSEEN, ScriptStatistics, load_statistics

Codes = npt.NDArray[np.uint16]
Scores = npt.NDArray[np.float32]

_BLANK, _DIGIT, _MARK, _ASKED, _PERCENT, _EQUALS, _ESCAPE = range(7)
_DASH, _OPENING, _QUOTE, _RAISED, _DEGREE, _SIGN, _ODD, _LOST, _ACCENT, _HIDDEN = range(7, 17)
_WIDE, _OTHER, _BOX, _GREEK, _LATIN, _CYRILLIC, _ARABIC, _FIRST = range(17, 25)
"""The classes of what is no letter of the statistics; each of those has a code of its own."""

_STRANGERS = [_GREEK, _LATIN, _CYRILLIC, _ARABIC]
_ASTRAL = 0xFFFE
_BLOCK = 1 << 15
_KEPT = range(400, 1 << 20)
"""Code points of a text whose pairs are kept for the next finder; lines aren't worth it."""

_KINDS = {
    _ASKED: "?",
    _PERCENT: "%",
    _EQUALS: "=",
    _ESCAPE: "\\",
    _DASH: "–—",
    _OPENING: "„‚¡¿",
    _QUOTE: "«»“”‘’‹›ʼ…′″",
    _RAISED: "²³¹®™ªº·•",
    _DEGREE: "°©",
    _SIGN: "£€¥¤§№±½¼¾µ×÷¬¦¢¨¯´¸¶†‡‰",
    _HIDDEN: "\xad",
    _BOX: "".join(map(chr, range(0x2500, 0x25A0))),
}
_BLOCKS = (
    (_LATIN, 0x41, 0x24F),
    (_GREEK, 0x370, 0x3FF),
    (_CYRILLIC, 0x400, 0x52F),
    (_ARABIC, 0x600, 0x6FF),
)
_CATEGORIES = {"Cf": _HIDDEN, "M": _ACCENT, "S": _ODD, "Lm": _ODD, "No": _ODD}

_RARE = -13.0
"""Log probability below which a pair counts as never written, in any language we know."""

_OUTSIDE = (*range(_DASH), _DASH, _OPENING, _QUOTE, _RAISED, _DEGREE, _SIGN)
_UNWRITTEN = -14.0
_CASE_BREAK = -6.0
_NEVER = -16.0


@dataclass(frozen=True)
class Neighbours:
    """Looks at pairs of neighbouring signs, by tables as dense as they are small."""

    statistics: Mapping[str, ScriptStatistics] = field(default_factory=load_statistics)

    def pairs(self, text: str) -> Pairs:
        """What each two neighbouring signs of ``text`` are.

        Those of the latest article are kept, since one finder after the other asks for them.
        """
        known = self._latest.get(text)
        if known is None:
            known = Pairs(self._kinds(_units(text)))
            if len(text) in _KEPT:
                self._latest.clear()
                self._latest[text] = known
        return known

    def odd(self, text: str) -> bool:
        """Whether anything of ``text`` needs a look.

        Signs that never follow each other, signs no reader sees, loose accents, what may begin
        an escape.
        """
        return self.pairs(text).has(Kind.LOOK)

    def suspects(self, text: str) -> Places:
        """Where a sign stands behind one it never follows: offsets into ``text``."""
        return self.pairs(text).places(Kind.UNWRITTEN)

    def shouted(self, text: str) -> Places:
        """Where four capital Cyrillic letters stand in a row: offsets into ``text``."""
        return self.pairs(text).shouted

    def _kinds(self, units: Codes) -> Kinds:
        if len(units) <= _BLOCK:
            return self._kinds_of_pairs.take(self._numbers(units))
        # In blocks, so that what is in between stays near the processor and small.
        starts = range(0, len(units) - 1, _BLOCK - 1)
        return np.concatenate([self._kinds(units[at : at + _BLOCK]) for at in starts])

    def _numbers(self, units: Codes) -> Places:
        """The number of each pair of ``units`` in a flat table."""
        codes = self._indices.take(units)
        numbers = codes[:-1] * len(self.unwritten)
        numbers += codes[1:]
        return numbers

    def score(self, text: str) -> float:
        """The natural log probability of ``text``, each sign given the one before it."""
        return float(self._scores_of_pairs.take(self._numbers(_units(text))).sum())

    def codes(self, text: str) -> Codes:
        """The code of each code point of ``text``, between two blanks."""
        return self.signs[_units(text)]

    @cached_property
    def _indices(self) -> npt.NDArray[np.intp]:
        """`signs` in the type that numpy takes by."""
        return self.signs.astype(np.intp)

    @cached_property
    def _latest(self) -> dict[str, Pairs]:
        return {}

    @cached_property
    def _scores_of_pairs(self) -> Scores:
        return self.scores.ravel()

    @cached_property
    def _kinds_of_pairs(self) -> Kinds:
        """For every two signs what they are, flat."""
        kinds = Kind.UNWRITTEN * self.unwritten.astype(np.uint8)
        kinds |= Kind.LOOK * self._marked.astype(np.uint8)
        latin, cyrillic = self._small_letters("Latin"), self._small_letters("Cyrillic")
        kinds[np.ix_(cyrillic + 1, cyrillic + 1)] |= Kind.SHOUTED
        latin, cyrillic = np.r_[latin, latin + 1, _LATIN], np.r_[cyrillic, cyrillic + 1, _CYRILLIC]
        for left, right in (
            (latin, cyrillic),
            (cyrillic, latin),
            ([_ACCENT], np.r_[latin, cyrillic]),
        ):
            kinds[np.ix_(left, right)] |= Kind.MIXED
        kinds[:, _HIDDEN] |= Kind.HIDDEN
        kinds[:, _ACCENT] |= Kind.ACCENT
        kinds[:, _WIDE] |= Kind.WIDE
        return kinds.ravel()

    def _small_letters(self, script: str) -> npt.NDArray[np.intp]:
        return np.array([self.letters[letter] for letter in self.statistics[script].alphabet])

    @cached_property
    def _marked(self) -> npt.NDArray[np.bool_]:
        """For every two signs whether they need a look."""
        marked = self.unwritten.copy()
        for unseen in (_HIDDEN, _ACCENT, _WIDE, _ESCAPE):
            marked[:, unseen] = True
        marked[_ASKED, _FIRST:] = marked[_ASKED, _ASKED] = True
        marked[_PERCENT, self.signs[[ord(sign) for sign in "cdefCDEF"]]] = True  # UTF-8 leads
        marked[_EQUALS, self.signs[[ord(sign) for sign in "0123456789abcdefABCDEF"]]] = True
        marked[_EQUALS, _BLANK] = True  # a soft line break
        return marked

    @cached_property
    def signs(self) -> Codes:
        """The code of each UTF-16 unit."""
        table = np.full(1 << 16, _OTHER, np.uint16)
        for point in range(0x3000):
            table[point] = _class_of(chr(point))
        table[0x3000:0x3040] = _MARK
        table[0x1100:0x1200] = table[0x3099:0x309B] = table[0xFF01:0xFF5F] = _WIDE
        table[0xFE00:0xFE10] = _HIDDEN
        table[0xFB00:0xFB07] = _ODD
        table[0xE000:0xF900] = _LOST
        table[0xFEFF] = table[0xFFF9:0xFFFC] = _HIDDEN
        table[0xFFFD] = _LOST
        for letter, code in self.letters.items():
            table[ord(letter)] = code
            if letter.upper() != letter and letter.upper().lower() == letter:
                table[ord(letter.upper())] = code + 1
        table[ord("İ")] = table[ord("I")]
        return table

    @cached_property
    def unwritten(self) -> npt.NDArray[np.bool_]:
        """Whether a sign (column) never follows another (row)."""
        return self._tables[0]

    @cached_property
    def scores(self) -> npt.NDArray[np.float32]:
        """The natural log probability of a sign (column) behind another (row)."""
        return self._tables[1]

    @cached_property
    def letters(self) -> dict[str, int]:
        """The code of each small letter; its capital has the next one."""
        letters = [sign for known in self.statistics.values() for sign in known.alphabet]
        return {letter: _FIRST + 2 * i for i, letter in enumerate(letters)}

    @cached_property
    def _tables(self) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.float32]]:
        size = _FIRST + 2 * len(self.letters)
        never = np.zeros((size, size), bool)
        scores = np.full((size, size), -3.0, np.float32)
        letters = slice(_FIRST, size)
        never[_ODD, letters] = never[letters, _ODD] = True
        never[_ODD, _DASH] = never[_DASH, _ODD] = never[_ODD, _SIGN] = never[_SIGN, _ODD] = True
        never[_DASH, _SIGN] = never[_SIGN, _DASH] = True
        never[_ODD, _GREEK] = never[_GREEK, _ODD] = True
        never[_SIGN, _RAISED] = never[_RAISED, _SIGN] = never[_OPENING, _SIGN] = True
        never[_LOST, :] = never[:, _LOST] = True
        never[letters, _GREEK:_FIRST] = never[_GREEK:_FIRST, letters] = True
        for odd in (_BLANK, _DIGIT, _MARK, _DASH, _ODD, _SIGN, _RAISED, _GREEK):
            never[_BOX, odd] = never[_ODD, odd]
            never[odd, _BOX] = never[odd, _ODD]
        never[_BOX, letters] = never[letters, _BOX] = never[_BOX, _BOX] = True
        never[letters, _OPENING] = never[letters, _SIGN] = True
        never[_SIGN, letters] = never[_RAISED, letters] = True
        for row in (_ODD, _BOX, _LOST, *_STRANGERS):
            scores[:, row] = _UNWRITTEN
        scores[:, [_SIGN, _QUOTE, _DASH, _OPENING, _RAISED, _DEGREE]] = -6.0
        scores[:, [_HIDDEN, _ACCENT]] = -9.0
        scores[_BLANK, _OPENING] = -4.0
        scores[letters, _SIGN] = scores[letters, _OPENING] = -12.0
        start = _FIRST
        for script, known in self.statistics.items():
            given, both = _pair_scores(known)
            small = start + 2 * np.arange(len(known.alphabet))
            capital = small + 1
            start += 2 * len(known.alphabet)
            rare = both < _RARE
            given = np.maximum(given, _UNWRITTEN)
            for left, right in ((small, small), (capital, small), (capital, capital)):
                never[np.ix_(left, right)] = rare[1:, 1:]
                scores[np.ix_(left, right)] = given[1:, 1:]
            scores[np.ix_(small, capital)] = given[1:, 1:] + _CASE_BREAK
            never[np.ix_(small, capital)] = True
            for outside in _OUTSIDE:
                for case in (small, capital):
                    never[outside, case] |= rare[0, 1:]
                    never[case, outside] |= rare[1:, 0]
                    scores[outside, case] = np.minimum(scores[outside, case], given[0, 1:])
                    scores[case, outside] = np.minimum(scores[case, outside], given[1:, 0])
            if script == "Cyrillic":  # where a dash always stands between blanks
                never[_DASH, small[0] : capital[-1] + 1] = True
                never[small[0] : capital[-1] + 1, _DASH] = True
            others = np.r_[_FIRST : small[0], capital[-1] + 1 : size]
            either = np.r_[small, capital]
            never[np.ix_(either, others)] = True
            scores[np.ix_(either, others)] = _NEVER
        accented = self.signs[[ord(sign) for sign in "ÂÃÅÄÐÑĀ"]]
        # A no-break space or a pound sign behind a figure, read as Cyrillic.
        never[_DIGIT, self.signs[[ord(sign) for sign in "ВбТ"]]] = True
        never[self.signs[ord("Ј")], _DIGIT] = True
        never[_DIGIT, accented] = True
        never[np.ix_(accented, [_DASH, _OPENING, _RAISED, _SIGN])] = True
        typed = self.signs[np.r_[0x20:0x7F]]
        never[np.ix_(typed, typed)] = False
        never[_DEGREE, letters] = True
        never[_DEGREE, self.signs[[ord("C"), ord("F")]]] = False
        scores[_RAISED, letters] = scores[_SIGN, letters] = -12.0
        return never, scores


def _pair_scores(known: ScriptStatistics) -> tuple[Scores, Scores]:
    """Natural log probabilities of two neighbouring signs, in the language they fit best.

    Of the second given the first, and of both together.
    """
    seen = known.pairs > UNSEEN
    both = np.where(seen, known.pairs.astype(np.float32) / np.float32(SCALE), -np.inf)
    first = np.logaddexp.reduce(both, axis=1, keepdims=True)
    with np.errstate(invalid="ignore"):
        given = np.where(seen, both - first, -np.inf)
    return given.max(axis=2), both.max(axis=2)


def _units(text: str) -> npt.NDArray[np.uint16]:
    """One unit for each code point of ``text``, between two blanks."""
    units = np.frombuffer(f" {text} ".encode("utf-16-le", "surrogatepass"), np.uint16)
    if len(units) == len(text) + 2:
        return units
    points = np.frombuffer(f" {text} ".encode("utf-32-le", "surrogatepass"), np.uint32)
    return np.minimum(points, _ASTRAL).astype(np.uint16)


def _class_of(sign: str) -> int:
    for kind, signs in _KINDS.items():
        if sign in signs:
            return kind
    category = unicodedata.category(sign)
    if category == "Cc" and sign not in "\t\n\r":
        return _LOST
    if sign.isspace():
        return _BLANK
    if sign.isascii():
        return _DIGIT if sign.isdigit() else _MARK
    block = next((kind for kind, low, high in _BLOCKS if low <= ord(sign) <= high), _OTHER)
    if block != _OTHER and (sign.isalpha() or block == _GREEK):
        return block
    return _CATEGORIES.get(category, _CATEGORIES.get(category[0], _OTHER))
