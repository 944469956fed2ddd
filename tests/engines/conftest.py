"""Packages that look real and hold no model, and models that are real and know a few words."""

import json
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from ctranslate2.specs.transformer_spec import TransformerSpec

from normalizer.engines.package import install_package

_METADATA = {"from_code": "ru", "to_code": "de", "package_version": "1.9"}


def model_file(
    weights: bytes = bytes(range(256)) * 40, *, name: bytes = b"TransformerSpec"
) -> bytes:
    """A model.bin of one variable, as CTranslate2 lays it out."""
    head = struct.pack("<IH", 6, len(name) + 1) + name + b"\0" + struct.pack("<II", 7, 1)
    variable = (
        struct.pack("<H", 2) + b"w\0" + struct.pack("<BIBI", 1, len(weights), 1, len(weights))
    )
    return head + variable + weights + struct.pack("<I", 0)


_FILES = {
    "model/model.bin": model_file(),
    "model/config.json": b"{}",
    "model/shared_vocabulary.json": b"[]",
    "sentencepiece.model": b"pieces",
}

FIXTURES = Path(__file__).parents[1] / "fixtures" / "models"

MakeArchive = Callable[..., Path]
MakeFolder = Callable[..., Path]


@pytest.fixture
def make_archive(tmp_path: Path) -> MakeArchive:
    """Writes an archive; ``files`` replaces or, with ``None``, leaves out entries."""

    def make(
        files: dict[str, bytes | None] | None = None,
        *,
        top: str = "translate-ru_de",
        file: str | None = None,
        compression: int = zipfile.ZIP_DEFLATED,
        **metadata: Any,
    ) -> Path:
        entries: dict[str, bytes | None] = {
            f"{top}/metadata.json": json.dumps(_METADATA | metadata).encode(),
            **{f"{top}/{name}": content for name, content in _FILES.items()},
        }
        path = tmp_path / f"{file or 'package'}.argosmodel"
        with zipfile.ZipFile(path, "w", compression) as archive:
            for name, content in (entries | (files or {})).items():
                if content is not None:
                    archive.writestr(name, content)
        return path

    return make


@pytest.fixture
def make_folder() -> MakeFolder:
    """Writes an installed package."""

    def make(path: Path, **metadata: Any) -> Path:
        (path / "model").mkdir(parents=True)
        (path / "metadata.json").write_text(json.dumps(_METADATA | metadata), encoding="utf-8")
        for name, content in _FILES.items():
            (path / name).write_bytes(content)
        return path

    return make


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home, and variables that only the command line may read."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("NORMALIZER_MODELS", "/elsewhere")
    monkeypatch.setenv("XDG_DATA_HOME", "/elsewhere")
    return tmp_path


MakeModel = Callable[..., Path]


@pytest.fixture(scope="session")
def fixture_packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the tiny real packages."""
    store = tmp_path_factory.mktemp("packages")
    for path in sorted((Path(__file__).parents[1] / "fixtures" / "models").glob("*.argosmodel")):
        install_package(path, store)
    return store


@pytest.fixture(scope="session")
def make_model() -> MakeModel:
    """Writes a real CTranslate2 model that puts ``words`` for words, one token for one.

    Nothing is trained: the decoder looks at the place of the source that it writes at, and
    each token of the source points at one of the target. It knows ``positions`` places, and
    adds the end of the source itself, which is where its translations end.
    """
    return _write_model


def _write_model(
    path: Path, words: dict[str, str], *, positions: int = 32, adds_end: bool = True
) -> Path:
    words = {word: word for word in ("<unk>", "<s>", "</s>")} | words
    source, target = list(words), list(dict.fromkeys(words.values()))
    codes = _codes()[: len(source)]
    spec = TransformerSpec.from_config((1, 1), 1, pre_norm=True)
    width = _PLACE + 2 * _TOKEN
    embedding = np.zeros((len(source), width))
    embedding[:, _PLACE : _PLACE + _TOKEN] = codes / np.sqrt(width)  # it is scaled back
    spec.encoder.embeddings[0].weight = embedding.astype(np.float32)
    spec.decoder.embeddings.weight = np.zeros((len(target), width), np.float32)
    for side in (spec.encoder, spec.decoder):
        side.position_encodings.encodings = _places(positions, width)
        _norm(side.layer_norm, width)
        _silence(side.layer[0].self_attention, width)
        _linear(side.layer[0].ffn.linear_0, np.zeros((width, width)))
        _linear(side.layer[0].ffn.linear_1, np.zeros((width, width)))
        _norm(side.layer[0].ffn.layer_norm, width)
    _look(spec.decoder.layer[0].attention, width)
    projection = np.zeros((len(target), width))
    for word, code in zip(source, codes, strict=True):
        projection[target.index(words[word]), _PLACE + _TOKEN :] += code
    _linear(spec.decoder.projection, projection)
    spec.config.add_source_eos = adds_end
    spec.config.decoder_start_token = "<s>"  # noqa: S105  a token of the vocabulary
    spec.register_source_vocabulary(source)
    spec.register_target_vocabulary(target)
    spec.validate()
    spec.optimize()
    path.mkdir(parents=True)
    spec.save(str(path))
    return path


_PLACE, _TOKEN = 16, 64


def _codes() -> Any:
    """A row for each token, none of which has anything of another."""
    half = np.ones((1, 1))
    while len(half) < _TOKEN // 2:
        half = np.block([[half, half], [half, -half]])
    return np.concatenate([half, -half], axis=1)


def _places(count: int, width: int) -> Any:
    turns = np.arange(count)[:, None] * np.array([1.0, 0.5, 0.2, 0.05])
    waves = np.concatenate([np.sin(turns), np.cos(turns)], axis=1)
    places = np.zeros((count, width), np.float32)
    places[:, :_PLACE] = np.concatenate([waves, -waves], axis=1)
    return places


def _look(attention: Any, width: int) -> None:
    """From a place to the same place, and write what stands there into the last third."""
    sharp, keys, seen, out = (np.zeros((width, width)) for _ in range(4))
    sharp[:_PLACE, :_PLACE] = 60 * np.eye(_PLACE)
    keys[:_PLACE, :_PLACE] = np.eye(_PLACE)
    seen[_PLACE : _PLACE + _TOKEN, _PLACE : _PLACE + _TOKEN] = np.eye(_TOKEN)
    out[_PLACE + _TOKEN :, _PLACE : _PLACE + _TOKEN] = 5 * np.eye(_TOKEN)
    _linear(attention.linear[0], sharp)
    _linear(attention.linear[1], np.concatenate([keys, seen]))
    _linear(attention.linear[2], out)
    _norm(attention.layer_norm, width)


def _silence(attention: Any, width: int) -> None:
    _linear(attention.linear[0], np.zeros((3 * width, width)))
    _linear(attention.linear[1], np.zeros((width, width)))
    _norm(attention.layer_norm, width)


def _linear(spec: Any, weight: Any) -> None:
    spec.weight = weight.astype(np.float32)
    spec.bias = np.zeros(len(weight), np.float32)


def _norm(spec: Any, width: int) -> None:
    spec.gamma, spec.beta = np.ones(width, np.float32), np.zeros(width, np.float32)
