"""Reference-free checks of a translation against its source.

The checks and their limits follow what stock engines get wrong in practice: loops, copies,
lost numbers, another script, absurd lengths.
"""

import re
from collections.abc import Iterator

import regex

_NUMBER = re.compile(r"\d+")
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|[\w.+-]+@[\w-]+\.[\w.]+|[@#]\w{2,}")
_WORD = re.compile(r"\w+")
_LETTER_RUN = re.compile(r"([^\s.…\-_=*])\1{5,}")
_NOT_LATIN = regex.compile(r"[\p{L}--\p{Latin}]", regex.VERSION1)
_LETTER = regex.compile(r"\p{L}")

_LEAST_RATIO, _MOST_RATIO, _RATIO_FROM = 0.45, 2.2, 12
_LOOPS = 3
_LONGEST_LOOP = 6
_COPIED_WORDS = 4
_FOREIGN_SHARE = 0.05
_SHORT_NUMBER = 2


def problems(source: str, translation: str) -> Iterator[str]:
    """What speaks against ``translation``, in a few words each; nothing where it looks sound.

    The target language is taken to be written in Latin script.

    >>> list(problems("В 2024 году цены выросли.", "Im Jahr 2024 stiegen die Preise."))
    []
    >>> list(problems("В 2024 году цены выросли.", "Im Jahr die die die die Preise."))
    ['number 2024 is lost', 'a loop of words']
    """
    if not translation.strip():
        yield "empty"
        return
    yield from _lengths(source, translation)
    yield from _numbers(source, translation)
    if loop_count(translation) >= _LOOPS and loop_count(translation) > loop_count(source):
        yield "a loop of words"
    if _LETTER_RUN.search(translation) and not _LETTER_RUN.search(source):
        yield "a run of one letter"
    if source.strip() == translation.strip() and len(_WORD.findall(source)) >= _COPIED_WORDS:
        yield "a copy of the source"
    elif _foreign_share(translation) > _FOREIGN_SHARE:
        yield "letters of another script"
    for address in _ADDRESS.findall(source):
        if address.rstrip(".,;)") not in translation:
            yield "an address is lost"
    if translation.count("(") - translation.count(")") != source.count("(") - source.count(")"):
        yield "brackets don't match"
    if any(note in translation and note not in source for note in "♪♫"):
        yield "music notes"


def loop_count(text: str) -> int:
    """How often a block of up to six words stands in a row, at most; 1 where none repeats.

    >>> loop_count("Northern Northern Northern Rock"), loop_count("a b a b c")
    (3, 2)
    """
    said = [word.lower() for word in _WORD.findall(text)]
    best = 1
    for size in range(1, _LONGEST_LOOP + 1):
        matching = 0
        for i in range(size, len(said)):
            # A word that stands as it did `size` words before goes on with the block.
            matching = matching + 1 if said[i] == said[i - size] else 0
            best = max(best, matching // size + 1)
    return best


def _lengths(source: str, translation: str) -> Iterator[str]:
    ratio = len(translation) / max(1, len(source))
    if len(source) >= _RATIO_FROM and not _LEAST_RATIO <= ratio <= _MOST_RATIO:
        yield f"{ratio:.1f} times the length of its source"
    if len(source) < _RATIO_FROM and len(translation) > 4 * len(source) + 20:
        yield "far longer than its source"


def _numbers(source: str, translation: str) -> Iterator[str]:
    before, after = _NUMBER.findall(source), _NUMBER.findall(translation)
    joined_before, joined_after = "".join(before), "".join(after)
    for number in before:
        if len(number) >= _SHORT_NUMBER and number not in joined_after:
            yield f"number {number} is lost"
    for number in after:
        if len(number) >= _SHORT_NUMBER and number not in joined_before:
            yield f"number {number} is new"


def _foreign_share(text: str) -> float:
    letters = len(_LETTER.findall(text))
    return len(_NOT_LATIN.findall(text)) / letters if letters else 0.0
