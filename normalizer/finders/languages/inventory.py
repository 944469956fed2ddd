"""The languages a text may be in, each in a script."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from normalizer.document.document import UNDETERMINED
from normalizer.errors import SettingsError
from normalizer.resources.statistics import ScriptStatistics

SUPPORTED = (
    "de", "en", "fr", "es", "it", "pt", "nl", "pl", "cs", "sk", "hu", "ro", "bg", "sr", "hr",
    "mk", "ru", "uk", "be", "tr", "fi", "sv", "da", "no", "el", "ar", "fa", "he", "ko", "zh",
    "ja", "vi",
)  # fmt: skip
"""The languages of the news in this domain (ISO 639-1)."""

BY_SCRIPT = {
    "Greek": ("el",), "Hebrew": ("he",), "Hangul": ("ko",), "Han": ("zh", "ja"),
    "Armenian": ("hy",), "Georgian": ("ka",), "Devanagari": ("hi",), "Thai": ("th",),
    "Other": (UNDETERMINED,),
}  # fmt: skip
"""Languages that are told by their script alone (kana count as Han)."""


@dataclass(frozen=True, slots=True)
class Variety:
    """A language (ISO 639-1) as it is written in one script (Unicode name)."""

    language: str
    script: str


@dataclass(frozen=True)
class Inventory:
    """What a word may be, in the order of all rows of evidence.

    >>> from normalizer.resources.statistics import load_statistics
    >>> inventory = inventory_of(load_statistics(), ("de", "ru", "ko"))
    >>> [variety.script for variety in inventory.varieties]
    ['Cyrillic', 'Latin', 'Hangul']
    """

    varieties: tuple[Variety, ...]

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The language of each variety; one written in two scripts stands there twice."""
        return tuple(variety.language for variety in self.varieties)

    @cached_property
    def considered(self) -> tuple[str, ...]:
        """The codes of all languages a word is compared with, sorted."""
        return tuple(sorted(set(self.languages) - {UNDETERMINED}))

    @cached_property
    def columns(self) -> Mapping[str, tuple[int, ...]]:
        """The places of the varieties of each script."""
        found: dict[str, tuple[int, ...]] = {}
        for column, variety in enumerate(self.varieties):
            found[variety.script] = (*found.get(variety.script, ()), column)
        return found

    @cached_property
    def in_latin(self) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
        """The places of the varieties in Latin script, and of all others."""
        latin = self.columns.get("Latin", ())
        others = [i for i in range(len(self.varieties)) if i not in latin]
        return np.array(latin, np.intp), np.array(others, np.intp)

    def of_language(self, language: str) -> list[int]:
        """The places of the varieties of ``language``; two for one written in two scripts."""
        return [i for i, variety in enumerate(self.varieties) if variety.language == language]


def inventory_of(
    statistics: Mapping[str, ScriptStatistics], languages: Collection[str] | None = None
) -> Inventory:
    """Every language the statistics know or a script tells, or those of ``languages`` only.

    Raises:
        SettingsError: one of ``languages`` is not known.
    """
    known = {script: pack.languages for script, pack in statistics.items()} | BY_SCRIPT
    codes = sorted({language for spoken in known.values() for language in spoken} - {UNDETERMINED})
    unknown = sorted(set(languages or ()).difference(codes))
    if unknown:
        message = f"unknown language {unknown[0]!r} (known: {', '.join(codes)})"
        raise SettingsError(message)
    return Inventory(
        tuple(
            Variety(language, script)
            for script, spoken in known.items()
            for language in spoken
            if languages is None or language in languages
        )
    )
