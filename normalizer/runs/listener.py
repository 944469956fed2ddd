"""What is told of a run while it goes on."""

from typing import Protocol

from normalizer.errors import NormalizerError
from normalizer.runs.portion import Portion


class Listener(Protocol):
    """Hears of a run as it goes on; it is told no text of an article."""

    def portion(self, portion: Portion) -> None:
        """A piece of an input is done, and written as far as it can be."""
        ...

    def problem(self, error: NormalizerError) -> None:
        """A file can't be written."""
        ...

    def warning(self, message: str) -> None:
        """Something is odd, but nothing failed."""
        ...
