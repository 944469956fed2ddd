"""Models of every kind in one store: told apart, checked, removed and carried."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from normalizer.engines.bundle import unbundle, write_bundle
from normalizer.engines.folders import candidates, kind_of, read_folder
from normalizer.engines.inventory import check_packages, drop_package
from normalizer.engines.lock import locked, remember
from normalizer.engines.package import Package
from normalizer.engines.store import Store
from normalizer.errors import ModelError

Make = Callable[..., Path]
NAMES = {"opus-ru-de": "ct2", "ru-de": "firefox", "translate-ru_de-1_9": "argos"}


@pytest.fixture
def store(make_folder: Make, tmp_path: Path) -> Path:
    """One model of each kind that looks whole, and what is none."""
    store = tmp_path / "store"
    argos = make_folder(store / "translate-ru_de-1_9")
    shutil.copytree(argos / "model", store / "opus-ru-de")
    (store / "opus-ru-de" / "source.spm").write_bytes(b"pieces")
    settings = {"from_code": "ru", "to_code": "de", "version": "2024"}
    (store / "opus-ru-de" / "normalizer.json").write_text(json.dumps(settings), encoding="utf-8")
    (store / "ru-de").mkdir()
    for name in ("model.rude.intgemm8.bin", "vocab.rude.spm", "lex.50.50.rude.s2t.bin"):
        (store / "ru-de" / name).write_bytes(name.encode())
    for name in (".new-x", "notes", "ru-en"):
        (store / name).mkdir()
    return store


def test_kinds_are_told_by_what_the_folders_hold(store: Path) -> None:
    assert {path.name: kind_of(path) for path in candidates(store)} == NAMES
    assert [path.name for path in candidates(store, "ct2", "firefox")] == ["opus-ru-de", "ru-de"]
    assert {p.path.name: p.kind for p in Store((store,)).packages()} == NAMES
    assert candidates(store / "none") == ()


def test_every_kind_goes_into_a_bundle_and_out_of_it(store: Path, tmp_path: Path) -> None:
    write_bundle(Store((store,)).packages(), tmp_path / "a.zip")
    there = tmp_path / "there"
    installed = list(unbundle(tmp_path / "a.zip", there))
    assert {p.path.name: p.kind for p in installed if isinstance(p, Package)} == NAMES
    for name in NAMES:
        for path in (store / name).rglob("*"):
            if path.is_file():
                assert (there / name / path.relative_to(store / name)).read_bytes() == (
                    path.read_bytes()
                )
    assert [(check.recorded, check.problems) for check in check_packages(there)] == [(True, ())] * 3
    again = list(unbundle(tmp_path / "a.zip", there))
    assert {p.path.name for p in again if isinstance(p, Package)} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_what_changed_since_it_was_recorded_is_named(store: Path, name: str) -> None:
    remember(store, locked(read_folder(store / name), None))
    file = next(path for path in (store / name).iterdir() if path.suffix in (".spm", ".model"))
    file.write_bytes(b"other")
    (check,) = (check for check in check_packages(store) if check.name == name)
    assert check.recorded
    assert any(str(file) in problem and "SHA-256" in problem for problem in check.problems)
    with pytest.raises(ModelError, match="not bundled"):
        write_bundle([read_folder(store / name)], store / "a.zip")


@pytest.mark.parametrize("name", NAMES)
def test_each_is_removed_alone_and_whole(store: Path, name: str) -> None:
    remember(store, locked(read_folder(store / name), None))
    drop_package(name, store)
    assert {path.name for path in candidates(store)} == set(NAMES) - {name}
    assert (store / "notes").is_dir()
    with pytest.raises(ModelError, match="there are: "):
        drop_package(name, store)


@pytest.mark.parametrize(
    ("name", "file", "problem"),
    [
        ("opus-ru-de", "model.bin", "model.bin is missing"),
        ("opus-ru-de", "source.spm", "no SentencePiece file"),
        ("opus-ru-de", "shared_vocabulary.json", "vocabulary of the model is missing"),
        ("ru-de", "vocab.rude.spm", "get the model again"),
        ("translate-ru_de-1_9", "sentencepiece.model", "sentencepiece.model is missing"),
    ],
)
def test_a_missing_file_is_named_with_what_to_do(
    store: Path, name: str, file: str, problem: str
) -> None:
    (store / name / file).unlink()
    (told,) = Store((store,)).damaged()
    assert problem in told
    assert {p.path.name for p in Store((store,)).packages()} == set(NAMES) - {name}
    (check,) = (check for check in check_packages(store) if check.problems)
    assert check.name == name
    drop_package(name, store)


def test_a_cut_off_model_of_a_plain_folder_is_told_without_loading_it(store: Path) -> None:
    model = store / "opus-ru-de" / "model.bin"
    model.write_bytes(model.read_bytes()[:-2000])
    (told,) = Store((store,)).damaged()
    assert "cut off" in told
    assert str(model) in told


def test_a_bundle_is_not_written_with_a_name_that_could_not_be_unpacked(store: Path) -> None:
    (store / "opus-ru-de").rename(store / "opus (new)")
    with pytest.raises(ModelError, match="not bundled"):
        write_bundle(Store((store,)).packages("ct2"), store / "a.zip")
    assert not (store / "a.zip").exists()
