"""Articles of any format, written as JSON Lines: ``-F jsonl``.

A line has the id, the number of the record in its file (none where the file is one article), the
text and our fields; what else a record holds is left behind, and only its source has it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import msgspec

from normalizer.audit.records import Origin
from normalizer.document.document import Document
from normalizer.errors import FormatError
from normalizer.formats.article import Article, Kept, Rejected
from normalizer.formats.decoding.tables import UTF_8
from normalizer.formats.format import CHUNK_SIZE, Chunk, Format, FormatOptions, Item, Record
from normalizer.formats.json_line import record_line, reverted_line, text_of
from normalizer.formats.lines import line_chunks, lines_of
from normalizer.formats.members import members
from normalizer.formats.stream import Readable
from normalizer.formats.title import parted

NAME = "converted"
"""The name of the format in an audit."""

NUMBER = "line"
"""The field that holds the number of the record, behind the prefix of ours."""


@dataclass(frozen=True, slots=True)
class Converted:
    """What ``source`` reads, as JSON Lines; without a source, such lines are read again.

    ``alone`` is whether a file of the source was one article.
    """

    source: Format | None = None
    options: FormatOptions = FormatOptions()  # noqa: RUF009  it is frozen
    alone: bool = False
    name: str = NAME
    appendable: bool = True
    framed: bool = False
    passes: bool = False

    @property
    def whole(self) -> bool:
        """Whether a file is one article."""
        return self.source.whole if self.source else self.alone

    def chunks(self, stream: Readable, file: str, *, size: int = CHUNK_SIZE) -> Iterator[Chunk]:
        """The chunks of the source, or of lines.

        Raises:
            FormatError: it can't be read on.
        """
        if self.source:
            return self.source.chunks(stream, file, size=size)
        return line_chunks(stream, file, size=size)

    def records(self, chunk: Chunk) -> Iterator[Record]:
        """The records of the source, or the lines, each with the number its record had."""
        if self.source:
            yield from self.source.records(chunk)
            return
        for line in lines_of(chunk):
            yield replace(line, number=self._number(line, chunk.file))

    def articles(self, chunk: Chunk) -> Iterator[Item]:
        """What each record of the source holds; lines that were written are no source."""
        if self.source:
            for item in self.source.articles(chunk):
                yield self._as_line(item) if isinstance(item, Article) else item
            return
        for line in lines_of(chunk):
            error = FormatError(f"{chunk.file}:{line.number}: is an output already")
            yield Rejected(error, line.number, line.data, line.offset)

    def finished(self, document: Document) -> Document:
        """The document as the source would finish it."""
        return self.source.finished(document) if self.source else document

    def written(self, article: Article, document: Document) -> bytes:
        """The line of an article, with our fields."""
        return record_line(article, document, self.options)

    def passed(self, item: Rejected | Kept) -> bytes:  # noqa: ARG002
        """Nothing: what holds no article is no line."""
        return b""

    def assembled(self, chunk: Chunk, records: Sequence[bytes]) -> bytes:  # noqa: ARG002
        """The lines one behind another."""
        return b"".join(records)

    def opened(self, context: bytes) -> bytes:  # noqa: ARG002
        """Nothing."""
        return b""

    def text_of(self, record: Record, context: bytes, origin: Origin) -> str:  # noqa: ARG002
        """The text of a line.

        Raises:
            FormatError: it has none.
        """
        place = f"{origin.file}:{record.number}"
        return text_of(record.data, place, self.options.text_field, origin.title)

    def reverted(self, record: Record, context: bytes, source: str, origin: Origin) -> bytes:  # noqa: ARG002
        """The line with the text as it was read; the file it came of can't be had from it."""
        return reverted_line(record.data, source, replace(origin, encoding=UTF_8))

    def untold(self, record: Record, encoding: str) -> bytes:  # noqa: ARG002
        """The line as it is."""
        return record.data

    def _as_line(self, article: Article) -> Article:
        options = self.options
        title = article.origin.title
        origin = replace(
            article.origin, field=options.text_field, prefix=options.field_prefix, raw=b"",
            spelling="", format=NAME, title=replace(title, spelling="") if title else None,
        )  # fmt: skip
        fields: dict[str, str | int] = {options.id_field: article.document.id}
        if origin.line is not None:
            fields[options.field_prefix + NUMBER] = origin.line
        line, places = msgspec.json.encode(fields)[:-1], [(0, 0), (0, 0)]
        values = parted(article.document.source, title)
        for number, name in enumerate((title.field if title else None, options.text_field)):
            if name is not None:
                line += b"," + msgspec.json.encode(name) + b":"
                start = len(line)
                line += msgspec.json.encode(values[number])
                places[number] = (start, len(line))
        return Article(article.document, origin, line + b"}\n", places[1], places[0])

    def _number(self, line: Record, file: str) -> int:
        """The number of the record that a line was made of.

        Raises:
            FormatError: the line tells none, though it should.
        """
        if self.alone:
            return line.number
        values = members(line.data, f"{file}:{line.number}")
        start, end = values.get(self.options.field_prefix + NUMBER, (0, 0))
        token = line.data[start:end]
        if not token.isdigit():
            message = f"{file}:{line.number}: the number of its record is missing: it was changed"
            raise FormatError(message)
        return int(token)
