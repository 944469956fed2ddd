"""Bytes whose encoding nobody wrote down, or that are in several."""

import random
from collections.abc import Iterator

from encoding.cases import Articles, Case, Path
from encoding.tables import table

LENGTHS = (50, 200, 1000)
"""Characters in a text."""
WIDE = {
    "utf-8": "utf-8", "utf-8-sig": "utf-8-sig", "utf-8-cut": "utf-8", "utf-16-bom": "utf-16",
    "utf-16-le": "utf-16-le", "utf-16-be": "utf-16-be",
}  # fmt: skip
ENCODINGS = {
    "utf-8": ("de", "ru", "uk"), "utf-8-sig": ("de",), "utf-8-cut": ("de", "ru"),
    "utf-16-bom": ("de", "ru"), "utf-16-le": ("de", "ru"), "utf-16-be": ("de", "ru"),
    "cp1252": ("de", "fr"), "cp1251": ("ru", "uk"), "koi8-r": ("ru",), "koi8-u": ("uk",),
    "cp866": ("ru",), "iso-8859-5": ("ru", "uk"), "mac-cyrillic": ("ru", "uk"),
    "cp1250": ("pl", "cs"), "iso-8859-2": ("pl", "cs"), "cp852": ("pl",), "cp850": ("de",),
    "cp437": ("de",), "mac-roman": ("de",), "cp1254": ("tr",),
}  # fmt: skip
"""The 20 encodings and the languages written in them."""
KINDS = (
    ("utf-8", "de"), ("utf-8", "ru"), ("utf-8", "uk"), ("cp1252", "de"), ("cp1251", "ru"),
    ("cp1251", "uk"), ("koi8-r", "ru"), ("koi8-u", "uk"), ("cp866", "ru"),
)  # fmt: skip
"""What the lines of one file may be in."""
LEGACY = KINDS[3:]
LINES = 20
SAME = 0.7
"""How many lines of a mixed file are in what most of it is in."""


def raw_paths() -> Iterator[Path]:
    """Whole texts in each encoding, files mixed by line, and lines half in one, half in another."""
    for length in LENGTHS:
        for encoding, languages in ENCODINGS.items():
            for language in languages:
                yield _whole(f"bytes-{length}/{encoding}/{language}", length)
    yield Path("bytes-mixed-lines/nine-kinds/all", "bytes-mixed-lines", _mixed)
    for encoding, language in LEGACY:
        yield _half(f"bytes-half-lines/{encoding}/{language}")


def encoded(text: str, encoding: str) -> bytes:
    """``text`` in ``encoding``.

    Raises:
        UnicodeEncodeError: it can't be written so.
    """
    if encoding in WIDE:
        # A file that declares nothing has no mark beyond the one the name says.
        return text.encode(WIDE[encoding])
    return table(encoding).write(text)


def _whole(name: str, length: int) -> Path:
    group, encoding, language = name.split("/")

    def make(articles: Articles, rng: random.Random) -> Case | None:
        lines = articles.several(language, rng, 2 + length // 60)
        text = _writable(" ".join(lines), encoding)
        text = text and text[:length].strip()
        if not text or text.isascii():
            return None
        return _cut(text) if encoding == "utf-8-cut" else Case(text, encoded(text, encoding))

    return Path(name, group, make)


def _cut(text: str) -> Case | None:
    """A text cut within its last letter, as a field of a fixed number of bytes does."""
    while text and text[-1].isascii():
        text = text[:-1]
    if text[:-1].isascii():
        return None
    return Case(text[:-1], text.encode()[:-1], also=(text[:-1] + "\N{REPLACEMENT CHARACTER}",))


def _writable(text: str, encoding: str) -> str | None:
    return text if encoding in WIDE else table(encoding).fit(text)


def _line(articles: Articles, rng: random.Random, kind: tuple[str, str]) -> str:
    encoding, language = kind
    while True:
        line = _writable(articles.line(language, rng), encoding)
        if line and not line.isascii():
            return line


def _mixed(articles: Articles, rng: random.Random) -> Case:
    base = rng.choice(KINDS)
    kinds = [base if rng.random() < SAME else rng.choice(KINDS) for _ in range(LINES)]
    lines = [_line(articles, rng, kind) for kind in kinds]
    raw = (encoded(line, kind[0]) for line, kind in zip(lines, kinds, strict=True))
    return Case("\n".join(lines), b"\n".join(raw), by_line=True)


def _half(name: str) -> Path:
    """A German half in UTF-8, the other half in a single-byte table."""
    group, encoding, language = name.split("/")

    def make(articles: Articles, rng: random.Random) -> Case:
        first = _line(articles, rng, ("utf-8", "de"))
        second = _line(articles, rng, (encoding, language))
        return Case(f"{first} {second}", first.encode() + b" " + encoded(second, encoding))

    return Path(name, group, make)
