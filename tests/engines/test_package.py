"""Installing a package, and refusing one that isn't safe."""

import os
import random
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from normalizer.engines.package import install_package, read_package
from normalizer.errors import ModelError

from .conftest import model_file

Make = Callable[..., Path]


def test_a_package_is_installed_whole(make_archive: Make, tmp_path: Path) -> None:
    package = install_package(make_archive(), tmp_path / "store")
    assert (package.source, package.target, package.version) == ("ru", "de", "1.9")
    assert package.name == "translate-ru_de 1.9"
    assert package.path == tmp_path / "store" / "translate-ru_de"
    assert package.least_score is None
    assert (package.path / "model" / "model.bin").stat().st_size > 256 * 40


def test_a_package_may_name_its_own_threshold(make_archive: Make, tmp_path: Path) -> None:
    archive = make_archive(normalizer={"min_score": -2}, fixture=True)
    package = install_package(archive, tmp_path / "store")
    assert package.least_score == -2.0
    assert package.fixture


def test_a_package_may_cut_its_words_by_byte_pairs(make_archive: Make, tmp_path: Path) -> None:
    top = "translate-ru_de"
    archive = make_archive({f"{top}/sentencepiece.model": None, f"{top}/bpe.model": b"#version"})
    assert install_package(archive, tmp_path / "store").path.name == top


def test_what_a_killed_command_left_is_cleared_away_after_a_day(
    make_archive: Make, tmp_path: Path
) -> None:
    store = tmp_path / "store"
    old, new = store / ".new-old", store / ".new-new"
    for left in (old, new):
        (left / "translate-ru_de").mkdir(parents=True)
    os.utime(old, (0, 0))
    install_package(make_archive(), store)
    assert sorted(path.name for path in store.iterdir()) == [".new-new", "translate-ru_de"]


def test_a_package_is_not_installed_over_another(make_archive: Make, tmp_path: Path) -> None:
    archive = make_archive()
    install_package(archive, tmp_path / "store")
    with pytest.raises(ModelError, match="installed already"):
        install_package(archive, tmp_path / "store")


def _assert_nothing_installed(store: Path) -> None:
    assert not store.exists() or list(store.iterdir()) == []


@pytest.mark.parametrize(
    "name",
    [
        "../evil", "/evil", "translate-ru_de/../../evil", "translate-ru_de/./x", "./", ".",
        "translate-ru_de//x", "translate-ru_de\\..\\evil", "C:/evil", "translate-ru_de/.hidden",
        "translate-ru_de/a\nb", "-rf", "~/evil", "translate-ru_de/a b",
    ],
)  # fmt: skip
def test_an_unsafe_name_is_refused(make_archive: Make, tmp_path: Path, name: str) -> None:
    archive = make_archive({name: b"x"})
    with pytest.raises(ModelError, match=r"refused: .* is an unsafe name"):
        install_package(archive, tmp_path / "store")
    _assert_nothing_installed(tmp_path / "store")
    assert not (tmp_path / "evil").exists()


def test_a_second_folder_is_refused(make_archive: Make, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="exactly one folder, not 2"):
        install_package(make_archive({"other/x": b"x"}), tmp_path / "store")
    _assert_nothing_installed(tmp_path / "store")


def test_an_empty_archive_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "empty.argosmodel"
    with zipfile.ZipFile(path, "w"):
        pass
    with pytest.raises(ModelError, match="exactly one folder, not 0"):
        install_package(path, tmp_path / "store")


def test_a_link_is_refused(make_archive: Make, tmp_path: Path) -> None:
    archive = make_archive()
    link = zipfile.ZipInfo("translate-ru_de/link")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(archive, "a") as opened:
        opened.writestr(link, "/etc/passwd")
    with pytest.raises(ModelError, match="is a link"):
        install_package(archive, tmp_path / "store")
    _assert_nothing_installed(tmp_path / "store")


def test_a_bomb_is_refused(make_archive: Make, tmp_path: Path) -> None:
    archive = make_archive({"translate-ru_de/bomb": bytes(8 << 20)})
    with pytest.raises(ModelError, match="times its size"):
        install_package(archive, tmp_path / "store")
    _assert_nothing_installed(tmp_path / "store")


def test_a_name_that_is_there_twice_is_refused(make_archive: Make, tmp_path: Path) -> None:
    archive = make_archive({"translate-ru_de/README.md": b"x", "translate-ru_de/readme.md": b"y"})
    with pytest.raises(ModelError, match="is there twice"):
        install_package(archive, tmp_path / "store")
    _assert_nothing_installed(tmp_path / "store")


def test_an_encrypted_archive_is_refused(make_archive: Make, tmp_path: Path) -> None:
    archive = make_archive()
    content = bytearray(archive.read_bytes())
    content[content.index(b"PK\1\2") + 8] |= 1
    archive.write_bytes(content)
    with pytest.raises(ModelError, match="is encrypted"):
        install_package(archive, tmp_path / "store")
    _assert_nothing_installed(tmp_path / "store")


def test_an_archive_of_more_than_it_may_hold_is_refused(make_archive: Make, tmp_path: Path) -> None:
    archive = make_archive()
    content = bytearray(archive.read_bytes())
    for _ in range(2):  # what the directory at the end says counts
        at = content.rindex(b"PK\1\2") + 24
        content[at : at + 4] = (0xFFFF_FFFE).to_bytes(4, "little")
        content[at - 24 : at - 20] = b"PK\1\3"
    content = content.replace(b"PK\1\3", b"PK\1\2")
    archive.write_bytes(content)
    with pytest.raises(ModelError, match="more than 4 GiB"):
        install_package(archive, tmp_path / "store")
    _assert_nothing_installed(tmp_path / "store")


def test_a_truncated_model_in_a_whole_archive_is_refused(
    make_archive: Make, tmp_path: Path
) -> None:
    cut = model_file()[:-300]
    archive = make_archive({"translate-ru_de/model/model.bin": cut})
    with pytest.raises(
        ModelError, match=r"package\.argosmodel: translate-ru_de/model/model\.bin: cut"
    ):
        install_package(archive, tmp_path / "store")
    _assert_nothing_installed(tmp_path / "store")


def test_a_file_in_the_place_of_a_package_is_left_alone(make_archive: Make, tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "translate-ru_de").write_bytes(b"mine")
    with pytest.raises(ModelError, match="installed already"):
        install_package(make_archive(), tmp_path / "store")
    assert (tmp_path / "store" / "translate-ru_de").read_bytes() == b"mine"


def test_an_installed_package_survives_every_failure(make_archive: Make, tmp_path: Path) -> None:
    store = tmp_path / "store"
    install_package(make_archive(), store)
    before = {path: path.read_bytes() for path in store.rglob("*") if path.is_file()}
    whole = make_archive({"translate-ru_de/model/model.bin": b"other"}).read_bytes()
    archive = tmp_path / "package.argosmodel"
    for share in range(0, 101, 10):
        archive.write_bytes(whole[: len(whole) * share // 100])
        with pytest.raises(ModelError):
            install_package(archive, store)
    assert {path: path.read_bytes() for path in store.rglob("*") if path.is_file()} == before


def test_too_many_files_are_refused(make_archive: Make, tmp_path: Path) -> None:
    files = {f"translate-ru_de/{number}": b"" for number in range(2_001)}
    with pytest.raises(ModelError, match="more than 2000 files"):
        install_package(make_archive(files), tmp_path / "store")


@pytest.mark.parametrize(
    "missing",
    [
        "metadata.json", "model/model.bin", "model/config.json", "sentencepiece.model",
        "model/shared_vocabulary.json",
    ],
)  # fmt: skip
def test_an_incomplete_package_is_refused(make_archive: Make, tmp_path: Path, missing: str) -> None:
    archive = make_archive({f"translate-ru_de/{missing}": None})
    with pytest.raises(ModelError, match=rf"package\.argosmodel: .*{missing}.* is missing"):
        install_package(archive, tmp_path / "store")
    _assert_nothing_installed(tmp_path / "store")


@pytest.mark.parametrize(
    "metadata",
    [
        b"", b"[]", b"null", b"{}", b"\xff", b'{"from_code": "ru"}',
        b'{"from_code": 1, "to_code": "de"}', b'{"from_code": "../ru", "to_code": "de"}',
        b'{"from_code": "ru", "to_code": "de", "normalizer": ["x"]}',
        b'{"from_code": "ru", "to_code": "de", "normalizer": {"min_score": "low"}}',
    ],
)  # fmt: skip
def test_damaged_metadata_is_refused(make_archive: Make, tmp_path: Path, metadata: bytes) -> None:
    archive = make_archive({"translate-ru_de/metadata.json": metadata})
    with pytest.raises(ModelError, match="not the metadata"):
        install_package(archive, tmp_path / "store")
    _assert_nothing_installed(tmp_path / "store")


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9, 0.99])
def test_a_truncated_archive_is_refused(make_archive: Make, tmp_path: Path, share: float) -> None:
    archive = make_archive()
    whole = archive.read_bytes()
    archive.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(ModelError, match="not a whole"):
        install_package(archive, tmp_path / "store")
    _assert_nothing_installed(tmp_path / "store")


@pytest.mark.parametrize(
    "compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
def test_an_altered_archive_is_refused_or_still_whole(
    make_archive: Make, tmp_path: Path, compression: int
) -> None:
    archive = make_archive(compression=compression)
    whole = archive.read_bytes()
    chance = random.Random(7)  # noqa: S311  no secret
    for number in range(300):
        altered = bytearray(whole)
        for _ in range(chance.randint(1, 3)):
            altered[chance.randrange(len(altered))] = chance.randrange(256)
        archive.write_bytes(altered)
        store = tmp_path / f"store-{number}"
        try:
            package = install_package(archive, store)
        except ModelError:
            _assert_nothing_installed(store)
        else:
            assert read_package(package.path) == package


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"none\.argosmodel: no such file"):
        install_package(tmp_path / "none.argosmodel", tmp_path / "store")


def test_a_store_that_is_a_file_is_an_error(make_archive: Make, tmp_path: Path) -> None:
    store = tmp_path / "store"
    store.write_bytes(b"")
    with pytest.raises(ModelError):
        install_package(make_archive(), store)
