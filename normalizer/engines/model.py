"""A CTranslate2 model: sentences in, hypotheses out, and no failure takes others along."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from operator import itemgetter
from pathlib import Path
from typing import Any, Protocol

from normalizer.engines.adequacy import CANDIDATES, HOPE, Adequacy
from normalizer.engines.device import device_of, seen_cards
from normalizer.engines.engine import Decoding, Hypothesis, between_blanks
from normalizer.engines.room import refuse_too_large
from normalizer.errors import MemoryShortageError, ModelError, SettingsError

_END = "</s>"
_LEAST_KNOWN = 0.5
_PIECES = (".model", ".spm", ".json")
_FAILED = (RuntimeError, ValueError, IndexError, MemoryError)
"""What CTranslate2 raises on a sentence it can't take, such as one past its positions."""
_NO_MEMORY = re.compile("bad_alloc|allocate|Resource temporarily unavailable|failed to map segment")
_UNUSABLE = (OSError, ImportError, *_FAILED, TypeError, AttributeError)


class Pieces(Protocol):
    """How sentences are cut into the tokens of a model, and put together again."""

    @property
    def vocabulary(self) -> frozenset[str]:
        """Every token there may be in a source, where they can be told; else none."""
        ...

    def encode(self, sentences: Sequence[str]) -> list[list[str]]:
        """The tokens of each sentence."""
        ...

    def decode(self, tokens: Sequence[str]) -> str:
        """The sentence of these tokens of the target."""
        ...


@dataclass(frozen=True)
class Model:
    """A CTranslate2 folder, in memory once it is asked for its first sentence.

    ``threads`` is the number of batches translated at once; each uses one core, which is
    faster than one batch on several. The prefixes are tokens that stand before every source
    and every translation; with ``source_end`` an end token follows the source, unless the
    model adds one itself. A translation by the shortlist that scores below ``least_score`` is
    made again with the whole vocabulary. The ``device`` is one of `DEVICES`; a graphics card
    makes one batch at once, for it has but one memory for all. With ``adequacy`` the likeliest to
    be right of several translations is taken, and its score is the logarithm of how likely; where
    the first guess at a sentence is far below ``least_score``, that guess is all there is.
    """

    path: Path
    threads: int = 1
    source_prefix: tuple[str, ...] = ()
    target_prefix: tuple[str, ...] = ()
    source_end: bool = False
    least_score: float = 0
    device: str = "cpu"
    adequacy: Adequacy | None = None

    def fitting(self, pieces: Pieces) -> Pieces:
        """The ``pieces``, if they and the prefixes are those of the model.

        Raises:
            ModelError: they aren't, or the model can't be loaded.
        """
        _ = self._translator  # a damaged model is told before what doesn't fit it
        known = pieces.vocabulary & self._vocabulary
        if len(known) < _LEAST_KNOWN * len(pieces.vocabulary):
            message = (
                f"{self.path}: the model knows {len(known)} of the {len(pieces.vocabulary)} pieces "
                "of its SentencePiece file; it may be one for another direction: check its "
                "languages, and that the files belong together"
            )
            raise ModelError(message)
        for token in (*self.source_prefix, *self.target_prefix):
            if token not in self._all_vocabulary:
                message = (
                    f"{self.path}: the model has no token {token!r}, which is to be a prefix; "
                    "name one of its vocabulary in normalizer.json, or none"
                )
                raise ModelError(message)
        return pieces

    def translate(
        self, sentences: Sequence[str], pieces: Pieces, decoding: Decoding
    ) -> list[Hypothesis | None]:
        """A translation for each sentence, in order; ``None`` where the model failed on it.

        Raises:
            ModelError: the model can't be loaded.
        """
        tokens = pieces.encode(sentences)
        wanted = [i for i, sentence in enumerate(tokens) if sentence]
        short = decoding.shortlist and (self.path / "vmap.txt").is_file()
        hopeless: dict[int, Hypothesis] = {}
        if self.adequacy is None:
            found = self._found(tokens, wanted, pieces, decoding, short=short)
        else:
            hoped = {i: self.adequacy.hoped(sentences[i]) for i in wanted}
            for i in (i for i in wanted if hoped[i] < self.least_score):
                hopeless[i] = Hypothesis(sentences[i], hoped[i], self._unknown(tokens[i]))
            wanted = [i for i in wanted if i not in hopeless]
            found = self._found(tokens, wanted, pieces, replace(decoding, beam=1), short=short)
            hopeful = [i for i in wanted if _score(found.get(i)) >= self.least_score - HOPE]
            wide = replace(decoding, beam=max(decoding.beam, CANDIDATES))
            found |= self._found(tokens, hopeful, pieces, wide, short=short)
        if short:
            again = [i for i in wanted if _score(found.get(i)) < self.least_score]
            found |= self._found(tokens, again, pieces, decoding, short=False)
        found |= hopeless
        return [_around(sentence, found.get(i)) for i, sentence in enumerate(sentences)]

    def _found(
        self,
        tokens: Sequence[list[str]],
        wanted: Sequence[int],
        pieces: Pieces,
        decoding: Decoding,
        *,
        short: bool,
    ) -> dict[int, Hypothesis]:
        batches = list(_batches(tokens, wanted, decoding.batch_tokens))
        # All are handed over before the first result is asked for, so that no core waits.
        started = [self._started(tokens, batch, decoding, short=short) for batch in batches]
        found: dict[int, Hypothesis] = {}
        while batches:
            batch, running = batches.pop(0), started.pop(0)
            results = _results(running)
            if results is None:
                halves = (batch[: len(batch) // 2], batch[len(batch) // 2 :])
                for half in halves if len(batch) > 1 else ():
                    batches.append(half)
                    started.append(self._started(tokens, half, decoding, short=short))
                continue
            for i, result in zip(batch, results, strict=True):
                found[i] = self._hypothesis(tokens[i], result, pieces, decoding)
        return found

    def _started(
        self, tokens: Sequence[list[str]], batch: Sequence[int], decoding: Decoding, *, short: bool
    ) -> Any:
        end = (_END,) if self.source_end and not self._adds_end else ()
        sources = [[*self.source_prefix, *tokens[i], *end] for i in batch]
        prefix = [list(self.target_prefix)] * len(batch) if self.target_prefix else None
        try:
            return self._translator.translate_batch(
                sources,
                target_prefix=prefix,
                beam_size=decoding.beam,
                num_hypotheses=1 if self.adequacy is None else decoding.beam,
                no_repeat_ngram_size=decoding.no_repeat,
                length_penalty=decoding.length_penalty,
                max_input_length=0,  # else a long sentence would lose its end without a word
                max_decoding_length=self._cap(max(sources, key=len), decoding) + 1,  # cut off there
                return_scores=True,
                replace_unknowns=True,
                use_vmap=short,
                asynchronous=True,
            )
        except _FAILED:
            return None  # memory may be short here already; smaller batches are tried

    def _cap(self, source: Sequence[str], decoding: Decoding) -> int:
        return int(decoding.growth * len(source)) + decoding.room + len(self.target_prefix)

    def _hypothesis(
        self, source: list[str], result: Any, pieces: Pieces, decoding: Decoding
    ) -> Hypothesis:
        found = (
            self._scored(source, tokens, score, decoding)
            for tokens, score in zip(result.hypotheses, result.scores, strict=True)
        )
        texts = [(pieces.decode(tokens).strip(), score) for tokens, score in found]
        if self.adequacy is not None:
            said = pieces.decode(source)
            texts = [(text, self.adequacy(said, text, score)) for text, score in texts]
        return Hypothesis(*max(texts, key=itemgetter(1)), self._unknown(source))

    def _unknown(self, tokens: Sequence[str]) -> float:
        return sum(token not in self._vocabulary for token in tokens) / len(tokens)

    def _scored(
        self, source: list[str], tokens: list[str], score: float, decoding: Decoding
    ) -> tuple[list[str], float]:
        """The tokens of a translation, and the mean log probability of one."""
        prefix = len(self.target_prefix)
        length = len(tokens) - prefix + 1  # the end of the sentence is a token too
        total = score * (len(tokens) + 1) ** decoding.length_penalty
        # Its own limit counts, whatever longer sentences of its batch would have allowed it.
        ended = len(tokens) <= self._cap(source, decoding)
        return tokens[prefix:], total / length if ended else float("-inf")

    @cached_property
    def _translator(self) -> Any:
        try:
            import ctranslate2  # noqa: PLC0415  heavy, and only articles with passages need it

            refuse_too_large(self.path / "model.bin", self.threads)
            device = "cpu" if self.device == "cpu" else device_of(self.device, seen_cards())
            threads = self.threads if device == "cpu" else 1
            return ctranslate2.Translator(
                str(self.path), device=device, inter_threads=threads, intra_threads=1
            )
        except (ModelError, SettingsError):
            raise
        except _UNUSABLE as error:
            raise _unusable(self.path, error) from error

    @cached_property
    def _adds_end(self) -> bool:
        return bool(_json(self.path / "config.json").get("add_source_eos"))

    @cached_property
    def _vocabulary(self) -> frozenset[str]:
        return self._words("source") or self._words("shared")

    @cached_property
    def _all_vocabulary(self) -> frozenset[str]:
        return self._vocabulary | self._words("target")

    def _words(self, kind: str) -> frozenset[str]:
        """The tokens of the vocabulary of this kind, if the model has one."""
        for path in (self.path / f"{kind}_vocabulary.{end}" for end in ("json", "txt")):
            if not path.is_file():
                continue
            if path.suffix == ".json":
                return frozenset(_json(path))
            with path.open(encoding="utf-8", newline="\n") as lines:
                return frozenset(line.rstrip("\n") for line in lines)
        return frozenset()


def _unusable(path: Path, error: Exception) -> ModelError:
    """What to tell of a model that can't be loaded because of ``error``."""
    if isinstance(error, MemoryError) or _NO_MEMORY.search(str(error)):
        return MemoryShortageError(
            f"{path}: memory ran out while it was loaded ({error}); "
            "end other programs, use fewer threads, or install a smaller model"
        )
    if isinstance(error, ImportError):
        remedy = "install the package article-normalizer again"
        return ModelError(f"{path}: the library ctranslate2 can't be loaded: {error}; {remedy}")
    return ModelError(
        f"{path}: can't be loaded: {error}; a model of an encoder and a decoder, "
        "converted for CTranslate2, with its vocabulary, is needed"
    )


def _results(running: Any) -> list[Any] | None:
    """What became of a batch, or ``None`` where it failed."""
    try:
        return None if running is None else [one.result() for one in running]
    except _FAILED:
        return None


def model_files(folder: Path, model: Path) -> tuple[Path, ...]:
    """The file ``model``, and those in ``folder`` that say how sentences are cut."""
    return (model, *(path for path in sorted(folder.glob("*")) if path.suffix in _PIECES))


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        message = f"{path}: can't be read: {error}; copy the model again"
        raise ModelError(message) from error


def _batches(
    tokens: Sequence[list[str]], wanted: Sequence[int], most: int
) -> Iterator[tuple[int, ...]]:
    """Sentences of like length, longest first, up to ``most`` tokens with their padding."""
    batch: list[int] = []
    for i in sorted(wanted, key=lambda i: -len(tokens[i])):
        if batch and len(tokens[batch[0]]) * (len(batch) + 1) > most:
            yield tuple(batch)
            batch = []
        batch.append(i)
    if batch:
        yield tuple(batch)


def _score(hypothesis: Hypothesis | None) -> float:
    return float("-inf") if hypothesis is None else hypothesis.score


def _around(sentence: str, hypothesis: Hypothesis | None) -> Hypothesis | None:
    if hypothesis is None:
        return None
    return replace(hypothesis, text=between_blanks(sentence, hypothesis.text))
