"""The jobs of a shard, with their bytes, read where the shard says that they stand."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import IO, Self

from normalizer.errors import FormatError, WorkerError
from normalizer.formats.choice import reading_format
from normalizer.formats.compression import COMPRESSIONS
from normalizer.formats.converted import Converted
from normalizer.formats.format import Chunk, Format, Indexed
from normalizer.formats.remote import location
from normalizer.runs.inputs import Input
from normalizer.runs.jobs import Broken, CleaningJob, Piece, opened, pieces_of
from normalizer.runs.shards import Shard, Source, Stretch, Work, bytes_of, raised


def jobs_in(shard: Shard) -> Iterator[CleaningJob]:
    """The jobs of ``shard``, one after another: those of a run on one machine.

    Raises:
        WorkerError: a file isn't there, or isn't the one it was.
    """
    sources = {source.number: source for source in shard.sources}
    with ExitStack() as stack:
        reader: _Reader | None = None
        for job in shard.jobs:
            pieces: list[Piece | Broken] = []
            for one in job:
                source = sources[one.number]
                if one.error is not None:
                    shown = _input(source).shown
                    pieces.append(Broken(one.number, source.name, raised(one.error), shown=shown))
                    continue
                if reader is None or reader.source is not source:
                    stack.close()
                    reader = stack.enter_context(_Reader(source, shard.work))
                pieces.append(reader.piece(one))
            yield CleaningJob(tuple(pieces))


@dataclass
class _Reader:
    """Reads the stretches of one source, of which each stands behind the one before."""

    source: Source
    work: Work
    _format: Format = field(init=False)
    _file: IO[bytes] = field(init=False)
    _replay: Iterator[Piece | Broken] | None = field(init=False, default=None)
    _chunks: Callable[[int], bytes] | None = field(init=False, default=None)
    _now: Chunk | None = field(init=False, default=None)
    _stack: ExitStack = field(init=False, default_factory=ExitStack)

    def __enter__(self) -> Self:
        if self.source.form is None:
            raise self._gone()
        self._format = reading_format(self.source.form, self.work.options)
        if _input(self.source).state != (self.source.bytes, self.source.changed):
            raise self._gone()
        try:
            self._file = self._stack.enter_context(opened(_input(self.source)))
        except OSError as error:
            raise self._gone() from error
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def piece(self, one: Stretch) -> Piece:
        """The piece that ``one`` describes.

        Raises:
            WorkerError: its bytes aren't those that were described.
        """
        source = self.source
        data = self._in_file(one)
        if data is None:
            data = self._replayed(one)
        chunk = Chunk(source.name, one.index, one.offset, one.line, data, one.context)
        written = next((kind for kind in COMPRESSIONS if kind.name == source.compression), None)
        return Piece(
            one.number, source.name, self._format, written, chunk, one.read, one.last,
            source.packed, _input(source).shown,
        )  # fmt: skip

    def _in_file(self, one: Stretch) -> bytes | None:
        """The bytes of ``one`` as they stand in the file; ``None`` where others do.

        Of text in UTF-16 and the like the bytes aren't there as they are.
        """
        form = self._format.source if isinstance(self._format, Converted) else self._format
        if self.source.packed or self._replay is not None:
            return None
        try:
            if isinstance(form, Indexed):
                self._chunks = self._chunks or form.chunk_reader(self._file, self.source.name)
                data = self._chunks(one.index)
            else:
                self._file.seek(one.offset)
                data = self._file.read(one.length)
        except (OSError, FormatError) as error:
            raise self._gone() from error
        return data if bytes_of(data) == one.digest else None

    def _replayed(self, one: Stretch) -> bytes:
        """The bytes of ``one``, come to as a run on one machine does: from the start."""
        if self._now is None or one.index < self._now.index:
            self._replay = pieces_of(_input(self.source), self.work.options, size=self.work.size)
            self._now = None
        while self._now is None or self._now.index < one.index:
            piece = next(self._replay, None) if self._replay is not None else None
            if not isinstance(piece, Piece):
                raise self._gone()
            self._now = piece.chunk
        start = one.offset - self._now.offset
        data = self._now.data[start : start + one.length]
        if bytes_of(data) != one.digest:
            raise self._gone()
        return data

    def _gone(self) -> WorkerError:
        return WorkerError(
            f"{self.source.path}: isn't there as it was when the run began; every machine must see "
            "the same files, and none may change them: begin anew"
        )


def _input(source: Source) -> Input:
    return Input(location(source.path), source.name, source.form)
