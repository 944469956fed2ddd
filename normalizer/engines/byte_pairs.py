"""Sentences as Moses tokens cut by byte pair encoding, for packages that hold a ``bpe.model``."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

from normalizer.errors import ModelError

_GOES_ON = "@@"
_WORD_END = "</w>"
_VERSION = "#version:"
_CHARACTERS_APART = ("#version: 0.1",)


@dataclass(frozen=True)
class BytePairs:
    """Normalises and tokenises the language ``source`` as Moses does, then merges ``codes``.

    Moses knows XML entities and the abbreviations of languages, and its tables come with the
    package sacremoses, the extra ``moses``.
    """

    codes: Path
    source: str
    target: str

    @property
    def vocabulary(self) -> frozenset[str]:
        """None: merges tell what may come together, not what does."""
        return frozenset()

    def encode(self, sentences: Sequence[str]) -> list[list[str]]:
        """The tokens of each sentence; all but the last of a word end in ``@@``.

        Raises:
            ModelError: the file can't be read, or the extra isn't installed.
        """
        normalizer, tokenizer, _ = self._moses
        words = {}
        encoded = []
        for sentence in sentences:
            tokens = []
            for word in tokenizer.tokenize(normalizer.normalize(sentence)):
                if word not in words:
                    words[word] = self._cut(word)
                tokens += words[word]
            encoded.append(tokens)
        return encoded

    def decode(self, tokens: Sequence[str]) -> str:
        """The sentence of these tokens.

        Raises:
            ModelError: the extra isn't installed.
        """
        _, _, detokenizer = self._moses
        words = " ".join(tokens).replace(f"{_GOES_ON} ", "").split(" ")
        text: str = detokenizer.detokenize(words)
        return text

    def _cut(self, word: str) -> list[str]:
        parts = list(word)
        if self._merges.end_apart:
            parts.append(_WORD_END)
        else:
            parts[-1] += _WORD_END
        ranks = self._merges.ranks
        while len(parts) > 1:
            best = min(pairwise(parts), key=lambda pair: ranks.get(pair, len(ranks)))
            if best not in ranks:
                break
            parts = list(_merged(parts, best))
        parts[-1] = parts[-1].removesuffix(_WORD_END)
        if not parts[-1]:
            parts.pop()
        return [f"{part}{_GOES_ON}" for part in parts[:-1]] + parts[-1:]

    @cached_property
    def _merges(self) -> "_Merges":
        try:
            return _read_merges(self.codes)
        except (OSError, ValueError) as error:
            message = f"{self.codes}: can't be read: {error}; copy the package again"
            raise ModelError(message) from error

    @cached_property
    def _moses(self) -> tuple[Any, Any, Any]:
        try:
            from sacremoses.normalize import MosesPunctNormalizer  # noqa: PLC0415  an extra
            from sacremoses.tokenize import MosesDetokenizer, MosesTokenizer  # noqa: PLC0415
        except ImportError as error:
            message = (
                f"{self.codes}: packages with a bpe.model need the extra 'moses'; run: "
                "pip install 'article-normalizer[moses]'"
            )
            raise ModelError(message) from error
        return (
            MosesPunctNormalizer(self.source),
            MosesTokenizer(self.source),
            MosesDetokenizer(self.target),
        )


@dataclass(frozen=True, slots=True)
class _Merges:
    """How early each pair is merged; up to version 0.1 the end of a word is a part of its own."""

    ranks: Mapping[tuple[str, ...], int]
    end_apart: bool


def _read_merges(path: Path) -> _Merges:
    with path.open(encoding="utf-8", newline="\n") as file:
        lines = [line.strip("\r\n ") for line in file]
    version = lines.pop(0) if lines and lines[0].startswith(_VERSION) else _CHARACTERS_APART[0]
    ranks: dict[tuple[str, ...], int] = {}
    for number, line in enumerate(lines, start=1):
        pair = tuple(line.split(" "))
        if len(pair) != 2:  # noqa: PLR2004  a pair
            message = f"line {number} of the merges holds {len(pair)} parts, not 2"
            raise ValueError(message)
        ranks.setdefault(pair, len(ranks))
    return _Merges(ranks, version in _CHARACTERS_APART)


def _merged(parts: Sequence[str], pair: tuple[str, str]) -> Iterator[str]:
    at = 0
    while at < len(parts):
        if at + 1 < len(parts) and (parts[at], parts[at + 1]) == pair:
            yield parts[at] + parts[at + 1]
            at += 2
        else:
            yield parts[at]
            at += 1
