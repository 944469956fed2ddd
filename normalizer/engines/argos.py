"""Argos packages, run through CTranslate2 without Argos Translate."""

import json
from dataclasses import dataclass
from pathlib import Path

from normalizer.engines.adequacy import Adequacy
from normalizer.engines.byte_pairs import BytePairs
from normalizer.engines.calibration import Thresholds
from normalizer.engines.model import Model, Pieces, model_files
from normalizer.engines.package import Package
from normalizer.engines.package_engine import PackageEngine
from normalizer.engines.sentence_pieces import SentencePieces
from normalizer.errors import ModelError


@dataclass(frozen=True)
class ArgosLayout:
    """An Argos package: a model in a folder of its own, and pieces or byte pairs beside it."""

    package: Package

    @property
    def files(self) -> tuple[Path, ...]:
        """The model, what says how sentences are cut, and what judges translations."""
        files = model_files(self.package.path, self.package.path / "model" / "model.bin")
        return (*files, self._adequacy) if self._adequacy.is_file() else files

    def model(self, threads: int, least_score: float) -> Model:
        """The model, with the prefix that the metadata may name.

        Raises:
            ModelError: the metadata can't be read.
        """
        return Model(
            self.package.path / "model",
            threads,
            target_prefix=self._target_prefix,
            least_score=least_score,
            adequacy=Adequacy(self._adequacy) if self._adequacy.is_file() else None,
        )

    def pieces(self) -> Pieces:
        """SentencePiece where the package has it, else byte pairs."""
        path = self.package.path / "sentencepiece.model"
        codes = self.package.path / "bpe.model"
        if codes.is_file() and not path.is_file():
            return BytePairs(codes, self.package.source, self.package.target)
        return SentencePieces(path, path)

    @property
    def _adequacy(self) -> Path:
        return self.package.path / "adequacy.msgpack"

    @property
    def _target_prefix(self) -> tuple[str, ...]:
        path = self.package.path / "metadata.json"
        try:
            prefix = json.loads(path.read_text(encoding="utf-8")).get("target_prefix") or ""
        except (OSError, ValueError, AttributeError) as error:
            message = f"{path}: can't be read: {error}; install the package again"
            raise ModelError(message) from error
        return (str(prefix),) if prefix else ()


def argos_engine(
    package: Package, threads: int = 1, thresholds: Thresholds | None = None
) -> PackageEngine:
    """The engine of an Argos package; its model isn't loaded yet."""
    return PackageEngine(package, ArgosLayout(package), threads, thresholds or Thresholds())
