"""Every named path of damage, and the cases of each: seeded, with the text it ought to be."""

from functools import cache

from encoding.cases import Articles, Case, Path, cases
from encoding.chains import chain_paths, lossy_paths, swap_paths
from encoding.letters import letter_paths, lost_paths
from encoding.passages import passage_paths
from encoding.raw import raw_paths
from encoding.stacked import stacked_paths
from encoding.transport import transport_paths

LANGUAGES = ("de", "ru", "uk", "en", "pl", "cs", "fr", "tr")
"""The languages the paths draw from."""


@cache
def paths() -> dict[str, Path]:
    """Every path by its name, which is ``group/damage/language``.

    Raises:
        ValueError: two paths have one name.
    """
    found: dict[str, Path] = {}
    for family in (
        chain_paths, swap_paths, passage_paths, lossy_paths, lost_paths, transport_paths,
        letter_paths, stacked_paths, raw_paths,
    ):  # fmt: skip
        for path in family():
            if path.name in found:
                message = f"two paths of damage are called {path.name}"
                raise ValueError(message)
            found[path.name] = path
    return found


@cache
def groups() -> tuple[str, ...]:
    """The groups of the paths, in the order of the table."""
    return tuple(dict.fromkeys(path.group for path in paths().values()))


__all__ = ["LANGUAGES", "Articles", "Case", "Path", "cases", "groups", "paths"]
