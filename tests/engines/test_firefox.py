"""Firefox Translations models: which folders are taken for one, and what is said of bad ones.

No model of this kind can be built here, so no test translates with one; the library is the
real one wherever it is installed.
"""

import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from normalizer.engines.engine import Decoding
from normalizer.engines.firefox import FirefoxEngine, firefox_engines
from normalizer.engines.installed import Installed
from normalizer.errors import ModelError

needs_library = pytest.mark.skipif(
    find_spec("fxtranslate") is None, reason="the extra firefox is not installed"
)
FILES = ("model.ruen.intgemm.alphas.bin", "vocab.ruen.spm", "lex.50.50.ruen.s2t.bin")


def write_folder(path: Path, *names: str) -> Path:
    path.mkdir(parents=True)
    for name in names:
        (path / name).write_bytes(b"no model")
    return path


def test_folders_named_by_a_pair_that_hold_a_model_are_found(tmp_path: Path) -> None:
    write_folder(tmp_path / "ru-en", *FILES)
    write_folder(tmp_path / "en-de", "vocab.ende.spm")
    write_folder(tmp_path / "models", *FILES)
    (tmp_path / "en-ru").write_bytes(b"")
    assert [(e.source, e.target) for e in firefox_engines((tmp_path, tmp_path / "none"))] == [
        ("ru", "en")
    ]
    assert [engine.name for engine in Installed((tmp_path,)).engines()] == ["ru-en (Firefox)"]


@needs_library
@pytest.mark.parametrize(
    "vocabularies", [("vocab.ruen.spm",), ("srcvocab.a.spm", "trgvocab.b.spm")]
)
def test_a_damaged_model_is_an_error(tmp_path: Path, vocabularies: tuple[str, ...]) -> None:
    path = write_folder(tmp_path / "ru-en", FILES[0], *vocabularies)
    with pytest.raises(ModelError, match="ru-en: can't be loaded"):
        FirefoxEngine(path, "ru", "en").translate(["Порт"], Decoding())


@needs_library
@pytest.mark.parametrize(
    ("names", "missing"),
    [
        (FILES[:1], r"vocab\.\*\.spm or srcvocab\.\*\.spm"),
        ((FILES[0], "srcvocab.ruen.spm"), r"vocab\.\*\.spm or trgvocab\.\*\.spm"),
        (FILES[1:], r"model\.\*\.bin"),
    ],
)
def test_a_missing_file_is_named(tmp_path: Path, names: tuple[str, ...], missing: str) -> None:
    path = write_folder(tmp_path / "ru-en", *names)
    with pytest.raises(ModelError, match=f"{missing} is missing"):
        FirefoxEngine(path, "ru", "en").translate(["Порт"], Decoding())


def test_without_the_extra_a_model_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "fxtranslate", None)
    path = write_folder(tmp_path / "ru-en", *FILES)
    with pytest.raises(ModelError, match=r"pip install 'article-normalizer\[firefox\]'"):
        FirefoxEngine(path, "ru", "en").translate(["Порт"], Decoding())
