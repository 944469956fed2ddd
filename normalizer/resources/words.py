"""Short lists of words that keep a rule from misreading a line."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from normalizer.errors import ResourceError
from normalizer.resources.locate import data_file
from normalizer.resources.tables import Table, read_toml


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


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """What a full stop means after a word of one language; lower case, without that stop.

    After ``leading`` words something always follows, after ``numbered`` ones a number does;
    ``trailing`` ones may be the last of a sentence. ``starters`` begin one; ``verbs`` of speech
    follow a quotation and a name, ``reports`` the quotation itself. Where ``ordinals`` holds, a
    number with a stop is an ordinal.
    """

    leading: frozenset[str] = frozenset()
    numbered: frozenset[str] = frozenset()
    trailing: frozenset[str] = frozenset()
    starters: frozenset[str] = frozenset()
    verbs: frozenset[str] = frozenset()
    reports: frozenset[str] = frozenset()
    ordinals: bool = False


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


def load_abbreviations(path: Path | None = None) -> Mapping[str, Abbreviations]:
    """By language, the words that a full stop may follow inside a sentence.

    Raises:
        ResourceError: the file can't be read, or a list in it has another name or type.
    """
    path = path or data_file("abbreviations.toml")
    return {
        language: _abbreviations(Table(f"{path}:1: {language}", values))
        for language, values in read_toml(path).items()
    }


def _abbreviations(table: Table) -> Abbreviations:
    lists = ("leading", "numbered", "trailing", "starters", "verbs", "reports")
    table.only(*lists, "ordinals")
    words = {name: frozenset(table.strings(name, [])) for name in lists}
    return Abbreviations(**words, ordinals=table.get("ordinals", bool, default=False))


def load_numerals(path: Path | None = None) -> Mapping[str, Mapping[float, tuple[str, ...]]]:
    """By language and number, how the words for it begin, in lower case.

    Raises:
        ResourceError: the file can't be read, or isn't a table of lists by number.
    """
    path = path or data_file("numerals.toml")
    tables = {
        language: Table(f"{path}:1: {language}", values)
        for language, values in read_toml(path).items()
    }
    try:
        return {
            language: {float(number): table.strings(number) for number in table.values}
            for language, table in tables.items()
        }
    except ValueError as error:
        message = f"{path}:1: each key of a language must be a number in digits: {error}"
        raise ResourceError(message) from error


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit of a ``kind``, how many of the first unit of that kind it is, and its words.

    ``begins`` are beginnings of words, ``signs`` whole ones; all in lower case.
    """

    kind: str
    size: float
    begins: tuple[str, ...]
    signs: tuple[str, ...]


def load_measures(path: Path | None = None) -> tuple[Measure, ...]:
    """The units of measure.

    Raises:
        ResourceError: the file can't be read, or a unit isn't a number and words.
    """
    path = path or data_file("measures.toml")
    found: list[Measure] = []
    for kind, units in read_toml(path).items():
        for unit, (size, *words) in units.items():
            if not isinstance(size, int | float) or not all(isinstance(w, str) for w in words):
                message = f"{path}:1: {kind}.{unit} must be a number and then words"
                raise ResourceError(message)
            begins = tuple(word for word in words if not word.endswith("."))
            signs = tuple(word[:-1] for word in words if word.endswith("."))
            found.append(Measure(kind, float(size), begins, signs))
    return tuple(found)


def load_pronouns(path: Path | None = None) -> Mapping[str, frozenset[str]]:
    """By language, the personal pronouns in lower case.

    Raises:
        ResourceError: the file can't be read.
    """
    return _by_language(path or data_file("pronouns.toml"))


def load_forenames(path: Path | None = None) -> Mapping[str, frozenset[str]]:
    """By language, the given names that news in it has, in the nominative.

    Raises:
        ResourceError: the file can't be read.
    """
    return _by_language(path or data_file("forenames.toml"))


def load_works(path: Path | None = None) -> Mapping[str, frozenset[str]]:
    """By language, lower-case words (or ends of words) for what has a title.

    Raises:
        ResourceError: the file can't be read.
    """
    return _by_language(path or data_file("works.toml"))


def _by_language(path: Path) -> Mapping[str, frozenset[str]]:
    return {language: frozenset(words) for language, words in read_toml(path).items()}


@cache
def load_given_names() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """By language, other Latin forms of a given name (of Korean ones of the family name).

    Those besides what romanization systems make of its form at home.

    Raises:
        ResourceError: the file can't be read, or a name in it has no list of strings.
    """
    return _names_by_language(data_file("given_names.toml"))


def _names_by_language(path: Path) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    return {
        language: {name: table.strings(name) for name in table.values}
        for language, values in read_toml(path).items()
        for table in (Table(f"{path}:1: {language}", values),)
    }


@cache
def load_short_names() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """By language, the given names that a short or pet form of one stands for.

    Raises:
        ResourceError: the file can't be read, or a name in it has no list of strings.
    """
    return _names_by_language(data_file("given_names_short.toml"))


def load_probes(path: Path | None = None) -> Mapping[str, tuple[str, ...]]:
    """By language, the sentences that a translation package is measured on.

    Raises:
        ResourceError: the file can't be read, or isn't a list of strings by language.
    """
    path = path or data_file("probes.toml")
    table = Table(f"{path}:1", read_toml(path))
    return {language: table.strings(language) for language in table.values}
