"""What the package leaves behind, and whom it talks to: nothing and nobody."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from normalizer.engines.package import install_package

MODELS = Path(__file__).parent / "fixtures" / "models"
CASE = tomllib.loads((MODELS / "cases.toml").read_text(encoding="utf-8"))["direct"][4]

WATCHED = """
import os, sys

seen = []

def watch(event, arguments):
    writes = event == "open" and arguments[0] is not None and (
        arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        or set(str(arguments[1] or "")) & set("wax+")
    )
    # Asking the system for a file that holds nothing in itself writes nothing.
    if writes and not str(arguments[0]).startswith("/dev/"):
        seen.append(f"open {arguments[0]}")
    if event in ("os.mkdir", "os.rename", "os.symlink", "os.link", "sqlite3.connect"):
        seen.append(f"{event} {arguments}")
    if event.startswith("socket."):
        seen.append(event)

sys.addaudithook(watch)
"""

IMPORTED = """
import importlib, pkgutil
import normalizer

for module in pkgutil.walk_packages(normalizer.__path__, "normalizer."):
    if not module.name.endswith("__main__") and ".integrations" not in module.name:
        importlib.import_module(module.name)
print("\\n".join(seen))
"""

TRANSLATED = """
from pathlib import Path
from normalizer import Translator

translator = Translator(target="de", model_folders=(Path(sys.argv[1]),))
(done,) = translator.translate([sys.argv[2]], source="ru")
assert done.text == sys.argv[3], done.text
print("\\n".join(seen))
"""


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    folder = tmp_path / "empty"
    folder.mkdir()
    return folder


def left_by(script: str, empty: Path, *arguments: str) -> list[str]:
    """What a process in an ``empty`` folder, its home as well, writes, and whom it talks to."""
    places = ("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")
    known = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-B", "-c", WATCHED + script, *arguments],
        cwd=empty,
        env={**known, **dict.fromkeys(places, str(empty))},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    # What libraries in other languages write is no event, but stands there.
    told = [line for line in done.stdout.split("\n") if line]
    return [*told, *(str(path) for path in empty.rglob("*"))]


def test_importing_every_module_writes_nothing(empty: Path) -> None:
    assert left_by(IMPORTED, empty) == []


def test_translating_writes_nothing_unless_it_is_to_remember(empty: Path, tmp_path: Path) -> None:
    store = tmp_path / "models"
    install_package(next(MODELS.glob("*-ru_de-*.argosmodel")), store)
    case = (CASE["source"], CASE["target"])
    assert left_by(TRANSLATED, empty, str(store), *case) == []


def test_what_is_written_would_be_seen(empty: Path) -> None:
    script = "open('here', 'w').close()\nprint('\\n'.join(seen))\n"
    assert left_by(script, empty) == ["open here", str(empty / "here")]
