"""Articles as JSON Lines, one object a line."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from normalizer.audit.records import Origin
from normalizer.document.document import Document
from normalizer.errors import FormatError
from normalizer.formats.article import Article, Kept, Rejected
from normalizer.formats.decode import is_wide
from normalizer.formats.format import CHUNK_SIZE, Chunk, FormatOptions, Item, Record
from normalizer.formats.json_line import line_article, record_line, reverted_line, text_of
from normalizer.formats.lines import line_chunks, lines_of
from normalizer.formats.recoding import untold
from normalizer.formats.stream import Readable
from normalizer.formats.wide import in_utf_8

JsonlOptions = FormatOptions


@dataclass(frozen=True, slots=True)
class Jsonl:
    """Records of JSON Lines, which go through a run one by one."""

    options: FormatOptions = FormatOptions()  # noqa: RUF009  it is frozen
    name: str = "jsonl"
    whole: bool = False
    framed: bool = False
    passes: bool = True

    def chunks(self, stream: Readable, file: str, *, size: int = CHUNK_SIZE) -> Iterator[Chunk]:
        """The lines of ``stream``, in chunks; those of UTF-16 and UTF-32 are in UTF-8 then.

        Raises:
            FormatError: it can't be read or decoded on.
        """
        source, encoding = in_utf_8(stream, file, self.options.encoding)
        return line_chunks(source, file, size=size, context=encoding.encode())

    def records(self, chunk: Chunk) -> Iterator[Record]:
        """The lines of ``chunk``, blank ones as well."""
        return lines_of(chunk)

    def articles(self, chunk: Chunk) -> Iterator[Item]:
        """What each line of ``chunk`` holds: an article, or why it holds none.

        The id is the one of the record, or ``file:line``. Each line is decoded for itself,
        unless an encoding is given.
        """
        for record in lines_of(chunk):
            if record.data.isspace():
                yield Kept(record.data)
                continue
            try:
                yield line_article(record, chunk, self.options)
            except FormatError as error:
                raw = record.data.rstrip(b"\r\n")
                end = record.data[len(raw) :]
                yield Rejected(error, record.number, raw, record.offset, end)

    def written(self, article: Article, document: Document) -> bytes:
        """The line of a cleaned record, with our fields."""
        return record_line(article, document, self.options)

    def text_of(self, record: Record, context: bytes, origin: Origin) -> str:  # noqa: ARG002
        """The text of the record of an output.

        Raises:
            FormatError: it isn't a JSON object, or holds no such string.
        """
        place = f"{origin.file}:{record.number}"
        return text_of(record.data, place, origin.field or self.options.text_field, origin.title)

    def reverted(self, record: Record, context: bytes, source: str, origin: Origin) -> bytes:  # noqa: ARG002
        """The line as it was.

        Raises:
            UnicodeError, LookupError: it can't be written in the encoding it was in.
        """
        return reverted_line(record.data, source, origin)

    def untold(self, record: Record, encoding: str) -> bytes:
        """The line as it was.

        Raises:
            UnicodeError, LookupError: it can't be written in the encoding the file was in.
        """
        return untold(record.data, encoding)


def read_records(
    lines: Iterable[bytes], name: str, options: FormatOptions, encoding: str | None = None
) -> Iterator[Article | Rejected]:
    """Each article of the ``lines`` of the file ``name``, or why a line holds none.

    Lines of UTF-16 and UTF-32 are in UTF-8 already, and ``encoding`` tells what they were in.
    """
    wide = encoding if encoding is not None and is_wide(b"", encoding) else ""
    form = Jsonl(options if wide else replace(options, encoding=encoding))
    for number, line in enumerate(lines, start=1):
        for item in form.articles(Chunk(name, 0, 0, number, line, wide.encode())):
            if not isinstance(item, Kept):
                yield item
