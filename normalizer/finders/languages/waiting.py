"""What can be told of pieces of text without looking their words up.

Words in plain letters can wait: their evidence is looked up where it may decide something.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from normalizer.finders.languages.evidence import most_of
from normalizer.finders.languages.letters import CYRILLIC_LETTERS, LATIN_LETTERS
from normalizer.finders.languages.tokens import is_beyond, words_of

SCRIPTS = ("", "Latin", "Cyrillic")
"""The scripts of words that can wait, by their numbers; 0 is for those that can't."""

TAILS = ("", ",", ".")
"""What follows the only word of most pieces; the shape of such a piece is 1 for the first."""

_PLAIN = re.compile(f"([{LATIN_LETTERS}]+)|([{CYRILLIC_LETTERS}]+)")
_LONGEST = 80
"""No words stand so long without a blank in Latin script: addresses and codes do."""


@dataclass(frozen=True, slots=True)
class Met:
    """Of each piece its words and how many letters they have, and as `waiting` the script and most.

    The shape is the place in `TAILS`, from 1, of what follows the only word of a piece that
    begins with it and can wait, else 0.
    """

    words: list[list[str]] = field(default_factory=list)
    letters: list[int] = field(default_factory=list)
    scripts: list[int] = field(default_factory=list)
    most: list[float] = field(default_factory=list)
    shapes: list[int] = field(default_factory=list)


def met(pieces: Sequence[str]) -> Met:
    """What can be told of each of ``pieces``; the words of those in capitals come in small letters.

    >>> found = met(["Kiew,", "(НАТО)", "a-b"])
    >>> found.words, found.shapes
    ([['Kiew'], ['нато'], ['a', 'b']], [2, 0, 0])
    """
    found = Met()
    beyond = is_beyond("".join(pieces))
    for piece in pieces:
        word, shape = _only_word(piece)
        if not shape or (beyond and is_beyond(piece)):
            words = _words_of(piece)
            script, most = waiting(words)
            letters = sum(map(len, words))
        else:
            words, letters = [word], len(word)
            script, most = _alone(word)
        found.words.append(words)
        found.letters.append(letters)
        found.scripts.append(script)
        found.most.append(most)
        found.shapes.append(shape if script else 0)
    return found


def waiting(words: Sequence[str]) -> tuple[int, float]:
    """The number of the script that all ``words`` are in, and the most that they may say, in nats.

    ``(0, 0.0)`` where they are in several, in another one, or hold anything but letters.

    >>> waiting(["Kiew"])[0], waiting(["мост"])[0], waiting(["Kiew", "мост"]), waiting([])
    (1, 2, (0, 0.0), (0, 0.0))
    """
    script = 0
    most = 0.0
    for word in words:
        number, its = _alone(word)
        if not number or script not in (0, number):
            return 0, 0.0
        script = number
        most += its
    return script, most


def _alone(word: str) -> tuple[int, float]:
    if word.isascii() and word.isalpha():
        return 1, most_of(word)
    found = _PLAIN.fullmatch(word)
    return (found.lastindex or 0, most_of(word)) if found else (0, 0.0)


def _only_word(piece: str) -> tuple[str, int]:
    """The word that ``piece`` is but for a tail, and its shape; shape 0 where it isn't one."""
    if len(piece) > _LONGEST or piece.isupper():
        return "", 0
    if piece.isalpha():
        return piece, 1
    word = piece[:-1]
    if word.isalpha() and piece[-1] in TAILS:
        return word, 1 + TAILS.index(piece[-1])
    return "", 0


def _words_of(piece: str) -> list[str]:
    if len(piece) > _LONGEST and piece.isascii():
        return []
    return words_of(piece.lower() if piece.isupper() else piece)
