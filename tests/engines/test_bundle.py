"""Packages carried to a machine without a network."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from normalizer.engines.bundle import unbundle, write_bundle
from normalizer.engines.inventory import add_package, check_packages
from normalizer.engines.lock import LOCK_NAME, store_lock
from normalizer.engines.package import Package
from normalizer.engines.store import Store
from normalizer.errors import ModelError

Make = Callable[..., Path]


@pytest.fixture
def here(make_archive: Make, tmp_path: Path) -> Store:
    """A store of two packages."""
    store = Store((tmp_path / "here",))
    add_package(make_archive(top="a", from_code="ru", to_code="en"), store.own)
    add_package(make_archive(top="b", from_code="en", to_code="de"), store.own)
    return store


@pytest.fixture
def bundle(here: Store, tmp_path: Path) -> Path:
    path = tmp_path / "models.zip"
    write_bundle(here.packages(), path)
    return path


@pytest.fixture
def there(tmp_path: Path) -> Path:
    return tmp_path / "there"


def _without(bundle: Path, left_out: str | None = None, **added: bytes) -> Path:
    """The bundle written anew, with entries left out, replaced or added."""
    path = bundle.with_name("other.zip")
    with zipfile.ZipFile(bundle) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            if name != left_out and name not in added:
                new.writestr(name, old.read(name))
        for name, content in added.items():
            new.writestr(name, content)
    return path


def _content(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_what_is_bundled_comes_out_the_same(here: Store, bundle: Path, there: Path) -> None:
    packages = list(unbundle(bundle, there))
    assert [p.path.name for p in packages if isinstance(p, Package)] == ["a", "b"]
    assert _content(there) == _content(here.own)
    assert [checked.problems for checked in check_packages(there)] == [(), ()]


def test_the_same_packages_give_the_same_bytes(here: Store, bundle: Path, tmp_path: Path) -> None:
    write_bundle(here.packages()[::-1], tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == bundle.read_bytes()


def test_others_may_read_what_is_written(here: Store, bundle: Path, tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.write_bytes(b"")
    for path in (bundle, here.own / LOCK_NAME, here.own / "a" / "metadata.json"):
        assert path.stat().st_mode == plain.stat().st_mode


def test_what_is_there_already_stays(bundle: Path, there: Path) -> None:
    list(unbundle(bundle, there))
    before = (there / "a" / "model" / "model.bin").stat().st_ino
    assert all(isinstance(package, Package) for package in unbundle(bundle, there))
    assert (there / "a" / "model" / "model.bin").stat().st_ino == before


def test_another_package_of_the_name_is_left_alone(
    make_archive: Make, bundle: Path, there: Path
) -> None:
    add_package(make_archive(top="a", package_version="7"), there)
    before = _content(there / "a")
    refused, installed = unbundle(bundle, there)
    assert "installed already" in str(refused)
    assert isinstance(installed, Package)
    assert _content(there / "a") == before


def test_a_package_that_argos_installed_can_be_bundled(
    make_folder: Make, there: Path, tmp_path: Path
) -> None:
    make_folder(tmp_path / "argos" / "ru_de")
    write_bundle(Store((tmp_path / "argos",)).packages(), tmp_path / "b.zip")
    (package,) = unbundle(tmp_path / "b.zip", there)
    assert isinstance(package, Package)
    (known,) = store_lock(there).packages
    assert known.origin is None


def test_an_altered_package_is_not_bundled(here: Store, tmp_path: Path) -> None:
    (here.own / "a" / "sentencepiece.model").write_bytes(b"other")
    with pytest.raises(ModelError, match=r"another SHA-256.*not bundled"):
        write_bundle(here.packages(), tmp_path / "b.zip")
    assert not (tmp_path / "b.zip").exists()


def test_a_bundle_is_written_over_nothing(here: Store, bundle: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="exists already"):
        write_bundle(here.packages(), bundle)
    with pytest.raises(ModelError, match="no packages"):
        write_bundle([], tmp_path / "c.zip")
    with pytest.raises(ModelError, match="can't be written"):
        write_bundle(here.packages(), tmp_path / "none" / "c.zip")
    with pytest.raises(ModelError, match="has this name too"):
        write_bundle(here.packages() * 2, tmp_path / "c.zip")
    assert not (tmp_path / "c.zip").exists()


@pytest.mark.parametrize("share", [0, 5, 50, 95, 99])
def test_half_a_bundle_installs_nothing(bundle: Path, there: Path, share: int) -> None:
    whole = bundle.read_bytes()
    bundle.write_bytes(whole[: len(whole) * share // 100])
    with pytest.raises(ModelError, match="not a whole bundle"):
        list(unbundle(bundle, there))
    assert not there.exists()


def test_an_altered_package_of_a_bundle_spoils_itself_only(bundle: Path, there: Path) -> None:
    refused, installed = unbundle(_without(bundle, **{"a/sentencepiece.model": b"x"}), there)
    assert "a/sentencepiece.model: has another SHA-256" in str(refused)
    assert isinstance(installed, Package)
    assert sorted(path.name for path in there.iterdir()) == ["b", LOCK_NAME]


def test_damaged_bytes_of_a_bundle_spoil_their_package_only(bundle: Path, there: Path) -> None:
    content = bytearray(bundle.read_bytes())
    content[content.index(b"a/sentencepiece.model") + 25] ^= 0xFF
    bundle.write_bytes(content)
    refused, installed = unbundle(bundle, there)
    assert "a: " in str(refused)
    assert isinstance(installed, Package)
    assert sorted(path.name for path in there.iterdir()) == ["b", LOCK_NAME]


@pytest.mark.parametrize("name", ["a/model/model.bin", "a/metadata.json"])
def test_a_file_that_lacks_is_told(bundle: Path, there: Path, name: str) -> None:
    refused, _ = unbundle(_without(bundle, name), there)
    assert f"{name}: is missing" in str(refused)
    assert not (there / "a").exists()


@pytest.mark.parametrize(
    "name", ["evil", "../evil", "/evil", "a/../../evil", "c/x", "a/./x", "a/b c", f"{LOCK_NAME}/x"]
)
def test_an_unsafe_bundle_installs_nothing(
    bundle: Path, there: Path, tmp_path: Path, name: str
) -> None:
    with pytest.raises(ModelError, match="refused"):
        list(unbundle(_without(bundle, **{name: b"x"}), there))
    assert not there.exists()
    assert not (tmp_path / "evil").exists()


def test_a_file_more_than_the_lock_names_is_refused(bundle: Path, there: Path) -> None:
    refused, _ = unbundle(_without(bundle, **{"a/more": b"x"}), there)
    assert "a/more: is not in the lock" in str(refused)


def test_a_bomb_in_a_bundle_installs_nothing(bundle: Path, there: Path) -> None:
    with zipfile.ZipFile(bundle, "a", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr("a/bomb", bytes(8 << 20))
    with pytest.raises(ModelError, match="times its size"):
        list(unbundle(bundle, there))
    assert not there.exists()


def test_what_is_no_bundle_is_refused(
    make_archive: Make, bundle: Path, there: Path, tmp_path: Path
) -> None:
    with pytest.raises(ModelError, match="models add"):
        list(unbundle(make_archive(), there))
    with pytest.raises(ModelError, match="not a lock"):
        list(unbundle(_without(bundle, **{LOCK_NAME: b"{"}), there))
    with pytest.raises(ModelError, match="no such file"):
        list(unbundle(tmp_path / "none", there))
    assert not there.exists()
