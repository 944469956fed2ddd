"""The inputs of a run, cut into jobs: a function of their bytes alone."""

import io
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from typing import IO, cast

from normalizer.errors import FormatError, NormalizerError
from normalizer.formats.choice import format_of
from normalizer.formats.compression import Compression
from normalizer.formats.converted import Converted
from normalizer.formats.format import (
    CHUNK_SIZE,
    Chunk,
    Format,
    FormatOptions,
    Joined,
    assembled,
    joined_of,
)
from normalizer.formats.remote import named
from normalizer.formats.stream import peeked
from normalizer.runs.inputs import Input
from normalizer.runs.output import Output

_HEAD = 1 << 12
_AS_IT_WAS = Output(is_folder=True)


@dataclass(frozen=True, slots=True)
class Piece:
    """A chunk of an input.

    ``number`` counts the inputs of a run, from 0; ``name`` is that of the input. ``read`` is how
    many bytes of the file itself were read for it. The ``last`` piece ends its input. The bytes of
    a ``packed`` one don't stand in the file as they are: it is compressed. Messages call the input
    ``shown``.
    """

    number: int
    name: str
    format: Format
    compression: Compression | None
    chunk: Chunk
    read: int = 0
    last: bool = False
    packed: bool = False
    shown: str = ""

    @property
    def is_cuttable(self) -> bool:
        """Whether the bytes of one of its records are a chunk as well."""
        source = self.format.source if isinstance(self.format, Converted) else self.format
        return not (source is None or source.whole or isinstance(source, Joined))

    @property
    def joins(self) -> Joined | None:
        """What makes a file of the outputs of an input, where they aren't one as they are."""
        return joined_of(self.format)

    def output(self, records: Sequence[bytes]) -> bytes:
        """What is appended to the output of the input: ``records``, compressed as it was."""
        joins = self.joins
        if joins and self.chunk.data:
            return joins.assembled(self.chunk, records)  # no rows have columns as well
        if not records:
            return b""
        compression = self.compression
        if compression is None:
            return assembled(self.format, self.chunk, records)
        if self.format.framed:
            return b"".join(compression.compressed(record) for record in records if record)
        data = b"".join(records)
        return compression.compressed(data) if data else b""


@dataclass(frozen=True, slots=True)
class Broken:
    """Why an input can't be read on; the last of its pieces."""

    number: int
    name: str
    error: NormalizerError
    last: bool = True
    shown: str = ""


@dataclass(frozen=True, slots=True)
class CleaningJob:
    """Pieces that are cleaned together, of one input or of several that follow one another."""

    pieces: tuple[Piece | Broken, ...]

    def parts(self) -> "list[CleaningJob]":
        """A job for each piece; of a single piece, one for each of its records."""
        if len(self.pieces) > 1:
            return [CleaningJob((piece,)) for piece in self.pieces]
        return [CleaningJob((record,)) for record in _records(self.pieces[0])]


def jobs_of(
    inputs: Iterable[Input],
    options: FormatOptions,
    output: Output = _AS_IT_WAS,
    *,
    size: int = CHUNK_SIZE,
) -> Iterator[CleaningJob]:
    """Jobs of about ``size`` bytes, in the order of ``inputs``; small inputs share one.

    They depend on nothing but the bytes of the inputs, so that what is translated together is
    the same for any number of workers.
    """
    waiting: list[Piece | Broken] = []
    length = 0
    for number, one in enumerate(inputs):
        for piece in _pieces(number, one, _Way(options, output, size)):
            waiting.append(piece)
            length += len(piece.chunk.data) if isinstance(piece, Piece) else 0
            if length >= size:
                yield CleaningJob(tuple(waiting))
                waiting, length = [], 0
    if waiting:
        yield CleaningJob(tuple(waiting))


def pieces_of(one: Input, options: FormatOptions, *, size: int) -> Iterator[Piece | Broken]:
    """The pieces of an input, the same as in the jobs of any run over it."""
    return _pieces(0, one, _Way(options, _AS_IT_WAS, size))


def opened(one: Input) -> AbstractContextManager[IO[bytes]]:
    """The bytes of an input.

    Raises:
        FormatError: it is known that it can't be read, or standard input is closed.
        OSError: it can't be opened.
    """
    if one.error is not None:
        raise one.error
    if one.path is not None:
        return one.path.open("rb")
    if sys.stdin is None:
        message = "standard input is closed: pipe an article in, or name a file"
        raise FormatError(message)
    return nullcontext(cast("io.BufferedReader", sys.stdin.buffer))


def unreadable(one: Input, error: OSError) -> FormatError:
    """What is said of an input that can't be read."""
    return FormatError(f"{one.path or one.name}: can't be read: {error.strerror or error}")


@dataclass
class _Counted:
    """A file whose errors name it, and that knows how much of it was read."""

    file: IO[bytes]
    of: Input
    position: int = 0

    def read(self, size: int, /) -> bytes:
        """At most ``size`` bytes."""
        try:
            data = self.file.read(size)
        except OSError as error:
            raise unreadable(self.of, error) from error
        self.position += len(data)
        return data


@dataclass(frozen=True, slots=True)
class _Way:
    """How inputs are read, where to they are written, and how large a chunk is."""

    options: FormatOptions
    output: Output
    size: int


def _pieces(number: int, one: Input, way: _Way) -> Iterator[Piece | Broken]:
    """The pieces of an input; the last of them says so. An empty one has one piece."""
    waiting: Piece | None = None
    try:
        with opened(one) as file:
            for piece in _begun(number, one, _Counted(file, one), way):
                if waiting is not None:
                    yield waiting
                waiting = piece
    except (OSError, NormalizerError) as error:
        if waiting is not None:
            yield waiting
        why = unreadable(one, error) if isinstance(error, OSError) else error
        yield Broken(number, one.name, why, shown=one.shown)
        return
    if waiting is not None:
        yield replace(waiting, last=True)


def _begun(number: int, one: Input, file: _Counted, way: _Way) -> Iterator[Piece]:
    head, stream = peeked(file, _HEAD)
    path = named(one.path, one.name)
    form, compression = format_of(path, head, one.format, way.options)
    if compression is not None:
        stream = compression.opened(stream, str(path))
    written = way.output.compression(compression)
    empty = Piece(
        number, one.name, form, written, Chunk(one.name, 0, 0, 1, b""),
        packed=compression is not None, shown=one.shown,
    )  # fmt: skip
    piece, done = empty, 0
    for chunk in form.chunks(stream, one.name, size=way.size):
        piece = replace(empty, chunk=chunk, read=file.position - done)
        done = file.position
        yield piece
    if piece is empty:
        yield empty


def _records(piece: Piece | Broken) -> Iterator[Piece]:
    """The records of a piece, if it has several that can stand alone."""
    if isinstance(piece, Broken) or not piece.is_cuttable:
        return
    records = list(piece.format.records(piece.chunk))
    for record in records if len(records) > 1 else ():
        last = piece.last and record is records[-1]
        chunk = replace(piece.chunk, offset=record.offset, line=record.number, data=record.data)
        yield replace(piece, chunk=chunk, read=piece.read // len(records), last=last)
