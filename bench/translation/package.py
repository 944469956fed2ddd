"""An Argos package of full size, with random weights and translations of a sensible length.

Transformer base as Argos packages have it: 6 + 6 layers, width 512, inner width 2048, 8 heads, a
shared vocabulary of 50,000 pieces tied to the projection, int8. What it says means nothing. It
ends where the source ended, in every search alike: two places of the width are kept out of the
random weights and hold how far the decoder is behind or ahead of the length of the source.
"""

import json
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import sentencepiece
from ctranslate2.converters.utils import fuse_linear
from ctranslate2.specs.common_spec import Activation, LinearSpec
from ctranslate2.specs.transformer_spec import TransformerSpec

from translation.text import training_text

LAYERS, WIDTH, INNER, HEADS, VOCABULARY = 6, 512, 2048, 8, 50_000
POSITIONS = 512
PIECES = 2_000
NAME = "translate-ru_de-synthetic-1_0"
CACHE = Path(__file__).parents[2] / "build" / "bench-translation"
_SOURCE, _TARGET = slice(0, 2), slice(2, 4)
"""Places of the width: how far the encoder is, and how far the decoder is past the end."""
_KEPT = 4
_STEP, _PACE, _LOUD = 0.02, 0.05, 120.0
_QUIET = 0.02
"""Share of what a layer says that reaches the next, so that none drowns the length."""
_LIKELY = 15
_ALWAYS = 300

Array = Any


def full_package(cache: Path = CACHE) -> Path:
    """The folder of the package, built if the folder ``cache`` has none."""
    path = cache / NAME
    if not (path / "metadata.json").is_file():
        (path / "model").mkdir(parents=True, exist_ok=True)
        vocabulary = _vocabulary(path / "sentencepiece")
        _specify(vocabulary).save(str(path / "model"))
        (path / "model" / "vmap.txt").write_text(_likely_words(vocabulary), encoding="utf-8")
        metadata = {"from_code": "ru", "to_code": "de", "package_version": "1.0"}
        names = {"from_name": "Russian", "to_name": "German", "argos_version": "1.9"}
        (path / "metadata.json").write_text(json.dumps(metadata | names), encoding="utf-8")
    return path


def _vocabulary(prefix: Path) -> list[str]:
    """The pieces of the text there is, and others that only fill the projection."""
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(training_text()),
        model_prefix=str(prefix),
        vocab_size=PIECES,
        model_type="unigram",
        hard_vocab_limit=False,
        num_threads=1,
        minloglevel=2,
    )
    pieces = sentencepiece.SentencePieceProcessor(model_file=f"{prefix}.model")
    known = [pieces.id_to_piece(number) for number in range(pieces.get_piece_size())]
    return known + [f"piece{number}" for number in range(len(known), VOCABULARY)]


def _likely_words(vocabulary: list[str]) -> str:
    """A shortlist of a size as real ones have, though its words are drawn."""
    chance = Random(0)  # noqa: S311  no secret
    always = " ".join(vocabulary[:_ALWAYS])
    lines = [f"{piece}\t{' '.join(chance.sample(vocabulary, _LIKELY))}" for piece in vocabulary]
    return "\n".join([f"\t{always}", *lines, ""])


def _specify(vocabulary: list[str]) -> TransformerSpec:
    draw = np.random.default_rng(7)
    spec = TransformerSpec.from_config(
        (LAYERS, LAYERS), HEADS, pre_norm=True, activation=Activation.RELU
    )
    end = vocabulary.index("</s>")
    embedding = draw.standard_normal((VOCABULARY, WIDTH)).astype(np.float32) / WIDTH**0.5
    embedding[:, :_KEPT] = 0
    embedding[end] = 0
    embedding[end, _TARGET] = _LOUD, -_LOUD
    bias = np.zeros(VOCABULARY, np.float32)
    bias[end] = 10
    for side, places, step in ((spec.encoder, _SOURCE, _STEP), (spec.decoder, _TARGET, _PACE)):
        steps = np.arange(POSITIONS)[:, None] * np.array([step, -step])
        side.position_encodings.encodings = np.zeros((POSITIONS, WIDTH), np.float32)
        side.position_encodings.encodings[:, places] = steps
        _norm(side.layer_norm)
    spec.encoder.embeddings[0].weight = embedding
    spec.decoder.embeddings.weight = embedding
    spec.decoder.projection.weight, spec.decoder.projection.bias = embedding, bias
    for layer in (*spec.encoder.layer, *spec.decoder.layer):
        _attend(layer.self_attention, draw)
        _feed(layer.ffn, draw)
    for number, layer in enumerate(spec.decoder.layer):
        _attend_source(layer.attention, draw, measures=number == 0)
    spec.config.decoder_start_token = "<s>"  # noqa: S105  a token of the vocabulary
    spec.register_source_vocabulary(vocabulary)
    spec.register_target_vocabulary(vocabulary)
    spec.validate()
    spec.optimize(quantization="int8")
    return spec


def _attend(attention: Any, draw: np.random.Generator) -> None:
    _fuse(attention.linear[0], [_inwards(draw, WIDTH, WIDTH) for _ in range(3)])
    _linear(attention.linear[1], _outwards(draw, WIDTH, WIDTH))
    _norm(attention.layer_norm)


def _attend_source(attention: Any, draw: np.random.Generator, *, measures: bool) -> None:
    """The layer that ``measures`` looks at all of the source alike, and tells its length."""
    query, key = (_inwards(draw, WIDTH, WIDTH) * (not measures) for _ in range(2))
    value, out = _inwards(draw, WIDTH, WIDTH), _outwards(draw, WIDTH, WIDTH)
    if measures:
        value[0] = 0
        value[0, _SOURCE] = 1, -1  # twice the mean place, which is the last one
        out[:, 0] = 0
        out[_TARGET, 0] = -_PACE / _STEP, _PACE / _STEP
    _linear(attention.linear[0], query)
    _fuse(attention.linear[1], [key, value])
    _linear(attention.linear[2], out)
    _norm(attention.layer_norm)


def _feed(network: Any, draw: np.random.Generator) -> None:
    _linear(network.linear_0, _inwards(draw, INNER, WIDTH))
    _linear(network.linear_1, _outwards(draw, WIDTH, INNER))
    _norm(network.layer_norm)


def _inwards(draw: np.random.Generator, rows: int, columns: int) -> Array:
    """Random weights that read nothing of the places that are kept."""
    weight = draw.standard_normal((rows, columns)).astype(np.float32) / columns**0.5
    weight[:, :_KEPT] = 0
    return weight


def _outwards(draw: np.random.Generator, rows: int, columns: int) -> Array:
    """Random weights that write nothing to the places that are kept."""
    weight = draw.standard_normal((rows, columns)).astype(np.float32) * _QUIET / columns**0.5
    weight[:_KEPT] = 0
    return weight


def _fuse(spec: Any, weights: list[Array]) -> None:
    parts = [LinearSpec() for _ in weights]
    for part, weight in zip(parts, weights, strict=True):
        _linear(part, weight)
    fuse_linear(spec, parts)


def _linear(spec: Any, weight: Array) -> None:
    spec.weight, spec.bias = weight, np.zeros(len(weight), np.float32)


def _norm(spec: Any) -> None:
    spec.gamma, spec.beta = np.ones(WIDTH, np.float32), np.zeros(WIDTH, np.float32)
