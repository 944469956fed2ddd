"""Words and letters that an engine said over and over."""

import re
from collections import Counter
from collections.abc import Iterator
from operator import eq

_WORD = re.compile(r"\w+")
_LETTER_RUN = re.compile(r"([^\s\d.…\-–—_=*])\1{5,}")
_DRAWN_OUT = re.compile(r"([^\W\d_])\1\1")
"""A letter of a word that is drawn out; a translation may draw it out longer."""

_SYLLABLES = re.compile(r"([^\W\d_]{2,8}?)\1{3,}", re.IGNORECASE)
_DOUBLE = re.compile(r"(?<![\w-])(\w{2,})\s+\1(?![\w-])", re.IGNORECASE)
_PAIRED = re.compile(r"(?<!\w)(\w{2,})[\s,.…-]+\1(?!\w)", re.IGNORECASE)
_MAY_DOUBLE = frozenset({"nous", "sehr", "sie", "so", "that", "vous", "was", "wie"}).union(
    ("das", "dass", "da", "der", "die", "had", "her", "ich", "is", "ja", "nein", "nie", "no"),
    ("dat", "in", "se", "si"),
)
_LOOPS = 3
_LONGEST_LOOP = 8
_GRAM = 4
_RECURRING = 6
"""Words that are said again where a group stands three times without being a loop, at the least."""

_CROWDED = 0.4
"""A long list may say the same few words with each item; they are no more of it than this."""

_LONG_ECHO = 3
_LONG_RUN, _AGAIN = 8, 6
"""Letters of the shortest syllable that stands four times, and those of them that recur."""


def repetitions(source: str, translation: str) -> Iterator[tuple[str, str]]:
    """What ``translation`` repeats and its source doesn't: the check, and what was seen.

    >>> list(repetitions("Цены выросли.", "Die die die Preise Preise."))
    [('loop', 'the same words 3 times in a row'), ('double', "'Preise' twice in a row")]
    """
    said = _WORD.findall(translation.lower())
    again = len(said) - len(set(said))
    times, echo = _longest_loop(said)
    if times >= _LOOPS > loop_count(source):
        yield "loop", f"the same words {times} times in a row"
    elif echo >= _LONG_ECHO and not longest_echo(source):
        yield "loop", f"the same {echo} words twice in a row"
    times = most_repeated(translation) if again >= _RECURRING else 1
    crowded = times * _GRAM > len(translation.split()) * _CROWDED
    if times >= _LOOPS and crowded and most_repeated(source) == 1:
        yield "repeats", f"the same {_GRAM} words {times} times"
    yield from _drawn_out(source, translation, said)
    if not again or not any(map(eq, said, said[1:])):
        return
    doubled = [
        word[1] for word in _DOUBLE.finditer(translation) if word[1].lower() not in _MAY_DOUBLE
    ]
    if len(doubled) > len(_PAIRED.findall(source)):
        yield "double", f"{doubled[0]!r} twice in a row"


def _drawn_out(source: str, translation: str, said: list[str]) -> Iterator[tuple[str, str]]:
    """Letters and syllables that stand many times in a row, where the source has no such word."""
    long = [word for word in said if len(word) >= _LONG_RUN]
    suspects = " ".join(word for word in long if len(word) - len(set(word)) >= _AGAIN)
    for name, pattern, text in (
        ("letter-run", _LETTER_RUN, translation),
        ("letter-loop", _SYLLABLES, suspects),
    ):
        run = pattern.search(text)
        if run and not pattern.search(source) and not _DRAWN_OUT.search(source):
            yield name, f"{run[0][:20]!r}"


def loop_count(text: str) -> int:
    """How often a block of up to eight words stands in a row, at most; 1 where none repeats.

    >>> loop_count("Northern Northern Northern Rock"), loop_count("a b a b c")
    (3, 2)
    """
    return _longest_loop(_WORD.findall(text.lower()))[0]


def longest_echo(text: str) -> int:
    """The number of words of the longest block, up to eight, that is said again at once.

    >>> longest_echo("the Republic of the Republic of Crimea"), longest_echo("a b")
    (3, 0)
    """
    return _longest_loop(_WORD.findall(text.lower()))[1]


def _longest_loop(said: list[str]) -> tuple[int, int]:
    """How often a block stands in a row, at most, and the size of the longest that does twice."""
    best, echo = 1, 0
    again = len(said) - len(set(said))
    for size in range(1, min(_LONGEST_LOOP, again) + 1):
        if sum(map(eq, said, said[size:])) < size:
            continue  # a block takes as many equal pairs as it has words
        matching = 0
        for earlier, word in zip(said, said[size:], strict=False):
            # A word that stands as it did `size` words before goes on with the block.
            matching = matching + 1 if earlier == word else 0
            if matching >= size:
                best, echo = max(best, matching // size + 1), size
    return best, echo


def most_repeated(text: str) -> int:
    """How often the commonest group of four words stands in ``text``, and 1 where none does.

    >>> most_repeated("er war da und sagte, er war da und ging")
    2
    """
    said = _WORD.findall(text.lower())
    grams = list(zip(*(said[i:] for i in range(_GRAM)), strict=False))
    if len(set(grams)) == len(grams):
        return 1  # so it is in nearly every sentence, and quicker to see than to count
    return max(Counter(grams).values())
