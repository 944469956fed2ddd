"""The library Argos Translate as its users call it, one sentence a call."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from normalizer.engines.engine import Decoding, Hypothesis, between_blanks
from normalizer.engines.package import Package
from normalizer.errors import ModelError


@dataclass(frozen=True)
class StockEngine:
    """A package in the hands of ``argostranslate``, the extra of this name.

    The library searches as it always does, whatever the `Decoding` says. It is given one
    sentence at a time and cuts it no further, since its own splitter would be downloaded.
    It tells no score that could be compared, so each is 0.
    """

    package: Package

    @property
    def source(self) -> str:
        """The language translated from."""
        return self.package.source

    @property
    def target(self) -> str:
        """The language translated into."""
        return self.package.target

    @property
    def name(self) -> str:
        """Folder and version of the package, and whose hands it is in."""
        return f"{self.package.name} by argostranslate"

    @property
    def least_score(self) -> float:
        """Nothing is refused for its score."""
        return float("-inf")

    @property
    def fixture(self) -> bool:
        """Whether the package is made for tests."""
        return self.package.fixture

    @property
    def starter(self) -> bool:
        """Whether the package is a small one to start with."""
        return self.package.starter

    def translate(self, sentences: Sequence[str], decoding: Decoding) -> list[Hypothesis | None]:
        """A translation for each sentence, in order; ``None`` where the library failed on it.

        Raises:
            ModelError: the extra isn't installed, or the package can't be loaded by it.
        """
        del decoding
        return [self._one(sentence) for sentence in sentences]

    def _one(self, sentence: str) -> Hypothesis | None:
        if not sentence.strip():
            return None
        try:
            text: str = self._library.translate(sentence.strip())
        except (RuntimeError, ValueError, IndexError, MemoryError):
            return None
        return Hypothesis(between_blanks(sentence, text), 0.0)

    @cached_property
    def _library(self) -> Any:
        try:
            from argostranslate import package, translate  # noqa: PLC0415  an extra
        except ImportError as error:
            message = (
                "the engine argostranslate needs the extra of this name; run: "
                "pip install 'article-normalizer[argostranslate]'"
            )
            raise ModelError(message) from error
        try:
            opened = package.Package(self.package.path)
            languages = [translate.Language(code, code) for code in (self.source, self.target)]
            found = translate.PackageTranslation(*languages, opened)
        except (OSError, RuntimeError, ValueError, KeyError) as error:
            message = f"{self.package.path}: argostranslate can't load it: {error}"
            raise ModelError(message) from error
        found.sentencizer = _Whole()
        return found


class _Whole:
    """A splitter for what is split already."""

    def split_sentences(self, text: str) -> list[str]:
        """The text, in one piece."""
        return [text]
