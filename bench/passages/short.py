"""How often the language of a short piece of text is right, and that of a short article."""

import random
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from itertools import islice

import regex
from parallel import Half, documents

from passages.languages import FILES, code
from passages.lines import is_in_own_script
from passages.results import loaded

GROUPS = {
    "six Cyrillic": ("ru", "uk", "bg", "be", "sr-Cyrl", "mk"),
    "six Latin": ("de", "en", "fr", "es", "pl", "vi"),
}
LENGTHS = (10, 20, 40, 80)
"""Code points of a piece, more or less: whole words, from 0.8 to 1.35 times as many."""

ARTICLE = 200
"""Code points of a short article at least: whole lines that follow each other."""

_SHORTEST, _LONGEST = 0.8, 1.35
_FEWEST_LETTERS = 0.6
_WORD = regex.compile(r"\S+")
_LETTER = regex.compile(r"\p{L}")
_CYRILLIC = regex.compile(r"\p{Cyrillic}")


@dataclass(frozen=True)
class Share:
    """How many of how many are right, and what the others were taken for."""

    right: int
    pieces: int
    mistaken: tuple[tuple[str, str], ...]


def pieces(language: str, length: int, half: Half, count: int) -> list[str]:
    """``count`` pieces of about ``length`` code points, the same for the same arguments.

    Cyrillic pieces hold no letter of another script.
    """
    rng = random.Random(f"{language}|{length}|{half}")  # noqa: S311  a benchmark, no secret
    lines = [line for document in documents(FILES[language], half) for line in document]
    cyrillic = language in GROUPS["six Cyrillic"]
    found: list[str] = []
    while len(found) < count:
        words = list(_WORD.finditer(rng.choice(lines)))
        piece = _piece(words, rng.randrange(len(words)), length)
        letters = _LETTER.findall(piece)
        foreign = cyrillic and not all(map(_CYRILLIC.match, letters))
        if piece and len(letters) >= _FEWEST_LETTERS * len(piece) and not foreign:
            found.append(piece)
    return found


def _piece(words: Sequence[regex.Match[str]], first: int, length: int) -> str:
    """Words from ``first`` on until there is enough; nothing where the line doesn't do."""
    start = words[first].start()
    for word in words[first:]:
        if word.end() - start >= _SHORTEST * length:
            piece = word.string[start : word.end()]
            return piece if len(piece) <= _LONGEST * length else ""
    return ""


def articles(language: str, half: Half) -> Iterator[str]:
    """Lines of each document that make `ARTICLE` code points together, each article once there.

    Lines in another script are left out.
    """
    for document in documents(FILES[language], half):
        article = ""
        for line in document:
            if not is_in_own_script(line, language):
                continue
            article += f"\n{line.strip()}" if article else line.strip()
            if len(article) >= ARTICLE:
                yield article
                article = ""


def short(peer: str, half: Half, count: int, executor: Executor) -> dict[str, Share]:
    """What a peer makes of the pieces of each group and length, told of its languages only."""
    rows: dict[str, Share] = {}
    for group, names in GROUPS.items():
        codes = tuple(map(code, names))
        for length in LENGTHS:
            one = partial(_short, peer, codes, (length, half, count))
            rows[f"{group}, {length}"] = _shared(names, executor.map(one, names))
    return rows


def _short(
    peer: str, codes: tuple[str, ...], drawn: tuple[int, Half, int], language: str
) -> list[str]:
    length, half, count = drawn
    identify = loaded(peer, codes).identify
    return [identify(piece) for piece in pieces(language, length, half, count)]


def plain(peer: str, half: Half, count: int, executor: Executor) -> Share:
    """How often a peer names the main language of short articles, ``count`` in each language."""
    names = tuple(FILES)
    codes = tuple(sorted(set(map(code, names))))
    return _shared(names, executor.map(partial(_plain, peer, codes, half, count), names))


def _plain(peer: str, codes: tuple[str, ...], half: Half, count: int, language: str) -> list[str]:
    main = loaded(peer, codes).main
    return [main(article) for article in islice(articles(language, half), count)]


def _shared(names: Sequence[str], found: Iterator[list[str]]) -> Share:
    pairs = [
        (code(name), seen) for name, answers in zip(names, found, strict=True) for seen in answers
    ]
    mistaken = tuple(pair for pair in pairs if pair[0] != pair[1])
    return Share(len(pairs) - len(mistaken), len(pairs), mistaken)
