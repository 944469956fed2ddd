"""The parallel lines of a set, and which of them can serve as foreign text."""

from functools import cache

import regex
from parallel import Half, aligned, languages

from passages.languages import DENSE, FILES, SETS, SetName, script

SHORTEST, LONGEST = 35, 350
SHORTEST_DENSE, LONGEST_DENSE = 18, 200
"""Code points of a usable line."""

_LETTER = regex.compile(r"\p{L}")
_OF_SCRIPT = {
    name: regex.compile(rf"\p{{{name}}}")
    for name in ("Latin", "Cyrillic", "Greek", "Hebrew", "Arabic", "Hangul")
} | {"Han": regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}ー]")}
_WORD = regex.compile(r"\p{L}[\p{L}\p{M}]*")
_FEWEST_OF_SCRIPT = 0.8
_MOST_SHARED = 0.5
_RUN = 4

Row = dict[str, str]
"""One sentence in each language, by the name the tables give the language."""


@cache
def documents(chosen: SetName, half: Half) -> tuple[tuple[Row, ...], ...]:
    """One half of the documents in all languages of a set, every line stripped."""
    english = ["en"] if FILES["en"] in languages() else []
    names = sorted({*SETS[chosen].mains, *SETS[chosen].foreign, *english})
    found = aligned([FILES[name] for name in names], half)
    return tuple(
        tuple({name: line.strip() for name, line in zip(names, row, strict=True)} for row in rows)
        for rows in found
    )


def is_usable(row: Row, language: str, main: str) -> bool:
    """Whether the line is clearly text in ``language`` and none that ``main`` would have as well.

    It is of a sentence's length, in its own script, and at most half of its words stand in the
    line of the main language too: what is left else is names, figures and copies.
    """
    line = row[language]
    dense = language in DENSE
    shortest, longest = (SHORTEST_DENSE, LONGEST_DENSE) if dense else (SHORTEST, LONGEST)
    if not shortest <= len(line) <= longest:
        return False
    if not is_in_own_script(line, language):
        return False
    words, known = words_of(line), set(words_of(row[main]))
    return sum(word in known for word in words) <= _MOST_SHARED * len(words)


def quotes_english(row: Row, main: str) -> bool:
    """Whether the line of ``main`` holds English itself: four words in a row, two of them small.

    Whoever finds these is right, though no gold span says so; such lines are left out.

    >>> row = {"de": "Die Agency for the Sea.", "en": "The Agency for the Sea."}
    >>> quotes_english(row, "de"), quotes_english({"de": "Das ist gut.", "en": "It is fine."}, "de")
    (True, False)
    """
    if main == "en" or "en" not in row:
        return False
    words, english = _WORD.findall(row[main]), _WORD.findall(row["en"])
    known = {tuple(english[i : i + _RUN]) for i in range(len(english) - _RUN + 1)}
    return any(
        tuple(run) in known and sum(word[0].islower() for word in run) > 1
        for run in (words[i : i + _RUN] for i in range(len(words) - _RUN + 1))
    )


def is_in_own_script(line: str, language: str) -> bool:
    """Whether hardly a letter of ``line`` is of another script than that of ``language``.

    A quarter of the Serbian Cyrillic lines have Latin letters within their words.

    >>> is_in_own_script("Тако је рекао.", "sr-Cyrl"), is_in_own_script("Taко je рeкao.", "sr-Cyrl")
    (True, False)
    """
    letters = len(_LETTER.findall(line))
    return len(_OF_SCRIPT[script(language)].findall(line)) > _FEWEST_OF_SCRIPT * letters


def words_of(text: str) -> list[str]:
    """The words of ``text``, folded, without numbers and marks.

    >>> words_of("Um 9 Uhr – „Ja“.")
    ['um', 'uhr', 'ja']
    """
    return [word.casefold() for word in _WORD.findall(text)]
