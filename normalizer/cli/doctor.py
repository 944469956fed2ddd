"""``normalizer doctor``: is everything here, and does it work."""

import os
import platform
from collections.abc import Callable
from importlib import import_module

import typer
from rich.text import Text

from normalizer.cli.choices import bundled_place
from normalizer.cli.console import Exit, emit, exit_codes
from normalizer.engines.bundled import check_starters
from normalizer.engines.installed import Installed
from normalizer.engines.store import default_folders
from normalizer.errors import NormalizerError
from normalizer.pipeline.normalizer import Normalizer
from normalizer.resources.glossary_files import load_glossary
from normalizer.resources.rules import RULE_STAGES, load_rules
from normalizer.version import VERSION

_LIBRARIES = (
    "ctranslate2", "ftfy", "msgspec", "numpy", "rapidfuzz", "regex", "rich",
    "sentencepiece", "typer",
)  # fmt: skip
_DAMAGED = "Der Sprecher sagte: â€žNeinâ€œ .\nAus Nakhin (Nordkorea) kam keine Antwort.< /p>\n"
_REPAIRED = "Der Sprecher sagte: „Nein“.\nAus Najin (Nordkorea) kam keine Antwort.\n"


def doctor() -> None:
    """Check libraries, rules, glossary, models, and clean one damaged article.

    \N{BACKSPACE}
    For example:
      normalizer doctor
    """
    bad = 0
    with exit_codes():
        system = f"Python {platform.python_version()} on {platform.system()} {platform.machine()}"
        emit(f"normalizer {VERSION}, {system}")
        checks: tuple[tuple[str, Callable[[], str]], ...] = (
            *((name, lambda name=name: _installed(name)) for name in _LIBRARIES),
            ("rules", _rules),
            ("glossary", lambda: f"{len(load_glossary())} entries"),
            ("models", _models),
            ("starter", _starter),
            ("self-test", _self_test),
        )
        for name, run in checks:
            try:
                emit(Text("ok   ", style="green").append(f"{name:<14} {run()}", style="none"))
            except (NormalizerError, ImportError, OSError) as error:
                bad += 1
                emit(Text("bad  ", style="red").append(f"{name:<14} {error}", style="none"))
    raise typer.Exit(Exit.MISSING if bad else Exit.DONE)


def _installed(name: str) -> str:
    return str(getattr(import_module(name), "__version__", "loads"))


def _rules() -> str:
    counts = {stage: len(load_rules(stage)) for stage in RULE_STAGES}
    return ", ".join(f"{stage} {count}" for stage, count in counts.items())


def _models() -> str:
    installed = Installed(default_folders(dict(os.environ)))
    damaged = installed.damaged()
    if damaged:
        raise NormalizerError(damaged[0])
    engines = installed.engines()
    if not engines:
        return "none: passages stay in their language; normalizer models pull PAIR, or add FILE"
    return ", ".join(f"{engine.source} > {engine.target}" for engine in engines)


def _starter() -> str:
    checks = check_starters(bundled_place())
    problems = [problem for check in checks for problem in check.problems]
    if problems:
        raise NormalizerError(problems[0])
    names = ", ".join(check.package.name for check in checks if check.package)
    return f"{names}: serves with --models starter" if names else "none comes with this build"


def _self_test() -> str:
    cleaned = Normalizer(target="de", model_folders=())(_DAMAGED).text
    if cleaned != _REPAIRED:
        message = f"cleaned to {cleaned!r}, not to {_REPAIRED!r}"
        raise NormalizerError(message)
    return "a damaged article came out clean, without a network"
