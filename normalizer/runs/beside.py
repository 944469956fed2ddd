"""The files of a run beside its outputs: audit, metadata and rejects."""

from dataclasses import dataclass, field

from normalizer.formats.remote import Location
from normalizer.formats.spooled import AnyFile, name_left, whole_file
from normalizer.runs.journal import Place
from normalizer.runs.portion import Portion


@dataclass
class Beside:
    """The audit, the metadata and the rejects at ``paths``, of which each may be missing.

    ``head`` begins an audit. ``lasting`` files begin at ``place``, where an earlier run left them.
    There is no file of rejects before there is one.

    Raises:
        OSError: a file can't be written.
    """

    paths: tuple[Location | None, ...]
    head: bytes
    lasting: bool = False
    place: Place = Place()  # noqa: RUF009  it is frozen
    _files: list[AnyFile | None] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        audit, metadata, rejects = self.paths
        at = self.place
        try:
            self._open(audit, at.audit)
            self._open(metadata, at.metadata)
            self._open(rejects if at.rejects else None, at.rejects)
        except OSError:
            self.leave() if self.lasting else self.discard()
            raise
        if not at.audit:
            self._write(0, self.head)

    def write(self, portion: Portion) -> None:
        """Append what ``portion`` has for these files."""
        if portion.rejects and self._files[2] is None and self.paths[2] is not None:
            self._files[2] = whole_file(self.paths[2], lasting=self.lasting)
        for number, data in enumerate((portion.audit, portion.metadata, portion.rejects)):
            self._write(number, data)

    def cut(self, place: Place) -> None:
        """Take back what was written behind ``place``."""
        for file, position in zip(
            self._files, (place.audit, place.metadata, place.rejects), strict=True
        ):
            if file is not None:
                file.cut(position)
        self.place = place

    def sync(self) -> None:
        """See that all that was written is on the disk."""
        for file in self._opened():
            file.sync()

    def commit(self) -> None:
        """Give the files their names; rejects of an earlier run go where there are none now."""
        for file in self._opened():
            if file is self._files[2] and not file.position:
                file.discard()
            else:
                file.commit()
        _forget(self.paths[2], self.place)

    def leave(self) -> None:
        """Let go of the files, for a later run to go on with."""
        for file in self._opened():
            file.leave()

    def discard(self) -> None:
        """Leave no trace."""
        for file in self._opened():
            file.discard()

    def _opened(self) -> list[AnyFile]:
        return [file for file in self._files if file is not None]

    def _open(self, path: Location | None, position: int) -> None:
        file = None if path is None else whole_file(path, lasting=self.lasting, position=position)
        self._files.append(file)

    def _write(self, number: int, data: bytes) -> None:
        file = self._files[number]
        if file is None or not data:
            return
        file.write(data)
        at = [self.place.audit, self.place.metadata, self.place.rejects]
        at[number] = file.position
        self.place = Place(*at)


def all_left(paths: tuple[Location | None, ...], place: Place) -> None:
    """Give the files of a run that was killed at its end their names, those that lack them.

    Raises:
        OSError: a file can't be named.
    """
    audit, metadata, rejects = paths
    for path in (audit, metadata, rejects if place.rejects else None):
        if path is not None:
            name_left(path)
    _forget(rejects, place)


def _forget(rejects: Location | None, place: Place) -> None:
    if rejects is not None and not place.rejects and rejects.is_file():
        rejects.unlink()
