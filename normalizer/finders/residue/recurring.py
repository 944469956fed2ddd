"""Lines that stand in many articles of a dump: furniture no rule knows yet."""

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import regex

from normalizer.document.paragraphs import is_sentence
from normalizer.finders.residue.layout import Line, article_lines

_FRONT, _BACK = 3, 8
_LONG = 80
_LONGEST = 200
_MOST_LINES = 200_000
_MOST_PARAGRAPHS = 500_000
_EDGE = 0.6
_SURE = 0.95
_UNSURE = 0.9
_URL = re.compile(r"(?:https?://|www\.)\S+")
_DIGITS = re.compile(r"\d+")
_NOT_WORD = regex.compile(r"[^\p{L}\p{M}0<>]+")
_LETTER = regex.compile(r"\p{L}")
_FEWEST_LETTERS = 2
_ANY = {"url": r"\S{4,400}", "digits": r"\d{1,9}", "blank": r"\s"}
_VARIABLE = re.compile(r"(?P<url>(?:https?://|www\.)\S+)|(?P<digits>\d+)|(?P<blank>\s+)")


@dataclass(frozen=True, slots=True)
class Recurring:
    """A line, in how many articles it stands, and what share of them (0 to 1) has it at an edge.

    ``confidence`` is that of a rule for it: lower for whole sentences, which an agency may have
    sent to many.
    """

    line: str
    articles: int
    edge: float
    confidence: float


@dataclass(slots=True)
class _Count:
    line: str
    articles: int = 0
    edges: int = 0


class RecurringLines:
    """Counts the lines of articles as they come, in bounded memory.

    Articles that share half of their long paragraphs with earlier ones are copies and count once.
    Of very large dumps lines that are rare for long are forgotten, so that their counts may be
    too low, never too high.
    """

    def __init__(self) -> None:
        self.articles = 0
        self._lines: dict[str, _Count] = {}
        self._paragraphs: dict[bytes, None] = {}
        self._rare = 0

    def add(self, text: str) -> None:
        """Count the lines of one more article."""
        article = article_lines(text)
        if not article or self._is_copy(article):
            return
        self.articles += 1
        edges = {*range(_FRONT), *range(len(article) - _BACK, len(article))}
        seen: set[str] = set()
        for i, line in enumerate(article):
            key = _key(line.plain) if len(line.text) <= _LONGEST else ""
            # A rule for lines of nothing but numbers would fit any number or date.
            if key in seen or len(_LETTER.findall(key)) < _FEWEST_LETTERS:
                continue
            seen.add(key)
            count = self._lines.setdefault(key, _Count(line.plain))
            count.articles += 1
            count.edges += i in edges
        self._forget()

    @property
    def held(self) -> int:
        """How many lines and paragraphs are remembered."""
        return len(self._lines) + len(self._paragraphs)

    def found(self, *, least: int = 3, share: float = 0.02) -> list[Recurring]:
        r"""Lines at an edge of at least ``least`` articles and of ``share`` (0 to 1) of all.

        The most frequent come first.

        >>> lines = RecurringLines()
        >>> for name in ("Moor", "Hafen", "Deich"):
        ...     lines.add(f"Am {name}\nEs regnete seit dem Morgen am {name}.\nMehr aus Lunow")
        >>> [(found.line, found.articles) for found in lines.found()]
        [('Mehr aus Lunow', 3)]
        """
        wanted = max(least, share * self.articles)
        often = [count for count in self._lines.values() if count.articles >= wanted]
        found = [
            Recurring(
                count.line,
                count.articles,
                count.edges / count.articles,
                _UNSURE if is_sentence(count.line) else _SURE,
            )
            for count in often
            if count.edges >= _EDGE * count.articles
        ]
        return sorted(found, key=lambda one: (-one.articles, one.line))

    def _is_copy(self, article: Sequence[Line]) -> bool:
        long = {_digest(line.text) for line in article if len(line.text) >= _LONG}
        known = sum(digest in self._paragraphs for digest in long)
        self._paragraphs.update(dict.fromkeys(sorted(long)))
        while len(self._paragraphs) > _MOST_PARAGRAPHS:
            del self._paragraphs[next(iter(self._paragraphs))]
        return bool(long) and 2 * known >= len(long)

    def _forget(self) -> None:
        while len(self._lines) > _MOST_LINES:
            self._rare += 1
            rare = [key for key, count in self._lines.items() if count.articles <= self._rare]
            for key in rare:
                del self._lines[key]


def pattern_of(line: str) -> str:
    r"""A pattern for ``line`` and the like: other numbers, other addresses.

    >>> pattern_of("Teile 12 mit")
    'Teile\\s\\d{1,9}\\smit'
    """
    pieces: list[str] = []
    end = 0
    for match in _VARIABLE.finditer(line):
        pieces.append(regex.escape(line[end : match.start()], special_only=True))
        pieces.append(_ANY[match.lastgroup or "blank"])
        end = match.end()
    return "".join((*pieces, regex.escape(line[end:], special_only=True)))


def _key(line: str) -> str:
    folded = unicodedata.normalize("NFKC", line).casefold()
    return _NOT_WORD.sub(" ", _DIGITS.sub("0", _URL.sub("<url>", folded))).strip()


def _digest(line: str) -> bytes:
    return hashlib.blake2b(line.encode("utf-8", "surrogatepass"), digest_size=8).digest()
