"""Which packages are there."""

from collections.abc import Callable
from pathlib import Path

import pytest

from normalizer.engines.store import Store, default_folders, remove_package
from normalizer.errors import ModelError

Make = Callable[..., Path]


def test_folders_that_are_not_there_hold_no_packages(tmp_path: Path) -> None:
    store = Store((tmp_path / "none",))
    assert store.packages() == []
    assert store.damaged() == []


def test_the_higher_version_comes_first(make_folder: Make, tmp_path: Path) -> None:
    versions = ["1.9", "1.10", "1.9.1", "2", "0.9", "²", "", "1.9"]
    for number, version in enumerate(versions):
        make_folder(tmp_path / f"{number}", package_version=version)
    found = [(p.version, p.path.name) for p in Store((tmp_path,)).packages()]
    assert found == [
        ("2", "3"), ("1.10", "1"), ("1.9.1", "2"), ("1.9", "0"), ("1.9", "7"), ("0.9", "4"),
        ("²", "5"), ("", "6"),
    ]  # fmt: skip


def test_an_earlier_folder_comes_before_a_higher_version(make_folder: Make, tmp_path: Path) -> None:
    make_folder(tmp_path / "first" / "a", package_version="1")
    make_folder(tmp_path / "second" / "b", package_version="2")
    store = Store((tmp_path / "first", tmp_path / "second"))
    assert [package.path.name for package in store.packages()] == ["a", "b"]


def test_a_damaged_package_hides_no_other_and_is_named(make_folder: Make, tmp_path: Path) -> None:
    make_folder(tmp_path / "good")
    damaged = make_folder(tmp_path / "bad")
    (damaged / "sentencepiece.model").unlink()
    store = Store((tmp_path,))
    assert [package.path.name for package in store.packages()] == ["good"]
    (problem,) = store.damaged()
    assert str(damaged) in problem
    assert "sentencepiece.model" in problem


@pytest.mark.parametrize(
    "name", ["metadata.json", "model/model.bin", "model/shared_vocabulary.json"]
)
def test_half_a_package_is_named(make_folder: Make, tmp_path: Path, name: str) -> None:
    make_folder(tmp_path / "good")
    (make_folder(tmp_path / "half") / name).unlink()
    store = Store((tmp_path,))
    assert [package.path.name for package in store.packages()] == ["good"]
    (problem,) = store.damaged()
    assert name.rsplit("/", 1)[-1] in problem


def test_a_cut_off_model_hides_no_other(make_folder: Make, tmp_path: Path) -> None:
    make_folder(tmp_path / "good")
    weights = make_folder(tmp_path / "bad") / "model" / "model.bin"
    weights.write_bytes(weights.read_bytes()[:-9])
    store = Store((tmp_path,))
    assert [package.path.name for package in store.packages()] == ["good"]
    (problem,) = store.damaged()
    assert f"{weights}: cut off" in problem


def test_a_package_is_found_by_pair_and_version(make_folder: Make, tmp_path: Path) -> None:
    make_folder(tmp_path / "a", package_version="1")
    store = Store((tmp_path,))
    found = store.having("ru", "de", "1")
    assert found is not None
    assert found.path.name == "a"
    assert store.having("ru", "de", "2") is None
    assert store.having("de", "ru", "1") is None


def test_a_removed_package_is_gone_and_the_others_stay(make_folder: Make, tmp_path: Path) -> None:
    make_folder(tmp_path / "a")
    (make_folder(tmp_path / "b") / "sentencepiece.model").unlink()
    make_folder(tmp_path / "c")
    remove_package("a", tmp_path)
    remove_package("b", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["c"]


@pytest.mark.parametrize("name", ["..", ".", "", "none", "/", "a/model", "../a"])
def test_what_is_no_package_is_not_removed(make_folder: Make, tmp_path: Path, name: str) -> None:
    make_folder(tmp_path / "store" / "a")
    (tmp_path / "store" / "notes").mkdir()
    for tried in (name, "notes"):
        with pytest.raises(ModelError, match="there are: a"):
            remove_package(tried, tmp_path / "store")
    assert {path.name for path in (tmp_path / "store").iterdir()} == {"a", "notes"}


def test_other_files_in_a_folder_are_passed_over(make_folder: Make, tmp_path: Path) -> None:
    make_folder(tmp_path / "good")
    (tmp_path / "note.txt").write_text("x", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    store = Store((tmp_path,))
    assert len(store.packages()) == 1
    assert store.damaged() == []


def test_default_folders_follow_the_environment_they_are_given() -> None:
    assert default_folders({"HOME": "/h"}) == (
        Path("/h/.local/share/normalizer/models"),
        Path("/h/.local/share/argos-translate/packages"),
    )
    assert default_folders({"HOME": "/h", "XDG_DATA_HOME": "/x"})[0] == Path("/x/normalizer/models")
    own = {"HOME": "/h", "NORMALIZER_MODELS": "/m", "ARGOS_PACKAGES_DIR": "/a"}
    assert default_folders(own) == (Path("/m"), Path("/a"))


def test_default_folders_read_no_environment_of_their_own(home: Path) -> None:
    for folder in default_folders():
        assert folder.is_relative_to(home / ".local" / "share")
