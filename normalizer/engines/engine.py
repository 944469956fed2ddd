"""What an offline translation engine is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Decoding:
    """How an engine searches for a translation.

    ``beam`` is the number of hypotheses kept, ``no_repeat`` the length in tokens of n-grams
    that may not stand twice in one translation (0 allows all). A batch holds sentences up to
    ``batch_tokens`` in all, and the translation of n tokens gets ``growth`` times n and ``room``
    more at most, so that one that loops ends. ``length_penalty`` favours long hypotheses; any but
    0 makes the search go on after the best is found. With ``shortlist`` a model that brings a
    list of likely words for each word of the source looks at those only, and at all where it is
    unsure then.
    """

    beam: int = 2
    no_repeat: int = 0
    batch_tokens: int = 1024
    growth: float = 3
    room: int = 16
    length_penalty: float = 0
    shortlist: bool = False


SEARCHES: Mapping[str, Decoding] = {
    "fast": Decoding(beam=1),
    "default": Decoding(),
    "quality": Decoding(beam=4),
}
"""The searches that have a name; each step costs about 1.7 times the one before it."""


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """A translation, and how sure the model is: the mean log probability of its tokens.

    ``score`` is at most 0: minus infinity where the length limit cut the translation off, 0
    where an engine doesn't tell. Of a model that judges its translations it is the natural
    logarithm of the probability that this one is adequate. ``unknown`` is the share of source
    tokens the model has no piece for, from 0 to 1.
    """

    text: str
    score: float
    unknown: float = 0.0


def between_blanks(sentence: str, text: str) -> str:
    """``text`` with the white space around ``sentence`` instead of its own.

    >>> between_blanks("  Порт ", "Der Hafen")
    '  Der Hafen '
    """
    start = sentence[: len(sentence) - len(sentence.lstrip())]
    return f"{start}{text.strip()}{sentence[len(sentence.rstrip()) :]}"


class Engine(Protocol):
    """Translates sentences from one language into another, without a network.

    An engine that has a true ``starter`` is a small model that knows little, and serves where no
    other leads; one that has a true ``fixture`` is made for tests, and serves last.
    """

    @property
    def source(self) -> str:
        """The language translated from, as an ISO 639-1 code."""
        ...

    @property
    def target(self) -> str:
        """The language translated into, as an ISO 639-1 code."""
        ...

    @property
    def name(self) -> str:
        """Name and version of the model, for the audit."""
        ...

    @property
    def least_score(self) -> float:
        """The score below which this model's translations are not to be trusted."""
        ...

    def translate(self, sentences: Sequence[str], decoding: Decoding) -> list[Hypothesis | None]:
        """A translation for each sentence, in order; ``None`` where the engine failed on it.

        White space around a sentence stands around its translation.

        Raises:
            ModelError: the model can't be loaded, or isn't one that translates.
        """
        ...
