"""TOML files of tables, with the line each table starts at."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from normalizer.errors import ResourceError

_AT = re.compile(r" \(at line (\d+), column \d+\)$")


@dataclass(frozen=True, slots=True)
class Table:
    """One ``[[name]]`` of a TOML file; ``place`` is its ``file:line``."""

    place: str
    values: Mapping[str, Any]

    def only(self, *known: str) -> None:
        """Refuse keys that nobody reads, since a misspelt one would be lost silently.

        Raises:
            ResourceError: the table has a key that isn't ``known``.
        """
        unknown = sorted(set(self.values) - set(known))
        if unknown:
            message = f"{self.place}: unknown key {unknown[0]!r}; known are {', '.join(known)}"
            raise ResourceError(message)

    def get(self, key: str, kind: type, default: Any = ...) -> Any:
        """The value of ``key``, which must be of type ``kind``.

        Raises:
            ResourceError: it is missing and has no default, or is of another type.
        """
        if key not in self.values:
            if default is ...:
                message = f"{self.place}: {key!r} is missing"
                raise ResourceError(message)
            return default
        value = self.values[key]
        if kind is float and isinstance(value, int) and not isinstance(value, bool):
            return float(value)
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            message = f"{self.place}: {key!r} must be a {kind.__name__}, not {value!r}"
            raise ResourceError(message)
        return value

    def strings(self, key: str, default: Any = ...) -> tuple[str, ...]:
        """The strings of the list ``key``.

        Raises:
            ResourceError: it is missing and has no default, or isn't a list of strings.
        """
        values = self.get(key, list, default)
        for value in values:
            if not isinstance(value, str):
                message = f"{self.place}: {key!r} must hold strings only, not {value!r}"
                raise ResourceError(message)
        return tuple(values)

    def names(self, key: str) -> dict[str, str]:
        """The strings of the table ``key`` by name; none where it is missing.

        Raises:
            ResourceError: it isn't a table of strings.
        """
        values: dict[str, Any] = self.get(key, dict, default={})
        for name, value in values.items():
            if not isinstance(value, str):
                message = f"{self.place}: {key}.{name} must be a str, not {value!r}"
                raise ResourceError(message)
        return values


def read_tables(path: Path, name: str, *, form: str) -> tuple[Table, list[Table]]:
    """The head of a TOML file, and each of its ``[[name]]`` tables.

    Raises:
        ResourceError: the file can't be read, isn't TOML, or its ``format`` isn't ``form``.
    """
    text, values = _parsed(path)
    head = Table(f"{path}:1", {key: value for key, value in values.items() if key != name})
    if head.values.get("format") != form:
        message = f"{path}:1: the file must begin with format = {form!r}"
        raise ResourceError(message)
    starts = list(_starts(text, name))
    tables = values.get(name, [])
    if not isinstance(tables, list) or len(tables) != len(starts):
        message = f"{path}:1: write each {name} as a table under its own [[{name}]]"
        raise ResourceError(message)
    pairs = zip(starts, tables, strict=True)
    return head, [Table(f"{path}:{line}", table) for line, table in pairs]


def read_toml(path: Path) -> dict[str, Any]:
    """The values of a TOML file.

    Raises:
        ResourceError: the file can't be read, or isn't TOML; the message has the line.
    """
    return _parsed(path)[1]


def _parsed(path: Path) -> tuple[str, dict[str, Any]]:
    try:
        text = path.read_text(encoding="utf-8")
        return text, tomllib.loads(text)
    except (OSError, UnicodeDecodeError) as error:
        message = f"{path}:1: can't be read: {error}"
        raise ResourceError(message) from error
    except tomllib.TOMLDecodeError as error:
        at = _AT.search(str(error))
        line = at[1] if at else "1"
        message = f"{path}:{line}: not valid TOML: {_AT.sub('', str(error))}"
        raise ResourceError(message) from error


def _starts(text: str, name: str) -> Iterator[int]:
    header = re.compile(rf"\s*\[\[\s*{re.escape(name)}\s*\]\]")
    for number, line in enumerate(text.split("\n"), start=1):
        if header.match(line):
            yield number
