"""Text read with a table it wasn't written in: UTF-8 chains, single-byte swaps, what they lose."""

import random
import re
from collections.abc import Callable, Iterator
from functools import partial

from encoding.cases import Articles, Case, Path, line_path
from encoding.tables import GAPPY, PLAIN, READERS, table

CORE = ("de", "ru", "uk")
MORE = ("en", "pl", "cs", "fr", "tr")
PAIRS = (
    ("cp1252", "cp1251"), ("cp1251", "cp1252"), ("cp1252", "latin-1"), ("latin-1", "cp1252"),
    ("cp1251", "koi8-r"), ("cp1251", "cp866"), ("cp1252", "mac-roman"), ("cp1250", "cp1252"),
)  # fmt: skip
SWAPS = {
    "cp1251": ("cp1252", "latin-1", "cp1250", "koi8-r", "cp866", "mac-cyrillic", "iso-8859-5",
               "mac-roman", "cp437"),
    "koi8-r": ("cp1251", "cp1252", "latin-1", "cp866", "iso-8859-5"),
    "cp866": ("cp1251", "cp1252", "latin-1", "koi8-r", "cp437"),
    "iso-8859-5": ("cp1251", "cp1252", "koi8-r"),
    "mac-cyrillic": ("cp1251", "cp1252", "mac-roman"),
}  # fmt: skip
"""The table a Cyrillic text is in, and those it is read with."""
GERMAN = {
    "cp1252": ("cp850", "cp437", "mac-roman", "cp1251", "koi8-r", "cp866", "iso-8859-5",
               "iso-8859-7"),
    "cp850": ("cp1252", "latin-1"),
    "cp437": ("latin-1",),
    "mac-roman": ("cp1252", "latin-1"),
}  # fmt: skip
LATIN = (
    ("cp1250", "cp1252", ("pl", "cs")), ("cp1250", "latin-1", ("pl", "cs")),
    ("iso-8859-2", "cp1252", ("pl", "cs")), ("cp852", "cp1252", ("pl", "cs")),
    ("cp1252", "cp1250", ("fr",)), ("cp1252", "cp1251", ("fr",)), ("cp1252", "cp850", ("fr",)),
    ("cp1254", "cp1252", ("tr",)),
)  # fmt: skip
UNDER = (("cp1251", "cp1252", "cp1252"), ("cp1251", "latin-1", "cp1251"),
         ("koi8-u", "cp1251", "cp1252"), ("cp866", "cp1251", "cp1251"))  # fmt: skip
LINES = 10
LOSSES = (("fffd", "\N{REPLACEMENT CHARACTER}"), ("question", "?"), ("dropped", ""))
_STRAIGHT = str.maketrans({sign: PLAIN[sign] for sign in "«»„“”‹›‘’‚–—…"})


def misread(text: str, *readers: str, undefined: str | None = None) -> str:
    """``text`` written in UTF-8 and read with each table in turn.

    >>> misread("für", "cp1252"), misread("Я", "cp1252", "cp1251")
    ('fÃ¼r', 'ГђВЇ')
    """
    for reader in readers:
        text = table(reader).read(text.encode(), undefined)
    return text


def unread(text: str, *readers: str) -> str:
    """What `misread` was given, where it lost nothing."""
    for reader in reversed(readers):
        text = table(reader).write(text).decode()
    return text


def swapped(text: str, true: str, read: str) -> str:
    """``text`` written in the table ``true`` and read with ``read``.

    >>> swapped("Привет", "cp1251", "cp1252")
    'Ïðèâåò'
    """
    return table(read).read(table(true).write(text))


def fitting(true: str) -> Callable[[str], str | None]:
    """A line as far as the table ``true`` can hold it."""
    return table(true).fit


def chain_paths() -> Iterator[Path]:
    """UTF-8 read with every table once, twice, three times, and with two different ones."""
    for reader in READERS:
        more = MORE if reader in READERS[:4] else ()
        for times, languages in ((1, CORE + more), (2, CORE), (3, CORE)):
            for language in languages:
                yield _chain(f"chain-x{times}/{reader}", language, (reader,) * times)
    for pair in PAIRS:
        for language in CORE:
            yield _chain(f"chain-mixed/{'+'.join(pair)}", language, pair)


def _chain(name: str, language: str, readers: tuple[str, ...]) -> Path:
    return line_path(
        name,
        language,
        lambda text: misread(text, *readers),
        undo=lambda text: unread(text, *readers),
    )


def swap_paths() -> Iterator[Path]:
    """A line or a document in one single-byte table read with another."""
    for true, readers in SWAPS.items():
        for read in readers:
            yield from _swaps("cyrillic", "ru", (true, read))
            if writes(ukrainian(true), "uk"):
                yield from _swaps("cyrillic", "uk", (ukrainian(true), ukrainian(read)))
    for true, readers in GERMAN.items():
        for read in readers:
            yield _swap_line("swap-german-line", "de", (true, read))
            yield _swap_document("swap-latin-document", "de", (true, read))
    for true, read, languages in LATIN:
        for language in languages:
            yield from _swaps("latin", language, (true, read))
    yield from _under_paths()


def _under_paths() -> Iterator[Path]:
    """A swap that was written in UTF-8 and misread once more."""
    for true, read, reader in UNDER:
        for language in ("ru", "uk") if writes(true, "uk") else ("ru",):
            yield line_path(
                f"swap-under-chain/{true}>{read}+{reader}",
                language,
                partial(_swapped_under, true=true, read=read, reader=reader),
                prepare=fitting(true),
                undo=partial(_unswapped_under, true=true, read=read, reader=reader),
            )


def _swapped_under(text: str, *, true: str, read: str, reader: str) -> str:
    return misread(swapped(text, true, read), reader)


def _unswapped_under(text: str, *, true: str, read: str, reader: str) -> str:
    return swapped(unread(text, reader), read, true)


def writes(true: str, language: str) -> bool:
    """Whether ``language`` can be written in the table ``true`` at all."""
    return language != "uk" or table(true).fit("іїє") is not None


def ukrainian(name: str) -> str:
    """The table Ukrainian is in where Russian is in the table ``name``."""
    return "koi8-u" if name == "koi8-r" else name


def _swaps(script: str, language: str, tables: tuple[str, str]) -> Iterator[Path]:
    yield _swap_line(f"swap-{script}-line", language, tables)
    yield _swap_document(f"swap-{script}-document", language, tables)


def _swap_line(group: str, language: str, tables: tuple[str, str]) -> Path:
    true, read = tables
    return line_path(
        f"{group}/{true}>{read}",
        language,
        lambda text: swapped(text, true, read),
        prepare=fitting(true),
        undo=lambda text: swapped(text, read, true),
    )


def _swap_document(group: str, language: str, tables: tuple[str, str]) -> Path:
    true, read = tables

    def make(articles: Articles, rng: random.Random) -> Case | None:
        fitted = map(fitting(true), articles.several(language, rng, LINES))
        gold = "\n".join(line for line in fitted if line)
        return Case(gold, swapped(gold, true, read)) if gold else None

    name = f"{group}/{true}>{read}/{language}"
    return Path(name, group, make, lambda text: swapped(text, read, true))


def lossy_paths() -> Iterator[Path]:
    """Mojibake that something else went over: lost bytes, other spaces, quotes and cases."""
    for language in CORE:
        for reader in GAPPY:
            for loss, sign in LOSSES:
                yield _lossy(loss, reader, language, partial(misread, undefined=sign))
        for reader in ("cp1252", "latin-1", "cp1251", "koi8-r"):
            yield _lossy("nbsp", reader, language, _without_nbsp)
        for reader in ("cp1252", "cp1251"):
            yield _lossy("straight", reader, language, _straightened)
            yield _lossy("resmart", reader, language, _resmarted)
        yield _lossy("c1", "latin-1", language, _without_c1)
        yield line_path(
            "lossy-lower/cp1252",
            language,
            lambda text: misread(text, "cp1252").lower(),
            prepare=lambda text: re.sub("[A-Z]+", lambda found: found[0].lower(), text),
        )


def _lossy(loss: str, reader: str, language: str, read: Callable[..., str]) -> Path:
    def spoil(text: str) -> str | None:
        bad = read(text, reader)
        return bad if bad != misread(text, reader) else None

    return line_path(f"lossy-{loss}/{reader}", language, spoil)


def _without_nbsp(text: str, reader: str) -> str:
    return misread(text, reader).replace("\N{NO-BREAK SPACE}", " ")


def _straightened(text: str, reader: str) -> str:
    return misread(text, reader).translate(_STRAIGHT)


def _without_c1(text: str, reader: str) -> str:
    return re.sub("[\x80-\x9f]", "", misread(text, reader))


def _resmarted(text: str, reader: str) -> str:
    """A word processor curls each quotation mark by what stands before it."""
    text = re.sub("(?<!\\S)[“”]", "“", misread(text, reader))
    text = re.sub("(?<=\\S)[“”]", "”", text)
    return re.sub("(?<=\\S)[‘’]", "’", re.sub("(?<!\\S)[‘’]", "‘", text))
