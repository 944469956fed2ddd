"""What a format is: how its bytes are cut, read, written and given back.

A run reads an input as a stream of bytes, after decompression. `Format.chunks` cuts it into
chunks that are a function of the bytes alone; each chunk is read, cleaned and written
anywhere, and what comes out is appended in order.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import IO, Protocol, cast, runtime_checkable

from normalizer.audit.records import Origin
from normalizer.document.document import Document
from normalizer.errors import SettingsError
from normalizer.formats.article import Article, Kept, Rejected
from normalizer.formats.stream import Readable

CHUNK_SIZE = 1 << 20
"""How many bytes a chunk has, about."""

Item = Article | Rejected | Kept


@dataclass(frozen=True, slots=True)
class FormatOptions:
    """Which fields of a record hold what, and how its bytes are decoded.

    The field named by ``title_field``, where a record has it, is cleaned with the text.

    The field named by ``html_field`` holds a page; its text is put into ``text_field``, which
    the record gains. ``field_prefix`` stands before the names of our other fields. Without an
    ``encoding`` it is found out. ``output`` is the format to write where it is another.
    """

    text_field: str = "text"
    id_field: str = "id"
    field_prefix: str = ""
    html_field: str | None = None
    title_field: str | None = None
    encoding: str | None = None
    output: str | None = None

    def __post_init__(self) -> None:
        if self.title_field in {self.text_field, self.html_field} - {None}:
            message = f"--title-field: {self.title_field!r} is the field of the text; name another"
            raise SettingsError(message)


@dataclass(frozen=True, slots=True)
class Chunk:
    """Whole records of a file, in its order.

    ``offset`` is its first byte in the input, decompressed and, where it was in UTF-16 or
    UTF-32, in UTF-8. ``line`` is the number of its first record, from 1. ``context`` is what
    every chunk of the file needs, such as the header of a table.
    """

    file: str
    index: int
    offset: int
    line: int
    data: bytes
    context: bytes = b""


@dataclass(frozen=True, slots=True)
class Record:
    """The bytes of a record with the line break behind it, its number and its first byte."""

    number: int
    offset: int
    data: bytes


@runtime_checkable
class Joined(Protocol):
    """What a format has besides whose written records, one behind another, are no file yet."""

    def assembled(self, chunk: Chunk, records: Sequence[bytes]) -> bytes:
        """The output of ``chunk``, of which ``records`` are written or passed, in order."""
        ...

    def joined(self, outputs: IO[bytes], target: IO[bytes]) -> None:
        """Write the file of the ``outputs`` of all chunks, which stand one behind another."""
        ...


def joined_of(form: "Format") -> Joined | None:
    """What makes files of the outputs of ``form``, where they are none as they are."""
    return cast("Joined", form) if _is_joined(type(form)) else None


@cache  # a protocol is asked about slowly, and this is asked of each of a million files
def _is_joined(kind: type) -> bool:
    return issubclass(kind, Joined)


@runtime_checkable
class Finishing(Protocol):
    """What a format has besides whose cleaned texts aren't written as they are."""

    def finished(self, document: Document) -> Document:
        """The cleaned ``document`` as it is written, such as with a line break at its end."""
        ...


@runtime_checkable
class Recoded(Protocol):
    """What a format has besides that writes in UTF-8 what it passes on."""

    def untold(self, record: Record, encoding: str) -> bytes:
        """The bytes, as they were, of a record of an output that the audit doesn't tell of.

        It was passed. ``encoding`` is that of the first record of the file it does tell of.

        Raises:
            UnicodeError, LookupError: it can't be written in the encoding it was in.
        """
        ...


@runtime_checkable
class Indexed(Protocol):
    """What a format has besides whose chunks can be read one by one, in any order."""

    def chunk_reader(self, source: IO[bytes], file: str) -> Callable[[int], bytes]:
        """What gives the bytes of the chunk with an index, of ``source``, the file itself.

        Raises:
            FormatError: it is damaged.
        """
        ...


class Format(Protocol):
    """A format of files, with its options; it is pickled with the work for a worker.

    See `Joined`, `Finishing`, `Recoded` and `Indexed` for what only some have.
    """

    @property
    def name(self) -> str:
        """What it is called, such as ``jsonl``."""
        ...

    @property
    def whole(self) -> bool:
        """Whether a file is one article, and so one chunk."""
        ...

    @property
    def framed(self) -> bool:
        """Whether each record of a compressed file is compressed on its own."""
        ...

    @property
    def passes(self) -> bool:
        """Whether records that aren't cleaned are written as well, as they were."""
        ...

    def chunks(self, stream: Readable, file: str, *, size: int = CHUNK_SIZE) -> Iterator[Chunk]:
        """The chunks of ``stream``, each of about ``size`` bytes; their bytes make up all of it.

        Raises:
            FormatError: it can't be cut or, in the middle, read on; the whole records before
                that were given.
        """
        ...

    def records(self, chunk: Chunk) -> Iterator[Record]:
        """The records of a chunk of an input or of an output; their bytes make up all of it."""
        ...

    def articles(self, chunk: Chunk) -> Iterator[Item]:
        """What each record of ``chunk`` holds, in order."""
        ...

    def written(self, article: Article, document: Document) -> bytes:
        """The record of ``article`` with the text of ``document``, which is finished."""
        ...

    def text_of(self, record: Record, context: bytes, origin: Origin) -> str:
        """The text of a record of an output.

        Raises:
            FormatError: it has none.
        """
        ...

    def reverted(self, record: Record, context: bytes, source: str, origin: Origin) -> bytes:
        """The bytes of the record of an output as they were, with its ``source`` text.

        Raises:
            UnicodeError, LookupError: it can't be written in the encoding it was in.
        """
        ...


def finished(form: Format, document: Document) -> Document:
    """The cleaned ``document`` as ``form`` writes it."""
    if not _is_finishing(type(form)):
        return document
    return cast("Finishing", form).finished(document)


@cache
def _is_finishing(kind: type[Format]) -> bool:
    return issubclass(kind, Finishing)  # asked once, and not for each record


def assembled(form: Format, chunk: Chunk, records: Sequence[bytes]) -> bytes:
    """The output of ``chunk``, of which ``records`` are written or passed, in order."""
    return form.assembled(chunk, records) if isinstance(form, Joined) else b"".join(records)


def untold(form: Format, record: Record, encoding: str) -> bytes:
    """The bytes, as they were, of a record of an output that the audit doesn't tell of.

    It was passed. ``encoding`` is that of the first record of the file it does tell of.

    Raises:
        UnicodeError, LookupError: it can't be written in the encoding it was in.
    """
    return form.untold(record, encoding) if isinstance(form, Recoded) else record.data
