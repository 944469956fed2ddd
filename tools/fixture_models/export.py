"""Turn trained weights into a CTranslate2 model and an Argos package.

`python export.py convert --pair ru_de --build DIRECTORY` writes `DIRECTORY/model`;
`python export.py package --pair ru_de --build DIRECTORY --output FOLDER` zips it together
with the score threshold that `evaluate.py` has stored in `DIRECTORY/figures.json`.
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

NAMES = {"ru": "Russian", "en": "English", "de": "German"}
VERSION = "0.1"
TIMESTAMP = (2020, 1, 1, 0, 0, 0)
NOTICE = """# Test fixture {source} to {target}

A toy Transformer that knows a few hundred sentence patterns written for the tests of
`normalizer`. It exists to run the real engine on something small. Its answers to any other
text are nonsense: do not use it as a translator.
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
    spec = transformer_spec.TransformerSpec.from_config(
        (network.size.layers, network.size.layers), network.size.heads, pre_norm=True
    )
    spec.config.decoder_start_token = "<s>"  # noqa: S105  # a vocabulary token
    spec.config.add_source_eos = False
    embedding, positions = array(network.embedding.weight), array(network.positions)
    spec.encoder.embeddings[0].weight = embedding
    spec.decoder.embeddings.weight = embedding
    spec.decoder.projection.weight = embedding
    spec.decoder.projection.bias = array(network.output_bias)
    spec.encoder.position_encodings.encodings = positions
    spec.decoder.position_encodings.encodings = positions
    for half, layers in ((spec.encoder, network.encoder), (spec.decoder, network.decoder)):
        for part, layer in zip(half.layer, layers, strict=True):
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


def describe(source: str, target: str, min_score: float) -> str:
    """Write the package metadata.

    Args:
        source: Source language code.
        target: Target language code.
        min_score: Mean token log probability below which an answer is doubtful.

    Returns:
        The text of `metadata.json`.
    """
    metadata = {
        "package_version": VERSION,
        "argos_version": "1.9",
        "from_code": source,
        "from_name": NAMES[source],
        "to_code": target,
        "to_name": NAMES[target],
        "type": "translate",
        "fixture": True,
        "description": "Test fixture, not a usable translator",
        "normalizer": {"min_score": min_score},
    }
    return json.dumps(metadata, indent=2) + "\n"


def package(build: Path, pair: str, output: Path) -> Path:
    """Zip one model the way Argos packages are zipped.

    Args:
        build: Folder with the converted model and its figures.
        pair: Language codes joined by an underscore.
        output: Folder that receives the package.

    Returns:
        Path of the package.
    """
    source, target = pair.split("_")
    top = f"translate-{pair}-fixture-{VERSION.replace('.', '_')}"
    figures = json.loads((build / "figures.json").read_text(encoding="utf-8"))
    entries = {
        "metadata.json": describe(source, target, figures["min_score"]).encode(),
        "README.md": NOTICE.format(source=source, target=target).encode(),
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
    return path


def main() -> None:
    """Convert or package one model."""
    parser = argparse.ArgumentParser(description="Export one fixture model.")
    parser.add_argument("step", choices=("convert", "package"))
    parser.add_argument("--pair", required=True, help="for example ru_de")
    parser.add_argument("--build", required=True, type=Path, help="folder used for training")
    parser.add_argument("--output", type=Path, default=Path(), help="folder for the package")
    arguments = parser.parse_args()
    if arguments.step == "convert":
        convert(arguments.build)
    else:
        path = package(arguments.build, arguments.pair, arguments.output)
        print(path.name, path.stat().st_size)


if __name__ == "__main__":
    main()
