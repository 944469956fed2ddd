"""Short lists of words that keep a rule from misreading a line."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from normalizer.errors import ResourceError
from normalizer.resources.locate import data_file
from normalizer.resources.tables import read_toml


@dataclass(frozen=True, slots=True)
class SpacingWords:
    """What a full stop inside a token may belong to.

    ``domains`` are lower-case last parts of addresses and file names, ``abbreviations`` stand
    as they are written without their full stop, ``short`` are lower-case words of up to four
    letters that may end a sentence, ``starters`` words that often begin one.
    """

    domains: frozenset[str]
    abbreviations: frozenset[str]
    short: frozenset[str]
    starters: frozenset[str]


def load_spacing_words(path: Path | None = None) -> SpacingWords:
    """The lists of ``path``, or those that ship.

    Raises:
        ResourceError: the file can't be read or lacks a list.
    """
    path = path or data_file("spacing.toml")
    values = read_toml(path)
    try:
        return SpacingWords(
            domains=frozenset(values["domains"]),
            abbreviations=frozenset(values["abbreviations"]),
            short=frozenset(values["short"]),
            starters=frozenset(values["starters"]),
        )
    except KeyError as error:
        message = f"{path}:1: the list {error.args[0]!r} is missing"
        raise ResourceError(message) from error


def load_abbreviations(path: Path | None = None) -> Mapping[str, frozenset[str]]:
    """By language, the lower-case words after which a full stop ends no sentence.

    Raises:
        ResourceError: the file can't be read.
    """
    return _by_language(path or data_file("abbreviations.toml"))


def load_pronouns(path: Path | None = None) -> Mapping[str, frozenset[str]]:
    """By language, the personal pronouns in lower case.

    Raises:
        ResourceError: the file can't be read.
    """
    return _by_language(path or data_file("pronouns.toml"))


def load_works(path: Path | None = None) -> Mapping[str, frozenset[str]]:
    """By language, lower-case words (or ends of words) for what has a title.

    Raises:
        ResourceError: the file can't be read.
    """
    return _by_language(path or data_file("works.toml"))


def _by_language(path: Path) -> Mapping[str, frozenset[str]]:
    return {language: frozenset(words) for language, words in read_toml(path).items()}
