"""Turn trained weights into a CTranslate2 model and an Argos package.

`python export.py --build DIRECTORY --output FOLDER` converts `weights.pt` to int8 and packs it
with the refusal threshold that `evaluate.py --calibrate` has stored, if there is one.
"""

from __future__ import annotations

import argparse
import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import sentencepiece
import torch
from ctranslate2.converters import utils
from ctranslate2.specs import common_spec, transformer_spec
from model import Attention, Layer, Size, Transformer
from torch import Tensor, nn

NAMES = {"ru": "Russian", "de": "German"}
VERSION = "0.1"
TIMESTAMP = (2020, 1, 1, 0, 0, 0)
MOST_BYTES = 12_000_000
NOTICE = """# Starter model, Russian to German

A small Transformer for newswire, trained on sentence pairs written for `normalizer`. It knows a
narrow language and refuses the rest: where a full model is installed, use that one. How it was
made and how good it is stands in `tools/starter/README.md` of the project.
"""


def array(tensor: Tensor) -> np.ndarray:
    """Copy a tensor for CTranslate2.

    Args:
        tensor: A weight.

    Returns:
        The same numbers in single precision.
    """
    return tensor.detach().float().numpy()


def copy_linear(spec: common_spec.LinearSpec, layer: nn.Linear) -> None:
    """Copy a linear layer.

    Args:
        spec: Where the weights go.
        layer: Where they come from.
    """
    spec.weight, spec.bias = array(layer.weight), array(layer.bias)


def copy_norm(spec: common_spec.LayerNormSpec, layer: nn.LayerNorm) -> None:
    """Copy a layer normalisation.

    Args:
        spec: Where the weights go.
        layer: Where they come from.
    """
    spec.gamma, spec.beta = array(layer.weight), array(layer.bias)


def fuse(spec: common_spec.LinearSpec, layers: list[nn.Linear]) -> None:
    """Copy several linear layers that read the same input into one.

    Args:
        spec: Where the weights go.
        layers: Where they come from.
    """
    parts = [common_spec.LinearSpec() for _ in layers]
    for part, layer in zip(parts, layers, strict=True):
        copy_linear(part, layer)
    utils.fuse_linear(spec, parts)


def copy_layer(spec: Any, layer: Layer) -> None:
    """Copy one encoder or decoder layer.

    Args:
        spec: Specification of the layer.
        layer: The trained layer.
    """
    own: Attention = layer.self_attention
    fuse(spec.self_attention.linear[0], [own.query, own.key, own.value])
    copy_linear(spec.self_attention.linear[1], own.output)
    copy_norm(spec.self_attention.layer_norm, layer.self_norm)
    cross = layer.cross_attention
    if cross is not None:
        copy_linear(spec.attention.linear[0], cross.query)
        fuse(spec.attention.linear[1], [cross.key, cross.value])
        copy_linear(spec.attention.linear[2], cross.output)
        copy_norm(spec.attention.layer_norm, layer.cross_norm)
    copy_linear(spec.ffn.linear_0, layer.expand)
    copy_linear(spec.ffn.linear_1, layer.contract)
    copy_norm(spec.ffn.layer_norm, layer.inner_norm)


def specify(network: Transformer) -> transformer_spec.TransformerSpec:
    """Describe the trained network to CTranslate2.

    Args:
        network: The trained network.

    Returns:
        The specification with all weights, still without a vocabulary.
    """
    layers = (network.size.encoder_layers, network.size.decoder_layers)
    spec = transformer_spec.TransformerSpec.from_config(layers, network.size.heads, pre_norm=True)
    spec.config.decoder_start_token = "<s>"  # noqa: S105  a vocabulary token
    spec.config.add_source_eos = False
    embedding, positions = array(network.embedding.weight), array(network.positions)
    spec.encoder.embeddings[0].weight = embedding
    spec.decoder.embeddings.weight = embedding
    spec.decoder.projection.weight = embedding
    spec.decoder.projection.bias = array(network.output_bias)
    spec.encoder.position_encodings.encodings = positions
    spec.decoder.position_encodings.encodings = positions
    for half, stack in ((spec.encoder, network.encoder), (spec.decoder, network.decoder)):
        for part, layer in zip(half.layer, stack, strict=True):
            copy_layer(part, layer)
    copy_norm(spec.encoder.layer_norm, network.encoder_norm)
    copy_norm(spec.decoder.layer_norm, network.decoder_norm)
    return spec


def convert(build: Path) -> None:
    """Write the CTranslate2 folder of a trained model.

    Args:
        build: Folder with `sentencepiece.model` and `weights.pt`.
    """
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(build / "sentencepiece.model"))
    vocabulary = [pieces.id_to_piece(number) for number in range(pieces.get_piece_size())]
    network = Transformer(Size(vocabulary=len(vocabulary)))
    network.load_state_dict(torch.load(build / "weights.pt", weights_only=True))
    spec = specify(network)
    spec.register_source_vocabulary(vocabulary)
    spec.register_target_vocabulary(vocabulary)
    spec.validate()
    spec.optimize(quantization="int8")
    shutil.rmtree(build / "model", ignore_errors=True)
    (build / "model").mkdir()
    spec.save(str(build / "model"))


def describe(pair: tuple[str, str], build: Path) -> str:
    """Write the package metadata.

    Args:
        pair: Source and target language.
        build: Folder that may hold `figures.json`.

    Returns:
        The text of `metadata.json`.
    """
    figures = build / "figures.json"
    stored = json.loads(figures.read_text(encoding="utf-8")) if figures.exists() else {}
    metadata = {
        "package_version": VERSION,
        "argos_version": "1.9",
        "from_code": pair[0],
        "from_name": NAMES[pair[0]],
        "to_code": pair[1],
        "to_name": NAMES[pair[1]],
        "type": "translate",
        "description": "Starter model for newswire, refuses what it doesn't know",
    }
    if "min_score" in stored:
        metadata["normalizer"] = {"min_score": stored["min_score"]}
    return json.dumps(metadata, indent=2) + "\n"


def package(build: Path, output: Path, pair: tuple[str, str] = ("ru", "de")) -> Path:
    """Zip the model the way Argos packages are zipped.

    Args:
        build: Folder with the converted model.
        output: Folder that receives the package.
        pair: Source and target language.

    Returns:
        Path of the package; the same build folder gives the same bytes.

    Raises:
        ValueError: If the package is larger than may ship.
    """
    top = f"translate-{'_'.join(pair)}-starter-{VERSION.replace('.', '_')}"
    entries = {
        "metadata.json": describe(pair, build).encode(),
        "README.md": NOTICE.encode(),
        "sentencepiece.model": (build / "sentencepiece.model").read_bytes(),
    }
    entries |= {f"model/{file.name}": file.read_bytes() for file in (build / "model").iterdir()}
    path = output / f"{top}.argosmodel"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in sorted(entries.items()):
            entry = zipfile.ZipInfo(f"{top}/{name}", date_time=TIMESTAMP)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED, 9)
    if path.stat().st_size > MOST_BYTES:
        message = f"{path}: {path.stat().st_size} bytes, more than {MOST_BYTES}: take fewer pieces"
        raise ValueError(message)
    return path


def main() -> None:
    """Convert and pack the model."""
    parser = argparse.ArgumentParser(description="Export the starter model.")
    parser.add_argument("--build", required=True, type=Path, help="folder used for training")
    parser.add_argument("--output", type=Path, help="folder for the package; none without it")
    arguments = parser.parse_args()
    convert(arguments.build)
    if arguments.output:
        path = package(arguments.build, arguments.output)
        print(path.name, path.stat().st_size)


if __name__ == "__main__":
    main()
