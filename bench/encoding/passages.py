"""One damaged passage in an article that is whole otherwise."""

import random
import re
from collections.abc import Callable, Iterator
from functools import partial

from encoding.cases import Articles, Case, Path
from encoding.chains import fitting, misread, swapped, writes

CHAINS = (("cp1252",), ("latin-1",), ("cp1251",), ("koi8-r",), ("cp866",), ("cp1252", "cp1252"))
SWAPS = (
    ("cp1251", "cp1252"), ("koi8-u", "cp1251"), ("koi8-u", "cp1252"), ("cp866", "cp1251"),
    ("cp1251", "koi8-u"), ("iso-8859-5", "cp1251"),
)  # fmt: skip
FRAMES = {
    "quotation": ("„{}“, sagte er am Abend.", "Auf dem Schild stand „{}“.", "Er rief: „{}!“"),
    "name": ("Das teilte {} am Dienstag mit.", "Auch {} war am Abend dabei.", "({})"),
}
SHAPES = ("own-line", "sentence", "quotation", "name")
CONTEXT = 5
_NAME = re.compile("(?<=[а-яіїєґ,] )[А-ЯІЇЄҐ][а-яіїєґё]{4,}")
_PUNCTUATION = ' .,–—:;()"«»„“”!?-'

Spoil = Callable[[str], str]


def passage_paths() -> Iterator[Path]:
    """Every shape of passage with every damage, Russian, Ukrainian and German."""
    for shape in SHAPES:
        for language in ("ru", "uk"):
            for readers in CHAINS:
                name = f"passage-{shape}/{'+'.join(readers)}/{language}"
                yield _passage(name, shape, partial(_misread, readers=readers))
            for true, read in SWAPS:
                if not writes(true, language):
                    continue
                name = f"passage-{shape}/{true}>{read}/{language}"
                yield _passage(name, shape, partial(swapped, true=true, read=read), true)
    for reader in ("cp1252", "latin-1", "mac-roman", "cp850"):
        yield _one_line(f"passage-german/line-{reader}/de", "de", reader)
        yield _words(f"passage-german/words-{reader}/de", reader)
    for reader in ("cp1252", "cp1251", "koi8-r", "cp866"):
        yield _one_line(f"passage-german/line-{reader}/ru", "ru", reader)


def _misread(text: str, *, readers: tuple[str, ...]) -> str:
    return misread(text, *readers)


def _passage(name: str, shape: str, spoil: Spoil, true: str | None = None) -> Path:
    language = name.rpartition("/")[2]

    def make(articles: Articles, rng: random.Random) -> Case | None:
        passage: str | None = _cut(articles.line(language, rng), shape, rng)
        if passage and true:
            passage = fitting(true)(passage)
        if not passage:
            return None
        frame = _frame(shape, articles, rng)
        return Case(frame(passage), frame(spoil(passage)))

    return Path(name, f"passage-{shape}", make)


def _cut(line: str, shape: str, rng: random.Random) -> str | None:
    """As much of ``line`` as a passage of this ``shape`` holds; None if it hasn't one."""
    if shape == "name":
        names = _NAME.findall(line)
        return rng.choice(names) if names else None
    if shape == "quotation":
        words = line.split()
        length = rng.randint(3, 6)
        if len(words) < length:
            return None
        start = rng.randrange(len(words) - length + 1)
        return " ".join(words[start : start + length]).strip(_PUNCTUATION)
    return line


def _frame(shape: str, articles: Articles, rng: random.Random) -> Spoil:
    """The German article around a passage."""
    around = articles.several("de", rng, CONTEXT)
    at = rng.randrange(len(around) + 1)
    if shape == "own-line":
        return lambda passage: "\n".join([*around[:at], passage, *around[at:]])
    inner = rng.choice(FRAMES.get(shape, ("{}",)))
    before, after = articles.line("de", rng), articles.line("de", rng)
    return lambda passage: "\n".join(
        [*around[:at], f"{before} {inner.format(passage)} {after}", *around[at:]]
    )


def _one_line(name: str, around: str, reader: str) -> Path:
    """A German line misread, in an article in the language ``around``."""

    def make(articles: Articles, rng: random.Random) -> Case:
        lines = articles.several(around, rng, CONTEXT)
        at = rng.randrange(len(lines) + 1)
        line = articles.line("de", rng)
        gold, bad = ([*lines[:at], text, *lines[at:]] for text in (line, misread(line, reader)))
        return Case("\n".join(gold), "\n".join(bad))

    return Path(name, "passage-german", make)


def _words(name: str, reader: str) -> Path:
    """Half of the words of a German line misread."""

    def make(articles: Articles, rng: random.Random) -> Case:
        line = articles.line("de", rng)
        words = (
            misread(word, reader) if rng.random() < 1 / 2 else word for word in line.split(" ")
        )
        return Case(line, " ".join(words))

    return Path(name, "passage-german", make)
