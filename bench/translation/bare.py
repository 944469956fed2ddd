"""CTranslate2 without anything of ours around it."""

from pathlib import Path

import ctranslate2
import sentencepiece

from normalizer.engines.engine import Decoding
from normalizer.engines.package_engine import PackageEngine

TOKENS = 1024
_STOCK_TOKENS = 32


class Bare:
    """One model, and sentences that are encoded already.

    With ``shared``, an engine of the same package, it is the model in memory there: two copies in
    other places of the memory differ by a few per cent.
    """

    def __init__(
        self, path: Path, sentences: list[str], shared: PackageEngine | None = None
    ) -> None:
        pieces = sentencepiece.SentencePieceProcessor(model_file=str(path / "sentencepiece.model"))
        self.tokens = pieces.encode(sentences, out_type=str)
        self.translator = (
            ctranslate2.Translator(
                str(path / "model"), device="cpu", inter_threads=1, intra_threads=1
            )
            if shared is None
            else shared._model._translator  # noqa: SLF001  nothing else than measuring needs it
        )

    @property
    def mean_length(self) -> float:
        """Pieces of a sentence."""
        return sum(map(len, self.tokens)) / len(self.tokens)

    def batch(self, decoding: Decoding) -> object:
        """All sentences in one call."""
        return self.translator.translate_batch(
            self.tokens,
            beam_size=decoding.beam,
            length_penalty=decoding.length_penalty,
            return_scores=True,
            replace_unknowns=True,
            batch_type="tokens",
            max_batch_size=TOKENS,
        )

    def one_by_one(self) -> object:
        """A call for each sentence, with the options of the stock library."""
        return [
            self.translator.translate_batch(
                [tokens],
                beam_size=4,
                num_hypotheses=1,
                length_penalty=0.2,
                return_scores=True,
                replace_unknowns=True,
                batch_type="tokens",
                max_batch_size=_STOCK_TOKENS,
            )
            for tokens in self.tokens
        ]
