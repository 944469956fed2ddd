"""Read files, clean their articles in batches, and tell what became of each."""

import codecs
import io
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import cast

from normalizer.document.document import Document
from normalizer.errors import FormatError, NormalizerError
from normalizer.formats.article import Article, Rejected
from normalizer.formats.decode import decoded, is_wide
from normalizer.formats.decoding.decoded import Decoded
from normalizer.formats.jsonl import JsonlOptions, read_records
from normalizer.formats.text import closed, read_text
from normalizer.pipeline.normalizer import Normalizer
from normalizer.runs.inputs import Format, Input

_HEAD = 64
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
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


def decoded_input(one: Input, encoding: str | None) -> Decoded:
    """The text of a file, with the encoding of each part.

    Raises:
        FormatError: it can't be read or decoded.
    """
    if one.error is not None:
        raise one.error
    try:
        with _opened(one) as file:
            return decoded(file.read(), str(one.path or one.name), encoding)
    except OSError as error:
        message = f"{one.path or one.name}: can't be read: {error.strerror or error}"
        raise FormatError(message) from error


def _read(one: Input, reading: Reading) -> Iterator[Failed | Finished | tuple[Input, Article]]:
    try:
        if one.error is not None:
            raise one.error
        with _opened(one) as file:
            form = one.format or _sniffed(file.peek(_HEAD))
            if form == "jsonl":
                yield from _records(one, file, reading)
            else:
                yield one, read_text(file.read(), one.name, reading.encoding)
        yield Finished(one, form)
    except OSError as error:
        message = f"{one.path or one.name}: can't be read: {error.strerror or error}"
        yield Failed(one, FormatError(message))
        yield Finished(one, None)
    except FormatError as error:
        yield Failed(one, error)
        yield Finished(one, None)


def _opened(one: Input) -> AbstractContextManager[io.BufferedReader]:
    if one.path is not None:
        return one.path.open("rb")
    if sys.stdin is None:
        message = "standard input is closed: pipe an article in, or name a file"
        raise FormatError(message)
    return nullcontext(cast("io.BufferedReader", sys.stdin.buffer))


def _sniffed(head: bytes) -> Format:
    return "jsonl" if head.removeprefix(codecs.BOM_UTF8).lstrip()[:1] == b"{" else "txt"


def _records(
    one: Input, file: io.BufferedReader, reading: Reading
) -> Iterator[Failed | tuple[Input, Article]]:
    lines: Iterable[bytes] = file
    encoding = reading.encoding
    if is_wide(file.peek(_HEAD)[:_HEAD], encoding):
        found = decoded(file.read(), one.name, encoding)
        lines = (line[0].encode() for line in _LINE.finditer(found.text))
        encoding = found.encoding
    for record in read_records(lines, one.name, reading.jsonl, encoding):
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
            raw = article.record.rstrip(b"\r\n") or None
            yield Failed(one, result, article.origin.line, raw)
