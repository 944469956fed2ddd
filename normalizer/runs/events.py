"""Read files, clean their articles in batches, and tell what became of each."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import msgspec

from normalizer.document.document import Document
from normalizer.errors import FormatError, NormalizerError
from normalizer.formats.article import Article, Rejected
from normalizer.formats.jsonl import JsonlOptions, read_records
from normalizer.formats.text import closed, read_text
from normalizer.pipeline.normalizer import Normalizer
from normalizer.runs.inputs import Format, Input

BATCH_ARTICLES = 256
BATCH_LENGTH = 1 << 22
"""A batch ends after so many articles, or so many code points; the input alone decides."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """An article that went through the pipeline."""

    input: Input
    article: Article
    document: Document


@dataclass(frozen=True, slots=True)
class Failed:
    """An article, or a whole file, that didn't; ``raw`` are the bytes of its record."""

    input: Input
    error: NormalizerError
    line: int | None = None
    raw: bytes | None = None


@dataclass(frozen=True, slots=True)
class Finished:
    """The end of a file; ``form`` is ``None`` where it couldn't be read at all."""

    input: Input
    form: Format | None


Event = Cleaned | Failed | Finished


@dataclass(frozen=True, slots=True)
class Reading:
    """How files are read: their encoding, or ``None`` to look, and the fields of records."""

    encoding: str | None = None
    jsonl: JsonlOptions = JsonlOptions()  # noqa: RUF009  it is frozen


def clean_inputs(
    inputs: Iterable[Input], normalizer: Normalizer, reading: Reading
) -> Iterator[Event]:
    """What became of each article, in the order of the input, and of each file at its end."""
    waiting: list[Failed | Finished | tuple[Input, Article]] = []
    articles = length = 0
    for one in inputs:
        for event in _read(one, reading):
            waiting.append(event)
            if isinstance(event, tuple):
                articles += 1
                length += len(event[1].document.source)
            if articles >= BATCH_ARTICLES or length >= BATCH_LENGTH:
                yield from _cleaned(waiting, normalizer)
                waiting, articles, length = [], 0, 0
    yield from _cleaned(waiting, normalizer)


def _read(one: Input, reading: Reading) -> Iterator[Failed | Finished | tuple[Input, Article]]:
    try:
        if one.format == "jsonl" and one.path is not None:
            with one.path.open("rb") as lines:
                yield from _records(one, lines, reading)
            yield Finished(one, "jsonl")
            return
        raw = sys.stdin.buffer.read() if one.path is None else one.path.read_bytes()
        form = one.format or ("jsonl" if raw.lstrip()[:1] == b"{" else "txt")
        if form == "jsonl":
            yield from _records(one, raw.splitlines(keepends=True), reading)
        else:
            yield one, read_text(raw, one.name, reading.encoding)
        yield Finished(one, form)
    except OSError as error:
        message = f"{one.path}: can't be read: {error.strerror or error}"
        yield Failed(one, FormatError(message))
        yield Finished(one, None)
    except FormatError as error:
        yield Failed(one, error)
        yield Finished(one, None)


def _records(
    one: Input, lines: Iterable[bytes], reading: Reading
) -> Iterator[Failed | tuple[Input, Article]]:
    for record in read_records(lines, one.name, reading.jsonl, reading.encoding):
        if isinstance(record, Rejected):
            yield Failed(one, record.error, record.line, record.raw)
        else:
            yield one, record


def _cleaned(
    waiting: list[Failed | Finished | tuple[Input, Article]], normalizer: Normalizer
) -> Iterator[Event]:
    batch = [event[1].document for event in waiting if isinstance(event, tuple)]
    results = iter(normalizer.run(batch))
    for event in waiting:
        if not isinstance(event, tuple):
            yield event
            continue
        one, article = event
        result = next(results)
        if isinstance(result, Document):
            plain = article.origin.line is None
            yield Cleaned(one, article, closed(result) if plain else result)
        else:
            raw = msgspec.json.encode(article.fields) if article.fields else None
            yield Failed(one, result, article.origin.line, raw)
