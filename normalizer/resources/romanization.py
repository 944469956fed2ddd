"""The letter tables of the romanization systems, read and checked."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from normalizer.errors import ResourceError
from normalizer.resources.locate import data_file
from normalizer.resources.tables import Table, read_tables, read_toml

_FORM = "normalizer-romanization/1"
_KEYS = (
    "id", "source", "script", "target", "standard", "about", "extends", "classes", "letters",
    "rules", "example", "reversible",
)  # fmt: skip
_RULE = re.compile(
    r"(?:\[(?P<before>[^\]]+)\] )?(?P<core>[^\s\[\]]+)(?: \[(?P<after>[^\]]+)\])? > (?P<into>\S+)"
)
NOTHING = "∅"
"""Stands in a table for a letter that is left out."""


@dataclass(frozen=True, slots=True)
class LetterRule:
    """One letter, or letters, between two contexts; each context is one of several strings.

    In a context ``#`` is the edge of a word and a Latin capital a class of letters.
    """

    place: str
    before: tuple[str, ...]
    core: str
    after: tuple[str, ...]
    into: str


@dataclass(frozen=True, slots=True)
class LetterTable:
    """A romanization system as its file says it; letters and rules are in lower case."""

    id: str
    source: str
    script: str
    target: str
    standard: str
    about: str
    example: tuple[str, str]
    classes: Mapping[str, str]
    letters: Mapping[str, str]
    rules: tuple[LetterRule, ...]
    reversible: bool


def letter_tables(folder: Path | None = None) -> tuple[LetterTable, ...]:
    """Every letter table of a folder, or of those that ship, by file and by place in it.

    Raises:
        ResourceError: a table holds a mistake; the message begins with ``file:line``.
    """
    found: dict[str, LetterTable] = {}
    for path in sorted((folder or data_file("romanization")).glob("*.toml")):
        for table in read_tables(path, "system", form=_FORM)[1]:
            one = _read(table, found)
            if one.id in found:
                message = f"{table.place}: there is a system {one.id!r} already"
                raise ResourceError(message)
            found[one.id] = one
    return tuple(found.values())


def _read(table: Table, earlier: Mapping[str, LetterTable]) -> LetterTable:
    table.only(*_KEYS)
    base = _base(table, earlier)
    example = table.strings("example")
    if len(example) != len(("source", "target")):
        message = f"{table.place}: 'example' must hold a word and what it becomes"
        raise ResourceError(message)
    letters = dict(_pairs(table))
    rules = tuple(_rule(table.place, line) for line in table.strings("rules", default=[]))
    found = LetterTable(
        id=table.get("id", str),
        source=table.get("source", str),
        script=table.get("script", str, "Cyrl"),
        target=table.get("target", str),
        standard=table.get("standard", str),
        about=table.get("about", str),
        example=(example[0], example[1]),
        classes=table.names("classes") or (base.classes if base else {}),
        letters={**base.letters, **letters} if base else letters,
        rules=(*rules, *base.rules) if base else rules,
        reversible=table.get("reversible", bool, default=False),
    )
    if found.reversible and found.rules:
        message = f"{table.place}: a system that is reversible has no rules"
        raise ResourceError(message)
    return found


def _base(table: Table, earlier: Mapping[str, LetterTable]) -> LetterTable | None:
    name = table.get("extends", str, "")
    if not name:
        return None
    if name not in earlier:
        message = f"{table.place}: extends {name!r}, which doesn't stand before it"
        raise ResourceError(message)
    return earlier[name]


def _pairs(table: Table) -> Iterator[tuple[str, str]]:
    words = table.get("letters", str, "").split()
    if len(words) % 2:
        message = f"{table.place}: 'letters' must be pairs of a letter and what it becomes"
        raise ResourceError(message)
    for letter, into in zip(words[::2], words[1::2], strict=True):
        if len(letter) != 1:
            message = f"{table.place}: {letter!r} is no single letter; write it as a rule"
            raise ResourceError(message)
        yield letter, "" if into == NOTHING else into


def _rule(place: str, line: str) -> LetterRule:
    found = _RULE.fullmatch(line)
    if found is None:
        message = f"{place}: can't read the rule {line!r}; write it as '[before] х [after] > x'"
        raise ResourceError(message)
    into = "" if found["into"] == NOTHING else found["into"]
    before, after = (tuple((found[name] or "").split()) for name in ("before", "after"))
    return LetterRule(place, before, found["core"], after, into)


def pinyin_syllables() -> dict[str, str]:
    """Every syllable of Chinese: its pinyin without tones, and its Russian spelling.

    Raises:
        ResourceError: the table of syllables can't be read.
    """
    values = read_toml(data_file("chinese.toml"))
    finals = values["finals"]
    found: dict[str, str] = {}
    for initial, russian in values["initials"].items():
        for final in values["together"][initial].split():
            written = final.replace("ü", "u") if initial in {"j", "q", "x"} else final
            found[initial + written] = russian + finals[final]
    return {**found, **values["whole"]}


def chinese_surnames() -> dict[str, str]:
    """The surnames in Hanzi that are read in a way of their own, or have two signs, in pinyin.

    Raises:
        ResourceError: the file can't be read.
    """
    return dict(read_toml(data_file("chinese.toml"))["surnames"])


@dataclass(frozen=True, slots=True)
class KoreanNames:
    """What is likely in Korean names, in Hangul: syllables by rank, places, press spellings."""

    syllables: Mapping[str, int]
    places: tuple[str, ...]
    press: Mapping[str, str]


def korean_names() -> KoreanNames:
    """The likely syllables, places and press spellings of Korean names.

    Raises:
        ResourceError: the file can't be read.
    """
    values = read_toml(data_file("korean.toml"))
    ranks: dict[str, int] = {}
    for syllable in "".join(values["syllables"].split()):
        ranks.setdefault(syllable, len(ranks))
    return KoreanNames(ranks, tuple(values["places"].split()), values["press"])
