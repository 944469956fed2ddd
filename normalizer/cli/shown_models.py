"""``normalizer models list`` and ``show``: which packages there are, and what is known."""

from collections.abc import Sequence
from typing import Annotated

import typer
from rich.text import Text

from normalizer.cli.choices import bundled_place
from normalizer.cli.console import columns, emit, exit_codes, problem, talk
from normalizer.cli.options import ConfigFile, ModelsDir
from normalizer.cli.pull import store_of
from normalizer.engines.about import facts_of, papers_of
from normalizer.engines.bundled import bundled_starters, needed_starters
from normalizer.engines.calibration import Thresholds
from normalizer.engines.card import SECTIONS, Card, read_card
from normalizer.engines.installed import Installed, engine_of, model_files
from normalizer.engines.package import DEFAULT_LEAST_SCORE, Package
from normalizer.engines.routes import Route, find_route, what_is_missing
from normalizer.engines.store import Store
from normalizer.errors import ModelError

STARTER = "starter"
"""What the commands call the bundled starter, besides its folder name."""

_MOST_LINES = 40


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
        starters = bundled_starters(bundled_place())
        packages, installed = [*store.packages(), *starters], Installed(store.folders)
        rows = [("from", "to", "package", "kind", "least score", "folder")]
        for package in packages:
            name = package.name + (" (test fixture)" if package.fixture else "")
            name += " (bundled starter)" if package in starters else ""
            least = _least_score(package, installed.thresholds)
            pair = (package.source, package.target)
            rows.append((*pair, name, package.kind, least, str(package.path.parent)))
        for line in columns(rows) if packages else ():
            emit(line)
        if len(packages) == len(starters):
            talk.print("no packages; get one: normalizer models pull PAIR, or models add FILE")
        engines = installed.engines()
        for source in sorted({engine.source for engine in engines} - {to}):
            route = find_route(engines, source, to)
            if route:
                emit(f"route {route.name}")
            elif missing := what_is_missing(engines, source, to):
                talk.print(f"no route {source} > {to}: {missing}", markup=False)
        for package in starters:
            if package.target == to and not find_route(engines, package.source, to):
                emit(f"route {Route((engine_of(package),)).name}, only with --models starter")
        for damaged in (*installed.damaged(), *Store((bundled_place(),)).damaged()):
            problem(damaged)


def show_model(
    name: Annotated[
        str,
        typer.Argument(
            help="A folder name or a pair; or starter, for the bundled one.", show_default=False
        ),
    ],
    *,
    models_dir: ModelsDir = None,
    config: ConfigFile = None,
) -> None:
    """Tell what is known of a package; of the bundled starter, its model card.

    \N{BACKSPACE}
    For example:
      normalizer models show ru-de
      normalizer models show starter
    """
    with exit_codes():
        place, store = bundled_place(), store_of(models_dir, config)
        own, starters = store.packages(), bundled_starters(place)
        names = {package.path.name for package in (*own, *starters)}
        if name == STARTER and name not in names:
            chosen: Sequence[Package] = needed_starters(place)
        else:
            # A name means what is installed, and the starter where nothing is called so.
            called = {called for p in own for called in (p.path.name, f"{p.source}-{p.target}")}
            among = own if name in called else [*own, *starters]
            meant = named([name], among, names)
            chosen = [package for package in among if package.path.name in meant]
        for package in chosen:
            least = _least_score(package, Installed(store.folders).thresholds)
            for line in columns([*facts_of(package), ("least score", least)]):
                emit(line)
            _tell_card(read_card(place)) if package in starters else _tell_papers(package)


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


def _tell_card(card: Card) -> None:
    emit("")
    emit(Text(card.title, style="bold"))
    emit(card.summary)
    emit(f"Licence: {card.licence}")
    for section in SECTIONS:
        facts = list(card.of(section))
        if facts:
            emit("")
            emit(Text(section, style="bold"))
        rows = [(f"  {fact.what}", fact.value, fact.limit) for fact in facts]
        for line in columns(rows) if rows else ():
            emit(line)
    emit("")
    emit(Text("limits", style="bold"))
    for limit in card.limits:
        emit(f"  {limit}")


def _tell_papers(package: Package) -> None:
    for name, text in papers_of(package):
        lines = text.strip().split("\n")
        emit("")
        emit(Text(name, style="bold"))
        for line in lines[:_MOST_LINES]:
            emit(f"  {line}".rstrip())
        if len(lines) > _MOST_LINES:
            emit(f"  … {len(lines) - _MOST_LINES} more lines in {package.path / name}")


def named(names: list[str], packages: list[Package], known: set[str]) -> list[str]:
    """The folder names that are meant, pairs replaced by those of their packages.

    Raises:
        ModelError: one is neither a pair of ``packages`` nor in ``known``.
    """
    found: list[str] = []
    for name in names:
        # A folder may be called as a pair is: its own name goes before what it is one of.
        of_pair = (p.path.name for p in packages if f"{p.source}-{p.target}" == name)
        pair = [] if name in known else list(of_pair)
        if not pair and name not in known:
            there = ", ".join(sorted(known)) or "none"
            message = f"{name}: no such package, nor one of this pair; there are: {there}"
            raise ModelError(message)
        found += pair or [name]
    return list(dict.fromkeys(found))
