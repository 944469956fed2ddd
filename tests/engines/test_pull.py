"""From an index or a lock into a store, over a real server."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from normalizer.engines.download import Patience
from normalizer.engines.index import IndexEntry, open_index
from normalizer.engines.inventory import add_package, check_packages
from normalizer.engines.lock import LOCK_NAME, store_lock
from normalizer.engines.package import Package
from normalizer.engines.pull import Puller
from normalizer.errors import ModelError

from ..server import Answer, Server  # noqa: TID252  the suite is no installed package

Make = Callable[..., Path]
PATIENCE = Patience(timeout=0.4, attempts=2, pause=0.01)


@pytest.fixture
def archive(make_archive: Make) -> bytes:
    return make_archive().read_bytes()


@pytest.fixture
def puller(tmp_path: Path) -> Puller:
    return Puller(tmp_path / "store", PATIENCE)


def _pull(server: Server, puller: Puller, *links: str, **more: Any) -> Package:
    entry = {"from_code": "ru", "to_code": "de", "links": links or ("p.argosmodel",), **more}
    server.serve("/index.json", Answer(json.dumps([entry]).encode()))
    (found,) = open_index(server.address, PATIENCE).way("ru", "de")
    return puller.pull(found)


def _names(store: Path) -> list[str]:
    paths = store.rglob("*") if store.exists() else ()
    return sorted(path.relative_to(store).as_posix() for path in paths if path.is_file())


def test_a_package_is_installed_and_its_origin_remembered(
    server: Server, puller: Puller, archive: bytes
) -> None:
    url = server.serve("/p.argosmodel", Answer(archive))
    package = _pull(server, puller)
    assert package.path == puller.store / "translate-ru_de"
    (known,) = store_lock(puller.store).packages
    assert known.origin is not None
    assert known.origin.url == url
    assert known.origin.sha256 == hashlib.sha256(archive).hexdigest()
    assert [checked.problems for checked in check_packages(puller.store)] == [()]
    assert not any(name.startswith(".") for name in _names(puller.store))


def test_the_next_link_is_tried_where_one_fails(
    server: Server, puller: Puller, archive: bytes
) -> None:
    digest = hashlib.sha256(archive).hexdigest()
    server.serve("/drops", Answer(archive, drop=9, ranges=False))
    server.serve("/damaged", Answer(archive[::-1]))
    server.serve("/good", Answer(archive))
    _pull(server, puller, "none", "drops", "damaged", "good", sha256=digest)
    (known,) = store_lock(puller.store).packages
    assert known.origin is not None
    assert known.origin.url == f"{server.address}/good"


def test_where_no_link_has_it_each_is_named(server: Server, puller: Puller) -> None:
    server.serve("/b", Answer(status=500))
    with pytest.raises(ModelError, match=r"/a: .*404.*; .*/b: .*500"):
        _pull(server, puller, "a", "b")
    assert _names(puller.store) == []


@pytest.mark.parametrize("part", [0.0, 0.3, 0.99])
def test_half_an_archive_installs_nothing(
    server: Server, puller: Puller, archive: bytes, part: float
) -> None:
    server.serve("/p.argosmodel", Answer(archive[: int(len(archive) * part)]))
    with pytest.raises(ModelError, match=r"/p\.argosmodel: not a whole"):
        _pull(server, puller)
    assert _names(puller.store) == []


def test_altered_bytes_install_nothing_even_without_a_digest(
    server: Server, puller: Puller, archive: bytes
) -> None:
    altered = bytearray(archive)
    altered[len(altered) // 3] ^= 0xFF
    server.serve("/p.argosmodel", Answer(bytes(altered)))
    with pytest.raises(ModelError):
        _pull(server, puller)
    assert _names(puller.store) == []


def test_a_package_for_the_other_direction_is_not_kept(
    server: Server, puller: Puller, make_archive: Make
) -> None:
    archive = make_archive(from_code="de", to_code="ru").read_bytes()
    server.serve("/p.argosmodel", Answer(archive))
    with pytest.raises(ModelError, match="translates de-ru"):
        _pull(server, puller)
    assert _names(puller.store) == []


def test_a_good_package_stays_where_another_of_its_name_comes(
    server: Server, puller: Puller, make_archive: Make
) -> None:
    package = add_package(make_archive(), puller.store)
    before = (package.path / "metadata.json").read_bytes(), _names(puller.store)
    server.serve("/p.argosmodel", Answer(make_archive(package_version="2").read_bytes()))
    with pytest.raises(ModelError, match=r"installed already.*models rm translate-ru_de"):
        _pull(server, puller, package_version="2")
    assert ((package.path / "metadata.json").read_bytes(), _names(puller.store)) == before


def test_a_lock_is_reproduced_to_the_byte(
    server: Server, puller: Puller, archive: bytes, tmp_path: Path
) -> None:
    server.serve("/p.argosmodel", Answer(archive))
    _pull(server, puller)
    (known,) = store_lock(puller.store).packages
    again = Puller(tmp_path / "again", PATIENCE)
    assert again.reproduce(known) is not None
    assert _names(again.store) == _names(puller.store)
    lock = (again.store / LOCK_NAME).read_bytes()
    assert lock == (puller.store / LOCK_NAME).read_bytes()
    server.asked.clear()
    assert again.reproduce(known) is None
    assert server.asked == []


def test_another_archive_than_the_lock_names_is_refused(
    server: Server, puller: Puller, make_archive: Make, tmp_path: Path
) -> None:
    server.serve("/p.argosmodel", Answer(make_archive().read_bytes()))
    _pull(server, puller)
    (known,) = store_lock(puller.store).packages
    server.serve("/p.argosmodel", Answer(make_archive(more=1).read_bytes()))
    with pytest.raises(ModelError, match="should"):
        Puller(tmp_path / "again", PATIENCE).reproduce(known)
    assert _names(tmp_path / "again") == []


def test_other_files_than_the_lock_names_are_refused(
    server: Server, puller: Puller, archive: bytes, tmp_path: Path
) -> None:
    server.serve("/p.argosmodel", Answer(archive))
    _pull(server, puller)
    (known,) = store_lock(puller.store).packages
    known.files["metadata.json"] = "0" * 64
    with pytest.raises(ModelError, match=r"not the package of the lock: .*metadata\.json"):
        Puller(tmp_path / "again", PATIENCE).reproduce(known)
    assert _names(tmp_path / "again") == []


def test_what_was_added_from_a_file_comes_from_a_mirror(
    server: Server, make_archive: Make, tmp_path: Path
) -> None:
    add_package(make_archive(), tmp_path / "here")
    (known,) = store_lock(tmp_path / "here").packages
    puller = Puller(tmp_path / "there", PATIENCE)
    with pytest.raises(ModelError, match=r"added from a file.*--mirror"):
        puller.reproduce(known)
    server.serve("/m/package.argosmodel", Answer(make_archive().read_bytes()))
    assert puller.reproduce(known, f"{server.address}/m/") is not None
    assert puller.reproduce(known) is None


def test_a_package_of_a_folder_is_pulled_without_a_network(
    make_archive: Make, puller: Puller
) -> None:
    folder = make_archive().parent
    (entry,) = open_index(str(folder), PATIENCE).way("ru", "de")
    assert puller.pull(entry).source == "ru"
    (known,) = store_lock(puller.store).packages
    assert known.origin is not None
    assert known.origin.url == (folder / "package.argosmodel").as_uri()


def test_a_damaged_lock_is_told_before_anything_is_asked_for(
    server: Server, puller: Puller
) -> None:
    puller.store.mkdir()
    (puller.store / LOCK_NAME).write_bytes(b"{")
    with pytest.raises(ModelError, match=LOCK_NAME):
        puller.pull(IndexEntry("ru", "de", "1", (f"{server.address}/p",)))
    assert server.asked == []
