"""The files in a folder and the folders below it, in the order of their names.

A folder may hold millions of files: what is in memory of it doesn't grow with them.
"""

import os
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from normalizer.formats.remote import Location
from normalizer.runs.stored import StoredNames

_FILE, _FOLDER = "0", "1"  # files come before folders


@dataclass(frozen=True, slots=True)
class Walk:
    """Finds the plain files that are ``wanted`` by their name, but for those ``left``.

    Hidden ones are passed over, as is what is no plain file; a broken link is found. Links to
    folders are not followed. ``left`` are resolved paths, of files and of folders.
    """

    wanted: Callable[[str], bool]
    left: Collection[Location] = ()

    def __call__(self, folder: Path, name: str = "") -> Iterator[tuple[str, Path | OSError]]:
        """Each file with its name below ``folder``, which begins with that of the folder itself.

        A folder that can't be read gives its error.
        """
        resolved = folder.resolve()
        with StoredNames() as names:
            try:
                with os.scandir(folder) as entries:
                    for entry in entries:
                        kind = self._kind(entry, resolved)
                        if kind is not None:
                            names.add(kind + entry.name)
            except OSError as error:
                yield name, error
                return
            for found in names:
                path, below = folder / found[1:], f"{name}{found[1:]}"
                if found[0] == _FILE:
                    yield below, path
                else:
                    yield from self(path, f"{below}/")

    def _kind(self, entry: "os.DirEntry[str]", folder: Path) -> str | None:
        """What ``entry`` of a ``folder`` is, or ``None`` where it is passed over."""
        if entry.name.startswith("."):
            return None
        is_link = entry.is_symlink()
        if entry.is_dir():
            kind = None if is_link else _FOLDER
        else:
            plain = entry.is_file() or (is_link and not Path(entry.path).exists())
            kind = _FILE if plain and self.wanted(entry.name) else None
        if kind is None or not self.left:
            return kind
        path = folder / entry.name
        return None if (path.resolve() if is_link else path) in self.left else kind
