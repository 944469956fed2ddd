"""What a store remembers of its packages."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from normalizer.engines.guard import alone
from normalizer.engines.inventory import add_package, check_packages, drop_package
from normalizer.engines.lock import (
    LOCK_NAME,
    Lock,
    Origin,
    decode_lock,
    differences,
    digest_of,
    encode_lock,
    forget,
    locked,
    read_lock,
    remember,
    store_lock,
)
from normalizer.engines.package import read_package
from normalizer.errors import ModelError

Make = Callable[..., Path]
ORIGIN = Origin("a.argosmodel", "0" * 64, 7, "https://models.example/a.argosmodel")
_PACKAGE = (
    b'{"packages": [{"name": "a", "from_code": "ru", "to_code": "de", "version": "1", '
    b'"origin": null, "files": {}}]}'
)


def test_a_lock_comes_back_as_it_was_written(make_folder: Make, tmp_path: Path) -> None:
    lock = Lock()
    for name in ("b", "a"):
        lock = lock.having(locked(read_package(make_folder(tmp_path / name)), ORIGIN))
    assert [package.name for package in lock.packages] == ["a", "b"]
    assert decode_lock(encode_lock(lock), "here") == lock
    assert lock.having(lock.packages[0]) == lock
    assert lock.without("a").find("a") is None


def test_a_store_without_a_lock_has_an_empty_one(tmp_path: Path) -> None:
    assert store_lock(tmp_path) == Lock()
    forget(tmp_path, "a")
    assert list(tmp_path.iterdir()) == []


def test_an_added_package_is_in_the_lock(make_archive: Make, tmp_path: Path) -> None:
    archive, store = make_archive(), tmp_path / "store"
    package = add_package(archive, store)
    (known,) = store_lock(store).packages
    assert known.origin == Origin(archive.name, digest_of(archive), archive.stat().st_size)
    assert known.files["model/model.bin"] == digest_of(package.path / "model" / "model.bin")
    assert len(known.files) == 5
    (checked,) = check_packages(store)
    assert (checked.package, checked.recorded, checked.problems) == (package, True, ())
    assert sorted(path.name for path in store.iterdir()) == [LOCK_NAME, "translate-ru_de"]


def test_every_change_of_a_package_is_seen(make_archive: Make, tmp_path: Path) -> None:
    package = add_package(make_archive(), tmp_path)
    weights = package.path / "model" / "model.bin"
    altered = bytearray(weights.read_bytes())
    altered[-30] ^= 1
    weights.write_bytes(altered)
    (package.path / "sentencepiece.model").rename(package.path / "other.model")
    (checked,) = check_packages(tmp_path)
    told = "\n".join(checked.problems)
    assert f"{weights}: has another SHA-256" in told
    assert "sentencepiece.model: is missing" in told
    assert "other.model: is not in the lock" in told
    assert checked.package is None


def test_a_package_that_vanished_is_missed_and_can_be_forgotten(
    make_archive: Make, tmp_path: Path
) -> None:
    package = add_package(make_archive(), tmp_path)
    package.path.rename(tmp_path.parent / "elsewhere")
    (checked,) = check_packages(tmp_path)
    assert checked.problems == (f"{package.path}: is missing",)
    drop_package("translate-ru_de", tmp_path)
    assert check_packages(tmp_path) == []


def test_a_removed_package_leaves_the_lock(make_archive: Make, tmp_path: Path) -> None:
    add_package(make_archive(), tmp_path)
    add_package(make_archive(top="other"), tmp_path)
    drop_package("translate-ru_de", tmp_path)
    assert [package.name for package in store_lock(tmp_path).packages] == ["other"]
    assert [checked.name for checked in check_packages(tmp_path)] == ["other"]
    with pytest.raises(ModelError, match="there are: other"):
        drop_package("translate-ru_de", tmp_path)


def test_a_package_no_lock_knows_is_checked_as_far_as_possible(
    make_folder: Make, tmp_path: Path
) -> None:
    make_folder(tmp_path / "a")
    (make_folder(tmp_path / "b") / "sentencepiece.model").unlink()
    first, second = check_packages(tmp_path)
    assert (first.recorded, first.problems) == (False, ())
    assert "sentencepiece.model is missing" in second.problems[0]


@pytest.mark.parametrize(
    "content",
    [
        b"", b"[]", b"null", b"\xff", b'{"packages": 1}', b'{"packages": [{"name": "a"}]}',
        _PACKAGE.replace(b'"a"', b'"../a"'), _PACKAGE.replace(b"{}", b'{"x": "short"}'),
        b'{"schema": 2}', b"[" * 100_000,
    ],
)  # fmt: skip
def test_a_damaged_lock_is_told_before_anything_is_done(
    make_archive: Make, tmp_path: Path, content: bytes
) -> None:
    store = tmp_path / "store"
    store.mkdir()
    (store / LOCK_NAME).write_bytes(content)
    with pytest.raises(ModelError, match=LOCK_NAME):
        add_package(make_archive(), store)
    assert [path.name for path in store.iterdir()] == [LOCK_NAME]
    assert (store / LOCK_NAME).read_bytes() == content


def test_the_lock_those_are_damaged_from_is_good() -> None:
    assert decode_lock(_PACKAGE, "here").packages[0].name == "a"


def test_a_lock_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="can't be read"):
        read_lock(tmp_path / "none")


def test_a_name_in_a_lock_reads_no_file_elsewhere(make_folder: Make, tmp_path: Path) -> None:
    package = read_package(make_folder(tmp_path / "store" / "a"))
    (tmp_path / "secret").write_bytes(b"x")
    known = locked(package, None)
    known.files["../../secret"] = digest_of(tmp_path / "secret")
    assert differences(package.path, known) == [f"{package.path}/../../secret: is missing"]


def test_a_lock_is_replaced_whole(make_folder: Make, tmp_path: Path) -> None:
    known = locked(read_package(make_folder(tmp_path / "a")), ORIGIN)
    remember(tmp_path, known)
    remember(tmp_path, known)
    assert store_lock(tmp_path).packages == (known,)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", LOCK_NAME]


def test_many_at_once_lose_no_record(make_folder: Make, tmp_path: Path) -> None:
    known = [locked(read_package(make_folder(tmp_path / f"p{n}")), ORIGIN) for n in range(24)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda package: remember(tmp_path, package), known))
    assert {package.name for package in store_lock(tmp_path).packages} == {p.name for p in known}


def test_who_is_not_to_wait_is_told(tmp_path: Path) -> None:
    with alone(tmp_path / "a", wait=False):
        with pytest.raises(ModelError, match="another command"), alone(tmp_path / "a", wait=False):
            pytest.fail("two hold it")
        with alone(tmp_path / "b", wait=False):
            pass
    with alone(tmp_path / "a", wait=False):
        pass
