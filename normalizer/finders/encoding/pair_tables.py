"""What each two neighbouring signs are: never written, how likely, worth a look."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from normalizer.finders.encoding.pairs import Kind, Kinds
from normalizer.finders.encoding.signs import (
    ACCENT,
    ASKED,
    BLANK,
    BOX,
    CYRILLIC,
    DASH,
    DEGREE,
    DIGIT,
    EQUALS,
    ESCAPE,
    FIRST,
    GREEK,
    HIDDEN,
    LATIN,
    LOST,
    MARK,
    ODD,
    OPENING,
    PERCENT,
    QUOTE,
    RAISED,
    SIGN,
    STRANGERS,
    WIDE,
    Signs,
)
from normalizer.resources.statistics import SCALE, UNSEEN, ScriptStatistics

Scores = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.intp]

_RARE = -13.0
"""Log probability below which a pair counts as never written, in any language we know."""

_OUTSIDE = (*range(DASH), DASH, OPENING, QUOTE, RAISED, DEGREE, SIGN)
_UNWRITTEN = -14.0
_CASE_BREAK = -6.0
_NEVER = -16.0


class _Script(NamedTuple):
    """The codes of a script and what its pairs are; the first row and column are boundaries."""

    name: str
    small: Rows
    capital: Rows
    given: Scores
    rare: Flags


@dataclass(frozen=True)
class PairTables:
    """Square tables: the first sign is the row, the second the column."""

    signs: Signs

    @cached_property
    def unwritten(self) -> Flags:
        """Whether a sign never follows another."""
        size = self.signs.size
        never = np.zeros((size, size), bool)
        self._forbid_kinds(never)
        for script in self._scripts():
            self._forbid_in(never, script)
        self._forbid_bytes(never)
        typed = self.signs.codes[np.r_[0x20:0x7F]]
        never[np.ix_(typed, typed)] = False
        never[DEGREE, FIRST:] = True
        never[DEGREE, self.signs.of("CF")] = False
        return never

    @staticmethod
    def _forbid_kinds(never: Flags) -> None:
        letters = slice(FIRST, len(never))
        for left, right in (
            (ODD, letters), (ODD, DASH), (ODD, SIGN), (ODD, GREEK), (DASH, SIGN), (SIGN, RAISED),
            (LOST, slice(None)), (letters, slice(GREEK, FIRST)), (SIGN, letters),
        ):  # fmt: skip
            never[left, right] = never[right, left] = True
        for other in (BLANK, DIGIT, MARK, DASH, ODD, SIGN, RAISED, GREEK):
            never[BOX, other], never[other, BOX] = never[ODD, other], never[other, ODD]
        never[BOX, letters] = never[letters, BOX] = never[BOX, BOX] = True
        never[letters, OPENING] = never[RAISED, letters] = never[OPENING, SIGN] = True
        never[OPENING, RAISED] = never[HIDDEN, RAISED] = never[HIDDEN, BLANK] = True
        for left in (OPENING, QUOTE, BLANK):
            never[left, HIDDEN] = True

    @staticmethod
    def _forbid_in(never: Flags, script: _Script) -> None:
        _, small, capital, _, rare = script
        for left, right in ((small, small), (capital, small), (capital, capital)):
            never[np.ix_(left, right)] = rare[1:, 1:]
        never[np.ix_(small, capital)] = True
        for outside in _OUTSIDE:
            for case in (small, capital):
                never[outside, case] |= rare[0, 1:]
                never[case, outside] |= rare[1:, 0]
        if script.name == "Cyrillic":  # where a dash always stands between blanks
            never[DASH, small[0] : capital[-1] + 1] = True
            never[small[0] : capital[-1] + 1, DASH] = True
        either, others = _inside_and_out(script, len(never))
        never[np.ix_(either, others)] = True

    def _forbid_bytes(self, never: Flags) -> None:
        """First bytes of UTF-8, read as letters, before what such letters never stand before."""
        latin = self.signs.of("ÂÃÅÄÐÑĀ")
        never[DIGIT, latin] = True
        for mark in (DASH, OPENING, RAISED, SIGN):
            never[latin, mark] = True
        never[self.signs.of("Â"), BLANK] = True
        never[DIGIT, self.signs.of("Ê")] = True  # a no-break space of Mac Roman
        # A no-break space or a pound sign behind a figure, read as Cyrillic.
        never[DIGIT, self.signs.of("ВбТ")] = True
        never[self.signs.of("Ј"), DIGIT] = True

    @cached_property
    def scores(self) -> Scores:
        """The natural log probability of a sign behind another."""
        size = self.signs.size
        letters = slice(FIRST, size)
        scores = np.full((size, size), -3.0, np.float32)
        for kind in (ODD, BOX, LOST, *STRANGERS):
            scores[:, kind] = _UNWRITTEN
        scores[:, [SIGN, QUOTE, DASH, OPENING, RAISED, DEGREE]] = -6.0
        scores[:, [HIDDEN, ACCENT]] = -9.0
        scores[BLANK, OPENING] = -4.0
        scores[letters, SIGN] = scores[letters, OPENING] = -12.0
        for script in self._scripts():
            _, small, capital, given, _ = script
            for left, right in ((small, small), (capital, small), (capital, capital)):
                scores[np.ix_(left, right)] = given[1:, 1:]
            scores[np.ix_(small, capital)] = given[1:, 1:] + _CASE_BREAK
            for outside in _OUTSIDE:
                for case in (small, capital):
                    scores[outside, case] = np.minimum(scores[outside, case], given[0, 1:])
                    scores[case, outside] = np.minimum(scores[case, outside], given[1:, 0])
            scores[np.ix_(*_inside_and_out(script, size))] = _NEVER
        scores[RAISED, letters] = scores[SIGN, letters] = -12.0
        return scores

    def _scripts(self) -> Iterator[_Script]:
        for name, known in self.signs.statistics.items():
            given, both = _pair_scores(known)
            small = self.signs.small_letters(name)
            yield _Script(
                name, small, small + 1, np.maximum(given, np.float32(_UNWRITTEN)), both < _RARE
            )

    @cached_property
    def kinds(self) -> Kinds:
        """What a pair is to the finders."""
        rare = np.zeros_like(self.unwritten)
        for script in self._scripts():
            either, _ = _inside_and_out(script, len(rare))
            rare[np.ix_(either, either)] = self.unwritten[np.ix_(either, either)]
        kinds = Kind.UNWRITTEN * self.unwritten.astype(np.uint8)
        kinds |= Kind.RARE * rare.astype(np.uint8)
        kinds |= Kind.LOOK * (self._marked & ~rare).astype(np.uint8)
        latin, cyrillic = (self.signs.small_letters(name) for name in ("Latin", "Cyrillic"))
        kinds[np.ix_(cyrillic + 1, cyrillic + 1)] |= Kind.SHOUTED
        latin, cyrillic = np.r_[latin, latin + 1, LATIN], np.r_[cyrillic, cyrillic + 1, CYRILLIC]
        for left, right in (
            (latin, cyrillic),
            (cyrillic, latin),
            ([ACCENT], np.r_[latin, cyrillic]),
        ):
            kinds[np.ix_(left, right)] |= Kind.MIXED
        kinds[:, HIDDEN] |= Kind.HIDDEN
        kinds[:, ACCENT] |= Kind.ACCENT
        kinds[:, WIDE] |= Kind.WIDE
        return kinds

    @cached_property
    def _marked(self) -> npt.NDArray[np.bool_]:
        """For every two signs whether they need a look."""
        marked = self.unwritten.copy()
        for unseen in (HIDDEN, ACCENT, WIDE, ESCAPE):
            marked[:, unseen] = True
        marked[ASKED, FIRST:] = marked[ASKED, ASKED] = True
        marked[PERCENT, self.signs.of("cdefCDEF")] = True  # UTF-8 leads
        marked[EQUALS, self.signs.of("0123456789abcdefABCDEF")] = True
        marked[EQUALS, BLANK] = True  # a soft line break
        return marked


def _inside_and_out(script: _Script, size: int) -> tuple[Rows, Rows]:
    """The codes of the letters of ``script``, and those of all other letters."""
    either = np.r_[script.small, script.capital]
    return either, np.r_[FIRST : script.small[0], script.capital[-1] + 1 : size]


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
