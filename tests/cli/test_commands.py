"""The commands are listed without what they need, and are all there."""

import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path

import pytest

import normalizer
from normalizer.cli.commands import COMMANDS, loaded

from .conftest import COMMAND, Run

_HEAVY = (
    "numpy", "regex", "ftfy", "msgspec", "sqlite3", "normalizer.pipeline", "normalizer.finders",
    "normalizer.runs", "normalizer.formats.choice",
)  # fmt: skip


def _imported(code: str) -> set[str]:
    """The modules that running ``code`` imports."""
    ending = "; import sys; print('\\n' + ' '.join(sys.modules))"
    run = subprocess.run(
        [sys.executable, "-c", code + ending], capture_output=True, text=True, check=True
    )
    return set(run.stdout.splitlines()[-1].split())


@pytest.mark.parametrize("asked", ["--help", "--version", "clean --help", "clean -h"])
def test_help_imports_none_of_what_a_command_needs(asked: str) -> None:
    code = "from typer.testing import CliRunner; from normalizer.cli.app import app; "
    code += f"assert CliRunner().invoke(app, {asked.split()}).exit_code == 0"
    imported = _imported(code)
    assert "normalizer.cli.app" in imported
    assert imported.isdisjoint(_HEAVY)


def test_the_package_imports_what_is_asked_for() -> None:
    assert _imported("import normalizer").isdisjoint(_HEAVY)
    assert "normalizer.pipeline.normalizer" in _imported("from normalizer import Normalizer")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_there(name: str) -> None:
    command = loaded(name)
    assert command.name == name
    assert command.help or COMMANDS[name].help


def test_every_name_of_the_package_is_there() -> None:
    for name in normalizer.__all__:
        assert getattr(normalizer, name).__module__.startswith("normalizer.")


def test_a_name_that_the_package_has_not_is_an_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Normaliser'"):
        _ = normalizer.Normaliser  # type: ignore[attr-defined]


def test_the_command_has_a_name_that_no_other_package_gives(run: Run) -> None:
    ours = {entry.name: entry.value for entry in distribution("article-normalizer").entry_points}
    assert ours["article-normalizer"] == ours["normalizer"]
    assert Path(COMMAND).name == "article-normalizer"
    assert run("--version").stdout.startswith(b"normalizer ")
