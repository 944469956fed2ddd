"""A romanization system, and the mapping of them all."""

import functools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from normalizer.resources.romanization import LetterTable, letter_tables
from normalizer.romanization import korean
from normalizer.romanization.letters import Letters


@dataclass(frozen=True, slots=True)
class System:
    """A named way to write one language's names in another script.

    ``source`` and ``target`` are language codes (``und``: no language in particular), ``script``
    is the ISO 15924 code of what it reads. ``person`` takes the whole name of one person, where
    that is written otherwise than other text.
    """

    id: str
    source: str
    script: str
    target: str
    standard: str
    about: str
    example: tuple[str, str]
    convert: Callable[[str], str]
    person: Callable[[str], str] | None = None

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
    tables = {table.id: _of(table) for table in letter_tables()}
    return {**tables, **{system.id: system for system in korean_systems()}}


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


def korean_systems() -> tuple[System, ...]:
    """The systems that read Hangul."""
    return (
        System(
            "ko-rr", "ko", "Hang", "und",
            "Revised Romanization, Ministry of Culture and Tourism of the Republic of Korea, 2000",
            "Korean as the South writes it officially, by its sound; the hyphen before -do, -si, "
            "-ri is the source's.",
            ("한라산", "Hallasan"), korean.REVISED.text, korean.revised_person,
        ),
        System(
            "ko-mr", "ko", "Hang", "und",
            "McCune-Reischauer, 1939",
            "Korean as Western libraries and older maps have it, with ŏ, ŭ and apostrophes.",
            ("판문점", "P’anmunjŏm"), korean.MCCUNE.text, korean.mccune_person,
        ),
        System(
            "ko-dprk", "ko", "Hang", "und",
            "National system of the DPRK, 1992, as its press practises it",
            "Korean as the North writes it: no diacritics, kh, ph, th; the capital is Pyongyang.",
            ("남포", "Nampho"), korean.NORTHERN.text, korean.northern_person,
        ),
        System(
            "ko-kontsevich", "ko", "Hang", "ru",
            "L. R. Kontsevich's system (Russian)",
            "Korean in Russian letters, as Russian reference works have it.",
            ("원산", "Вонсан"), korean.KONTSEVICH.text, korean.kontsevich_person,
        ),
    )  # fmt: skip


@dataclass(frozen=True)
class _Deferred:
    """A table that is compiled when it is first asked."""

    table: LetterTable

    @functools.cached_property
    def letters(self) -> Letters:
        return Letters.of(self.table)

    def __call__(self, text: str) -> str:
        return self.letters(text)
