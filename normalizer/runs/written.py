"""An input of which a part is written."""

from dataclasses import dataclass, field

from normalizer.errors import FormatError
from normalizer.formats.format import Joined
from normalizer.formats.remote import Location
from normalizer.formats.spooled import AnyFile, whole_file
from normalizer.runs.journal import OpenFile, Place
from normalizer.runs.summary import RunSummary


@dataclass
class Written:
    """The input of this ``number``; ``file`` is its output, once there is any.

    ``since`` is where the files beside it ended before it, ``broken`` why it can't be written on.
    ``joins`` makes a file of what is written, where that isn't one.
    """

    number: int
    since: Place
    file: AnyFile | None = None
    good: int = 0
    bad: int = 0
    summary: RunSummary = field(default_factory=RunSummary)
    broken: FormatError | None = None
    joins: Joined | None = None

    @property
    def is_to_name(self) -> bool:
        """Whether the file only lacks its name."""
        return bool(self.good) and self.broken is None and self.joins is None

    @property
    def left(self) -> OpenFile:
        """What a journal must keep of it."""
        return OpenFile(
            self.number,
            None if self.file is None else self.file.position,
            self.good,
            self.bad,
            self.since,
            self.summary,
            None if self.broken is None else str(self.broken),
        )


def found(left: OpenFile, path: Location | None) -> Written:
    """The input that was being written at ``path`` when a run was broken off.

    Raises:
        OSError: what was left of its output is gone.
    """
    at = left.written
    return Written(
        left.number,
        left.since,
        None if path is None or at is None else whole_file(path, lasting=True, position=at),
        left.good,
        left.bad,
        left.summary,
        None if left.broken is None else FormatError(left.broken),
    )
