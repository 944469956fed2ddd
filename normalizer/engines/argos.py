"""Argos packages, run through CTranslate2 and SentencePiece without Argos Translate."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from normalizer.engines.engine import Decoding, Hypothesis
from normalizer.engines.package import Package
from normalizer.errors import ModelError

_LONGEST = 256
_SPACE = "\N{LOWER ONE EIGHTH BLOCK}"


@dataclass(frozen=True)
class ArgosEngine:
    """A package in memory once it is asked for its first sentence.

    ``threads`` is the number of batches translated at once; each uses one core, which is
    faster than one batch on several.
    """

    package: Package
    threads: int = 1

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
    def least_score(self) -> float:
        """The threshold the package names, or a lenient one."""
        return self.package.least_score

    def translate(self, sentences: Sequence[str], decoding: Decoding) -> list[Hypothesis | None]:
        """A translation for each sentence, in order.

        Sentences are sorted by length into batches of ``decoding.batch_tokens`` tokens. Where
        a batch fails, it is cut in two until the one sentence that failed is found; that one
        has no translation.
        """
        tokens: list[list[str]] = self._pieces.encode(list(sentences), out_type=str)
        hypotheses: list[Hypothesis | None] = [None] * len(tokens)
        self._fill(hypotheses, tokens, [i for i, pieces in enumerate(tokens) if pieces], decoding)
        return hypotheses

    def _fill(
        self,
        hypotheses: list[Hypothesis | None],
        tokens: list[list[str]],
        wanted: list[int],
        decoding: Decoding,
    ) -> None:
        if not wanted:
            return
        try:
            results = self._translator.translate_batch(
                [tokens[i] for i in wanted],
                beam_size=decoding.beam,
                no_repeat_ngram_size=decoding.no_repeat,
                length_penalty=0,
                return_scores=True,
                replace_unknowns=True,
                batch_type="tokens",
                max_batch_size=decoding.batch_tokens,
                max_decoding_length=min(_LONGEST, 3 * max(len(tokens[i]) for i in wanted) + 16),
            )
        except RuntimeError:
            half = len(wanted) // 2
            if half:
                self._fill(hypotheses, tokens, wanted[:half], decoding)
                self._fill(hypotheses, tokens, wanted[half:], decoding)
            return
        for i, result in zip(wanted, results, strict=True):
            hypotheses[i] = self._hypothesis(tokens[i], result)

    def _hypothesis(self, source: list[str], result: Any) -> Hypothesis:
        target: list[str] = result.hypotheses[0]
        text = self._pieces.decode_pieces(target).replace(_SPACE, " ").strip()
        unknown = sum(self._pieces.piece_to_id(piece) == self._pieces.unk_id() for piece in source)
        score = result.scores[0] / (len(target) + 1)  # the end of the sentence is a token too
        return Hypothesis(text, score, unknown / len(source))

    @cached_property
    def _pieces(self) -> Any:
        import sentencepiece  # noqa: PLC0415  heavy, and only articles with passages need it

        path = self.package.path / "sentencepiece.model"
        try:
            return sentencepiece.SentencePieceProcessor(model_file=str(path))
        except (OSError, RuntimeError) as error:
            message = f"{path}: can't be loaded: {error}"
            raise ModelError(message) from error

    @cached_property
    def _translator(self) -> Any:
        import ctranslate2  # noqa: PLC0415  heavy, and only articles with passages need it

        path = self.package.path / "model"
        try:
            return ctranslate2.Translator(
                str(path), device="cpu", inter_threads=self.threads, intra_threads=1
            )
        except (OSError, RuntimeError, ValueError) as error:
            message = f"{path}: can't be loaded: {error}"
            raise ModelError(message) from error
