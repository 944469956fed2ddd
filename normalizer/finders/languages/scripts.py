"""Which script a word is written in."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import regex

from normalizer.document.span import Span

_SCRIPTS = (
    "Latin", "Cyrillic", "Greek", "Armenian", "Georgian", "Hebrew", "Arabic", "Devanagari",
    "Thai", "Hangul", "Hiragana", "Katakana", "Han",
)  # fmt: skip
_WORD = regex.compile(
    "|".join(rf"(?P<{script}>\p{{{script}}}[\p{{{script}}}\p{{M}}'’ʼ]*)" for script in _SCRIPTS)
)
_OF_LANGUAGE = {
    "ru": "Cyrillic", "uk": "Cyrillic", "be": "Cyrillic", "bg": "Cyrillic", "mk": "Cyrillic",
    "sr": "Cyrillic", "kk": "Cyrillic", "ky": "Cyrillic", "mn": "Cyrillic", "el": "Greek",
    "hy": "Armenian", "ka": "Georgian", "he": "Hebrew", "ar": "Arabic", "fa": "Arabic",
    "ur": "Arabic", "hi": "Devanagari", "th": "Thai", "ko": "Hangul", "ja": "Han", "zh": "Han",
}  # fmt: skip
_BEYOND_LATIN = re.compile(
    "[\u0370-\u1dbf\u1f00-\u1fff\u2c00-\u2c5f\u2c80-\ua63f\ua640-\ua71f\ua800-\uab2f\uab70-\ufaff"
    "\ufb13-\ufeff\uff66-\uffdc\U00010000-\U0001cfff\U0001e000-\U0001efff\U00020000-\U0003ffff]"
)
_LETTER = re.compile(r"[^\W\d_]")
_JAPANESE = frozenset({"Hiragana", "Katakana"})


@dataclass(frozen=True, slots=True)
class Word:
    """A run of letters of one script (its Unicode name), and where it stands."""

    span: Span
    script: str


def words(text: str, window: Span) -> Iterator[Word]:
    """The words of ``window``, in order; a change of script ends a word.

    Kana count as Han here, since Japanese mixes the three in every sentence.

    >>> [(word.script, word.span.start) for word in words("НАТО-Rat", Span(0, 8))]
    [('Cyrillic', 0), ('Latin', 5)]
    """
    for match in _WORD.finditer(text, window.start, window.end):
        script = match.lastgroup or "Latin"
        yield Word(Span(*match.span()), "Han" if script in _JAPANESE else script)


def is_latin_only(text: str) -> bool:
    """Whether ``text`` holds no letter of another script than Latin; the cheap first look.

    >>> is_latin_only("„Naïve“ 2024 – ja"), is_latin_only("«да»")
    (True, False)
    """
    return text.isascii() or _BEYOND_LATIN.search(text) is None


def dominant_script(text: str) -> str | None:
    """The script that most letters of ``text`` belong to, or ``None`` without letters.

    >>> dominant_script("Sie sagte: «да»"), dominant_script("2024")
    ('Latin', None)
    """
    if is_latin_only(text):
        return "Latin" if _LETTER.search(text) else None
    letters: Counter[str] = Counter()
    for word in words(text, Span(0, len(text))):
        letters[word.script] += len(word.span)
    return letters.most_common(1)[0][0] if letters else None


def words_in(script: str, text: str) -> str:
    """The words of ``text`` that are written in ``script``, with blanks between them.

    >>> words_in("Latin", "Столтенберг sprach am Montag.")
    'sprach am Montag'
    """
    if script == "Latin" and is_latin_only(text):
        return text
    found = words(text, Span(0, len(text)))
    return " ".join(word.span.of(text) for word in found if word.script == script)


def script_of(language: str) -> str:
    """The script that ``language`` (ISO 639-1) is usually written in."""
    return _OF_LANGUAGE.get(language, "Latin")
