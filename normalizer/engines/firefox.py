"""Firefox Translations models, through the library ``fxtranslate``."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from normalizer.engines.engine import Decoding, Hypothesis, between_blanks
from normalizer.engines.package import Package
from normalizer.engines.room import refuse_too_large
from normalizer.engines.sentence_pieces import load_pieces
from normalizer.errors import ModelError

_FOLDER = re.compile(r"[a-z]{2,3}-[a-z]{2,3}")
_PAUSE = re.compile(r"(?<=[.;:,!?…])\s+")
_BLANK = re.compile(r"\s+")
_MODEL = "model.*.bin"
_SHORTLIST = "lex.*.bin"
_SOURCE_PIECES = ("vocab.*.spm", "srcvocab.*.spm")
_TARGET_PIECES = ("vocab.*.spm", "trgvocab.*.spm")
_MOST_PIECES = 100
"""Of a sentence that goes whole: twice as many, which a translation may need, are below the 256
that the library writes at most."""


@dataclass(frozen=True)
class FirefoxEngine:
    """A folder such as ``ru-en``, as ``fxtranslate`` keeps them, read at its first sentence.

    It holds ``model.*.bin``, ``vocab.*.spm`` (or ``srcvocab.*.spm`` and ``trgvocab.*.spm``)
    and perhaps ``lex.*.bin``, none of them compressed. The library searches in its own way,
    whatever the `Decoding` says, and tells no score, so each is 0.
    """

    path: Path
    source: str
    target: str
    fixture: bool = False

    @property
    def name(self) -> str:
        """Folder, and whose model it is."""
        return f"{self.path.name} (Firefox)"

    @property
    def least_score(self) -> float:
        """Nothing is refused for its score."""
        return float("-inf")

    def translate(self, sentences: Sequence[str], decoding: Decoding) -> list[Hypothesis | None]:
        """A translation for each sentence, in order; ``None`` where the library failed on it.

        Raises:
            ModelError: the extra isn't installed, or a file is missing or damaged.
        """
        del decoding
        _ = self._translator  # a missing file is told before a sentence
        return [self._one(sentence) for sentence in sentences]

    def _one(self, sentence: str) -> Hypothesis | None:
        if not sentence.strip():
            return None
        try:
            text = self._said(sentence.strip())
        except (RuntimeError, ValueError, MemoryError):
            return None
        except BaseException as error:
            if not _is_panic(error):
                raise
            return None
        return Hypothesis(between_blanks(sentence, text), 0.0)

    def _said(self, text: str) -> str:
        gap = _middle(text) if len(self._pieces.encode(text)) > _MOST_PIECES else None
        if gap is None:
            translation: str = self._translator.translate(text)
            return translation.strip()
        # The library drops what doesn't fit its model without a word.
        return f"{self._said(text[: gap.start()])}{gap[0]}{self._said(text[gap.end() :])}"

    @cached_property
    def _pieces(self) -> Any:
        return load_pieces(_needed(self.path, *_SOURCE_PIECES))

    @cached_property
    def _translator(self) -> Any:
        try:
            import fxtranslate  # noqa: PLC0415  an extra
        except ImportError as error:
            message = (
                f"{self.path}: Firefox Translations models need the extra 'firefox'; run: "
                "pip install 'article-normalizer[firefox]'"
            )
            raise ModelError(message) from error
        shortlist = _file(self.path, _SHORTLIST)
        refuse_too_large(_needed(self.path, _MODEL), 1)
        try:
            found = fxtranslate.Translator(
                _needed(self.path, _MODEL).read_bytes(),
                _needed(self.path, *_SOURCE_PIECES).read_bytes(),
                _needed(self.path, *_TARGET_PIECES).read_bytes(),
                shortlist.read_bytes() if shortlist else None,
            )
            found.translate("a")  # what the model lacks comes out at the first sentence only
        except BaseException as error:
            if not isinstance(error, (OSError, ValueError, RuntimeError, MemoryError)) and (
                not _is_panic(error)
            ):
                raise
            message = f"{self.path}: can't be loaded: {error}; get the model again"
            raise ModelError(message) from error
        return found


def _is_panic(error: BaseException) -> bool:
    """Whether the library came to a halt in Rust, which isn't told as an `Exception`."""
    return type(error).__name__ == "PanicException"


def firefox_package(path: Path) -> Package:
    """What is in the folder ``path``; whether its files are whole only the library can tell.

    Raises:
        ModelError: a file is missing.
    """
    for patterns in ((_MODEL,), _SOURCE_PIECES, _TARGET_PIECES):
        _needed(path, *patterns)
    source, _, target = path.name.partition("-")
    return Package(path, source, target, "", float("-inf"), fixture=False, kind="firefox")


def is_firefox_folder(path: Path) -> bool:
    """Whether ``path`` has the name and the model file of a folder of this kind."""
    return _FOLDER.fullmatch(path.name) is not None and _file(path, _MODEL) is not None


def firefox_engines(folders: Sequence[Path]) -> Iterator[FirefoxEngine]:
    """An engine for each folder of this kind in ``folders``, sorted in each."""
    for folder in folders:
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            if is_firefox_folder(path):
                source, _, target = path.name.partition("-")
                yield FirefoxEngine(path, source, target)


def _middle(text: str) -> re.Match[str] | None:
    """The white space nearest to the middle, behind a mark if there is such; ``None`` if none."""
    for pattern in (_PAUSE, _BLANK):
        gaps = list(pattern.finditer(text))
        if gaps:
            return min(gaps, key=lambda gap: abs(gap.start() + gap.end() - len(text)))
    return None


def _file(path: Path, *patterns: str) -> Path | None:
    return next((file for pattern in patterns for file in sorted(path.glob(pattern))), None)


def _needed(path: Path, *patterns: str) -> Path:
    file = _file(path, *patterns)
    if file is None:
        message = f"{path}: {' or '.join(patterns)} is missing; get the model again, whole"
        raise ModelError(message)
    return file
