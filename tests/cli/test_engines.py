"""Which engine translates, and how widely it searches, from the command line and the settings."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from normalizer.engines.package import install_package

Run = Callable[..., Any]
MODELS = Path(__file__).parents[1] / "fixtures" / "models"


@pytest.fixture
def models(work: Path) -> Path:
    """Two fixture packages, and a plain folder for the pair of one of them."""
    store = work / "models"
    for pair in ("ru_de", "ru_en"):
        install_package(MODELS / f"translate-{pair}-fixture-0_1.argosmodel", store)
    package, plain = store / "translate-ru_de-fixture-0_1", store / "plain"
    shutil.copytree(package / "model", plain)
    shutil.copy(package / "sentencepiece.model", plain)
    settings = {"from_code": "ru", "to_code": "de", "version": "7"}
    (plain / "normalizer.json").write_text(json.dumps(settings), encoding="utf-8")
    return store


def facts(run: Run, work: Path, *arguments: str) -> dict[str, Any]:
    """The head of the audit of a run."""
    (work / "in").mkdir(exist_ok=True)
    (work / "in" / "a.txt").write_text("Der Hafen bleibt geschlossen.\n", encoding="utf-8")
    run("clean", "in", "-o", "out", "--models-dir", "models", *arguments, code=0)
    audit = (work / "out.audit.jsonl").read_text(encoding="utf-8").split("\n")
    shutil.rmtree(work / "out")
    (work / "out.audit.jsonl").unlink()
    found: dict[str, Any] = json.loads(audit[0])
    return found


def test_the_chosen_chain_is_listed(run: Run, models: Path) -> None:
    done = run("models", "list", "--models-dir", str(models), code=0)
    assert b"route ru > de (plain 7)" in done.stdout
    done = run("models", "list", "--models-dir", str(models), "--to", "fr", code=0)
    assert b"route" not in done.stdout
    done = run("models", "list", "--models-dir", str(models), "--to", "en", code=0)
    assert b"route ru > en (translate-ru_en-fixture-0_1 0.1)" in done.stdout


@pytest.mark.parametrize(
    ("flags", "beam"), [((), 2), (("--fast",), 1), (("--quality",), 4)], ids=str
)
def test_a_flag_names_the_search(
    run: Run, work: Path, models: Path, flags: tuple[str, ...], beam: int
) -> None:
    assert models.is_dir()
    assert facts(run, work, *flags)["settings"]["decoding"]["beam"] == beam


def test_the_settings_name_engines_and_search_and_flags_win(
    run: Run, work: Path, models: Path
) -> None:
    assert models.is_dir()
    (work / "normalizer.toml").write_text(
        'engine = ["argos", "ct2"]\nsearch = "quality"\nshortlist = true\n', encoding="utf-8"
    )
    head = facts(run, work)
    assert head["models"][-1] == "plain 7"
    assert len(head["models"]) == 3
    assert head["settings"]["decoding"]["beam"] == 4
    assert head["settings"]["decoding"]["shortlist"]
    head = facts(run, work, "--engine", "ct2", "--fast")
    assert head["models"] == ["plain 7"]
    assert head["settings"]["decoding"]["beam"] == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--engine", "argus"), b"unknown engine 'argus'; did you mean 'argos'"),
        (("--fast", "--quality"), b"exclude each other"),
    ],
)
def test_a_wrong_choice_is_wrong_use(
    run: Run, work: Path, arguments: tuple[str, ...], says: bytes
) -> None:
    (work / "a.txt").write_text("Der Hafen.\n", encoding="utf-8")
    done = run("clean", "a.txt", *arguments, code=2)
    assert says in done.stderr


def test_an_unknown_search_is_wrong_use(run: Run, work: Path) -> None:
    (work / "normalizer.toml").write_text('search = "wide"\n', encoding="utf-8")
    done = run("config", "show", code=2)
    assert b"unknown search 'wide'" in done.stderr
