"""Which mark, dash or blank stood where a sign was lost, and which letters were capitals."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import regex

LETTERS = {
    "de": "äöüß", "fr": "éèàçêôûîâùëïœ", "es": "óíáéñúü", "it": "àèìòùé", "pt": "ãçáéíóõêâúà",
    "pl": "łążęśóćńź", "cs": "íáéěžýřščůúňďťó", "sk": "áíéžčýšúľťôňďĺŕäó", "hu": "áéíóöőúüű",
    "ro": "ășțîâşţ", "hr": "čžšćđ", "sl": "čšž", "tr": "ıüşğçöî", "fi": "äöå", "sv": "äåöé",
    "da": "æøåé", "no": "øåæé", "ca": "àèéíòóúçï", "et": "äõöü", "lv": "āīēšūņļžģčķ",
    "lt": "ėšžųįąūčę", "sq": "ëç", "is": "áðéíóúýþæö", "nl": "ëéïèöüó", "af": "êëéïôû",
    "lb": "éäëüö", "en": "éèçñöü",
}  # fmt: skip
"""The letters outside ASCII of the languages they may be restored in, by how common they are."""

LOANS = "éèàçñáíóøåêôâîúãëïæöüä"
"""Letters in names and words from elsewhere."""

APOSTROPHE = "’"

_NO_BREAK = "\N{NO-BREAK SPACE}"
_DASH = "–"
_STYLES = {"de": "„“‚‘", "cs": "„“‚‘", "sk": "„“‚‘", "pl": "„”‚’", "en": "“”‘’", "nl": "“”‘’"}
_SEEN = ("„“‚‘", "„”‚’", "“”‘’", "«»‹›", "»«›‹")
_OPENS, _CLOSES = frozenset(" \t\n\xa0(["), frozenset(" \t\n\xa0.,;:!?)]-–…")
_ENDED = frozenset(".!?,;:)…%")
_SIBILANTS = frozenset("sxzßSXZ")
_QUOTES = "„“‚‘”’«»‹›"

_PAIR = 2
_YEARS = (4, 4)


@dataclass(frozen=True)
class Sign:
    """What a lost sign at ``at`` (a code point) was; None where nothing decides."""

    at: int
    text: str | None


@dataclass
class SignReader:
    """Reads the lost signs of one line from left to right, and knows which quotations are open.

    ``letters`` holds the lost letters by place, ``style`` opening and closing marks, outer and
    inner; empty where it can't be known. A ``typed`` mark is one that people type: a question
    mark closes no quotation before another may.
    """

    text: str
    letters: Mapping[int, str]
    style: str
    dashes: bool
    typed: bool = False

    def signs(self, places: Sequence[int]) -> Iterator[Sign]:
        """One sign for each of ``places``, which are in order and on one line."""
        depth = 0
        groups: list[list[int]] = []
        for place in places:
            if groups and groups[-1][-1] == place - 1:
                groups[-1].append(place)
            else:
                groups.append([place])
        for number, group in enumerate(groups):
            later = groups[number + 1 :]
            for sign in self._group(group, depth, later):
                if self.style and sign.text in {self.style[0], self.style[2]}:
                    depth = 1 + (sign.text == self.style[2])
                elif self.style and sign.text in {self.style[1], self.style[3]}:
                    depth = max(0, depth - 1)
                yield sign

    def _group(
        self, group: Sequence[int], depth: int, later: Sequence[Sequence[int]]
    ) -> list[Sign]:
        before, after = self._at(group[0] - 1), self._at(group[-1] + 1)
        found: list[str | None] = [None] * len(group)
        opens = before in _OPENS or before in _QUOTES
        closes = after in _CLOSES or after in _QUOTES
        ended = before.isalnum() or before in _ENDED
        if opens and after.isalnum() and len(group) <= 2 - min(depth, 1):
            # One within another needs both to be closed.
            closing = sum(len(other) for other in later if self._may_close(other))
            outer = depth if closing > 1 else 0
            found = [self._quote(outer + n, 0) for n in range(len(group))]
        elif opens and closes and len(group) == 1 and before == after == " ":
            found = [self._between_blanks(group[0])]
        elif ended and closes:
            found = self._closing(group, depth, before, after, later)
        elif ended and after.isalnum() and len(group) == 1:
            found = [self._joining(group[0], before, after)]
        elif before.isdigit() and after == "%" and len(group) == 1:
            found = [_NO_BREAK]
        return [Sign(at, text) for at, text in zip(group, found, strict=True)]

    def _closing(
        self,
        group: Sequence[int],
        depth: int,
        before: str,
        after: str,
        later: Sequence[Sequence[int]],
    ) -> list[str | None]:
        nothing: list[str | None] = [None] * len(group)
        if self.typed:
            return self._typed(group, depth, before, after, later)
        if len(group) <= depth:
            return [self._quote(depth - 1 - n, 1) for n in range(len(group))]
        if len(group) == depth + 2 and after == " " and self.dashes:
            closing = [self._quote(depth - 1 - n, 1) for n in range(depth)]
            return [*closing, _NO_BREAK, _DASH]
        if depth == 0 and len(group) == 1:
            if before in _SIBILANTS and after == " ":
                return [APOSTROPHE]
            if (before in ".!?,") != (after in ",."):
                return [self._quote(0, 1)]
        return nothing

    def _typed(
        self,
        group: Sequence[int],
        depth: int,
        before: str,
        after: str,
        later: Sequence[Sequence[int]],
    ) -> list[str | None]:
        """Question marks behind a word: the last before the next opening one closes."""
        closing = [self._quote(depth - 1, 1)] if depth == 1 else [None]
        if len(group) == _PAIR and self.dashes and self._goes_on(group[1]) and before.isalnum():
            return [_NO_BREAK, _DASH]
        if depth == 0 and len(group) == 1 and before in ".,!" and self._at(group[0] - 2).isalpha():
            return [self._quote(0, 1)]  # opened in another paragraph
        if len(group) >= _PAIR or depth != 1:
            return ["?", *closing] if len(group) == _PAIR and depth == 1 else [None] * len(group)
        if before in ".!,;:" or after in ",.;:)" or self._goes_on(group[0]):
            return list(closing)
        for other in later:
            left, right = self._at(other[0] - 1), self._at(other[-1] + 1)
            if left in _OPENS and right.isalnum():
                break
            if left.isalnum() or left in _ENDED:
                return ["?"]
        return list(closing)

    def _may_close(self, group: Sequence[int]) -> bool:
        return self._at(group[0] - 1) not in _OPENS and self._at(group[-1] + 1) in _CLOSES

    def _goes_on(self, at: int) -> bool:
        return self._at(at + 1) == " " and self._at(at + 2).islower()

    def _joining(self, at: int, before: str, after: str) -> str | None:
        if before.isdigit() and after.isdigit():
            left = regex.search(r"\d+\Z", self.text[max(0, at - 8) : at])
            right = regex.match(r"\d+", self.text[at + 1 : at + 9])
            digits = (len(left[0]) if left else 0, len(right[0]) if right else 0)
            if digits == _YEARS:
                return _DASH
            return None
        if (
            before.isdigit()
            and after.isalpha()
            and after in "CF"
            and not self._at(at + 2).isalpha()
        ):
            return None  # degrees, inches, units
        if before == "." or (before.isdigit() and after.isalpha()):
            return _NO_BREAK if self.dashes else None
        if before.isalpha() and (after.isdigit() or self._begins_name(at, after)):
            return _NO_BREAK if self.dashes else None
        return None

    def _begins_name(self, at: int, after: str) -> bool:
        """Whether a capital follows, and more than a single letter ends at ``at``."""
        return after.isupper() and self._at(at - 2).isalpha()

    def _between_blanks(self, at: int) -> str | None:
        left, right = self._at(at - 2), self._at(at + 2)
        between = (left.isalpha() or left in ',)"“”»') and (right.isalpha() or right in '"„“«')
        return _DASH if self.dashes and between else None

    def _quote(self, depth: int, side: int) -> str | None:
        return self.style[2 * min(depth, 1) + side] if self.style else None

    def _at(self, at: int) -> str:
        if not 0 <= at < len(self.text):
            return "\n"
        return self.letters.get(at, self.text[at])


def style_of(text: str, language: str) -> str:
    """The quotation marks of ``text``, or else those usual in ``language``; empty if unknown."""
    counted = {style: min(text.count(style[0]), text.count(style[1])) for style in _SEEN}
    best = max(counted, key=lambda style: counted[style])
    return best if counted[best] else _STYLES.get(language, "")
