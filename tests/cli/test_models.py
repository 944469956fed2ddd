"""Packages from a file or a bundle, checked and removed; and that nothing but pull talks."""

import ast
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from normalizer.engines.calibration import Measured, remember_threshold
from normalizer.engines.ct2 import read_ct2_folder
from normalizer.engines.installed import model_files

from ..forkserver import ForkServer  # noqa: TID252  the suite is no installed package
from ..patience import PATIENCE  # noqa: TID252
from .conftest import ROOT, Run
from .packages import ARCHIVES, MODELS, QUICK, installed, write_article

NETWORK = {
    "socket", "ssl", "http", "urllib.request", "urllib.error", "asyncio", "ftplib", "smtplib",
    "socketserver", "xmlrpc", "requests", "httpx", "aiohttp", "urllib3",
}  # fmt: skip
HOOK = """
import sys
def refuse(event, arguments):
    if event.startswith("socket."):
        sys.__stderr__.write(f"OPENED {event}\\n")
        raise RuntimeError(event)
sys.addaudithook(refuse)
"""
START = """
from normalizer.cli.app import main
main()
"""


def test_what_differs_from_the_lock_is_found_named_and_replaced(run: Run, store: Path) -> None:
    run("models", "add", *(str(path) for path in ARCHIVES.values()), code=0)
    package = store / "translate-ru_de-fixture-0_1"
    weights = bytearray((package / "model" / "model.bin").read_bytes())
    weights[-500_000] ^= 0xFF
    (package / "model" / "model.bin").write_bytes(weights)
    done = run("models", "verify", code=1)
    assert b"model/model.bin: has another SHA-256" in done.stderr
    assert done.stdout.count(b"ok  ") == 2
    assert b"as in the lock" in run("models", "verify", "ru-en", code=0).stdout
    archive = str(ARCHIVES["ru_de"])
    assert b"models rm translate-ru_de-fixture-0_1" in run("models", "add", archive, code=5).stderr
    run("models", "rm", "ru-de", code=0)
    run("models", "add", archive, code=0)
    assert run("models", "verify", code=0).stdout.count(b"ok  ") == 3


def test_a_model_that_ctranslate2_refuses_is_found(run: Run, store: Path) -> None:
    run("models", "add", str(ARCHIVES["ru_de"]), code=0)
    (store / "models.lock").unlink()
    package = store / "translate-ru_de-fixture-0_1"
    assert b"not in the lock, loads" in run("models", "verify", code=0).stdout
    config = package / "model" / "config.json"
    kept = config.read_bytes()
    config.write_text('{"decoder_start_token": "nowhere"}', encoding="utf-8")
    done = run("models", "verify", code=1)
    assert b"can't be loaded" in done.stderr
    config.write_bytes(kept)
    (package / "sentencepiece.model").write_bytes(b"\xff" * 100)
    assert b"sentencepiece.model" in run("models", "verify", code=1).stderr


def test_a_package_of_other_languages_than_it_says_is_found(run: Run, store: Path) -> None:
    run("models", "add", str(ARCHIVES["ru_de"]), str(ARCHIVES["en_de"]), code=0)
    (store / "models.lock").unlink()
    metadata = store / "translate-en_de-fixture-0_1" / "metadata.json"
    said = json.loads(metadata.read_text(encoding="utf-8")) | {"from_code": "ru"}
    metadata.write_text(json.dumps(said), encoding="utf-8")
    done = run("models", "verify", code=1)
    assert b"is to translate from ru to de, but its pieces lack" in done.stderr
    assert b"models rm translate-en_de-fixture-0_1" in done.stderr
    assert done.stdout.count(b"ok  ") == 1


@pytest.mark.parametrize(
    "name", ["model/model.bin", "model/shared_vocabulary.json", "sentencepiece.model"]
)
def test_a_broken_package_breaks_only_itself(run: Run, store: Path, work: Path, name: str) -> None:
    run("models", "add", str(ARCHIVES["ru_en"]), str(ARCHIVES["ru_de"]), code=0)
    broken = store / "translate-ru_en-fixture-0_1" / name
    broken.write_bytes(broken.read_bytes()[:100]) if name.endswith("bin") else broken.unlink()
    case = write_article(work / "a.txt")
    done = run("clean", "a.txt", "-o", "b.txt", "--to", "de", code=0)
    assert broken.name.encode() in done.stderr
    assert case["target"] in (work / "b.txt").read_text(encoding="utf-8")
    assert broken.name.encode() in run("models", "list", code=0).stderr
    assert broken.name.encode() in run("models", "verify", code=1).stderr
    run("models", "rm", "translate-ru_en-fixture-0_1", code=0)
    run("models", "verify", code=0)


def test_half_an_archive_is_refused_with_what_to_do(run: Run, store: Path, work: Path) -> None:
    (work / "half.argosmodel").write_bytes(ARCHIVES["ru_de"].read_bytes()[:600_000])
    done = run("models", "add", "half.argosmodel", str(ARCHIVES["ru_en"]), code=5)
    assert b"half.argosmodel: not a whole .argosmodel archive" in done.stderr
    assert b"download or copy it again" in done.stderr
    assert installed(store) == ["ru_en"]


def test_a_bundle_carries_packages_to_a_machine_without_a_network(
    run: Run, store: Path, work: Path
) -> None:
    run("models", "add", *(str(path) for path in ARCHIVES.values()), code=0)
    run("models", "bundle", "some.zip", "ru-en", "translate-en_de-fixture-0_1", code=0)
    run("models", "unbundle", "some.zip", "--models-dir", "there", code=0)
    assert installed(work / "there") == ["en_de", "ru_en"]
    assert (
        run("models", "verify", "--models-dir", "there", code=0).stdout.count(b"in the lock") == 2
    )
    assert b"exists already" in run("models", "bundle", "some.zip", code=5).stderr
    assert b"no such package" in run("models", "bundle", "b.zip", "fr-de", code=5).stderr
    (work / "half.zip").write_bytes((work / "some.zip").read_bytes()[:900_000])
    assert b"not a whole bundle" in run("models", "unbundle", "half.zip", code=5).stderr
    assert len(installed(store)) == 3


def test_what_is_not_there_is_not_removed(run: Run, store: Path) -> None:
    run("models", "add", str(ARCHIVES["ru_de"]), code=0)
    for name in ("none", "../models", "fr-de", "."):
        assert b"no such package" in run("models", "rm", name, code=5).stderr
    assert installed(store) == ["ru_de"]


def test_the_folder_of_the_configuration_holds_for_every_command(
    run: Run, store: Path, work: Path
) -> None:
    (work / "normalizer.toml").write_text('models_dir = "ours"\n', encoding="utf-8")
    run("models", "add", str(ARCHIVES["ru_de"]), code=0)
    assert installed(work / "ours") == ["ru_de"]
    assert run("models", "path", code=0).stdout.splitlines()[0].endswith(b"/ours")
    assert b"ru    de" in run("models", "list", code=0).stdout
    assert not store.exists()


@pytest.mark.usefixtures("store")
def test_no_command_but_pull_opens_a_socket(
    run: Run, work: Path, environment: dict[str, str], forks: ForkServer
) -> None:
    run("models", "add", *(str(path) for path in ARCHIVES.values()), code=0)
    passage = write_article(work / "a.txt")

    def hooked(*arguments: str) -> subprocess.CompletedProcess[bytes]:
        return forks(
            arguments, cwd=work, environment=environment, stdin=b"", timeout=PATIENCE, before=HOOK
        )

    for words in (
        "--help", "doctor", "models list", "models path", "models verify", "models bundle m.zip",
        "models unbundle m.zip --models-dir there", "models rm ru-en",
        "clean a.txt -o b.txt --audit a", "check a.txt", "detect a.txt", "decode a.txt",
        "explain a.txt", "verify b.txt --audit a",
        "revert b.txt -o c.txt --audit a", "glossary list", "config show",
        f"models add {ARCHIVES['ru_de']} --models-dir fourth",
        f"models pull ru-en --index {MODELS}",
    ):  # fmt: skip
        done = hooked(*words.split())
        assert b"OPENED" not in done.stderr, words
        assert b"Traceback" not in done.stderr, done.stderr
        assert done.returncode in {0, 1}, (words, done.stderr)
    assert passage["target"] in (work / "b.txt").read_text(encoding="utf-8")
    done = hooked("models", "pull", "ru-en", "--index", "http://127.0.0.1:9/", *QUICK)
    assert b"OPENED" in done.stderr  # the hook does see one
    done = subprocess.run(  # with all that it imports
        [sys.executable, "-c", HOOK + START, "clean", "a.txt"],
        cwd=work, env=environment, capture_output=True, timeout=PATIENCE, check=True,
    )  # fmt: skip
    assert b"OPENED" not in done.stderr


def test_two_modules_import_what_opens_sockets() -> None:
    """What gets models, and what looks whether the Ray cluster that a user names is there."""
    found: set[str] = set()
    for path in (ROOT / "normalizer").rglob("*.py"):
        names: set[str] = set()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        if any(name in NETWORK or name.split(".")[0] in NETWORK for name in names):
            found.add(path.relative_to(ROOT).as_posix())
    assert found == {"normalizer/engines/download.py", "normalizer/runs/ray_cluster.py"}


@pytest.fixture
def plain(run: Run, store: Path) -> Path:
    """An Argos package, and the same model as a plain CTranslate2 folder."""
    run("models", "add", str(ARCHIVES["ru_de"]), code=0)
    folder = store / "translate-ru_de-fixture-0_1"
    shutil.copytree(folder / "model", store / "plain")
    shutil.copy(folder / "sentencepiece.model", store / "plain")
    settings = {"from_code": "ru", "to_code": "de", "version": "7"}
    (store / "plain" / "normalizer.json").write_text(json.dumps(settings), encoding="utf-8")
    return store / "plain"


def test_a_plain_folder_is_listed_checked_carried_and_removed(
    run: Run, work: Path, plain: Path
) -> None:
    listed = run("models", "list", code=0).stdout
    assert b"plain 7" in listed
    assert b"-1.0 (not measured)" in listed
    assert b"-0.094 (its own)" in listed
    checked = run("models", "verify", "plain", code=0).stderr
    assert b"no least score could be measured, since it is as unsure of plain news" in checked
    files = model_files(read_ct2_folder(plain))
    remember_threshold(plain.parent, files, Measured(-0.25, -0.06, -0.9))
    assert b"-0.25 (measured)" in run("models", "list", code=0).stdout
    assert b"ok  plain  not in the lock, loads" in run("models", "verify", "plain", code=0).stdout
    run("models", "bundle", "some.zip", "ru-de", code=0)
    run("models", "unbundle", "some.zip", "--models-dir", "there", code=0)
    done = run("models", "verify", "--models-dir", "there", code=0)
    assert b"ok  plain  as in the lock, loads" in done.stdout
    case = write_article(work / "a.txt")
    run("clean", "a.txt", "-o", "b.txt", "--to", "de", "--models-dir", "there", code=0)
    assert case["target"] in (work / "b.txt").read_text(encoding="utf-8")
    run("models", "rm", "plain", code=0)
    assert not plain.exists()
    assert installed(plain.parent) == ["ru_de"]


def test_a_plain_folder_that_does_not_load_is_found(run: Run, plain: Path) -> None:
    (plain / "sentencepiece.model").write_bytes(b"\xff" * 100)
    done = run("models", "verify", code=1)
    assert str(plain / "sentencepiece.model").encode() in done.stderr
    assert done.stdout.count(b"ok  ") == 1


def test_a_folder_named_as_a_pair_is_removed_and_not_the_others_of_its_pair(
    run: Run, plain: Path
) -> None:
    plain.rename(plain.parent / "ru-de")
    run("models", "rm", "ru-de", code=0)
    assert not (plain.parent / "ru-de").exists()
    assert installed(plain.parent) == ["ru_de"]


@pytest.mark.parametrize(
    "damage",
    [
        ("config.json", b'{"decoder_start_token": "nowhere"}', b"plain: can't be loaded"),
        ("model.bin", None, b"plain/model.bin: cut off"),
        ("shared_vocabulary.json", b"", b"plain/shared_vocabulary.json"),
        ("sentencepiece.model", b"x", b"plain/sentencepiece.model: can't be loaded"),
    ],
)
def test_where_one_model_is_damaged_the_other_translates_and_the_run_goes_on(
    run: Run, work: Path, plain: Path, damage: tuple[str, bytes | None, bytes]
) -> None:
    file, content, said = damage
    whole = (plain / file).read_bytes()
    (plain / file).write_bytes(whole[: len(whole) // 2] if content is None else content)
    case = write_article(work / "a.txt")
    run("clean", "a.txt", "-o", "b.txt", "--to", "de", code=0)
    assert case["target"] in (work / "b.txt").read_text(encoding="utf-8")
    assert said in run("models", "verify", code=1).stderr
    (plain.parent / "translate-ru_de-fixture-0_1" / "metadata.json").unlink()
    done = run("clean", "a.txt", "-o", "c.txt", "--to", "de")
    assert case["source"] in (work / "c.txt").read_text(encoding="utf-8")
    assert b"metadata.json" in done.stderr
