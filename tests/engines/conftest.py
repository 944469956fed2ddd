"""Packages that look real and hold no model."""

import json
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

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
