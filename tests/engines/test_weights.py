"""A model is known to be whole without loading it, and CTranslate2 agrees."""

import json
import shutil
import zipfile
from pathlib import Path

import ctranslate2
import pytest

from normalizer.engines.weights import check_model
from normalizer.errors import ModelError

from .conftest import FIXTURES, model_file


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """The model of a real package, unpacked."""
    (archive,) = FIXTURES.glob("translate-ru_de-*.argosmodel")
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(tmp_path)
    (folder,) = tmp_path.glob("*/model")
    return folder


def test_a_whole_model_passes_and_loads(model: Path) -> None:
    check_model(model)
    ctranslate2.Translator(str(model))


@pytest.mark.parametrize("kept", [0, 1, 20, 100, 5_000, 500_000, -1])
def test_a_model_that_is_cut_off_is_refused_as_by_ctranslate2(model: Path, kept: int) -> None:
    path = model / "model.bin"
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(ModelError, match=r"model\.bin: .*install the package again"):
        check_model(model)
    with pytest.raises(RuntimeError):
        ctranslate2.Translator(str(model))


@pytest.mark.parametrize(
    "name", ["WhisperSpec", "TransformerDecoderSpec", "TransformerEncoderSpec"]
)
def test_a_model_that_does_not_translate_is_refused(model: Path, name: str) -> None:
    (model / "model.bin").write_bytes(model_file(name=name.encode()))
    with pytest.raises(ModelError, match=f"architecture '{name}', which doesn't translate"):
        check_model(model)


@pytest.mark.parametrize("content", [bytes(100), b"PK\3\4" + bytes(96), b"<html>not found</html>"])
def test_what_is_no_model_is_refused(model: Path, content: bytes) -> None:
    (model / "model.bin").write_bytes(content)
    with pytest.raises(ModelError, match="its first bytes name no format"):
        check_model(model)


def test_a_missing_vocabulary_is_named(model: Path) -> None:
    (model / "shared_vocabulary.json").unlink()
    with pytest.raises(ModelError, match=r"shared_vocabulary\.json: the vocabulary .* is missing"):
        check_model(model)


@pytest.mark.parametrize("words", [[], ["a"], ["a"] * 1201, {"a": 1}, None])
def test_a_vocabulary_of_another_model_is_refused(model: Path, words: object) -> None:
    (model / "shared_vocabulary.json").write_text(json.dumps(words), encoding="utf-8")
    with pytest.raises(ModelError, match=r"shared_vocabulary\.json: has .* words, but the model"):
        check_model(model)


def test_two_vocabularies_are_as_good_as_a_shared_one(model: Path) -> None:
    shared = model / "shared_vocabulary.json"
    shutil.copy(shared, model / "source_vocabulary.json")
    shared.rename(model / "target_vocabulary.json")
    check_model(model)
    (model / "source_vocabulary.json").unlink()
    with pytest.raises(ModelError, match="vocabulary"):
        check_model(model)


def test_a_vocabulary_as_text_is_known(model: Path) -> None:
    (model / "shared_vocabulary.json").rename(model / "shared_vocabulary.txt")
    check_model(model)
    (model / "shared_vocabulary.txt").write_bytes(b"")
    with pytest.raises(ModelError, match="is empty"):
        check_model(model)


@pytest.mark.parametrize("name", ["config.json", "shared_vocabulary.json"])
@pytest.mark.parametrize("content", [b"", b"{", b"\xff", b"[" * 100_000])
def test_a_damaged_file_beside_the_model_is_named(model: Path, name: str, content: bytes) -> None:
    (model / name).write_bytes(content)
    with pytest.raises(ModelError, match=f"{name}: damaged"):
        check_model(model)


@pytest.mark.parametrize("name", ["model.bin", "config.json"])
def test_a_missing_file_is_named(model: Path, name: str) -> None:
    (model / name).unlink()
    with pytest.raises(ModelError, match=name):
        check_model(model)
