"""A romanization system, and the mapping of them all."""

import functools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from normalizer.resources.romanization import LetterTable, letter_tables
from normalizer.romanization.letters import Letters


@dataclass(frozen=True, slots=True)
class System:
    """A named way to write one language's names in another script.

    ``source`` and ``target`` are language codes (``und``: no language in particular), ``script``
    is the ISO 15924 code of what it reads.
    """

    id: str
    source: str
    script: str
    target: str
    standard: str
    about: str
    example: tuple[str, str]
    convert: Callable[[str], str]

    def __call__(self, text: str) -> str:
        """The text in the other script; what the system doesn't know stays."""
        return self.convert(text)


class Systems(Mapping[str, System]):
    """Every system by its id; tables are read at the first question, and compiled once."""

    def __getitem__(self, name: str) -> System:
        return _systems()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(_systems())

    def __len__(self) -> int:
        return len(_systems())


@functools.cache
def _systems() -> dict[str, System]:
    return {table.id: _of(table) for table in letter_tables()}


def _of(table: LetterTable) -> System:
    return System(
        id=table.id,
        source=table.source,
        script=table.script,
        target=table.target,
        standard=table.standard,
        about=table.about,
        example=table.example,
        convert=_Deferred(table),
    )


@dataclass(frozen=True)
class _Deferred:
    """A table that is compiled when it is first asked."""

    table: LetterTable

    @functools.cached_property
    def letters(self) -> Letters:
        return Letters.of(self.table)

    def __call__(self, text: str) -> str:
        return self.letters(text)
