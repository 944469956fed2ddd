"""Plain CTranslate2 folders with SentencePiece files: OPUS-MT, NLLB, MADLAD and the like."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from normalizer.engines.calibration import Thresholds
from normalizer.engines.model import Model, Pieces, model_files
from normalizer.engines.package import Package, check_pair
from normalizer.engines.package_engine import PackageEngine
from normalizer.engines.sentence_pieces import SentencePieces
from normalizer.engines.weights import check_model
from normalizer.errors import ModelError

SETTINGS_FILE = "normalizer.json"
"""What makes a folder with a ``model.bin`` one of this kind."""

_JOINT = (
    "sentencepiece.model", "sentencepiece.bpe.model", "spiece.model", "spm.model", "source.spm",
)  # fmt: skip
_KINDS: Mapping[str, type | tuple[type, ...]] = {
    "from_code": str, "to_code": str, "version": str, "source_prefix": list,
    "target_prefix": list, "source_eos": bool, "min_score": (int, float), "fixture": bool,
}  # fmt: skip


@dataclass(frozen=True)
class Ct2Layout:
    """A folder with the model and its SentencePiece files side by side.

    Its ``normalizer.json`` names ``from_code`` and ``to_code`` and may name the tokens of
    ``source_prefix`` and ``target_prefix``, whether ``source_eos`` is put behind each source,
    a ``version``, and the ``min_score`` of a translation.
    """

    path: Path
    settings: Mapping[str, Any]

    @property
    def files(self) -> tuple[Path, ...]:
        """The model, and what says how sentences are cut."""
        return model_files(self.path, self.path / "model.bin")

    def model(self, threads: int, least_score: float) -> Model:
        """The model, with the prefixes and the end that the settings name."""
        return Model(
            self.path,
            threads,
            source_prefix=tuple(self.settings.get("source_prefix", ())),
            target_prefix=tuple(self.settings.get("target_prefix", ())),
            source_end=self.settings.get("source_eos", False),
            least_score=least_score,
        )

    def pieces(self) -> Pieces:
        """SentencePiece: a file for each language, or one for both."""
        source, target = self.path / "source.spm", self.path / "target.spm"
        if source.is_file() and target.is_file():
            return SentencePieces(source, target)
        joint = next(self.path / name for name in _JOINT if (self.path / name).is_file())
        return SentencePieces(joint, joint)


def read_ct2_folder(
    path: Path, threads: int = 1, thresholds: Thresholds | None = None
) -> PackageEngine:
    """The engine of the folder ``path``; its model isn't loaded yet.

    Raises:
        ModelError: a file is missing, or its settings can't be read.
    """
    for needed in ("model.bin", "config.json"):
        if not (path / needed).is_file():
            message = f"{path}: not a CTranslate2 folder: {needed} is missing"
            raise ModelError(message)
    if not any((path / name).is_file() for name in _JOINT):
        message = (
            f"{path}: no SentencePiece file; copy source.spm and target.spm, or "
            "sentencepiece.model, beside model.bin"
        )
        raise ModelError(message)
    values = _settings(path / SETTINGS_FILE)
    named = values.get("min_score")
    package = Package(
        path=path,
        source=values["from_code"],
        target=values["to_code"],
        version=values.get("version", ""),
        least_score=None if named is None else float(named),
        fixture=values.get("fixture", False),
        kind="ct2",
    )
    return PackageEngine(package, Ct2Layout(path, values), threads, thresholds or Thresholds())


def ct2_package(path: Path) -> Package:
    """What is in the folder ``path``, with its model checked as far as that goes without loading.

    Raises:
        ModelError: a file is missing, cut off or damaged; the message names it.
    """
    engine = read_ct2_folder(path)
    check_model(path)
    return engine.package


def _settings(path: Path) -> dict[str, Any]:
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        _check(values)
    except (OSError, ValueError, TypeError) as error:
        message = f"{path}: {error}; docs/engines.md says what it may hold"
        raise ModelError(message) from error
    else:
        return dict(values)


def _check(values: Any) -> None:
    if not isinstance(values, dict):
        message = "must hold an object"
        raise TypeError(message)
    for key, value in values.items():
        if key not in _KINDS:
            message = f"unknown key {key!r} (known: {', '.join(_KINDS)})"
            raise ValueError(message)
        tokens = not isinstance(value, list) or all(isinstance(item, str) for item in value)
        truth = isinstance(value, bool) and _KINDS[key] is not bool  # which Python counts as 1
        if not isinstance(value, _KINDS[key]) or truth or not tokens:
            message = f"{key!r} can't be {value!r}"
            raise TypeError(message)
    for key in ("from_code", "to_code"):
        if not values.get(key):
            message = f"{key!r} is missing"
            raise ValueError(message)
    check_pair(values["from_code"], values["to_code"])
