"""Blanks that are missing, doubled, or in front of a full stop."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import regex

from normalizer.document.document import Document
from normalizer.document.findings import Edit
from normalizer.document.pieces import pieces_of
from normalizer.document.span import Span
from normalizer.resources.words import SpacingWords

MISSING = "spacing.missing-after-stop"
BEFORE = "spacing.before-punctuation"
DOUBLED = "spacing.doubled"
TRAILING = "spacing.trailing"

# Each pattern begins with one literal sign, which `re` looks for at the speed of memory.
_GLUED = re.compile(r"[.!?…](?=(?P<right>[„«]?[^\W\d_a-zß-öø-ÿ]\w{0,40}))")
_BEFORE = re.compile(r" (?=(?P<stop>[.,;:!?])(?:(?! \.)\s|\Z|[“”»\"]|(?<![:;])\)))")
_QUOTED = re.compile(r"[“”»](?<=[.!?…][“”»])(?=[^\W\d_a-zß-öø-ÿ][^\W\d_])")
_OPENERS = {"“": "„", "”": "“", "»": "«"}
_GLUED_STOP = regex.compile(r"(?<=\p{Ll}|[“”»\"]) (?P<stop>,(?=\p{Ll})|\.(?=\p{Lu}\p{Ll}))")
_STOPS = tuple(".,;:!?")
_CLOSING = frozenset('“”»")]%')
_LEFT = regex.compile(r"(?:\p{Ll}{2}|[\p{Ll}\d][“”»\"’)\]])\Z")
_RIGHT = regex.compile(r"[„«]?(?:\p{Lu}(?:\p{Ll}|\Z)|\p{Lo})")
_SHORT_WORD = regex.compile(r"(?<![\p{L}.])\p{L}{1,4}\Z")
_TOKEN_END = re.compile(r"\s")
_TABLE = re.compile(r"\S {3,}\S(?:.*\S)? {3,}\S")
_DOUBLED = re.compile(r"(?<=\S) {2,}(?=\S)")
_WIDE = 3
"""Blanks of a gap that nobody doubles by mistake."""
_STROKES = " -=_–—"
_TRAILING = re.compile(r"(?<=\S)[ \t\xa0]+(?=\r?$)", re.MULTILINE)
_TRAILED = tuple(blank + end for blank in " \t\xa0" for end in ("\n", "\r\n"))
_NARROW = ("\t", "\xa0")
"""Blanks that pieces may have at their ends."""

_LONGEST_COMMAND = 200
_COMMAND = re.compile(
    r"\s*(?:[$%#>] )?(?:sudo )?(?:cargo|cd|chmod|chown|code|cp|docker|du|find|git|go|grep|helm|hg"
    r"|kubectl|ls|make|mv|npm|npx|pip3?|podman|python3?|rg|rsync|scp|svn|tar|terraform|tree|yarn|zip)"
    r"(?: [\w./:@=~\"*-]+){0,20}|.* [\w-]+ {1,3}\d+ \d\d:\d\d",
    re.ASCII,
)
"""Commands that take a folder, and the end of a line of its listing."""
_CHAINED = re.compile(r"\w+\.\w")
_SHORTEST_WORD = 3
_LONGEST_TOKEN = 200
_LONGEST_LINE = 5_000
_MOST_KNOWN = 200_000
"""Pieces that are remembered as those in which no blank is missing."""


@dataclass(frozen=True)
class FindSpacing:
    """Puts blanks right inside a line.

    Addresses, domains, file names, abbreviations and initials are left alone, as are tables
    and, in French, the blank in front of ``; : ! ?``.

    >>> from normalizer.resources.words import load_spacing_words
    >>> find = FindSpacing(load_spacing_words())
    >>> german = Document("er wird es schicken.Wir warten, sagte Biden .", "de")
    >>> [(edit.rule, edit.removed, edit.inserted) for edit in find(german)]
    [('spacing.missing-after-stop', '', ' '), ('spacing.before-punctuation', ' ', '')]
    >>> list(find(Document("z.B. auf tagesschau.de, Welt.Online und 3 : 1", "de")))
    []
    """

    words: SpacingWords
    _plain: set[str] = field(default_factory=set, init=False, repr=False, compare=False)
    _odd: set[str] = field(default_factory=set, init=False, repr=False, compare=False)

    def __call__(self, document: Document) -> Iterator[Edit]:
        """Disjoint edits of blanks only."""
        text = document.text
        if not self._worth_a_look(text):
            return
        taken: list[Span] = []
        for edit in self.proposed(document):
            if not any(edit.span.start <= other.end and other.start <= edit.span.end
                       for other in taken[-3:]):  # fmt: skip
                taken.append(edit.span)
                yield edit

    def proposed(self, document: Document) -> Iterator[Edit]:
        """Edits of blanks in order, without a look beforehand; some may touch."""
        text = document.text
        found = [*self._missing(text), *_behind_quotes(text)]
        found += [*self._before(document.language, text), *_swapped(text)]
        found += [*_doubled(text), *_trailing(text)]
        yield from sorted(found, key=lambda edit: edit.span)

    def _worth_a_look(self, text: str) -> bool:
        """Whether a blank in ``text`` may be wrong; all but new pieces are known not to be."""
        if "  " in text or " \n" in text or text[-1:] == " ":
            return True
        pieces = pieces_of(text)
        if self._plain.issuperset(pieces):
            return False
        if not self._odd.isdisjoint(pieces):
            return True
        if len(self._plain) > _MOST_KNOWN:
            self._plain.clear()
            self._odd.clear()
        new = set(pieces) - self._plain
        odd = {piece for piece in new if self._is_odd(piece)}
        self._plain.update(new - odd)
        self._odd.update(odd)
        return bool(odd)

    def _is_odd(self, piece: str) -> bool:
        """Whether a blank may be wrong in ``piece`` or before it."""
        bare = piece.rstrip("\r")
        if piece.startswith(_STOPS) or bare.endswith(_NARROW) or (piece and not bare):
            return True
        if _QUOTED.search(piece):
            return True
        return next(self._missing(piece), None) is not None

    def _missing(self, text: str) -> Iterator[Edit]:
        for match in _GLUED.finditer(text):
            start = _token_start(text, match.start())
            left = text[start : match.start()]
            if len(left) > 1 and _LEFT.search(left[-2:]) and _RIGHT.match(match["right"]):
                blank = _TOKEN_END.search(text, match.end(), match.end() + _LONGEST_TOKEN)
                stop = blank.start() if blank else match.end() + _LONGEST_TOKEN
                token = text[start:stop]
                if not self._is_name(token) and self._ends_sentence(left, token, match):
                    at = match.end()
                    yield Edit(Span(at, at), "", " ", MISSING)

    @staticmethod
    def _is_name(token: str) -> bool:
        """Whether the token is an address, a path or a file name."""
        return any(sign in token for sign in "@/\\") or token.lower().startswith("www.")

    def _ends_sentence(self, left: str, token: str, match: re.Match[str]) -> bool:
        right = match["right"].strip('„«“"').lower()
        if right in self.words.domains or left.strip('(„»“"') in self.words.abbreviations:
            return False
        short = _SHORT_WORD.search(left)
        if short and (left[:1].isupper() or len(short[0]) < _SHORTEST_WORD):
            starts = match["right"].strip('„«“"') in self.words.starters
            return starts or left.lower() in self.words.short
        # Between the dots of a name such as `System.Out.Print` no sentence ends.
        chained = "." in left or _CHAINED.match(token, len(left) + 1) is not None
        return match[0] != "." or not chained

    @staticmethod
    def _before(language: str, text: str) -> Iterator[Edit]:
        for match in _BEFORE.finditer(text):
            start = match.start()
            while start and text[start - 1] == " ":
                start -= 1
            if not start or not (text[start - 1].isalnum() or text[start - 1] in _CLOSING):
                continue  # also the dots of an omission, `. . .`
            if match["stop"] == "." and _is_command(text, start, match.end() + 1):
                continue
            spaced = language in {"fr", "und"} and match["stop"] in ";:!?"
            follows = text[match.end() + 1 : match.end() + 3].strip()
            score = text[start - 1].isdigit() and follows[:1].isdigit()
            if not spaced and not score:
                yield _edit(text, start, match.end(), "", BEFORE)


def _is_command(text: str, start: int, end: int) -> bool:
    """Whether the dot that ends at ``end``, with blanks from ``start`` on, is a folder.

    What follows is an option, a path or a small letter; or a command or an address stands before.
    """
    follows = text[end : end + 2].lstrip(" ")
    if follows[:1] in {"-", "/"} or follows[:1].islower():
        return True
    lowest = max(0, start - _LONGEST_COMMAND)
    line = text[max(lowest, text.rfind("\n", lowest, start) + 1) : start]
    return "://" in line.rpartition(" ")[2] or _COMMAND.fullmatch(line) is not None


def _behind_quotes(text: str) -> Iterator[Edit]:
    """A blank between a quotation that ends a sentence and the next one."""
    for match in _QUOTED.finditer(text):
        line = text[
            max(text.rfind("\n", 0, match.start()), match.start() - _LONGEST_LINE)
            + 1 : match.start()
        ]
        opener = _OPENERS[match[0]]
        if line.count(opener) > line.count(match[0]):
            yield Edit(Span(match.end(), match.end()), "", " ", MISSING)


def _swapped(text: str) -> Iterator[Edit]:
    """A blank that stands before the comma or stop instead of behind it."""
    for match in _GLUED_STOP.finditer(text):
        yield _edit(text, match.start(), match.end(), f"{match['stop']} ", BEFORE)


def _token_start(text: str, at: int) -> int:
    """Where the run without blanks begins that holds ``at``; long runs are cut."""
    lowest = max(0, at - _LONGEST_TOKEN)
    return max(lowest, 1 + max(text.rfind(blank, lowest, at) for blank in " \n\N{NO-BREAK SPACE}"))


def _doubled(text: str) -> Iterator[Edit]:
    if "  " not in text:
        return
    end, is_table = 0, False
    for match in _DOUBLED.finditer(text):
        if match.start() >= end:
            start = text.rfind("\n", 0, match.start()) + 1
            end = text.find("\n", match.end())
            end = len(text) if end < 0 else end
            is_table = _TABLE.search(text, start, end) is not None or _is_row(text, start, end)
        if not is_table:
            yield _edit(text, match.start(), match.end(), " ", DOUBLED)


def _is_row(text: str, start: int, end: int) -> bool:
    """Whether the line from ``start`` to ``end`` has a column that begins or ends as one beside it.

    The lines beside it are those right above and below; strokes may stand between.
    """
    gap = _DOUBLED.search(text, start, end)
    if gap is None:
        return False
    column = gap.end() - start
    figures = text[gap.end()].isdigit()
    for first, last in _lines_beside(text, start, end):
        other = _DOUBLED.search(text, first, last)
        if other is None:
            at = first + column
            if figures and at < last and text[at].isdigit() and text[at - 1] == " ":
                return True
            continue
        wide = max(len(gap[0]), len(other[0])) >= _WIDE
        if wide and (column == other.end() - first or end - start == last - first):
            return True
    return False


def _lines_beside(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the lines above and below begin and end, beyond one of strokes."""
    for above in (True, False):
        first, last = start, end
        for _ in range(2):
            if above:
                first, last = text.rfind("\n", 0, max(0, first - 1)) + 1, first - 1
            else:
                stop = text.find("\n", last + 1)
                first, last = last + 1, len(text) if stop < 0 else stop
            if not 0 <= first < last <= len(text):
                break
            if text[first:last].strip(_STROKES):
                yield first, last
                break


def _trailing(text: str) -> Iterator[Edit]:
    if any(end in text for end in _TRAILED) or text.endswith((" ", "\t")):
        for match in _TRAILING.finditer(text):
            yield _edit(text, match.start(), match.end(), "", TRAILING)


def _edit(text: str, start: int, end: int, inserted: str, rule: str) -> Edit:
    return Edit(Span(start, end), text[start:end], inserted, rule)
