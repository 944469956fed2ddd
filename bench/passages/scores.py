"""How near the passages that were found come to those that are there."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from itertools import starmap
from operator import add

import regex

from passages.articles import KINDS, Case, Piece, merged

_LETTER = regex.compile(r"\p{L}")
_WORD = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}]|[[\p{L}\p{M}\p{N}]--[\p{Han}\p{Hiragana}\p{Katakana}]]+",
    regex.VERSION1,
)
_FEWEST_WORDS, _FEWEST_LETTERS = 3, 12
_FEWEST_DENSE_WORDS, _FEWEST_DENSE_LETTERS = 2, 6
_DENSE = frozenset({"ko", "zh", "ja"})
_TOLERANCE = 1


@dataclass(frozen=True)
class Tally:
    """Sums over articles: of letters, of passages, of articles.

    A letter is ``right`` where it stands in a passage in its language on both sides, ``wrong``
    where one is found that isn't there or in another language, ``missed`` the other way round.
    ``near`` passages agree to one word at both ends, ``strict`` ones to the character.
    ``flagged`` are articles without a passage in which one was found; ``named`` those whose
    main language is right. ``kinds`` are near passages whose kind was said, some of them rightly.
    """

    right: int = 0
    wrong: int = 0
    missed: int = 0
    gold: int = 0
    found: int = 0
    near_gold: int = 0
    near_found: int = 0
    strict: int = 0
    articles: int = 0
    flagged: int = 0
    named: int = 0
    kinds: int = 0
    right_kinds: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(*starmap(add, zip(astuple(self), astuple(other), strict=True)))

    def letters_f1(self) -> float | None:
        """F1 over letters in the right language; None where there is no foreign letter."""
        return _share(2 * self.right, 2 * self.right + self.wrong + self.missed)

    def exact_f1(self) -> float | None:
        """F1 over passages with both ends within one word."""
        if not self.near_gold or not self.near_found:
            return 0.0 if self.gold or self.found else None
        precision, recall = self.near_found / self.found, self.near_gold / self.gold
        return 2 * precision * recall / (precision + recall)

    def strict_f1(self) -> float | None:
        """F1 over passages with both ends at the very character."""
        return _share(2 * self.strict, self.gold + self.found)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def settled(text: str, pieces: Sequence[Piece], main: str) -> list[Piece]:
    """``pieces`` as both sides are compared.

    They are cut at line breaks and stripped of blanks; those in the main language are dropped;
    neighbours of one language with only blanks between them in a line are one; what has no
    letter then is dropped.
    """
    cut = [
        piece
        for whole in sorted(pieces)
        if whole.language != main
        for piece in _in_lines(text, whole)
    ]
    # A mark alone may be the end of the piece before it.
    return [piece for piece in merged(text, cut) if _LETTER.search(text, piece.start, piece.end)]


def _in_lines(text: str, piece: Piece) -> Iterator[Piece]:
    start = piece.start
    for line in text[piece.start : piece.end].split("\n"):
        stripped = line.strip()
        if stripped:
            first = start + len(line) - len(line.lstrip())
            yield Piece(first, first + len(stripped), piece.language)
        start += len(line) + 1


def is_passage(text: str, piece: Piece) -> bool:
    """Whether it has the size of a passage: the filter that every peer gets alike."""
    letters = len(_LETTER.findall(text, piece.start, piece.end))
    words = len(_WORD.findall(text, piece.start, piece.end))
    if piece.language in _DENSE and words >= _FEWEST_DENSE_WORDS:
        return letters >= _FEWEST_DENSE_LETTERS
    return words >= _FEWEST_WORDS and letters >= _FEWEST_LETTERS


def tally(case: Case, pieces: Sequence[Piece], main: str, *, filtered: bool = False) -> Tally:
    """The sums of one article; ``main`` is what was taken for its main language."""
    gold = settled(case.text, case.spans, case.main)
    found = settled(case.text, pieces, case.main)
    if filtered:
        found = [piece for piece in found if is_passage(case.text, piece)]
    right, wrong, missed = _letters(case.text, gold, found)
    starts = [match.start() for match in _WORD.finditer(case.text)]
    kinds = [f.kind for f in pieces if f.kind and any(_is_near(starts, g, f) for g in gold)]
    near = [(g, f) for g in gold for f in found if _is_near(starts, g, f)]
    return Tally(
        right=right,
        wrong=wrong,
        missed=missed,
        gold=len(gold),
        found=len(found),
        near_gold=len({g for g, _ in near}),
        near_found=len({f for _, f in near}),
        strict=len(set(gold) & set(found)),
        articles=1,
        flagged=bool(found and not gold),
        named=main == case.main,
        kinds=len(kinds),
        right_kinds=kinds.count(KINDS.get(case.category, "")),
    )


def _letters(text: str, gold: Sequence[Piece], found: Sequence[Piece]) -> tuple[int, int, int]:
    """How many letters are right, wrong and missed."""
    there, seen = _labels(text, gold), _labels(text, found)
    right = sum(seen.get(i) == language for i, language in there.items())
    return right, len(seen) - right, len(there) - right


def _labels(text: str, pieces: Sequence[Piece]) -> dict[int, str]:
    """The language of every letter in a piece, by its place."""
    return {
        match.start(): piece.language
        for piece in pieces
        for match in _LETTER.finditer(text, piece.start, piece.end)
    }


def _is_near(starts: Sequence[int], one: Piece, other: Piece) -> bool:
    return one.language == other.language and all(
        abs(bisect_left(starts, a) - bisect_left(starts, b)) <= _TOLERANCE
        for a, b in ((one.start, other.start), (one.end, other.end))
    )
