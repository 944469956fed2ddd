"""Packages from an index, as a user gets them."""

import hashlib
import json
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from ..patience import PATIENCE  # noqa: TID252  the suite is no installed package
from ..server import Answer, Server, listen  # noqa: TID252  the suite is no installed package
from .conftest import COMMAND, Run
from .packages import ARCHIVES, MODELS, QUICK, installed, serve_index


def test_a_pair_is_pulled_recorded_and_translates(run: Run, server: Server, store: Path) -> None:
    digest = hashlib.sha256(ARCHIVES["ru_de"].read_bytes()).hexdigest()
    size = ARCHIVES["ru_de"].stat().st_size
    index = serve_index(server, "ru_de", sha256=digest, size=size)
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
    done = run("models", "pull", "ru-de", "--index", serve_index(server, "ru_en", "en_de"), code=0)
    assert b"no package leads from ru to de directly: ru-en and en-de" in done.stderr
    assert installed(store) == ["en_de", "ru_en"]
    assert b"route ru > en > de" in run("models", "list", code=0).stdout


def test_a_pair_that_is_not_to_be_had_stops_no_other(run: Run, server: Server, store: Path) -> None:
    index = serve_index(server, "ru_de", "ru_en")
    server.serve(f"/{ARCHIVES['ru_en'].name}", Answer(status=404))
    done = run("models", "pull", "fr-de", "ru-en", "ru-de", "--index", index, *QUICK, code=5)
    assert b"no packages lead from fr to de" in done.stderr
    assert b"the server answered 404" in done.stderr
    assert installed(store) == ["ru_de"]


def test_a_broken_off_download_is_gone_on_with_by_the_next_command(
    run: Run, server: Server, store: Path
) -> None:
    index = serve_index(server, "ru_de")
    whole = ARCHIVES["ru_de"].read_bytes()
    server.serve(f"/{ARCHIVES['ru_de'].name}", Answer(whole, tag='"1"', drop=500_000))
    done = run("models", "pull", "ru-de", "--index", index, *QUICK, code=5)
    assert b"closed after 500000 of" in done.stderr
    assert installed(store) == []
    server.serve(f"/{ARCHIVES['ru_de'].name}", Answer(whole, tag='"1"'))
    run("models", "pull", "ru-de", "--index", index, *QUICK, code=0)
    assert server.ranges[-1] == "bytes=500000-"
    run("models", "verify", code=0)


def test_the_index_may_be_named_by_the_environment_the_file_or_a_folder(
    run: Run, server: Server, store: Path, environment: dict[str, str], work: Path
) -> None:
    serve_index(server, "ru_de", "ru_en")
    (work / "normalizer.toml").write_text(f'models_index = "{server.address}"\n', encoding="utf-8")
    run("models", "pull", "ru-de", code=0)
    shutil.copytree(MODELS, work / "mirror")
    (work / "normalizer.toml").write_text('models_index = "mirror"\n', encoding="utf-8")
    run("models", "pull", "en-de", code=0)
    environment["NORMALIZER_INDEX"] = f"{server.address}/index.json"
    run("models", "pull", "ru-en", code=0)
    assert installed(store) == ["en_de", "ru_de", "ru_en"]


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGKILL])
def test_an_interrupted_command_leaves_what_the_next_goes_on_with(
    run: Run, server: Server, store: Path, environment: dict[str, str], sent: int
) -> None:
    index = serve_index(server, "ru_de")
    name, whole = ARCHIVES["ru_de"].name, ARCHIVES["ru_de"].read_bytes()
    server.serve(f"/{name}", Answer(whole, tag='"1"', stall=500_000))
    words = ["models", "pull", "ru-de", "--index", index]
    with subprocess.Popen(
        [COMMAND, *words], cwd=store.parent, env=environment, stderr=subprocess.PIPE
    ) as running:
        part, until = store / ".downloads" / f"{name}.part", time.monotonic() + PATIENCE
        while not (part.exists() and part.stat().st_size == 500_000):
            assert time.monotonic() < until
            time.sleep(0.05)
        assert b"another command is at work" in run(*words, code=5).stderr
        running.send_signal(sent)
        assert b"Traceback" not in running.communicate(timeout=PATIENCE)[1]
    assert running.returncode == (130 if sent == signal.SIGINT else -sent)
    assert installed(store) == []
    server.serve(f"/{name}", Answer(whole, tag='"1"'))
    run(*words, code=0)
    assert server.ranges[-1] == "bytes=500000-"
    assert installed(store) == ["ru_de"]


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
    index = serve_index(server, "ru_de")
    done = run("models", "pull", "ru-de", "--index", index, *QUICK, code=5)
    assert b"certificate verify failed" in done.stderr
    environment["SSL_CERT_FILE"] = str(certificate)
    run("models", "pull", "ru-de", "--index", index, *QUICK, code=0)
    assert installed(store) == ["ru_de"]


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
    serve_index(server, "ru_de")
    index = serve_index(over_tls, "ru_de")
    over_tls.serve(f"/{name}", Answer(status=302, location=f"{server.address}/{name}"))
    done = run("models", "pull", "ru-de", "--index", index, *QUICK, code=5)
    assert b"which isn't safe" in done.stderr
    assert server.asked == []
    index = serve_index(server, "ru_de")
    serve_index(over_tls, "ru_de")
    server.serve(f"/{name}", Answer(status=302, location=f"{over_tls.address}/{name}"))
    run("models", "pull", "ru-de", "--index", index, *QUICK, code=0)
    assert installed(store) == ["ru_de"]


def test_a_proxy_is_heeded(
    run: Run, server: Server, store: Path, environment: dict[str, str]
) -> None:
    content = server.answers[serve_index(server, "ru_de").removeprefix(server.address)][0].content
    elsewhere = "http://models.example"
    name = ARCHIVES["ru_de"].name
    server.serve(f"{elsewhere}/i.json", Answer(content.replace(server.address.encode(), b"")))
    server.serve(f"{elsewhere}/{name}", *server.answers[f"/{name}"])
    environment["http_proxy"] = server.address
    run("models", "pull", "ru-de", "--index", f"{elsewhere}/i.json", *QUICK, code=0)
    assert installed(store) == ["ru_de"]
    assert [path for path, _ in server.asked] == [f"{elsewhere}/i.json", f"{elsewhere}/{name}"]


def test_a_mirror_is_asked_instead_of_the_links(run: Run, server: Server, store: Path) -> None:
    serve_index(server, "ru_de")
    index = server.answers.pop("/index.json")[0]
    content = index.content.replace(server.address.encode(), b"http://192.0.2.1")
    address = server.serve("/other.json", Answer(content))
    mirrors = ("--index", address, "--mirror", server.address)
    run("models", "pull", "ru-de", *mirrors, *QUICK, code=0)
    assert installed(store) == ["ru_de"]


def test_a_lock_is_reproduced_on_another_machine(
    run: Run, server: Server, store: Path, work: Path
) -> None:
    run("models", "pull", "ru-de", "--index", serve_index(server, "ru_en", "en_de"), code=0)
    shutil.copy(store / "models.lock", work / "team.lock")
    run("models", "pull", "--from-lock", "team.lock", "--models-dir", "other", code=0)
    assert (work / "other" / "models.lock").read_bytes() == (work / "team.lock").read_bytes()
    server.serve(f"/{ARCHIVES['ru_en'].name}", Answer(ARCHIVES["ru_de"].read_bytes()))
    done = run(
        "models", "pull", "--from-lock", "team.lock", "--models-dir", "third", *QUICK, code=5
    )
    assert b"should" in done.stderr
    assert installed(work / "third") == ["en_de"]


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
    index = serve_index(server, "ru_de")
    done = run("models", "pull", "ru-de", "--index", index, "--progress", "json", code=0)
    told = [json.loads(line) for line in done.stderr.splitlines() if line.startswith(b"{")]
    size = ARCHIVES["ru_de"].stat().st_size
    assert told[-1] == {"bytes": size, "of": size}
    assert store.is_dir()
