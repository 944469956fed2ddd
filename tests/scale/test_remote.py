"""Runs over addresses: a real object store on loopback, and one in memory."""

import http.client
import importlib.util
import os
import signal
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from normalizer.errors import LibraryError, SettingsError
from normalizer.formats import store
from normalizer.formats.files import kept
from normalizer.formats.remote import Remote, location
from normalizer.formats.spooled import name_left, whole_file
from normalizer.runs.inputs import find_inputs

from ..forkserver import ForkServer  # noqa: TID252  the suite is no installed package
from ..patience import PATIENCE  # noqa: TID252

Clean = Callable[..., str]

COMMAND = str(Path(sys.executable).with_name("article-normalizer"))
_HOST = "127.0.0.1"
_SIGNED = "AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/s3/aws4_request, Signature=a"
_NAMESPACE = "{http://s3.amazonaws.com/doc/2006-03-01/}"


@dataclass(frozen=True)
class Store:
    """An object store at a ``port``, with a bucket ``dump``."""

    port: int

    def ask(self, method: str, path: str, body: bytes = b"") -> bytes:
        connection = http.client.HTTPConnection(_HOST, self.port, timeout=PATIENCE)
        connection.request(method, path, body, {"Authorization": _SIGNED})
        answer = connection.getresponse()
        read = answer.read()
        connection.close()
        assert answer.status < 300, read
        return read

    def names(self, prefix: str) -> list[str]:
        found = ET.fromstring(self.ask("GET", f"/dump?list-type=2&prefix={prefix}"))  # noqa: S314
        return [str(key.text) for key in found.iter(f"{_NAMESPACE}Key")]

    def contents(self, prefix: str) -> dict[str, bytes]:
        """All that begins with ``prefix``, by the rest of its name."""
        return {
            name.removeprefix(prefix): self.ask("GET", f"/dump/{name}")
            for name in self.names(prefix)
        }

    @property
    def environment(self) -> dict[str, str]:
        keys = {"AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b"}
        where = {"AWS_ENDPOINT_URL": f"http://{_HOST}:{self.port}", "AWS_REGION": "us-east-1"}
        return {**os.environ, **keys, **where, "AWS_DEFAULT_REGION": "us-east-1"}


@pytest.fixture(scope="module")
def s3(
    loopback: None,  # noqa: ARG001
    tmp_path_factory: pytest.TempPathFactory,
    every_format: Path,
) -> Iterator[Store]:
    if importlib.util.find_spec("moto") is None or importlib.util.find_spec("s3fs") is None:
        pytest.skip("no object store here: pip install s3fs 'moto[s3]' flask flask-cors")
    log = tmp_path_factory.mktemp("s3") / "log"
    command = [sys.executable, "-c", "from moto.server import main; main()", "-H", _HOST, "-p", "0"]
    with log.open("wb") as told:
        process = subprocess.Popen(command, stdout=told, stderr=told)
        try:
            kept = Store(_port(log))
            kept.ask("PUT", "/dump")
            for path in every_format.iterdir():
                kept.ask("PUT", f"/dump/in/{path.name}", path.read_bytes())
            yield kept
        finally:
            process.kill()
            process.wait()


def _port(log: Path) -> int:
    """The port that the server told, once it listens."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        for line in log.read_text(encoding="utf-8").splitlines():
            if f"http://{_HOST}:" in line:
                return int(line.rpartition(":")[2].strip().rstrip("/"))
        time.sleep(0.1)
    raise AssertionError(log.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def clean(s3: Store, forks: ForkServer, tmp_path_factory: pytest.TempPathFactory) -> Clean:
    """Runs the command on the object store, and gives what it told."""
    folder = tmp_path_factory.mktemp("work")

    def cleaned(*words: str, code: int = 3, **variables: str | None) -> str:
        environment = {**s3.environment, **variables}
        known = {name: value for name, value in environment.items() if value is not None}
        done = forks(
            ["clean", *words, "--only", "encoding", "-q"],
            cwd=folder, environment=known, stdin=b"", timeout=PATIENCE,
        )  # fmt: skip
        said = done.stderr.decode()
        assert "Traceback" not in said
        assert done.returncode == code, said
        return said

    return cleaned


@pytest.fixture(scope="module")
def here(
    every_format: Path, clean: Clean, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, bytes]:
    """What the command leaves of the same files on a disk."""
    folder = tmp_path_factory.mktemp("here")
    clean(str(every_format), "-o", str(folder / "out"))
    return {
        path.relative_to(folder).as_posix().removeprefix("out"): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_folder_of_a_bucket_is_cleaned_into_another(
    s3: Store, clean: Clean, here: dict[str, bytes]
) -> None:
    assert {"/a.jsonl", "/f.parquet", "/g07.txt", ".audit.jsonl", ".rejects.jsonl"} <= set(here)
    said = clean("s3://dump/in", "-o", "s3://dump/folder")
    assert s3.contents("folder") == here
    assert "s3://dump/in/k.jsonl.gz: the gzip data is cut off" in said


def test_a_pattern_of_a_bucket_is_cleaned_onto_a_disk(
    clean: Clean, here: dict[str, bytes], tmp_path: Path
) -> None:
    clean("s3://dump/in/g*.txt", "-o", str(tmp_path / "out"), code=0)
    written = {f"/{path.name}": path.read_bytes() for path in (tmp_path / "out").iterdir()}
    assert written == {name: here[name] for name in here if name.startswith("/g")}


def test_a_run_that_is_killed_leaves_no_object_and_is_gone_on_with(
    s3: Store, clean: Clean, here: dict[str, bytes], tmp_path: Path
) -> None:
    words = ["s3://dump/in", "-o", "s3://dump/killed", "--state", str(tmp_path / "state")]
    command = [COMMAND, "clean", *words, "--only", "encoding", "-q", "-j", "1"]
    with subprocess.Popen(command, env=s3.environment, stderr=subprocess.DEVNULL) as process:
        # What the run tries its rights with is gone before the first output.
        while process.poll() is None and all(".normalizer-" in one for one in s3.names("killed/")):
            time.sleep(0.02)
        process.send_signal(signal.SIGKILL)
    left = s3.contents("killed")
    assert left
    assert all(here[name] == content for name, content in left.items())
    assert ".audit.jsonl" not in left
    clean(*words, "--resume")
    assert s3.contents("killed") == here
    assert not list((tmp_path / "state").glob("normalizer-*"))


def test_shards_read_and_leave_their_parts_in_a_bucket(s3: Store, here: dict[str, bytes]) -> None:
    if importlib.util.find_spec("ray") is None:
        pytest.skip("Ray isn't installed: pip install 'article-normalizer[ray]'")
    ours = ("--runner", "ray", "-j", "2", "--parts", "s3://dump/parts")
    command = [COMMAND, "clean", "s3://dump/in", "-o", "s3://dump/sharded", *ours]
    done = subprocess.run(
        [*command, "--only", "encoding", "-q"],
        env=s3.environment, capture_output=True, timeout=PATIENCE, check=False,
    )  # fmt: skip
    assert done.returncode == 3, done.stderr.decode()
    assert s3.contents("sharded") == here
    assert not s3.names("parts")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("s3://dump/none", "-o", "s3://dump/x"), 4, "s3://dump/none: no such file or folder"),
        (("s3://dump/in/*.pdf", "-o", "s3://dump/x"), 4, "matches no file"),
        (("s3://nowhere/in", "-o", "s3://dump/x"), 4, "no such file or folder"),
        (("s3://dump/in/a.jsonl", "-o", "s3://nowhere/x"), 2, "s3://nowhere"),
        (("s3://dump/in/a.jsonl", "--in-place"), 2, "only files on a disk are changed in place"),
        (("s3://dump/in", "-o", "s3://dump/in"), 2, "is an input too"),
        (("nosuch://dump/in", "-o", "out"), 2, "no kind of address"),
    ],
)
def test_an_address_that_is_wrong_is_told_of_before_any_work(
    clean: Clean, words: tuple[str, ...], code: int, said: str
) -> None:
    assert said in clean(*words, code=code)


def test_a_missing_library_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "gcsfs", None)
    with pytest.raises(
        LibraryError, match=r"gs:// needs .* pip install 'article-normalizer\[gcs\]'"
    ):
        Remote("gs://bucket/a.jsonl").exists()
    monkeypatch.setitem(sys.modules, "fsspec", None)
    with pytest.raises(LibraryError, match=r"pip install 'article-normalizer\[s3\]'"):
        Remote("s3://bucket/a.jsonl").exists()


def test_an_address_without_keys_says_how_to_give_them(clean: Clean, tmp_path: Path) -> None:
    keyless = dict.fromkeys(("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE"))
    nowhere = {"HOME": str(tmp_path), "AWS_EC2_METADATA_DISABLED": "true"}
    words = "s3://dump/in/a.jsonl", "-o", str(tmp_path / "a.jsonl")
    said = clean(*words, code=2, **keyless, **nowhere)
    assert "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY" in said


def test_an_address_of_no_known_kind_is_refused() -> None:
    with pytest.raises(SettingsError, match="no kind of address"):
        Remote("nosuch://a/b").exists()


def test_a_file_at_an_address_is_there_as_a_whole_or_not_at_all(tmp_path: Path) -> None:
    place = location("memory://whole/a.jsonl", tmp_path)
    with pytest.raises(TypeError), kept(whole_file(place)) as half:
        half.write("half")  # type: ignore[arg-type]  the mistake that ends the block
    assert not place.exists()
    with kept(whole_file(place)) as file:
        file.write(b"wh")
        file.write(b"ole")
        assert not place.exists()
    with place.open("rb") as read:
        assert read.read() == b"whole"
    assert not list(tmp_path.iterdir())


def test_what_was_left_of_a_file_is_gone_on_with(tmp_path: Path) -> None:
    place = location("memory://left/a.jsonl", tmp_path)
    first = whole_file(place, lasting=True)
    first.write(b"one two")
    first.leave()
    again = whole_file(place, lasting=True, position=3)
    again.write(b" more")
    again.sync()
    again.leave()
    assert not place.exists()
    name_left(place)
    name_left(place)
    with place.open("rb") as read:
        assert read.read() == b"one more"
    assert not list(tmp_path.iterdir())


def test_files_of_a_folder_are_found_as_on_a_disk(tmp_path: Path) -> None:
    names = ["b.txt", "a/z.txt", "a/b/c.jsonl", "a/.d.txt", "c.pdf", "a.csv", "B.md"]
    for name in names:
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
        with kept(whole_file(location(f"memory://found/in/{name}", tmp_path))) as file:
            file.write(b"x")
    for pattern in ("in", "in/*.*", "in/**/*.txt", "in/a/*"):
        here = find_inputs([str(tmp_path / pattern)])
        there = find_inputs([f"memory://found/{pattern}"])
        assert [(one.name, one.format) for one in there] == [
            (one.name, one.format) for one in here
        ], pattern


def test_what_a_store_raises_is_an_error_of_files() -> None:
    with pytest.raises(OSError, match="no door") as caught, store.store_errors("s3://a/b"):
        raise ConnectionError("no door")  # noqa: EM101, TRY003
    assert caught.value.filename == "s3://a/b"
    with pytest.raises(OSError, match="odd") as caught, store.store_errors("s3://a/b"):
        raise ValueError("odd")  # noqa: EM101
    assert caught.value.filename == "s3://a/b"
