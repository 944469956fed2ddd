"""How an English name sounds, which is what Cyrillic letters write of it."""

import re
from functools import lru_cache

_CLOSED = "[bcdfgklmnpstvz]"
_RULES = tuple(
    (re.compile(written), said)
    for written, said in (
        (r"\Aj|g(?=[eiy])", "dsch"),
        (r"ough\Z", "o"),
        (rf"igh|(?<![aeo])i(?={_CLOSED}es?\Z)", "ai"),
        ("a[iy]", "ei"),
        (r"e[ea]|ie\Z|ey\Z|(?<=[^aeo])y\Z", "i"),
        ("oo", "u"),
        (r"ow\Z|oa", "ou"),
        ("o[wu]", "au"),
        ("ew", "ju"),
        ("wh", "w"),
        (r"\Akn", "n"),
        ("th", "t"),
        (rf"a(?={_CLOSED}(?:e\Z|es\Z|[aiouy]))", "ei"),
        (rf"o(?={_CLOSED}es?\Z)", "ou"),
        (r"(?<=[^aeiou])e\Z", ""),
        ("w", "u"),
    )
)
"""Vowels that a name spells in one way and says in another, and letters it doesn't say."""


@lru_cache(maxsize=1 << 14)
def english_sound(name: str) -> str:
    """``name``, one word, as German would spell what English says; in small letters.

    >>> english_sound("Flake"), english_sound("Jacobs"), english_sound("Wade")
    ('fleik', 'dscheicobs', 'ueid')
    """
    said = name.lower()
    for written, sound in _RULES:
        said = written.sub(sound, said)
    return said
