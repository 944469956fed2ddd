"""A part of a run: the first records, a sample, or a share for one of several machines."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from normalizer.errors import SettingsError
from normalizer.formats.article import Kept
from normalizer.formats.format import Record
from normalizer.runs.jobs import Broken, CleaningJob, Piece

_DIGITS = 8


@dataclass(frozen=True, slots=True)
class Selection:
    """What of the inputs is cleaned: of all records the ``limit`` first, a ``sample``, a ``shard``.

    ``sample`` is a share from 0 to 1; which records are in it depends on the name of their file and
    their number alone. ``shard`` is a part and how many there are, such as (2, 8): parts follow one
    another, so that their outputs, one behind another, are the output of the whole.

    Raises:
        SettingsError: one of them is out of range.
    """

    limit: int | None = None
    sample: float | None = None
    shard: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        if self.limit is not None and self.limit < 1:
            message = f"--limit must be at least 1, not {self.limit}"
            raise SettingsError(message)
        if self.sample is not None and not 0 < self.sample <= 1:
            message = f"--sample must lie between 0 and 1, such as 0.01, not {self.sample}"
            raise SettingsError(message)
        if self.shard is not None and not 1 <= self.shard[0] <= self.shard[1]:
            message = f"--shard {self.shard[0]}/{self.shard[1]}: give a part from 1 to the number"
            raise SettingsError(message)

    def of(self, jobs: Iterator[CleaningJob], total: int | None) -> Iterator[CleaningJob]:
        """The jobs to do of ``jobs``; their inputs have ``total`` bytes.

        Raises:
            SettingsError: a shard is asked for, but how long an input is can't be told.
        """
        if self.shard is not None:
            if total is None:
                message = "--shard needs to know how long its inputs are; name files instead of -"
                raise SettingsError(message)
            jobs = _shard(jobs, self.shard, total)
        if self.sample is not None:
            jobs = _sampled(jobs, self.sample)
        return jobs if self.limit is None else _limited(jobs, self.limit)


def shard_named(name: str) -> tuple[int, int]:
    """The part and the number of parts that ``name`` means.

    >>> shard_named("2/8")
    (2, 8)

    Raises:
        SettingsError: it means none.
    """
    part, _, number = name.partition("/")
    if not (part.isdecimal() and number.isdecimal()):
        message = f"--shard {name}: give a part and the number of parts, such as 2/8"
        raise SettingsError(message)
    return int(part), int(number)


def _shard(
    jobs: Iterator[CleaningJob], shard: tuple[int, int], total: int
) -> Iterator[CleaningJob]:
    """The jobs that begin in this part of the bytes of all inputs."""
    number, parts = shard
    position = 0
    mine: CleaningJob | None = None
    for job in jobs:
        part = min(parts, position * parts // max(total, 1) + 1)
        position += sum(piece.read for piece in job.pieces if isinstance(piece, Piece))
        if mine is not None:
            yield mine if part == number else _ended(mine.pieces)
        if part > number:
            return
        mine = job if part == number else None
    if mine is not None:
        yield mine


def _limited(jobs: Iterator[CleaningJob], most: int) -> Iterator[CleaningJob]:
    left = most
    for job in jobs:
        pieces: list[Piece | Broken] = []
        for piece in job.pieces:
            if left > 0 and isinstance(piece, Piece):
                first, count = _first(piece, left)
                left -= count
                pieces.append(first)
            elif left > 0:
                pieces.append(piece)
        if left > 0:
            yield job
        else:
            yield _ended(tuple(pieces))
            return


def _first(piece: Piece, most: int) -> tuple[Piece, int]:
    """As much of ``piece`` as holds at most ``most`` articles, and how many it holds."""
    count = 0
    for record, is_article in _records(piece):
        count += is_article
        if count == most:
            end = record.offset + len(record.data) - piece.chunk.offset
            return replace(piece, chunk=replace(piece.chunk, data=piece.chunk.data[:end])), count
    return piece, count


def _sampled(jobs: Iterator[CleaningJob], share: float) -> Iterator[CleaningJob]:
    begun: int | None = None
    for job in jobs:
        pieces: list[Piece | Broken] = []
        for piece in job.pieces:
            if isinstance(piece, Broken):
                pieces.append(piece)
                continue
            chosen = _chosen(piece, share)
            if chosen:
                begun = piece.number
            if piece.last and begun == piece.number:
                end = chosen.pop() if chosen else _without_records(piece)
                chosen.append(replace(end, last=True))
            pieces += chosen
        yield CleaningJob(tuple(pieces))


def _chosen(piece: Piece, share: float) -> list[Piece]:
    """The records of ``piece`` that are in a sample, and what stands between them."""
    if piece.format.whole:
        return [piece] if _is_in(piece.name, piece.chunk.line, share) else []
    return [
        replace(
            piece,
            chunk=replace(piece.chunk, offset=found.offset, line=found.number, data=found.data),
            last=False,
        )
        for found, is_article in _records(piece)
        if not is_article or _is_in(piece.name, found.number, share)
    ]


def _records(piece: Piece) -> Iterator[tuple[Record, bool]]:
    """The records of ``piece``, and whether each is an article, or was meant to be one."""
    items = piece.format.articles(piece.chunk)
    for record, item in zip(piece.format.records(piece.chunk), items, strict=True):
        yield record, not isinstance(item, Kept)


def _is_in(name: str, number: int, share: float) -> bool:
    digest = hashlib.blake2b(f"{number} {name}".encode(), digest_size=_DIGITS).digest()
    return int.from_bytes(digest, "big") < share * (1 << 8 * _DIGITS)


def _ended(pieces: tuple[Piece | Broken, ...]) -> CleaningJob:
    """A job of ``pieces`` whose input ends with the last of them."""
    *before, end = pieces
    return CleaningJob((*before, replace(end, last=True)))


def _without_records(piece: Piece) -> Piece:
    return replace(piece, chunk=replace(piece.chunk, data=b""))
