"""An engine that has its answers already."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from normalizer.engines.engine import Decoding, Engine, Hypothesis


@dataclass(frozen=True)
class Told:
    """Says of each sentence what is known, after its ``engine``, if any, did all its work."""

    answers: Mapping[str, Hypothesis | None]
    engine: Engine | None = None
    source: str = "ru"
    target: str = "de"
    name: str = "synthetic"
    least_score: float = -1.0

    def translate(self, sentences: Sequence[str], decoding: Decoding) -> list[Hypothesis | None]:
        """The answer to each sentence."""
        if self.engine:
            self.engine.translate(sentences, decoding)
        return [self.answers[sentence] for sentence in sentences]
