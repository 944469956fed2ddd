"""The installed command, run as a user would."""

import os
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from ..forkserver import ForkServer  # noqa: TID252  the suite is no installed package
from ..patience import PATIENCE  # noqa: TID252

ROOT = Path(__file__).resolve().parents[2]
COMMAND = str(Path(sys.executable).with_name("article-normalizer"))
_KEPT = frozenset(("PATH", "SYSTEMROOT", "PYTHONPATH"))
"""The last of them holds what refuses the network."""

Ran = subprocess.CompletedProcess[bytes]
Run = Callable[..., Ran]


@pytest.fixture(scope="session")
def articles() -> dict[str, str]:
    path = ROOT / "tests" / "cases" / "cli" / "articles.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    home = tmp_path / "home"
    home.mkdir()
    known = {key: value for key, value in os.environ.items() if key in _KEPT}
    # What ships would be listed and verified beside what a test installs.
    starter = str(tmp_path / "no-starter")
    terminal = {"COLUMNS": "80", "LC_ALL": "C.UTF-8"}
    return {**known, **terminal, "HOME": str(home), "NORMALIZER_STARTER": starter}


@pytest.fixture
def work(tmp_path: Path) -> Path:
    folder = tmp_path / "work"
    folder.mkdir()
    return folder


@pytest.fixture
def run(work: Path, environment: dict[str, str], forks: ForkServer) -> Run:
    path = environment.get("PYTHONPATH")

    def ran(*arguments: str | bytes, code: int | None = None, stdin: bytes = b"") -> Ran:
        if environment.get("PYTHONPATH") == path and hasattr(os, "fork"):
            done = forks(
                arguments, cwd=work, environment=environment, stdin=stdin, timeout=PATIENCE
            )
        else:  # what stands in the path is imported at the start
            done = subprocess.run(
                [COMMAND, *arguments],
                cwd=work, env=environment, input=stdin, capture_output=True, timeout=PATIENCE,
                check=False,
            )  # fmt: skip
        assert b"Traceback" not in done.stderr, done.stderr.decode()
        if code is not None:
            assert done.returncode == code, done.stderr.decode()
        return done

    return ran


@pytest.fixture
def store(environment: dict[str, str], tmp_path: Path) -> Path:
    """The folder packages go into when nothing else is said."""
    environment["NORMALIZER_MODELS"] = str(tmp_path / "models")
    return tmp_path / "models"
