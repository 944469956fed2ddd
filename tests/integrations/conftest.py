"""Texts that every framework is given, and what `Normalizer` alone makes of them."""

import os
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from normalizer import Normalizer, Settings

from ..patience import PATIENCE  # noqa: TID252  the suite is no installed package

collect_ignore = ["plans"]

ROOT = Path(__file__).resolve().parents[2]
_KEPT = frozenset(("PATH", "SYSTEMROOT", "PYTHONPATH", "JAVA_HOME"))
"""What a process needs to know; the third of them holds what refuses the network."""

_SPARK = (
    "--conf spark.ui.enabled=false --conf spark.python.unix.domain.socket.enabled=true "
    "pyspark-shell"
)

Script = Callable[..., str]


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """What frameworks leave at home is theirs; the home that the suite watches stays empty."""
    monkeypatch.setenv("HOME", str(tmp_path_factory.mktemp("home")))


@pytest.fixture(scope="session")
def texts() -> list[str | None]:
    """Articles: damaged, clean, empty, and one that is missing."""
    path = ROOT / "tests" / "cases" / "runs" / "records.toml"
    records = tomllib.loads(path.read_text(encoding="utf-8"))
    seeds = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]
    return [*records["damaged"], None, *seeds, *records["clean"], ""]


@pytest.fixture(scope="session")
def settings() -> Settings:
    return Settings(target="de", model_folders=())


@pytest.fixture(scope="session")
def expected(texts: list[str | None], settings: Settings) -> list[str | None]:
    clean = Normalizer(settings)
    return [None if text is None else clean(text).text for text in texts]


@pytest.fixture(scope="session")
def script(tmp_path_factory: pytest.TempPathFactory) -> Script:
    """Runs a script of Python in a process of its own; gives what it printed.

    Ray is not held to this machine by a hook, since all its processes stop at one.
    """

    def ran(code: str, *arguments: str, guarded: bool = True) -> str:
        folder = tmp_path_factory.mktemp("script")
        home = folder / "home"
        home.mkdir()
        known = {key: value for key, value in os.environ.items() if key in _KEPT}
        if not guarded:
            del known["PYTHONPATH"]
        environment = {
            **known, "HOME": str(home), "LC_ALL": "C.UTF-8", "PYSPARK_PYTHON": sys.executable,
            "SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_SUBMIT_ARGS": _SPARK,
            "RAY_USAGE_STATS_ENABLED": "0", "HF_HUB_OFFLINE": "1",
        }  # fmt: skip
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments],
            cwd=folder, env=environment, capture_output=True, timeout=PATIENCE, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode()

    return ran
