"""A model on this machine as an engine, however its files are laid out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Protocol

from normalizer.engines.calibration import Thresholds
from normalizer.engines.engine import Decoding, Hypothesis
from normalizer.engines.model import Model, Pieces
from normalizer.engines.package import Package


class Layout(Protocol):
    """Where a kind of package keeps its files, and how they are opened."""

    @property
    def files(self) -> tuple[Path, ...]:
        """The files that its translations depend on."""
        ...

    def model(self, threads: int, least_score: float) -> Model:
        """Its model, which isn't loaded yet.

        Raises:
            ModelError: its settings can't be read.
        """
        ...

    def pieces(self) -> Pieces:
        """How it cuts sentences into tokens; the files aren't read yet."""
        ...


@dataclass(frozen=True)
class PackageEngine:
    """A package in memory once it is asked for its first sentence.

    ``threads`` is the number of batches translated at once; each uses one core, which is
    faster than one batch on several. ``thresholds`` holds what was measured of packages,
    ``device`` is what translates, one of `DEVICES`.
    """

    package: Package
    layout: Layout
    threads: int = 1
    thresholds: Thresholds = Thresholds()  # noqa: RUF009  it is frozen
    device: str = "cpu"

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
        """Folder and version of the package."""
        return self.package.name

    @property
    def fixture(self) -> bool:
        """Whether the package is made for tests."""
        return self.package.fixture

    @property
    def starter(self) -> bool:
        """Whether the package is a small one to start with."""
        return self.package.starter

    @property
    def files(self) -> tuple[Path, ...]:
        """The files its translations depend on."""
        return self.layout.files

    @cached_property
    def least_score(self) -> float:
        """The threshold the package names, else the one measured of it, else a lenient one."""
        return self.thresholds.least(self.package.least_score, self.files)

    def translate(self, sentences: Sequence[str], decoding: Decoding) -> list[Hypothesis | None]:
        """A translation for each sentence, in order; ``None`` where the model failed on it.

        Raises:
            ModelError: the model or its pieces can't be loaded.
        """
        return self._model.translate(sentences, self._pieces, decoding)

    @property
    def vocabulary(self) -> frozenset[str]:
        """Every token there may be in a source, where they can be told; else none.

        Raises:
            ModelError: the model or its pieces can't be loaded.
        """
        return self._pieces.vocabulary

    @cached_property
    def _pieces(self) -> Pieces:
        return self._model.fitting(self.layout.pieces())

    @cached_property
    def _model(self) -> Model:
        return replace(self.layout.model(self.threads, self.least_score), device=self.device)
