"""The list of packages that can be pulled."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from normalizer.engines.archive import archive_name
from normalizer.engines.download import Patience
from normalizer.engines.index import Index, mirrored, open_index, read_index
from normalizer.errors import ModelError

from ..server import Answer, Server  # noqa: TID252  the suite is no installed package
from .conftest import FIXTURES

Make = Callable[..., Path]
ADDRESS = "https://models.example/v1/index.json"
PATIENCE = Patience(timeout=0.4, attempts=2, pause=0.01)


def _entry(pair: str = "ru-de", version: str = "1.9", **more: Any) -> dict[str, Any]:
    source, target = pair.split("-")
    links = [f"https://models.example/translate-{source}_{target}-{version}.argosmodel"]
    entry = {"from_code": source, "to_code": target, "package_version": version, "links": links}
    return {**entry, "argos_version": "1.9.0", "from_name": "?", "code": "?", **more}


def _index(*entries: Any, address: str = ADDRESS) -> Index:
    return read_index(json.dumps(entries).encode(), address)


def test_an_entry_as_argos_writes_it_is_read() -> None:
    links = ["https://models.example/a.argosmodel", "ipfs://Qm", "ifps://Qm", 7, None]
    (entry,) = _index(_entry(links=links)).entries
    assert (entry.source, entry.target, entry.version) == ("ru", "de", "1.9")
    assert entry.links == ("https://models.example/a.argosmodel",)
    assert (entry.sha256, entry.size) == (None, None)
    assert entry.archive == "a.argosmodel"


def test_an_entry_of_ours_has_digest_and_size() -> None:
    content = {"schema": 1, "packages": [_entry(sha256="a" * 64, size=7, links=["a.argosmodel"])]}
    (entry,) = read_index(json.dumps(content).encode(), ADDRESS).entries
    assert (entry.sha256, entry.size) == ("a" * 64, 7)
    assert entry.links == ("https://models.example/v1/a.argosmodel",)


@pytest.mark.parametrize(
    "bad",
    [
        1, None, "x", [], {}, _entry(type="sbd"), _entry(links=[]), _entry(links=None),
        _entry(links=["ipfs://Qm"]), _entry(links=["file:///etc/passwd"]), _entry("../x-de"),
        _entry(version="1\n"), _entry(version="\x1b[2J"), _entry(sha256="short"), _entry(sha256=1),
        _entry(size=0), _entry(size=-1), _entry(size="7"), _entry(size=True), _entry(from_code=1),
        _entry(links=["http://["]), _entry(package_version=1.9),
    ],
)  # fmt: skip
def test_a_malformed_entry_spoils_itself_only(bad: Any) -> None:
    (entry,) = _index(bad, _entry("en-de")).entries
    assert entry.source == "en"
    with pytest.raises(ModelError, match="none of its 1 entries"):
        _index(bad)


def test_an_index_over_tls_does_not_send_its_readers_elsewhere_without_a_digest() -> None:
    links = ["http://models.example/a.argosmodel"]
    with pytest.raises(ModelError, match="none of its 1 entries"):
        _index(_entry(links=links))
    assert _index(_entry(links=links, sha256="0" * 64)).entries[0].links == tuple(links)
    assert _index(_entry(links=links), address="http://x/i.json").entries[0].links == tuple(links)


@pytest.mark.parametrize(
    "content", [b"", b"<html>", b"\xff", b"1", b'"x"', b"{}", b'{"packages": {}}', b"[" * 100_000]
)
def test_what_is_no_index_is_refused(content: bytes) -> None:
    with pytest.raises(ModelError, match=r"models\.example.*no index of packages"):
        read_index(content, ADDRESS)


@pytest.mark.parametrize(
    ("pairs", "way"),
    [
        (["ru-de"], ["ru-de"]),
        (["ru-en", "en-de", "ru-de"], ["ru-de"]),
        (["ru-en", "en-de"], ["ru-en", "en-de"]),
        (["ru-cs", "cs-de", "ru-en", "en-de"], ["ru-en", "en-de"]),
        (["ru-cs", "cs-de", "ru-en"], ["ru-cs", "cs-de"]),
    ],
)
def test_direct_goes_before_english_and_english_before_others(
    pairs: list[str], way: list[str]
) -> None:
    found = _index(*map(_entry, pairs)).way("ru", "de")
    assert [f"{entry.source}-{entry.target}" for entry in found] == way


def test_the_highest_version_is_taken() -> None:
    index = _index(*(_entry(version=version) for version in ("1.9", "1.10", "1.2")))
    (entry,) = index.way("ru", "de")
    assert entry.version == "1.10"


def test_where_no_packages_lead_what_comes_close_is_named() -> None:
    index = _index(_entry("ru-en"), _entry("fr-de"), _entry("es-pt"))
    with pytest.raises(ModelError, match=r"from ru to de; it has ru-en, fr-de$"):
        index.way("ru", "de")
    with pytest.raises(ModelError, match="neither of these languages"):
        index.way("xx", "yy")


def test_an_index_is_fetched_from_a_server(server: Server) -> None:
    content = json.dumps([_entry(links=["p/a.argosmodel"])]).encode()
    server.serve("/v1/index.json", Answer(content))
    for address in ("/v1/index.json", "/v1", "/v1/"):
        index = open_index(server.address + address, PATIENCE)
        assert index.entries[0].links == (f"{server.address}/v1/p/a.argosmodel",)


def test_an_index_that_is_not_there_or_too_large_is_refused(server: Server) -> None:
    with pytest.raises(ModelError, match="404"):
        open_index(server.address, PATIENCE)
    server.serve("/index.json", Answer(b"[]", length=17 << 20))
    with pytest.raises(ModelError, match="more than"):
        open_index(server.address, PATIENCE)


def test_an_index_may_be_a_file_or_a_folder_with_one(tmp_path: Path) -> None:
    path = tmp_path / "index.json"
    path.write_text(json.dumps([_entry(links=["a.argosmodel"])]), encoding="utf-8")
    for address in (str(path), path.as_uri(), str(tmp_path), tmp_path.as_uri()):
        (entry,) = open_index(address, PATIENCE).entries
        assert entry.links == ((tmp_path / "a.argosmodel").as_uri(),)


def test_a_folder_of_archives_is_an_index(tmp_path: Path) -> None:
    for path in FIXTURES.glob("*.argosmodel"):
        shutil.copy(path, tmp_path)
    (tmp_path / "broken.argosmodel").write_bytes(b"PK")
    (tmp_path / "half.argosmodel").write_bytes(next(FIXTURES.glob("*.argosmodel")).read_bytes()[:9])
    index = open_index(str(tmp_path), PATIENCE)
    assert len(index.entries) == 3
    (entry,) = index.way("ru", "de")
    assert entry.version == "0.1"
    assert entry.size == (tmp_path / "translate-ru_de-fixture-0_1.argosmodel").stat().st_size


def test_a_folder_without_either_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"neither an index\.json nor"):
        open_index(str(tmp_path), PATIENCE)
    with pytest.raises(ModelError, match="can't be read"):
        open_index(str(tmp_path / "none"), PATIENCE)


def test_a_mirror_takes_the_place_of_the_links(tmp_path: Path) -> None:
    index = _index(_entry(links=["https://models.example/a/b%20c.argosmodel?x=1"]))
    assert index.mirrored(None) is index
    (entry,) = index.mirrored("https://mirror.example/m/").entries
    assert entry.links == ("https://mirror.example/m/b_c.argosmodel",)
    assert mirrored(str(tmp_path), "a") == str(tmp_path / "a")


@pytest.mark.parametrize(
    ("link", "name"),
    [
        ("https://x/a/translate-ru_de-1_9.argosmodel", "translate-ru_de-1_9.argosmodel"),
        ("https://x/..%2f..%2fetc%2fpasswd", "etc_passwd"),
        ("https://x/", "package.argosmodel"),
        ("https://x/..", "package.argosmodel"),
        ("https://x/.hidden", "hidden"),
        ("http://[", "package.argosmodel"),
        ("https://x/" + "a" * 500, "a" * 120),
    ],
)
def test_the_name_of_an_archive_is_safe(link: str, name: str) -> None:
    assert archive_name(link) == name
