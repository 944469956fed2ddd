"""Packages that look real and hold no model."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

_METADATA = {"from_code": "ru", "to_code": "de", "package_version": "1.9"}

MakeArchive = Callable[..., Path]
MakeFolder = Callable[..., Path]


@pytest.fixture
def make_archive(tmp_path: Path) -> MakeArchive:
    """Writes an archive; ``files`` replaces or, with ``None``, leaves out entries."""

    def make(
        files: dict[str, bytes | None] | None = None,
        *,
        top: str = "translate-ru_de",
        compression: int = zipfile.ZIP_DEFLATED,
        **metadata: Any,
    ) -> Path:
        entries: dict[str, bytes | None] = {
            f"{top}/metadata.json": json.dumps(_METADATA | metadata).encode(),
            f"{top}/model/model.bin": bytes(range(256)) * 40,
            f"{top}/model/config.json": b"{}",
            f"{top}/sentencepiece.model": b"pieces",
        }
        path = tmp_path / "package.argosmodel"
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
        for name in ("model/model.bin", "model/config.json", "sentencepiece.model"):
            (path / name).write_bytes(b"x")
        return path

    return make


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home, and variables that only the command line may read."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("NORMALIZER_MODELS", "/elsewhere")
    monkeypatch.setenv("XDG_DATA_HOME", "/elsewhere")
    return tmp_path
