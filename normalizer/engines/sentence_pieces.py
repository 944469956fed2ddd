"""Sentences as the pieces of one or two SentencePiece models."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from normalizer.errors import MemoryShortageError, ModelError

_SPACE = "\N{LOWER ONE EIGHTH BLOCK}"


@dataclass(frozen=True)
class SentencePieces:
    """Encodes with the model in the file ``source`` and decodes with the one in ``target``.

    Underscores and letters the models don't know stay as they are. They are read when they
    are first needed.
    """

    source: Path
    target: Path

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every piece of the source.

        Raises:
            ModelError: the file can't be read.
        """
        return frozenset(map(self._source.id_to_piece, range(self._source.get_piece_size())))

    def encode(self, sentences: Sequence[str]) -> list[list[str]]:
        """The pieces of each sentence.

        Raises:
            ModelError: the file can't be read, or memory ran out.
        """
        # Without threads: where one can't be started the library ends the whole process.
        try:
            pieces: list[list[str]] = self._source.encode(
                list(sentences), out_type=str, num_threads=1
            )
        except MemoryError as error:
            message = f"{self.source}: memory ran out over {len(sentences)} sentences; give fewer"
            raise MemoryShortageError(message) from error
        return pieces

    def decode(self, tokens: Sequence[str]) -> str:
        """The sentence of these pieces.

        Raises:
            ModelError: the file can't be read.
        """
        text: str = self._target.decode_pieces(list(tokens))
        return text.replace(_SPACE, " ")

    @cached_property
    def _source(self) -> Any:
        return load_pieces(self.source)

    @cached_property
    def _target(self) -> Any:
        return self._source if self.target == self.source else load_pieces(self.target)


def load_pieces(path: Path) -> Any:
    """The SentencePiece model in the file ``path``.

    Raises:
        ModelError: it can't be read.
    """
    try:
        import sentencepiece  # noqa: PLC0415  heavy, and only articles with passages need it

        return sentencepiece.SentencePieceProcessor(model_file=str(path))
    except MemoryError as error:
        message = f"{path}: memory ran out while it was loaded; end other programs"
        raise MemoryShortageError(message) from error
    except (OSError, ImportError, RuntimeError) as error:
        message = f"{path}: can't be loaded: {error}; copy the SentencePiece file again"
        raise ModelError(message) from error
