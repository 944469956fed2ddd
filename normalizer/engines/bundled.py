"""The starter model that ships with this package."""

from importlib.resources import files
from pathlib import Path

from normalizer.engines.inventory import Checked, check_packages
from normalizer.engines.package import Package
from normalizer.engines.store import Store
from normalizer.errors import ModelError


def starter_folder() -> Path:
    """Where the starter ships: a folder laid out as a store, with a lock as its manifest.

    It isn't there in a build without one.
    """
    return Path(str(files("normalizer.engines"))) / "data"


def bundled_starters(folder: Path) -> tuple[Package, ...]:
    """The starters in ``folder`` that can be read; none where there are none."""
    return tuple(package for package in Store((folder,)).packages("argos") if package.starter)


def needed_starters(folder: Path) -> tuple[Package, ...]:
    """The starters in ``folder``, which were asked for.

    Raises:
        ModelError: there is none, it is damaged, or it doesn't say how sure it must be.
    """
    starters = bundled_starters(folder)
    if not starters:
        damaged = Store((folder,)).damaged()
        wrong = (
            f"the bundled starter model can't be used: {'; '.join(damaged)}"
            if damaged
            else f"no starter model comes with this installation: there is none in {folder}"
        )
        remedy = "get a full one: normalizer models pull ru-de, or leave out --models starter"
        message = f"{wrong}; {remedy}"
        raise ModelError(message)
    for package in starters:
        if package.least_score is None:
            message = (
                f"{package.path / 'metadata.json'}: a starter must name the least score of what it "
                "says (min_score); get a full model: normalizer models pull "
                f"{package.source}-{package.target}"
            )
            raise ModelError(message)
    return starters


def check_starters(folder: Path) -> list[Checked]:
    """Each starter in ``folder``, compared with the manifest beside it.

    One that the manifest doesn't know is a problem, too.

    Raises:
        ModelError: the manifest can't be read.
    """
    unknown = "the manifest models.lock beside it doesn't know it; install normalizer again"
    return [
        found
        if found.recorded
        else Checked(
            found.name, found.package, recorded=False, problems=(f"{found.name}: {unknown}",)
        )
        for found in check_packages(folder)
    ]
