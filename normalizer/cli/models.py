"""``normalizer models``: the translation packages of this machine."""

from pathlib import Path
from typing import Annotated

import typer

from normalizer.cli.choices import bundled_place
from normalizer.cli.console import Exit, Problems, emit, exit_codes, talk
from normalizer.cli.options import ConfigFile, ModelsDir
from normalizer.cli.pull import measured, pull, store_of, told
from normalizer.cli.shown_models import STARTER, list_models, named, show_model
from normalizer.engines.bundle import unbundle, write_bundle
from normalizer.engines.bundled import bundled_starters, check_starters, needed_starters
from normalizer.engines.engine import Decoding
from normalizer.engines.installed import engine_of
from normalizer.engines.inventory import Checked, add_package, check_packages, drop_package
from normalizer.engines.package import Package
from normalizer.errors import ModelError

app = typer.Typer(no_args_is_help=True, help="Get, check and carry offline translation packages.")
app.command(short_help="Download packages from an index.")(pull)
app.command("list")(list_models)
app.command("show")(show_model)

_STAYS = "comes with normalizer and can't be removed; it serves only with --models starter"

Names = Annotated[
    list[str],
    typer.Argument(help="Folder names or pairs, such as ru-de.", show_default=False),
]
Some = Annotated[
    list[str] | None,
    typer.Argument(help="Folder names or pairs; else all.", show_default=False),
]


@app.command()
def add(
    archives: Annotated[list[Path], typer.Argument(help=".argosmodel files.", show_default=False)],
    *,
    models_dir: ModelsDir = None,
    config: ConfigFile = None,
) -> None:
    """Install packages from files, each whole or not at all.

    \N{BACKSPACE}
    For example:
      normalizer models add translate-ru_en-1_9.argosmodel
    """
    with exit_codes():
        folder = store_of(models_dir, config).own
        problems = Problems()
        for archive in archives:
            try:
                package = add_package(archive, folder)
                talk.print(told(package), markup=False)
                measured(package, folder)
            except ModelError as error:
                problems.add(error)
        _end(problems, Exit.MISSING)


@app.command()
def rm(names: Names, *, models_dir: ModelsDir = None, config: ConfigFile = None) -> None:
    """Remove packages, damaged ones as well.

    Those that Argos Translate installed are left to it, and what comes with normalizer stays.

    \N{BACKSPACE}
    For example:
      normalizer models rm ru-de translate-ru_en-1_9
    """
    with exit_codes():
        folder = store_of(models_dir, config).own
        problems = Problems()
        checks = check_packages(folder)
        packages = [check.package for check in checks if check.package]
        known = {check.name for check in checks}
        bundled = _bundled(names, packages, known)
        for name in bundled:
            problems.add(ModelError(f"{name}: {_STAYS}"))
        for name in named([n for n in names if n not in bundled], packages, known):
            try:
                drop_package(name, folder)
                talk.print(f"{name}: removed from {folder}", markup=False)
            except ModelError as error:
                problems.add(error)
        _end(problems, Exit.MISSING)


@app.command()
def verify(names: Some = None, *, models_dir: ModelsDir = None, config: ConfigFile = None) -> None:
    """Compare packages with models.lock, load each, and have it translate plain sentences.

    The bundled starter is compared with the manifest that it comes with.

    One whose answers, or whose letters, are clearly not of the languages it names is told. What
    names no least score of its own and wasn't measured yet is measured.

    Exit 1 if one differs, is damaged, doesn't load or is of other languages.

    \N{BACKSPACE}
    For example:
      normalizer models verify
    """
    with exit_codes():
        store = store_of(models_dir, config)
        checks = [(folder, check) for folder in store.folders for check in check_packages(folder)]
        place = bundled_place()
        starters = check_starters(place)
        checks += [(place, check) for check in starters]
        if names:
            packages = [check.package for _, check in checks if check.package]
            known = {check.name for _, check in checks}
            if STARTER in names and STARTER not in known:
                if not starters:
                    needed_starters(place)  # says what to do without one
                names = [name for name in names if name != STARTER]
                names += [check.name for check in starters]
            chosen = named(names, packages, known)
            checks = [(folder, check) for folder, check in checks if check.name in chosen]
        problems = Problems()
        for folder, check in checks:
            found = check.problems or _loaded(check)
            for one in found:
                problems.add(ModelError(one))
            if not found and check.package:
                measured(check.package, store.own)
                like = "as in the lock" if check.recorded else "not in the lock"
                like = "as in its manifest" if folder == place else like
                emit(f"ok  {check.name}  {like}, loads  {folder}")
        if not checks:
            talk.print("no packages; get one: normalizer models pull PAIR, or models add FILE")
        _end(problems, Exit.FOUND)


@app.command()
def bundle(
    path: Annotated[Path, typer.Argument(help="The file to write.", show_default=False)],
    names: Some = None,
    *,
    models_dir: ModelsDir = None,
    config: ConfigFile = None,
) -> None:
    """Write packages and their lock into one file, for a machine without a network.

    \N{BACKSPACE}
    For example:
      normalizer models bundle models.zip ru-en en-de
    """
    with exit_codes():
        packages = store_of(models_dir, config).packages()
        if names:
            chosen = named(names, packages, {package.path.name for package in packages})
            packages = [package for package in packages if package.path.name in chosen]
        write_bundle(packages, path)
        carried = ", ".join(package.name for package in packages)
        talk.print(
            f"{path}: {carried}; there: normalizer models unbundle {path.name}", markup=False
        )


@app.command("unbundle")
def unbundle_models(
    path: Annotated[Path, typer.Argument(help="What `bundle` wrote.", show_default=False)],
    *,
    models_dir: ModelsDir = None,
    config: ConfigFile = None,
) -> None:
    """Install the packages of a bundle, each whole or not at all.

    \N{BACKSPACE}
    For example:
      normalizer models unbundle models.zip
    """
    with exit_codes():
        problems = Problems()
        folder = store_of(models_dir, config).own
        for package in unbundle(path, folder):
            if isinstance(package, Package):
                talk.print(told(package), markup=False)
                measured(package, folder)
            else:
                problems.add(package)
        _end(problems, Exit.MISSING)


@app.command()
def path(*, models_dir: ModelsDir = None, config: ConfigFile = None) -> None:
    """Print the folders that are searched for packages, the first of which new ones go to.

    \N{BACKSPACE}
    For example:
      normalizer models path
    """
    with exit_codes():
        for folder in store_of(models_dir, config).folders:
            emit(str(folder))


def _bundled(names: list[str], packages: list[Package], known: set[str]) -> list[str]:
    """Those of ``names`` that mean nothing but what comes with normalizer."""
    starters = bundled_starters(bundled_place())
    pairs = {f"{package.source}-{package.target}" for package in starters}
    pairs -= {f"{package.source}-{package.target}" for package in packages}
    own = {STARTER, *pairs, *(package.path.name for package in starters)} if starters else set()
    return [name for name in names if name in own - known]


def _loaded(check: Checked) -> tuple[str, ...]:
    """Why the package doesn't translate, if it doesn't."""
    if check.package is None:
        return (f"{check.name}: can't be read",)
    # It needs the statistics of languages, which no other of these commands does.
    from normalizer.engines.direction import CheckDirection  # noqa: PLC0415

    package, wrong = check.package, None
    try:
        engine = engine_of(package)
        answers = engine.translate(["a"], Decoding(beam=1))
        wrong = CheckDirection()(engine) if answers != [None] else None
    except ModelError as error:
        return (str(error),)
    except ValueError as error:  # what CTranslate2 raises where parts don't fit together
        return (f"{package.path}: {error}; install the package again",)
    if answers == [None]:
        return (f"{package.path}: loads, but translates nothing; install it again",)
    if wrong:
        remedy = f"normalizer models rm {package.path.name}, or correct from_code and to_code in it"
        pair = f"from {package.source} to {package.target}"
        return (f"{package.path}: is to translate {pair}, but {wrong}; {remedy}",)
    return ()


def _end(problems: Problems, code: Exit) -> None:
    problems.close()
    if problems.count:
        raise typer.Exit(code)
