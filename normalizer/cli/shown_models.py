"""``normalizer models list``: which translation packages there are."""

from typing import Annotated

import typer

from normalizer.cli.console import columns, emit, exit_codes, problem, talk
from normalizer.cli.options import ConfigFile, ModelsDir
from normalizer.cli.pull import store_of
from normalizer.engines.calibration import Thresholds
from normalizer.engines.installed import Installed, engine_of, model_files
from normalizer.engines.package import DEFAULT_LEAST_SCORE, Package
from normalizer.engines.routes import find_route, what_is_missing


def list_models(
    *,
    models_dir: ModelsDir = None,
    config: ConfigFile = None,
    to: Annotated[
        str, typer.Option("-t", "--to", help="Show the routes into this language.")
    ] = "de",
) -> None:
    """List the installed packages, and the routes they make into a language.

    With each goes the least score it needs of a translation, and who says so.

    \N{BACKSPACE}
    For example:
      normalizer models list --to de
    """
    with exit_codes():
        store = store_of(models_dir, config)
        packages, installed = store.packages(), Installed(store.folders)
        rows = [("from", "to", "package", "kind", "least score", "folder")]
        for package in packages:
            name = package.name + (" (test fixture)" if package.fixture else "")
            least = _least_score(package, installed.thresholds)
            pair = (package.source, package.target)
            rows.append((*pair, name, package.kind, least, str(package.path.parent)))
        for line in columns(rows) if packages else ():
            emit(line)
        if not packages:
            talk.print("no packages; get one: normalizer models pull PAIR, or models add FILE")
        engines = installed.engines()
        for source in sorted({engine.source for engine in engines} - {to}):
            route = find_route(engines, source, to)
            if route:
                emit(f"route {route.name}")
            elif missing := what_is_missing(engines, source, to):
                talk.print(f"no route {source} > {to}: {missing}", markup=False)
        for damaged in installed.damaged():
            problem(damaged)


def _least_score(package: Package, thresholds: Thresholds) -> str:
    """What a translation must score at least, and who says so."""
    if package.kind == "firefox":
        return "tells no score"
    if package.least_score is not None:
        return f"{package.least_score} (its own)"
    found = thresholds.of(model_files(engine_of(package)))
    if found is None:
        return f"{DEFAULT_LEAST_SCORE} (not measured)"
    return f"{found.least_score} (measured)"
