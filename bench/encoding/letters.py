"""Letters that came apart, hide, look like others, or went missing."""

import random
import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import partial

from encoding.cases import Articles, Case, Path, line_path
from encoding.chains import fitting
from encoding.tables import table

HIDDEN = {
    "zwsp": "\N{ZERO WIDTH SPACE}", "shy": "\N{SOFT HYPHEN}", "lrm": "\N{LEFT-TO-RIGHT MARK}",
    "wj": "\N{WORD JOINER}", "bom": "\N{ZERO WIDTH NO-BREAK SPACE}", "control": "\v",
}  # fmt: skip
LIGATURES = {"ffi": "ﬃ", "ffl": "ﬄ", "ff": "ﬀ", "fi": "ﬁ", "fl": "ﬂ"}
CYRILLIC = dict(zip("aeopcxyiABEKMHOPCTXI", "аеорсхуіАВЕКМНОРСТХІ", strict=True))
LATIN = {cyrillic: latin for latin, cyrillic in CYRILLIC.items()}
SHARE = 0.3
"""How many of the words that could be are written with letters of the other script."""

Draw = Callable[[str, random.Random], str | None]


def letter_paths() -> Iterator[Path]:
    """Invisible characters, decomposed letters, ligatures, homoglyphs, C1 quotation marks."""
    for name, sign in HIDDEN.items():
        for language in ("de", "ru"):
            yield _drawn(f"invisible/{name}", language, partial(_inside, sign=sign))
    yield line_path("invisible/bidi", "de", "\u202a{}\u202c".format)
    for language in ("de", "ru"):
        yield line_path("invisible/bom-first", language, "\ufeff{}".format)
        yield line_path("invisible/c1", language, _c1)
    for language in ("de", "ru", "uk", "fr"):
        yield line_path("decomposed/nfd", language, partial(unicodedata.normalize, "NFD"))
    yield line_path("decomposed/spaced", "de", _spaced)
    for language in ("de", "en"):
        yield line_path("ligature/all", language, _ligated)
        yield _drawn("homoglyph/cyrillic-in-latin", language, partial(_alike, twins=CYRILLIC))
    for language in ("ru", "uk"):
        yield _drawn("homoglyph/latin-in-cyrillic", language, partial(_alike, twins=LATIN))


def lost_paths() -> Iterator[Path]:
    """German letters and marks beyond ASCII that became U+FFFD or `?`, or went missing."""
    for name, lose in (("fffd", lost), ("question", _questioned), ("dropped", _dropped)):
        for true in ("cp1252", "latin-1"):
            yield line_path(f"umlaut-{name}/{true}", "de", lose, prepare=fitting(true))


def lost(text: str) -> str:
    """Windows-1252 decoded as UTF-8 with replacement characters.

    >>> lost("für") == "f\N{REPLACEMENT CHARACTER}r"
    True
    """
    return table("cp1252").write(text).decode("utf-8", "replace")


def _questioned(text: str) -> str:
    return text.encode("ascii", "replace").decode()


def _dropped(text: str) -> str:
    return text.encode("ascii", "ignore").decode()


def _drawn(name: str, language: str, spoil: Draw) -> Path:
    def make(articles: Articles, rng: random.Random) -> Case | None:
        gold = articles.line(language, rng)
        bad = spoil(gold, rng)
        return Case(gold, bad) if bad else None

    return Path(f"{name}/{language}", name.partition("/")[0], make)


def _inside(text: str, rng: random.Random, *, sign: str) -> str | None:
    places = [found.start() + 1 for found in re.finditer(r"[^\W\d_](?=[^\W\d_])", text)]
    if not places:
        return None
    place = rng.choice(places)
    return text[:place] + sign + text[place:]


def _alike(text: str, rng: random.Random, *, twins: dict[str, str]) -> str:
    """Half of the letters with a twin in the other script, in some words of four or more."""
    words = re.split(r"(\W+)", text)
    for i, word in enumerate(words):
        places = [place for place, letter in enumerate(word) if letter in twins]
        # A word of twins only would be a word of the other script.
        if 0 < len(places) < len(word) and len(word) > 3 and rng.random() < SHARE:  # noqa: PLR2004
            chosen = set(rng.sample(places, max(1, len(places) // 2)))
            words[i] = "".join(twins[c] if at in chosen else c for at, c in enumerate(word))
    return "".join(words)


def _c1(text: str) -> str:
    """Windows-1252 quotation marks and dashes as the controls at their places."""
    windows = table("cp1252")
    return "".join(
        chr(windows.write(c)[0]) if ord(c) > 255 and windows.fit(c) == c else c  # noqa: PLR2004
        for c in text
    )


def _spaced(text: str) -> str:
    return re.sub("[äöüÄÖÜ]", lambda found: unicodedata.normalize("NFD", found[0])[0] + "¨", text)


def _ligated(text: str) -> str:
    return re.sub("ffi|ffl|ff|fi|fl", lambda found: LIGATURES[found[0]], text)
