"""Firefox Translations models, through the library ``fxtranslate``."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from normalizer.engines.engine import Decoding, Hypothesis
from normalizer.errors import ModelError

_FOLDER = re.compile(r"(?P<source>[a-z]{2,3})-(?P<target>[a-z]{2,3})")
_MODEL = "model.*.bin"
_SHORTLIST = "lex.*.bin"


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
        """Folder and architecture."""
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
        return [self._one(sentence) for sentence in sentences]

    def _one(self, sentence: str) -> Hypothesis | None:
        if not sentence.strip():
            return None
        start = sentence[: len(sentence) - len(sentence.lstrip())]
        end = sentence[len(sentence.rstrip()) :]
        translator = self._translator
        try:
            # The call for one sentence drops what doesn't fit the model without a word.
            text: str = translator.translate_long(sentence.strip())
        except (RuntimeError, ValueError):
            return None
        return Hypothesis(f"{start}{text.strip()}{end}", 0.0)

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
        try:
            return fxtranslate.Translator(
                _needed(self.path, _MODEL).read_bytes(),
                _needed(self.path, "vocab.*.spm", "srcvocab.*.spm").read_bytes(),
                _needed(self.path, "vocab.*.spm", "trgvocab.*.spm").read_bytes(),
                shortlist.read_bytes() if shortlist else None,
            )
        except (OSError, ValueError, RuntimeError) as error:
            message = f"{self.path}: can't be loaded: {error}; get the model again"
            raise ModelError(message) from error


def firefox_engines(folders: Sequence[Path]) -> Iterator[FirefoxEngine]:
    """An engine for each folder of this kind in ``folders``, sorted in each."""
    for folder in folders:
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            pair = _FOLDER.fullmatch(path.name)
            if pair and path.is_dir() and _file(path, _MODEL):
                yield FirefoxEngine(path, pair["source"], pair["target"])


def _file(path: Path, *patterns: str) -> Path | None:
    return next((file for pattern in patterns for file in sorted(path.glob(pattern))), None)


def _needed(path: Path, *patterns: str) -> Path:
    file = _file(path, *patterns)
    if file is None:
        message = f"{path}: {' or '.join(patterns)} is missing; get the model again, whole"
        raise ModelError(message)
    return file
