"""Argos packages, run through CTranslate2 without Argos Translate."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from normalizer.engines.byte_pairs import BytePairs
from normalizer.engines.calibration import Thresholds
from normalizer.engines.engine import Decoding, Hypothesis
from normalizer.engines.model import Model, Pieces, model_files
from normalizer.engines.package import Package
from normalizer.engines.sentence_pieces import SentencePieces
from normalizer.errors import ModelError


@dataclass(frozen=True)
class ArgosEngine:
    """A package in memory once it is asked for its first sentence.

    ``threads`` is the number of batches translated at once; each uses one core, which is
    faster than one batch on several. ``thresholds`` holds what was measured of packages.
    """

    package: Package
    threads: int = 1
    thresholds: Thresholds = Thresholds()  # noqa: RUF009  it is frozen

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

    @cached_property
    def least_score(self) -> float:
        """The threshold the package names, else the one measured of it, else a lenient one."""
        return self.thresholds.least(self.package.least_score, self.files)

    @property
    def files(self) -> tuple[Path, ...]:
        """The files its translations depend on."""
        return model_files(self.package.path, self.package.path / "model" / "model.bin")

    @property
    def fixture(self) -> bool:
        """Whether the package is made for tests."""
        return self.package.fixture

    def translate(self, sentences: Sequence[str], decoding: Decoding) -> list[Hypothesis | None]:
        """A translation for each sentence, in order; ``None`` where the model failed on it.

        Raises:
            ModelError: the package can't be loaded.
        """
        return self._model.translate(sentences, self._pieces, decoding)

    @cached_property
    def _pieces(self) -> Pieces:
        path = self.package.path / "sentencepiece.model"
        codes = self.package.path / "bpe.model"
        if codes.is_file() and not path.is_file():
            return self._model.fitting(BytePairs(codes, self.source, self.target))
        return self._model.fitting(SentencePieces(path, path))

    @cached_property
    def _model(self) -> Model:
        return Model(
            self.package.path / "model",
            self.threads,
            target_prefix=self._target_prefix,
            least_score=self.least_score,
        )

    @property
    def _target_prefix(self) -> tuple[str, ...]:
        path = self.package.path / "metadata.json"
        try:
            prefix = json.loads(path.read_text(encoding="utf-8")).get("target_prefix") or ""
        except (OSError, ValueError, AttributeError) as error:
            message = f"{path}: can't be read: {error}; install the package again"
            raise ModelError(message) from error
        return (str(prefix),) if prefix else ()
