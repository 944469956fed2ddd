"""Shards: what a machine must know to do a stretch of a run, without a byte of its records.

A shard names files and where in them its records stand. It is a function of the inputs and of
what the run is asked to do, and holds the very jobs that a run on one machine makes of them, so
that what comes out is the same to the byte. It can be written as JSON and done anywhere.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from normalizer import errors
from normalizer.audit.records import Record
from normalizer.errors import FormatError, NormalizerError
from normalizer.formats.converted import Converted
from normalizer.formats.format import FormatOptions
from normalizer.pipeline.settings import Settings
from normalizer.runs.inputs import Input
from normalizer.runs.jobs import Broken, CleaningJob, Piece

SHARD_SIZE = 1 << 23
"""How many bytes a shard has, about."""

MOST_PIECES = 1000
_GROWTH = 16
_DIGEST = 16

_Kind = TypeVar("_Kind")

Told = tuple[str, str]
"""An error: the name of its class, and its message."""


@dataclass(frozen=True, slots=True)
class Work:
    """What is done with each shard of a run, and the folder (or address) its ``parts`` go to.

    ``run`` is the head of the audit; without ``audited`` neither audit nor metadata are made.
    """

    settings: Settings
    run: Record
    options: FormatOptions
    size: int
    parts: str
    audited: bool = True


@dataclass(frozen=True, slots=True)
class Source:
    """An input of a run: its number in it, its name, where it is, and in which state it was.

    ``form`` is the name of its format, ``None`` where it can't be read at all; ``compression`` is
    how its output is compressed. ``packed`` is whether its chunks are other bytes than its own.
    """

    number: int
    name: str
    path: str
    bytes: int | None = None
    changed: int | str | None = None
    form: str | None = None
    compression: str | None = None
    packed: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """A chunk of the source of this ``number``, all but its bytes.

    ``offset`` and ``length`` count bytes, as a `Chunk` does; ``digest`` is of the bytes. With an
    ``error`` it is why the source can't be read on.
    """

    number: int
    index: int = 0
    offset: int = 0
    length: int = 0
    line: int = 1
    context: bytes = b""
    digest: str = ""
    read: int = 0
    last: bool = False
    error: Told | None = None


@dataclass(frozen=True, slots=True)
class Shard:
    """The ``number``-th shard of a run, from 0: ``jobs`` that follow one another.

    ``first`` is the number of its first job in the run. A job is cleaned as one batch.
    """

    number: int
    first: int
    work: Work
    sources: tuple[Source, ...]
    jobs: tuple[tuple[Stretch, ...], ...]

    @property
    def digest(self) -> str:
        """What tells it from any other shard, in hexadecimal digits."""
        return _digest(self.to_json())

    @property
    def stem(self) -> str:
        """What the names of its parts begin with."""
        return f"{self.number:08}-{self.digest}"

    @property
    def length(self) -> int:
        """How many bytes its records have."""
        return sum(one.length for job in self.jobs for one in job)

    def to_json(self) -> bytes:
        """The shard as JSON, the same bytes for the same shard."""
        return encoded(self)

    @classmethod
    def from_json(cls, data: bytes) -> "Shard":
        """The shard that was written as ``data``.

        Raises:
            FormatError: it is none.
        """
        return decoded(data, cls)


def shards_of(
    jobs: Iterable[CleaningJob],
    inputs: Sequence[Input],
    work: Work,
    *,
    size: int = SHARD_SIZE,
    first: int = 0,
) -> Iterator[Shard]:
    """Shards of about ``size`` bytes, of the ``jobs`` of ``inputs`` in their order.

    A shard in a compressed file grows with what stands before it, all of which must be read to
    come to it. ``first`` is the number of the first job.
    """
    work = decoded(encoded(work), Work)  # 3 and 3.0 are the same number, but not the same digest
    stretches: list[tuple[Stretch, ...]] = []
    sources: dict[int, Source] = {}
    length = pieces = number = 0
    for job in jobs:
        for piece in job.pieces:
            if piece.number not in sources:
                sources[piece.number] = _source(inputs[piece.number], piece)
        stretches.append(tuple(_stretch(piece) for piece in job.pieces))
        length += sum(one.length for one in stretches[-1])
        pieces += len(job.pieces)
        if length >= max(size, _before(job) // _GROWTH) or pieces >= MOST_PIECES:
            yield Shard(number, first, work, tuple(sources.values()), tuple(stretches))
            number, first = number + 1, first + len(stretches)
            stretches, sources, length, pieces = [], {}, 0, 0
    if stretches:
        yield Shard(number, first, work, tuple(sources.values()), tuple(stretches))


def encoded(thing: Any) -> bytes:
    """``thing``, made of the values of a shard or its outcome, as JSON."""
    return msgspec.json.encode(thing, enc_hook=str)


def decoded(data: bytes, kind: type[_Kind]) -> _Kind:
    """The ``kind`` of thing that was `encoded` as ``data``.

    Raises:
        FormatError: it is none.
    """
    try:
        return msgspec.json.decode(data, type=kind, dec_hook=_made)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        message = f"no {kind.__name__.lower()} of this version: {error}; make it anew"
        raise FormatError(message) from error


def told(error: NormalizerError) -> Told:
    """The error, as it can be written."""
    return type(error).__name__, str(error)


def raised(error: Told) -> NormalizerError:
    """The error that was `told`."""
    kind = getattr(errors, error[0], NormalizerError)
    return kind(error[1]) if issubclass(kind, NormalizerError) else NormalizerError(error[1])


def bytes_of(data: bytes) -> str:
    """The digest of the bytes of a stretch."""
    return _digest(data)


def _made(kind: type[Any], value: Any) -> Any:
    return Path(value) if kind is Path else Counter(value)


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=_DIGEST).hexdigest()


def _before(job: CleaningJob) -> int:
    """How many bytes stand before the end of ``job`` that must be read to do it, unpacked."""
    end = job.pieces[-1]
    return end.chunk.offset if isinstance(end, Piece) and end.packed else 0


def _source(one: Input, piece: Piece | Broken) -> Source:
    size, changed = one.state
    path = "" if one.path is None else str(one.path.absolute())
    if isinstance(piece, Broken):
        return Source(piece.number, piece.name, path, size, changed)
    form = piece.format.source if isinstance(piece.format, Converted) else piece.format
    return Source(
        piece.number, piece.name, path, size, changed,
        None if form is None else form.name,
        None if piece.compression is None else piece.compression.name, piece.packed,
    )  # fmt: skip


def _stretch(piece: Piece | Broken) -> Stretch:
    if isinstance(piece, Broken):
        return Stretch(piece.number, last=True, error=told(piece.error))
    chunk = piece.chunk
    return Stretch(
        piece.number, chunk.index, chunk.offset, len(chunk.data), chunk.line, chunk.context,
        bytes_of(chunk.data), piece.read, piece.last,
    )  # fmt: skip
