"""Signs without width inside text that has no use for them."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import regex

from normalizer.document.document import Document
from normalizer.document.findings import Edit
from normalizer.document.span import Span
from normalizer.finders.encoding.neighbours import Neighbours
from normalizer.finders.encoding.pairs import Kind
from normalizer.finders.encoding.pieces import LONGEST_WORD, TOKEN

RULE = "encoding.invisible"

_JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
_SPACES = (
    "\N{ZERO WIDTH SPACE}\N{WORD JOINER}\N{FUNCTION APPLICATION}\N{INVISIBLE TIMES}"
    "\N{INVISIBLE SEPARATOR}\N{INVISIBLE PLUS}\N{COMBINING GRAPHEME JOINER}"
    "\N{MONGOLIAN VOWEL SEPARATOR}"
)
_DIRECTIONS = (
    "\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}"
    "\N{LEFT-TO-RIGHT EMBEDDING}\N{RIGHT-TO-LEFT EMBEDDING}\N{POP DIRECTIONAL FORMATTING}"
    "\N{LEFT-TO-RIGHT OVERRIDE}\N{RIGHT-TO-LEFT OVERRIDE}\N{LEFT-TO-RIGHT ISOLATE}"
    "\N{RIGHT-TO-LEFT ISOLATE}\N{FIRST STRONG ISOLATE}\N{POP DIRECTIONAL ISOLATE}"
)
_SIGNS = _JOINERS + _SPACES + _DIRECTIONS + "\N{SOFT HYPHEN}"
_RUN = regex.compile(f"[{_SIGNS}]+")
_SCRIPTS = r"\p{Latin}\p{Cyrillic}\p{Greek}"
_PLAIN = regex.compile(rf"[{_SCRIPTS}]")
_OTHER_LETTER = regex.compile(rf"[^\P{{L}}{_SCRIPTS}]")
_RIGHT_TO_LEFT = regex.compile(
    r"[\p{Arabic}\p{Hebrew}\p{Syriac}\p{Thaana}\p{Nko}\p{Samaritan}\p{Mandaic}]"
)
_LETTER = regex.compile(r"\p{L}")
_FAR = 100
"""Code points; a line of many such signs and no letters must not be read again for each."""

_HEAD = regex.compile(r"[^ \t\n]*$")
_SOFT = "\N{SOFT HYPHEN}"
_HALVES = frozenset("ÂÃÅÎÐØ")
"""Before a soft hyphen these are as likely halves of í, ŭ, έ, Э or of a soft hyphen."""

_CYRILLIC_HALVES = regex.compile(r"[РСВГ]\N{SOFT HYPHEN}[^а-я]")


@dataclass(frozen=True)
class FindInvisible:
    """Removes signs without width from Latin, Cyrillic and Greek text.

    Between two letters of one of these scripts none of them does anything. Elsewhere they
    stay where they may: joiners always, spaces near letters of another script, directions in
    an article with letters that run from right to left. A soft hyphen goes only from inside a
    word, and stays where it may be a byte of a letter.

    >>> find = FindInvisible()
    >>> [e.span.start for e in find(Document("Mün\N{ZERO WIDTH SPACE}chen"))]
    [3]
    >>> list(find(Document("می\N{ZERO WIDTH NON-JOINER}خواهم, Ã\N{SOFT HYPHEN}sland")))
    []
    """

    neighbours: Neighbours = field(default_factory=Neighbours)

    def __call__(self, document: Document) -> Iterator[Edit]:
        """One edit for each run of such signs, with their names as evidence."""
        text = document.text
        if text.isascii() or not self.neighbours.pairs(text).has(Kind.HIDDEN | Kind.ACCENT):
            return
        rightward = None
        for run in _RUN.finditer(text):
            if rightward is None:
                rightward = _RIGHT_TO_LEFT.search(text) is None
            kept = "".join(
                sign for sign in run[0] if not _goes(sign, run, text, rightward=rightward)
            )
            if _SOFT in run[0] and _SOFT not in kept and self._damaged(text, run):
                continue
            if kept != run[0]:
                # A run stays one edit, so that none touches the next.
                yield Edit(Span(*run.span()), run[0], kept, RULE, _names(run[0]))

    def _damaged(self, text: str, run: regex.Match[str]) -> bool:
        """Whether other signs of the word around never stand so: of misread ones it is a byte."""
        head = _HEAD.search(text, max(0, run.start() - LONGEST_WORD), run.start())
        tail = TOKEN.match(text, run.end(), run.end() + LONGEST_WORD)
        start, end = head.start() if head else run.start(), tail.end() if tail else run.end()
        places = self.neighbours.pairs(text).places(Kind.UNWRITTEN)
        first, last = places.searchsorted((start + 1, end)).tolist()
        return bool(last > first)


def _goes(sign: str, run: regex.Match[str], text: str, *, rightward: bool) -> bool:
    before, after = text[max(0, run.start() - 1) : run.start()], text[run.end() : run.end() + 1]
    inside = bool(_PLAIN.match(before) and _PLAIN.match(after))
    if sign == _SOFT:
        return inside and not _may_be_half(text, run)
    if inside:
        return True
    if sign in _DIRECTIONS:
        return rightward
    return sign in _SPACES and not _is_near_other_letters(text, run)


def _may_be_half(text: str, run: regex.Match[str]) -> bool:
    before = text[run.start() - 1]
    around = text[run.start() - 1 : run.end() + 1]
    shouted = text[run.end()].isupper() and (run.start() < 2 or not text[run.start() - 2].islower())  # noqa: PLR2004
    return before in _HALVES or bool(_CYRILLIC_HALVES.match(around) and not shouted)


def _is_near_other_letters(text: str, run: regex.Match[str]) -> bool:
    """Whether the next letter on either side, on the same line and near, is of another script."""
    line = text[max(0, run.start() - _FAR) : run.start()].rpartition("\n")[2]
    rest = text[run.end() : run.end() + _FAR].partition("\n")[0]
    before = next((sign for sign in reversed(line) if sign.isalpha()), "")
    after = next((sign for sign in rest if sign.isalpha()), "")
    return any(_OTHER_LETTER.match(sign) for sign in (before, after)) or not (before or after)


def _names(signs: str) -> str:
    return " ".join(f"U+{ord(sign):04X}" for sign in signs)
