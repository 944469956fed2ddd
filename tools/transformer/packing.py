"""Turn trained weights into a CTranslate2 model, and that into an Argos package."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import sentencepiece
import torch
from ctranslate2.converters import utils
from ctranslate2.specs import common_spec, transformer_spec
from torch import Tensor, nn

from transformer.network import Attention, Layer, Size, Transformer

NAMES = {"ru": "Russian", "en": "English", "de": "German"}
TIMESTAMP = (2020, 1, 1, 0, 0, 0)


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


def convert(build: Path, size: Size) -> None:
    """Write the CTranslate2 folder `model` of a trained network, with weights of eight bits.

    Args:
        build: Folder with `sentencepiece.model` and `weights.pt`.
        size: Dimensions of the network.
    """
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(build / "sentencepiece.model"))
    vocabulary = [pieces.id_to_piece(number) for number in range(pieces.get_piece_size())]
    network = Transformer(size)
    network.load_state_dict(torch.load(build / "weights.pt", weights_only=True))
    spec = specify(network)
    spec.register_source_vocabulary(vocabulary)
    spec.register_target_vocabulary(vocabulary)
    spec.validate()
    spec.optimize(quantization="int8")
    shutil.rmtree(build / "model", ignore_errors=True)
    (build / "model").mkdir()
    spec.save(str(build / "model"))


def describe(pair: str, version: str, more: Mapping[str, Any]) -> str:
    """Write the metadata of a package.

    Args:
        pair: Language codes joined by an underscore.
        version: Version of the package.
        more: What else it says of itself.

    Returns:
        The text of `metadata.json`.
    """
    source, target = pair.split("_")
    metadata = {
        "package_version": version,
        "argos_version": "1.9",
        "from_code": source,
        "from_name": NAMES[source],
        "to_code": target,
        "to_name": NAMES[target],
        "type": "translate",
    }
    return json.dumps({**metadata, **more}, indent=2) + "\n"


def pack(build: Path, path: Path, more: Mapping[str, str | bytes]) -> None:
    """Zip a converted model the way Argos packages are zipped; the same input gives the same bytes.

    Args:
        build: Folder with `sentencepiece.model` and the converted `model`.
        path: The package to write; its stem is the folder inside.
        more: What to put beside them, by file name.
    """
    entries = {n: data.encode() if isinstance(data, str) else data for n, data in more.items()}
    entries["sentencepiece.model"] = (build / "sentencepiece.model").read_bytes()
    entries |= {f"model/{file.name}": file.read_bytes() for file in (build / "model").iterdir()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in sorted(entries.items()):
            entry = zipfile.ZipInfo(f"{path.stem}/{name}", date_time=TIMESTAMP)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED, 9)
