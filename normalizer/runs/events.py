"""Read the articles of jobs, clean them in batches, and tell what became of each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from normalizer.document.document import Document
from normalizer.errors import FormatError, NormalizerError
from normalizer.formats.article import Article, Kept, Rejected
from normalizer.formats.decode import decoded
from normalizer.formats.decoding.decoded import Decoded
from normalizer.formats.format import CHUNK_SIZE, FormatOptions
from normalizer.formats.title import settled
from normalizer.pipeline.normalizer import Normalizer
from normalizer.runs.inputs import Input
from normalizer.runs.jobs import Broken, CleaningJob, Piece, jobs_of, opened, unreadable


@dataclass(frozen=True, slots=True)
class Cleaned:
    """An article that went through the pipeline, as it is written."""

    piece: Piece
    article: Article
    document: Document


@dataclass(frozen=True, slots=True)
class Failed:
    """An article, or a whole file, that didn't; ``record`` is what is written of it."""

    piece: Piece | Broken
    error: NormalizerError
    record: Rejected | None = None


@dataclass(frozen=True, slots=True)
class Passed:
    """Bytes between articles that hold none."""

    piece: Piece
    kept: Kept


@dataclass(frozen=True, slots=True)
class Finished:
    """The end of a piece."""

    piece: Piece | Broken


Event = Cleaned | Failed | Passed | Finished
_Read = Failed | Passed | Finished | tuple[Piece, Article]


def clean_inputs(
    inputs: Iterable[Input],
    normalizer: Normalizer,
    options: FormatOptions,
    *,
    size: int = CHUNK_SIZE,
) -> Iterator[Event]:
    """What became of each article, in the order of the input, and of each piece at its end."""
    for job in jobs_of(inputs, options, size=size):
        yield from cleaned(job, normalizer)


def cleaned(job: CleaningJob, normalizer: Normalizer) -> Iterator[Event]:
    """What became of each article of ``job``; all of them are one batch."""
    waiting = [event for piece in job.pieces for event in _read(piece)]
    batch = [event[1].document for event in waiting if isinstance(event, tuple)]
    results = iter(normalizer.run(batch))
    for event in waiting:
        if not isinstance(event, tuple):
            yield event
            continue
        piece, article = event
        result = next(results)
        if isinstance(result, Document):
            result = piece.format.finished(settled(result, article.origin.title))
            yield Cleaned(piece, article, result)
        else:
            yield Failed(piece, result, _record_of(piece, article))


def decoded_input(one: Input, encoding: str | None) -> Decoded:
    """The text of a file, with the encoding of each part.

    Raises:
        FormatError: it can't be read or decoded.
    """
    try:
        with opened(one) as file:
            return decoded(file.read(), str(one.path or one.name), encoding)
    except OSError as error:
        raise unreadable(one, error) from error


def _read(piece: Piece | Broken) -> Iterator[_Read]:
    if isinstance(piece, Broken):
        yield Failed(piece, piece.error)
        yield Finished(piece)
        return
    try:
        for item in piece.format.articles(piece.chunk):
            if isinstance(item, Kept):
                yield Passed(piece, item)
            elif isinstance(item, Rejected):
                yield Failed(piece, item.error, None if item.line is None else item)
            else:
                yield piece, item
    except FormatError as error:
        yield Failed(piece, error)
    yield Finished(piece)


def _record_of(piece: Piece, article: Article) -> Rejected | None:
    """The record of ``article`` as it stands in its file; none where that is all of it."""
    for record in () if piece.format.whole else piece.format.records(piece.chunk):
        if record.number == article.origin.line:
            return _rejected(article, record.offset, record.data)
    return None


def _rejected(article: Article, offset: int, data: bytes) -> Rejected:
    raw = data.rstrip(b"\r\n")
    why = FormatError(f"{article.document.id}: can't be cleaned")
    return Rejected(why, article.origin.line, raw, offset, data[len(raw) :])
