"""Packages from an index, a file or a bundle, as a user gets them; nothing else talks."""

import ast
import hashlib
import json
import shutil
import signal
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ..server import Answer, Server, listen  # noqa: TID252  the suite is no installed package
from .conftest import COMMAND, ROOT, Run

MODELS = ROOT / "tests" / "fixtures" / "models"
ARCHIVES = {path.name.split("-")[1]: path for path in MODELS.glob("*.argosmodel")}
CASES: dict[str, Any] = tomllib.loads((MODELS / "cases.toml").read_text(encoding="utf-8"))
QUICK = ("--timeout", "2", "--retries", "0")
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
from normalizer.cli.app import main
main()
"""


def _index(server: Server, *pairs: str, **more: Any) -> str:
    """Serve the packages of these pairs, and an index that names them."""
    entries: list[dict[str, Any]] = []
    for pair in pairs:
        path = ARCHIVES[pair]
        source, target = pair.split("_")
        server.serve(f"/{path.name}", Answer(path.read_bytes(), tag='"1"'))
        entries.append(
            {"from_code": source, "to_code": target, "package_version": "0.1", "type": "translate",
             "links": [f"{server.address}/{path.name}"], "code": f"translate-{pair}", **more}
        )  # fmt: skip
    return server.serve("/index.json", Answer(json.dumps(entries).encode()))


@pytest.fixture
def store(environment: dict[str, str], tmp_path: Path) -> Path:
    """The folder packages go into when nothing else is said."""
    environment["NORMALIZER_MODELS"] = str(tmp_path / "models")
    return tmp_path / "models"


def _article(path: Path) -> dict[str, str]:
    """Write a German article with a passage in Russian; the passage and its translation."""
    passage: dict[str, str]
    passage, *others = CASES["direct"]
    lines = [other["target"] for other in others[:8]]
    lines.insert(4, passage["source"])
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return passage


def _installed(store: Path) -> list[str]:
    return sorted(path.name.split("-")[1] for path in store.glob("translate-*"))


def test_a_pair_is_pulled_recorded_and_translates(run: Run, server: Server, store: Path) -> None:
    digest = hashlib.sha256(ARCHIVES["ru_de"].read_bytes()).hexdigest()
    size = ARCHIVES["ru_de"].stat().st_size
    index = _index(server, "ru_de", sha256=digest, size=size)
    done = run("models", "pull", "ru-de", "--index", index, code=0)
    assert b"translate-ru_de-fixture-0_1 0.1: ru > de, in " in done.stderr
    assert done.stdout == b""
    (known,) = json.loads((store / "models.lock").read_bytes())["packages"]
    assert known["origin"]["sha256"] == digest
    done = run("models", "verify", code=0)
    assert b"ok  translate-ru_de-fixture-0_1  as in the lock, loads" in done.stdout
    server.asked.clear()
    done = run("models", "pull", "ru-de", "--index", index, code=0)
    assert b"is here already" in done.stderr
    assert [path for path, _ in server.asked] == ["/index.json"]


def test_where_no_package_leads_directly_two_are_pulled_and_it_is_said(
    run: Run, server: Server, store: Path
) -> None:
    done = run("models", "pull", "ru-de", "--index", _index(server, "ru_en", "en_de"), code=0)
    assert b"no package leads from ru to de directly: ru-en and en-de" in done.stderr
    assert _installed(store) == ["en_de", "ru_en"]
    assert b"route ru > en > de" in run("models", "list", code=0).stdout


def test_a_pair_that_is_not_to_be_had_stops_no_other(run: Run, server: Server, store: Path) -> None:
    index = _index(server, "ru_de", "ru_en")
    server.serve(f"/{ARCHIVES['ru_en'].name}", Answer(status=404))
    done = run("models", "pull", "fr-de", "ru-en", "ru-de", "--index", index, *QUICK, code=5)
    assert b"no packages lead from fr to de" in done.stderr
    assert b"the server answered 404" in done.stderr
    assert _installed(store) == ["ru_de"]


def test_a_broken_off_download_is_gone_on_with_by_the_next_command(
    run: Run, server: Server, store: Path
) -> None:
    index = _index(server, "ru_de")
    whole = ARCHIVES["ru_de"].read_bytes()
    server.serve(f"/{ARCHIVES['ru_de'].name}", Answer(whole, tag='"1"', drop=500_000))
    done = run("models", "pull", "ru-de", "--index", index, *QUICK, code=5)
    assert b"closed after 500000 of" in done.stderr
    assert _installed(store) == []
    server.serve(f"/{ARCHIVES['ru_de'].name}", Answer(whole, tag='"1"'))
    run("models", "pull", "ru-de", "--index", index, *QUICK, code=0)
    assert server.ranges[-1] == "bytes=500000-"
    run("models", "verify", code=0)


def test_the_index_may_be_named_by_the_environment_the_file_or_a_folder(
    run: Run, server: Server, store: Path, environment: dict[str, str], work: Path
) -> None:
    _index(server, "ru_de", "ru_en")
    (work / "normalizer.toml").write_text(f'models_index = "{server.address}"\n', encoding="utf-8")
    run("models", "pull", "ru-de", code=0)
    shutil.copytree(MODELS, work / "mirror")
    (work / "normalizer.toml").write_text('models_index = "mirror"\n', encoding="utf-8")
    run("models", "pull", "en-de", code=0)
    environment["NORMALIZER_INDEX"] = f"{server.address}/index.json"
    run("models", "pull", "ru-en", code=0)
    assert _installed(store) == ["en_de", "ru_de", "ru_en"]


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGKILL])
def test_an_interrupted_command_leaves_what_the_next_goes_on_with(
    run: Run, server: Server, store: Path, environment: dict[str, str], sent: int
) -> None:
    index = _index(server, "ru_de")
    name, whole = ARCHIVES["ru_de"].name, ARCHIVES["ru_de"].read_bytes()
    server.serve(f"/{name}", Answer(whole, tag='"1"', stall=500_000))
    words = ["models", "pull", "ru-de", "--index", index]
    with subprocess.Popen(
        [COMMAND, *words], cwd=store.parent, env=environment, stderr=subprocess.PIPE
    ) as running:
        part, until = store / ".downloads" / f"{name}.part", time.monotonic() + 30
        while not (part.exists() and part.stat().st_size == 500_000):
            assert time.monotonic() < until
            time.sleep(0.05)
        assert b"another command is at work" in run(*words, code=5).stderr
        running.send_signal(sent)
        assert b"Traceback" not in running.communicate(timeout=30)[1]
    assert running.returncode == (130 if sent == signal.SIGINT else -sent)
    assert _installed(store) == []
    server.serve(f"/{name}", Answer(whole, tag='"1"'))
    run(*words, code=0)
    assert server.ranges[-1] == "bytes=500000-"
    assert _installed(store) == ["ru_de"]


@pytest.fixture
def secure(server: Server, tmp_path: Path) -> Iterator[tuple[Server, Path]]:
    """A second server, over TLS, and the certificate to know it by."""
    assert server.address  # which opens loopback
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("makes a certificate with openssl, which isn't here")
    path = tmp_path / "certificate.pem"
    subprocess.run(
        [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-keyout", path,
         "-out", tmp_path / "public.pem", "-subj", "/CN=127.0.0.1",
         "-addext", "subjectAltName=IP:127.0.0.1"],
        check=True, capture_output=True,
    )  # fmt: skip
    public = tmp_path / "public.pem"
    path.write_bytes(path.read_bytes() + public.read_bytes())
    script = Server()
    listener = listen(script, path)
    yield script, public
    listener.shutdown()
    listener.server_close()


def test_a_server_is_known_by_its_certificate_or_not_at_all(
    run: Run, secure: tuple[Server, Path], store: Path, environment: dict[str, str]
) -> None:
    server, certificate = secure
    index = _index(server, "ru_de")
    done = run("models", "pull", "ru-de", "--index", index, *QUICK, code=5)
    assert b"certificate verify failed" in done.stderr
    environment["SSL_CERT_FILE"] = str(certificate)
    run("models", "pull", "ru-de", "--index", index, *QUICK, code=0)
    assert _installed(store) == ["ru_de"]


def test_a_redirect_leads_into_tls_and_never_out_of_it(
    run: Run,
    server: Server,
    secure: tuple[Server, Path],
    store: Path,
    environment: dict[str, str],
) -> None:
    over_tls, certificate = secure
    environment["SSL_CERT_FILE"] = str(certificate)
    name = ARCHIVES["ru_de"].name
    _index(server, "ru_de")
    index = _index(over_tls, "ru_de")
    over_tls.serve(f"/{name}", Answer(status=302, location=f"{server.address}/{name}"))
    done = run("models", "pull", "ru-de", "--index", index, *QUICK, code=5)
    assert b"which isn't safe" in done.stderr
    assert server.asked == []
    index = _index(server, "ru_de")
    _index(over_tls, "ru_de")
    server.serve(f"/{name}", Answer(status=302, location=f"{over_tls.address}/{name}"))
    run("models", "pull", "ru-de", "--index", index, *QUICK, code=0)
    assert _installed(store) == ["ru_de"]


def test_a_proxy_is_heeded(
    run: Run, server: Server, store: Path, environment: dict[str, str]
) -> None:
    content = server.answers[_index(server, "ru_de").removeprefix(server.address)][0].content
    elsewhere = "http://models.example"
    name = ARCHIVES["ru_de"].name
    server.serve(f"{elsewhere}/i.json", Answer(content.replace(server.address.encode(), b"")))
    server.serve(f"{elsewhere}/{name}", *server.answers[f"/{name}"])
    environment["http_proxy"] = server.address
    run("models", "pull", "ru-de", "--index", f"{elsewhere}/i.json", *QUICK, code=0)
    assert _installed(store) == ["ru_de"]
    assert [path for path, _ in server.asked] == [f"{elsewhere}/i.json", f"{elsewhere}/{name}"]


def test_a_mirror_is_asked_instead_of_the_links(run: Run, server: Server, store: Path) -> None:
    _index(server, "ru_de")
    index = server.answers.pop("/index.json")[0]
    content = index.content.replace(server.address.encode(), b"http://192.0.2.1")
    address = server.serve("/other.json", Answer(content))
    mirrors = ("--index", address, "--mirror", server.address)
    run("models", "pull", "ru-de", *mirrors, *QUICK, code=0)
    assert _installed(store) == ["ru_de"]


def test_a_lock_is_reproduced_on_another_machine(
    run: Run, server: Server, store: Path, work: Path
) -> None:
    run("models", "pull", "ru-de", "--index", _index(server, "ru_en", "en_de"), code=0)
    shutil.copy(store / "models.lock", work / "team.lock")
    run("models", "pull", "--from-lock", "team.lock", "--models-dir", "other", code=0)
    assert (work / "other" / "models.lock").read_bytes() == (work / "team.lock").read_bytes()
    server.serve(f"/{ARCHIVES['ru_en'].name}", Answer(ARCHIVES["ru_de"].read_bytes()))
    done = run(
        "models", "pull", "--from-lock", "team.lock", "--models-dir", "third", *QUICK, code=5
    )
    assert b"should" in done.stderr
    assert _installed(work / "third") == ["en_de"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["ru-de"], b"no index of packages is named: --index URL, NORMALIZER_INDEX, or models_in"),
        ([], b"--from-lock FILE"),
        (["ru-de", "--from-lock", "x"], b"--from-lock FILE"),
        (["rude"], b"no pair of languages"),
        (["ru-ru", "--index", "x"], b"no pair of languages"),
    ],
)
def test_wrong_use_is_told(run: Run, arguments: list[str], said: bytes) -> None:
    assert said in run("models", "pull", *arguments, code=2).stderr


def test_progress_is_lines_of_json_where_asked_for(run: Run, server: Server, store: Path) -> None:
    index = _index(server, "ru_de")
    done = run("models", "pull", "ru-de", "--index", index, "--progress", "json", code=0)
    told = [json.loads(line) for line in done.stderr.splitlines() if line.startswith(b"{")]
    size = ARCHIVES["ru_de"].stat().st_size
    assert told[-1] == {"bytes": size, "of": size}
    assert store.is_dir()


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


@pytest.mark.parametrize(
    "name", ["model/model.bin", "model/shared_vocabulary.json", "sentencepiece.model"]
)
def test_a_broken_package_breaks_only_itself(run: Run, store: Path, work: Path, name: str) -> None:
    run("models", "add", str(ARCHIVES["ru_en"]), str(ARCHIVES["ru_de"]), code=0)
    broken = store / "translate-ru_en-fixture-0_1" / name
    broken.write_bytes(broken.read_bytes()[:100]) if name.endswith("bin") else broken.unlink()
    case = _article(work / "a.txt")
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
    assert _installed(store) == ["ru_en"]


def test_a_bundle_carries_packages_to_a_machine_without_a_network(
    run: Run, store: Path, work: Path
) -> None:
    run("models", "add", *(str(path) for path in ARCHIVES.values()), code=0)
    run("models", "bundle", "some.zip", "ru-en", "translate-en_de-fixture-0_1", code=0)
    run("models", "unbundle", "some.zip", "--models-dir", "there", code=0)
    assert _installed(work / "there") == ["en_de", "ru_en"]
    assert (
        run("models", "verify", "--models-dir", "there", code=0).stdout.count(b"in the lock") == 2
    )
    assert b"exists already" in run("models", "bundle", "some.zip", code=5).stderr
    assert b"no such package" in run("models", "bundle", "b.zip", "fr-de", code=5).stderr
    (work / "half.zip").write_bytes((work / "some.zip").read_bytes()[:900_000])
    assert b"not a whole bundle" in run("models", "unbundle", "half.zip", code=5).stderr
    assert len(_installed(store)) == 3


def test_what_is_not_there_is_not_removed(run: Run, store: Path) -> None:
    run("models", "add", str(ARCHIVES["ru_de"]), code=0)
    for name in ("none", "../models", "fr-de", "."):
        assert b"no such package" in run("models", "rm", name, code=5).stderr
    assert _installed(store) == ["ru_de"]


def test_the_folder_of_the_configuration_holds_for_every_command(
    run: Run, store: Path, work: Path
) -> None:
    (work / "normalizer.toml").write_text('models_dir = "ours"\n', encoding="utf-8")
    run("models", "add", str(ARCHIVES["ru_de"]), code=0)
    assert _installed(work / "ours") == ["ru_de"]
    assert run("models", "path", code=0).stdout.splitlines()[0].endswith(b"/ours")
    assert b"ru    de" in run("models", "list", code=0).stdout
    assert not store.exists()


@pytest.mark.usefixtures("store")
def test_no_command_but_pull_opens_a_socket(
    run: Run, work: Path, environment: dict[str, str]
) -> None:
    run("models", "add", *(str(path) for path in ARCHIVES.values()), code=0)
    passage = _article(work / "a.txt")

    def hooked(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", HOOK, *arguments],
            cwd=work, env=environment, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip

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
        assert "OPENED" not in done.stderr, words
        assert "Traceback" not in done.stderr, done.stderr
        assert done.returncode in {0, 1}, (words, done.stderr)
    assert passage["target"] in (work / "b.txt").read_text(encoding="utf-8")
    done = hooked("models", "pull", "ru-en", "--index", "http://127.0.0.1:9/", *QUICK)
    assert "OPENED" in done.stderr  # the hook does see one


def test_one_module_imports_what_opens_sockets() -> None:
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
    assert found == {"normalizer/engines/download.py"}
