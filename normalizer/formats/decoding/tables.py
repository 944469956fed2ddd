"""The tables that text files without a declaration are in, each made lossless."""

import codecs
from functools import lru_cache
from typing import Any

from normalizer.finders.encoding.tables import letters_of

COSTS = {
    "cp1252": 0.0, "cp1251": 0.0, "koi8-r": 1.0, "koi8-u": 1.5, "cp1250": 1.5, "cp866": 2.0,
    "iso-8859-2": 2.5, "cp1254": 2.5, "cp850": 2.5, "iso-8859-15": 5.0, "iso-8859-5": 3.0,
    "mac-cyrillic": 3.0, "mac-roman": 3.0, "cp1257": 3.0, "cp437": 3.5, "cp852": 4.0,
    "cp1256": 4.0, "cp1258": 4.5, "cp855": 5.0, "iso-8859-13": 5.0, "iso-8859-16": 5.0,
    "mac-latin2": 5.0, "iso-8859-6": 5.0,
}  # fmt: skip
"""The tables that may be guessed, and how much rarer than the commonest they are, in nats.

What latin-1 has beside cp1252 are controls that no text holds.
"""

TABLES = tuple(COSTS)
UTF_8 = "utf-8"


def read(raw: bytes, table: str) -> str:
    r"""The letters of ``raw`` in one of `TABLES`; an undefined byte is its C1 control.

    >>> read(b"f\xfcr \x81", "cp1252") == "für \x81"
    True
    """
    return codecs.charmap_decode(raw, "strict", letters_of(table))[0]


def written(text: str, encoding: str) -> bytes:
    r"""The bytes that were read as ``text`` in ``encoding``.

    >>> written("für \x81", "cp1252")
    b'f\xfcr \x81'

    Raises:
        UnicodeError: there are none.
        LookupError: there is no such encoding.
    """
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        if encoding not in COSTS:
            raise
        return codecs.charmap_encode(text, "strict", _places(encoding))[0]


@lru_cache(maxsize=64)
def _places(table: str) -> Any:
    return codecs.charmap_build(letters_of(table))
