"""The script of a letter and of a word."""

import re
import unicodedata
from collections import Counter
from functools import lru_cache

from normalizer.resources.lookalikes import TO_CYRILLIC, TO_LATIN

OTHER = "Other"
"""The script of letters in none of those that a language is told by."""

_OF_NAME = {
    "LATIN": "Latin", "CYRILLIC": "Cyrillic", "GREEK": "Greek", "ARMENIAN": "Armenian",
    "GEORGIAN": "Georgian", "HEBREW": "Hebrew", "ARABIC": "Arabic", "DEVANAGARI": "Devanagari",
    "THAI": "Thai", "HANGUL": "Hangul", "CJK": "Han", "HIRAGANA": "Han", "KATAKANA": "Han",
    "KATAKANA-HIRAGANA": "Han", "IDEOGRAPHIC": "Han",
}  # fmt: skip


_LATIN = re.compile("[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]+")
_CYRILLIC = re.compile("[\u0400-\u0481\u048a-\u04ff]+")
"""Most words have such letters only, which is quickly seen."""


@lru_cache(maxsize=4096)
def script_of_letter(letter: str) -> str:
    """The Unicode name of the script of ``letter``; kana count as Han, `OTHER` where unknown.

    >>> script_of_letter("ї"), script_of_letter("か"), script_of_letter("ል")
    ('Cyrillic', 'Han', 'Other')
    """
    return _OF_NAME.get(unicodedata.name(letter, "").split(" ", 1)[0], OTHER)


@lru_cache(maxsize=1 << 16)
def script_of_word(word: str) -> str:
    """The script of most letters of ``word``: a Latin letter in a Cyrillic word is noise.

    >>> script_of_word("Größe"), script_of_word("Рim"), script_of_word("Мosква")
    ('Latin', 'Latin', 'Cyrillic')
    """
    if word.isascii() or _LATIN.fullmatch(word):
        return "Latin"
    if _CYRILLIC.fullmatch(word):
        return "Cyrillic"
    letters = Counter(script_of_letter(letter) for letter in word if letter.isalpha())
    return letters.most_common(1)[0][0] if letters else OTHER


def unmixed(word: str) -> str:
    """``word`` with the letters of another script put into its own, where they have a double.

    >>> unmixed("Рim"), unmixed("Mосква"), unmixed("Größe")
    ('Pim', 'Москва', 'Größe')
    """
    if word.isascii() or not is_mixed(word):
        return word
    script = script_of_word(word)
    return word.translate({"Latin": TO_LATIN, "Cyrillic": TO_CYRILLIC}.get(script, {}))


def is_mixed(word: str) -> bool:
    """Whether ``word`` holds letters of two scripts.

    >>> is_mixed("Рim"), is_mixed("Größe")
    (True, False)
    """
    if _LATIN.fullmatch(word) or _CYRILLIC.fullmatch(word):
        return False
    return len({script_of_letter(letter) for letter in word if letter.isalpha()}) > 1


def has_kana(word: str) -> bool:
    """Whether ``word`` holds Japanese syllables, which Chinese has not.

    >>> has_kana("する"), has_kana("部长")
    (True, False)
    """
    return any("\u3041" <= letter <= "\u30ff" for letter in word)
