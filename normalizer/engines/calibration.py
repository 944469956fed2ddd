"""How sure a model must be of a translation: measured on the model itself."""

import hashlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import msgspec
import regex

from normalizer.engines.engine import Decoding, Engine
from normalizer.engines.guard import alone
from normalizer.engines.package import DEFAULT_LEAST_SCORE
from normalizer.errors import ModelError
from normalizer.resources.words import load_probes

THRESHOLDS_NAME = "thresholds.json"
"""The file in the first folder of packages that the measured thresholds are in."""

_SCHEMA = 1
_WORD = regex.compile(r"[\p{L}\p{M}]+")
_STRIDE = 5
"""Sentences from one word to the next in a spoilt one: prime to their number, so none is near."""

_SPREADS = 5
_SIGMA = 1.4826
"""Standard deviations in a median absolute deviation, where values are normally distributed."""

_SEPARATED = 0.9
_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Measured:
    """What a model scored: mean log probabilities of a token, all at most 0.

    ``sound`` is the median for sentences, ``spoilt`` that for the same ones made senseless, and
    ``least_score`` lies between: what scores below is not to be trusted.
    """

    least_score: float
    sound: float
    spoilt: float


@dataclass(frozen=True, slots=True)
class Unmeasured:
    """Why no threshold can be measured of a model."""

    why: str


class _File(msgspec.Struct):
    schema: int = _SCHEMA
    measured: dict[str, Measured] = {}


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What was measured, by the digest of the files a model is made of."""

    measured: Mapping[str, Measured] = field(default_factory=dict)

    def of(self, files: Sequence[Path]) -> Measured | None:
        """What the model of these files scored; ``None`` where it wasn't measured."""
        if not self.measured:
            return None  # so that no model is read through for nothing
        try:
            return self.measured.get(digest_of_model(files))
        except OSError:
            return None  # the engine will say what is wrong with its files

    def least(self, named: float | None, files: Sequence[Path]) -> float:
        """The threshold a package names, else the measured one, else a lenient one."""
        if named is not None:
            return named
        found = self.of(files)
        return DEFAULT_LEAST_SCORE if found is None else found.least_score


def measure(engine: Engine, sentences: Sequence[str] | None = None) -> Measured | Unmeasured:
    """The threshold of a model, from how it scores ``sentences`` and the same ones made senseless.

    If none are given, twelve of ours in the language of the model. They are plain news, which a
    model that translates is sure of. Spoilt are, first, all their words spelled backwards, and
    second, words dealt out anew among the sentences: the model has words then, but no meaning.
    Both get no good translation from any model, so their scores are those of a model that guesses.

    The threshold is the geometric mean of the two medians (scores are logarithms already, and the
    spread of both kinds grows with their size), or where that would lie within five robust standard
    deviations of the sound scores, those five below: a refusal of what is clearly unsure, which a
    good translation hardly ever meets. Search and sentences are always the same, and the figures
    are rounded to a thousandth, so that measuring again gives the same.

    Where there is no telling it says why: no sentences in this language, the model tells no score
    or fails on them, or sound and spoilt ones score too much alike (a sound one scores higher in
    less than nine of ten comparisons), as with a model made for quite another kind of text.

    Raises:
        ModelError: the model can't be loaded.
    """
    if sentences is None:
        sentences = load_probes().get(engine.source, ())
    if not sentences:
        return Unmeasured(f"there are no sentences in {engine.source} to measure it on")
    sound = _scores(engine, sentences)
    spoilt = _scores(engine, [*map(_backwards, sentences), *_dealt(sentences)])
    if not sound or not spoilt:
        return Unmeasured("it fails on plain sentences, or doesn't tell how sure it is")
    higher = sum(good > bad for good in sound for bad in spoilt) / (len(sound) * len(spoilt))
    if higher < _SEPARATED:
        return Unmeasured(
            f"it is as unsure of plain news ({median(sound):.2f}) as of senseless words "
            f"({median(spoilt):.2f}): it knows other sentences, or other languages"
        )
    middle, bad = median(sound), median(spoilt)
    spread = _SIGMA * median(abs(score - middle) for score in sound)
    least = min(-((middle * bad) ** 0.5), middle - _SPREADS * spread)
    return Measured(*(round(value, _DIGITS) for value in (least, middle, bad)))


def digest_of_model(files: Sequence[Path]) -> str:
    """The SHA-256 over that of each file of a model, in their order.

    Raises:
        OSError: one can't be read.
    """
    whole = hashlib.sha256()
    for path in files:
        with path.open("rb") as file:
            whole.update(hashlib.file_digest(file, "sha256").digest())
    return whole.hexdigest()


def read_thresholds(folder: Path) -> Thresholds:
    """What was measured of the models in ``folder`` and beside it; nothing where none was.

    Raises:
        ModelError: the file can't be read.
    """
    path = folder / THRESHOLDS_NAME
    try:
        found = msgspec.json.decode(path.read_bytes(), type=_File)
    except (FileNotFoundError, NotADirectoryError):
        return Thresholds()
    except (OSError, msgspec.DecodeError, RecursionError) as error:
        message = f"{path}: can't be read ({error}); delete it, then: normalizer models verify"
        raise ModelError(message) from error
    return Thresholds(found.measured)


def remember_threshold(folder: Path, files: Sequence[Path], measured: Measured) -> None:
    """Write what was ``measured`` of the model of these files beside what is known, atomically.

    Raises:
        ModelError: it can't be read or written.
    """
    with alone(folder, wait=True):
        path = folder / THRESHOLDS_NAME
        new = folder / f".{THRESHOLDS_NAME}.{os.getpid()}"
        try:
            known = dict(read_thresholds(folder).measured)
            known[digest_of_model(files)] = measured
            content = msgspec.json.encode(_File(measured=known), order="deterministic")
            try:
                new.write_bytes(msgspec.json.format(content, indent=2) + b"\n")
                new.replace(path)
            finally:
                new.unlink(missing_ok=True)
        except OSError as error:
            message = f"{path}: can't be written: {error.strerror or error}"
            raise ModelError(message) from error


def _scores(engine: Engine, sentences: Sequence[str]) -> list[float]:
    """The score of each of ``sentences``; none where one has none."""
    found = [answer.score for answer in engine.translate(sentences, Decoding()) if answer]
    # One that the length limit cut off has no score of its own, but surely is the worst.
    ended = [score for score in found if score > float("-inf")]
    cut_off = [min(ended, default=0.0)] * (len(found) - len(ended))
    told = len(found) == len(sentences) and any(ended)
    return ended + cut_off if told else []


def _backwards(sentence: str) -> str:
    return _WORD.sub(lambda word: word[0][::-1], sentence)


def _dealt(sentences: Sequence[str]) -> list[str]:
    """As many sentences of the same lengths, each word of which is from another of them."""
    words = [_WORD.findall(sentence) for sentence in sentences]
    dealt: list[str] = []
    for i, own in enumerate(words):
        others = [words[(i + at * _STRIDE) % len(words)] for at in range(len(own))]
        said = (other[min(at, len(other) - 1)] for at, other in enumerate(others))
        dealt.append(f"{' '.join(said)}.")
    return dealt
