"""What a romanization system is."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class System:
    """A named way to write one language's names in another script.

    ``source`` and ``target`` are language codes (``und``: no language in particular), ``script``
    is the ISO 15924 code of what it reads. ``person`` takes the whole name of one person, where
    that is written otherwise than other text; ``readings`` takes a word that can be read in
    several ways; ``inverse`` gives the source again, where the system loses nothing.
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
    readings: Callable[[str], tuple[str, ...]] | None = None
    inverse: Callable[[str], str] | None = None

    def __call__(self, text: str) -> str:
        """The text in the other script; what the system doesn't know stays."""
        return self.convert(text)
