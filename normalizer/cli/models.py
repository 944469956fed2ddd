"""``normalizer models``: the translation packages of this machine."""

import os
from pathlib import Path
from typing import Annotated

import typer

from normalizer.cli.console import columns, emit, exit_codes, problem, talk
from normalizer.cli.options import ModelsDir
from normalizer.engines.installed import Installed
from normalizer.engines.package import install_package
from normalizer.engines.routes import find_route, what_is_missing
from normalizer.engines.store import Store, default_folders
from normalizer.errors import ModelError

app = typer.Typer(no_args_is_help=True, help="Add and list offline translation packages.")


@app.command("list")
def list_models(
    *,
    models_dir: ModelsDir = None,
    to: Annotated[
        str, typer.Option("-t", "--to", help="Show the routes into this language.")
    ] = "de",
) -> None:
    """List the installed packages, and the routes they make into a language.

    \N{BACKSPACE}
    For example:
      normalizer models list --to de
    """
    with exit_codes():
        store = Store(folders(models_dir))
        packages = store.packages()
        rows = [("from", "to", "package", "folder")]
        for package in packages:
            name = package.name + (" (test fixture)" if package.fixture else "")
            rows.append((package.source, package.target, name, str(package.path.parent)))
        for line in columns(rows) if packages else ():
            emit(line)
        if not packages:
            talk.print("no packages; add one: normalizer models add FILE")
        installed = Installed(folders(models_dir))
        engines = installed.engines()
        for source in sorted({engine.source for engine in engines} - {to}):
            route = find_route(engines, source, to)
            if route:
                emit(f"route {route.name}")
            elif missing := what_is_missing(engines, source, to):
                talk.print(f"no route {source} > {to}: {missing}", markup=False)
        for damaged in installed.damaged():
            problem(damaged)


@app.command()
def add(
    archives: Annotated[list[Path], typer.Argument(help=".argosmodel files.", show_default=False)],
    *,
    models_dir: ModelsDir = None,
) -> None:
    """Install packages from files, each whole or not at all.

    \N{BACKSPACE}
    For example:
      normalizer models add translate-ru_en-1_9.argosmodel
    """
    with exit_codes():
        folder = folders(models_dir)[0]
        failed: ModelError | None = None
        for archive in archives:
            try:
                package = install_package(archive, folder)
                said = f"{package.name}: {package.source} > {package.target}, in {package.path}"
                talk.print(said, markup=False)
            except ModelError as error:
                if failed is not None:
                    problem(failed)
                failed = error
        if failed is not None:
            raise failed


@app.command()
def path(*, models_dir: ModelsDir = None) -> None:
    """Print the folders that are searched for packages, the first of which new ones go to.

    \N{BACKSPACE}
    For example:
      normalizer models path
    """
    with exit_codes():
        for folder in folders(models_dir):
            emit(str(folder))


def folders(models_dir: Path | None) -> tuple[Path, ...]:
    """The folders that packages are looked for in."""
    known = default_folders(dict(os.environ))
    return (models_dir, *known[1:]) if models_dir else known
