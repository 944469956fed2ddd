"""One process that owns the translation models, for all workers of a run.

A model is in memory once, however many workers there are, and each batch goes through it as it
would in one process: what shares a batch is said by the worker, whose job says it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from normalizer.engines.engine import Decoding, Engine, Hypothesis
from normalizer.pipeline.catalogue import Catalogue
from normalizer.pipeline.normalizer import Normalizer
from normalizer.pipeline.settings import Settings
from normalizer.runs.worker import Ask


@dataclass(frozen=True, slots=True)
class Request:
    """Sentences for the engine of this ``number`` to translate together."""

    number: int
    sentences: tuple[str, ...]
    decoding: Decoding


@dataclass(frozen=True)
class EnginePlan:
    """What the process that owns the engines needs to know."""

    settings: Settings

    def prepared(self, ask: Ask) -> "Translating":  # noqa: ARG002  it has no question
        """What answers requests; each model is loaded with its first sentence."""
        return Translating(Catalogue(self.settings).engines)


@dataclass(frozen=True)
class Translating:
    """Answers requests with the ``engines``."""

    engines: Sequence[Engine]

    def __call__(self, request: Request) -> list[Hypothesis | None]:
        """A translation for each sentence.

        Raises:
            ModelError: the model can't be loaded.
        """
        return self.engines[request.number].translate(request.sentences, request.decoding)


@dataclass(frozen=True, slots=True)
class AbsentEngine:
    """All that is known of an engine without loading it; ``number`` says which one it is."""

    number: int
    source: str
    target: str
    name: str
    least_score: float
    fixture: bool
    starter: bool

    @classmethod
    def of(cls, number: int, engine: Engine) -> "AbsentEngine":
        """What is known of ``engine``."""
        known = (engine.source, engine.target, engine.name, engine.least_score)
        fixture, starter = (bool(getattr(engine, is_a, False)) for is_a in ("fixture", "starter"))
        return cls(number, *known, fixture, starter)


@dataclass(frozen=True)
class DistantEngine:
    """An engine in another process, which is asked by ``ask``."""

    known: AbsentEngine
    ask: Ask

    @property
    def source(self) -> str:
        """The language translated from."""
        return self.known.source

    @property
    def target(self) -> str:
        """The language translated into."""
        return self.known.target

    @property
    def name(self) -> str:
        """Name and version of the model."""
        return self.known.name

    @property
    def least_score(self) -> float:
        """The score below which translations are not to be trusted."""
        return self.known.least_score

    @property
    def fixture(self) -> bool:
        """Whether the model is made for tests."""
        return self.known.fixture

    @property
    def starter(self) -> bool:
        """Whether the package is a small one to start with."""
        return self.known.starter

    def translate(self, sentences: Sequence[str], decoding: Decoding) -> list[Hypothesis | None]:
        """A translation for each sentence, in order.

        Raises:
            ModelError: the model can't be loaded.
            WorkerError: the process died over these sentences.
        """
        answer: list[Hypothesis | None] = self.ask(
            Request(self.known.number, tuple(sentences), decoding)
        )
        return answer


@dataclass(frozen=True)
class _Catalogue(Catalogue):
    """The stages, with engines that are elsewhere."""

    distant: tuple[Engine, ...] = ()

    @property
    def engines(self) -> tuple[Engine, ...]:
        """Those engines."""
        return self.distant


def with_engines_elsewhere(
    settings: Settings, engines: Sequence[AbsentEngine], ask: Ask
) -> Normalizer:
    """A normalizer whose sentences are translated where ``ask`` asks."""
    normalizer = Normalizer(settings)
    distant = tuple(DistantEngine(known, ask) for known in engines)
    normalizer.catalogue = _Catalogue(settings, distant)
    return normalizer
