"""Articles as rows of a table: CSV and its relatives.

The bytes of every other field and of every other row stay as they are. A cleaned row gains no
columns; what is known of it stands in the audit.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from normalizer.audit.records import Origin
from normalizer.document.document import Document
from normalizer.errors import FormatError
from normalizer.formats.article import Article, Kept, Rejected
from normalizer.formats.dialect import Dialect, quoted, unpacked
from normalizer.formats.format import CHUNK_SIZE, Chunk, FormatOptions, Item, Record
from normalizer.formats.pieces import record_pieces
from normalizer.formats.recoding import BOM, recoded, restored, untold
from normalizer.formats.stream import Readable, peeked
from normalizer.formats.title import parted, parts, title_of, titled
from normalizer.formats.wide import in_utf_8

DELIMITERS = {"csv": ",;\t|", "tsv": "\t"}
"""What may stand between fields, by the name of the format, the likeliest first."""

BARE, LITERAL, QUOTED = "bare", "literal", "quoted"
"""How a field is written: without quotation marks, with some that are letters, between them."""

_Field = tuple[str, tuple[int, int], str]
_HEAD = 1 << 16
_NO_TITLE: _Field = ("", (0, 0), BARE)
_SAYS_ITS_DELIMITER = re.compile(rb'"?sep=([\t -~])"?(?:\r\n|\n|\r)')


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of a table with a header, ``csv`` or ``tsv`` by its ``name``."""

    options: FormatOptions = FormatOptions()  # noqa: RUF009  it is frozen
    name: str = "csv"
    whole: bool = False
    framed: bool = False
    passes: bool = True

    def chunks(self, stream: Readable, file: str, *, size: int = CHUNK_SIZE) -> Iterator[Chunk]:
        """The rows of ``stream``, in chunks; the header is the first row of the first.

        Raises:
            FormatError: it can't be read on, or has no column for the text.
        """
        source, encoding = in_utf_8(stream, file, self.options.encoding)
        head, source = peeked(source, _HEAD)
        if not head:
            return
        dialect = replace(self._dialect(head, file), encoding=encoding)
        context = dialect.packed()
        index = offset = 0
        number = 1
        pieces = record_pieces(source, dialect.row_end, size, header=len(dialect.header))
        for data, rows in pieces:
            yield Chunk(file, index, offset, number, data, context)
            index, offset, number = index + 1, offset + len(data), number + rows

    def records(self, chunk: Chunk) -> Iterator[Record]:
        """The rows of ``chunk``: the header and blank lines as well."""
        dialect = unpacked(chunk.context)
        number, start = chunk.line, 0
        while start < len(chunk.data):
            if number == 1:
                end = len(dialect.header)
            else:
                end = dialect.row_end(chunk.data, start, last=True) or len(chunk.data)
            yield Record(number, chunk.offset + start, chunk.data[start:end])
            number, start = number + 1, end

    def articles(self, chunk: Chunk) -> Iterator[Item]:
        """What each row of ``chunk`` holds: an article, or why it holds none.

        The id is that of its column, or ``file:number``, the header being the first row. Each
        row is decoded for itself, unless an encoding is given.
        """
        dialect = unpacked(chunk.context)
        for record in self.records(chunk):
            blank = not record.data.strip(b"\r\n")
            try:
                if record.number == 1:
                    place = f"{chunk.file}:1"
                    wide = dialect.encoding
                    yield Kept(recoded(record, place, self.options.encoding, wide)[0])
                else:
                    yield Kept(record.data) if blank else self._article(record, chunk, dialect)
            except FormatError as error:
                raw = record.data.rstrip(b"\r\n")
                yield Rejected(error, record.number, raw, record.offset, record.data[len(raw) :])

    def written(self, article: Article, document: Document) -> bytes:
        """The row with the text of ``document``, quoted where it was or now has to be."""
        row, named = article.record, article.origin.title
        were, (title, text) = parted(article.document.source, named), parts(document, named)
        dialect = _dialect_beside(row, *article.value)
        columns = dialect.fields(row)[0]
        if text != were[1]:
            row = _with_value(
                row, dialect, columns.index(article.value), (text, article.origin.spelling)
            )
        if named and title != were[0]:
            row = _with_value(row, dialect, columns.index(article.title), (title, named.spelling))
        return row

    def text_of(self, record: Record, context: bytes, origin: Origin) -> str:
        """The text of a row of an output.

        Raises:
            FormatError: it has none.
        """
        place = f"{origin.file}:{record.number}"
        try:
            row = record.data.decode()
        except UnicodeDecodeError as error:
            message = f"{place}: not UTF-8 at byte {error.start}: it was changed"
            raise FormatError(message) from error
        names = [self.options.text_field, *([origin.title.field] if origin.title else ())]
        (text, _, _), *titles = _fields(row.encode(), unpacked(context), place, names)
        return titled(titles[0][0], text) if titles else text

    def reverted(self, record: Record, context: bytes, source: str, origin: Origin) -> bytes:
        """The row as it was.

        Raises:
            UnicodeError, LookupError: it can't be written in the encoding it was in.
        """
        if origin.raw:
            return origin.raw
        row = record.data
        place = f"{origin.file}:{record.number}"
        title, text = parted(source, origin.title)
        were = {self.options.text_field: (text, origin.spelling)}
        if origin.title:
            were[origin.title.field] = (title, origin.title.spelling)
        fields = zip(_fields(row, unpacked(context), place, were), were.values(), strict=True)
        for (value, (start, end), _), (was, spelling) in sorted(fields, key=_place, reverse=True):
            if value != was:
                token = quoted(was) if spelling == QUOTED else was
                row = row[:start] + token.encode() + row[end:]
        return restored(row, origin.encoding)

    def untold(self, record: Record, encoding: str) -> bytes:
        """The row as it was; the header was written in UTF-8.

        Raises:
            UnicodeError, LookupError: it can't be written in the encoding the file was in.
        """
        if record.number == 1:
            return restored(record.data, encoding)
        return untold(record.data, encoding)

    def _article(self, record: Record, chunk: Chunk, dialect: Dialect) -> Article:
        place = f"{chunk.file}:{record.number}"
        row, encoding, raw = recoded(record, place, self.options.encoding, dialect.encoding)
        wanted = (self.options.text_field, self.options.title_field, self.options.id_field)
        names = [name for name in wanted if name is not None and name in dialect.columns]
        found = dict(zip(names, _fields(row, dialect, place, names), strict=True))
        text, value, spelling = found[self.options.text_field]
        heading = self.options.title_field or ""
        title, at, manner = found.get(heading, _NO_TITLE)
        if not title.strip():
            title, at, manner = _NO_TITLE
        known = found.get(self.options.id_field, _NO_TITLE)[0]
        origin = Origin(
            chunk.file, encoding, record.number, self.options.text_field, spelling=spelling,
            raw=record.data if spelling == LITERAL else raw, format=self.name,
            title=title_of(self.options.title_field, title, manner),
        )  # fmt: skip
        return Article(Document(titled(title, text), id=known or place), origin, row, value, at)

    def _dialect(self, head: bytes, file: str) -> Dialect:
        """The dialect of a file that begins with ``head``.

        Raises:
            FormatError: no delimiter gives a column of the text, or there is none of the title.
        """
        start = len(BOM) if head.startswith(BOM) else 0
        delimiters = DELIMITERS[self.name]
        said = _SAYS_ITS_DELIMITER.match(head, start)
        if said:
            start, delimiters = said.end(), said[1].decode("latin-1")
        first = min((p for p in (head.find(b"\n"), head.find(b"\r")) if p >= 0), default=-1)
        newline = "\r" if re.match(rb"\r(?!\r?\n)", head[max(first, 0) :]) else "\n"
        header = f"{file}:1"
        found = [_with_header(head, start, Dialect(one, newline), self.options.encoding, header)
                 for one in delimiters]  # fmt: skip
        name = self.options.text_field
        for dialect in found:
            if dialect.columns.count(name) == 1:
                title = self.options.title_field
                if title is not None and dialect.columns.count(title) != 1:
                    raise _misnamed(file, dialect, title, "--title-field")
                return dialect
        most = max(found, key=lambda dialect: len(dialect.columns))
        raise _misnamed(file, most, name, "--text-field")


def _misnamed(file: str, dialect: Dialect, name: str, option: str) -> FormatError:
    columns = ", ".join(dialect.columns[:8])
    twice = "more than one column" if name in dialect.columns else "no column"
    return FormatError(f"{file}: {twice} {name!r} (columns: {columns}); name it with {option}")


def _with_value(row: bytes, dialect: Dialect, column: int, value: tuple[str, str]) -> bytes:
    """The row with another value in a column, quoted where the one before was or this has to be."""
    text, spelling = value
    spans = dialect.fields(row)[0]
    start, end = spans[column]
    # A mark more might close one that another row left open; between tabs it closes none.
    marked = spelling == QUOTED or ('"' in text and dialect.delimiter != "\t")
    tokens = [quoted(text)] if marked else [text, quoted(text)]
    for token in tokens:
        made = row[:start] + token.encode() + row[end:]
        if _value(dialect, made, column, len(spans)) == text:
            return made
    # The marks of other fields are letters, so that all must be quoted.
    others = [row[first:last].decode() for first, last in spans]
    others[column] = text
    line = dialect.delimiter.join(map(quoted, others))
    return line.encode() + row[spans[-1][1] :]


def _place(found: tuple[_Field, tuple[str, str]]) -> tuple[int, int]:
    return found[0][1]


def _fields(row: bytes, dialect: Dialect, place: str, names: Iterable[str]) -> list[_Field]:
    """The values of the fields of these ``names``, where they stand and how they are written."""
    spans, literal = dialect.fields(row)
    if len(spans) != len(dialect.columns):
        count = f"has {len(spans)} fields, the header {len(dialect.columns)}"
        why = count if spans else "holds a quotation mark that isn't closed"
        message = f"{place}: the row {why}; quote what holds a delimiter or a quotation mark"
        raise FormatError(message)
    found: list[_Field] = []
    for name in names:
        start, end = spans[dialect.columns.index(name)]
        token = row[start:end]
        if literal or not token.startswith(b'"'):
            found.append((token.decode(), (start, end), LITERAL if literal else BARE))
            continue
        try:
            found.append((dialect.value(token), (start, end), QUOTED))
        except FormatError as error:
            message = f"{place}: no row of a table: {error}; quote what holds a line break"
            raise FormatError(message) from error
    return found


def _with_header(
    head: bytes, start: int, dialect: Dialect, encoding: str | None, place: str
) -> Dialect:
    end = dialect.row_end(head, start, last=True) or len(head)
    header, _, _ = recoded(Record(1, 0, head[start:end]), place, encoding, "")
    spans, literal = dialect.fields(header)
    tokens = [header[first:last] for first, last in spans]
    quotes = [token.startswith(b'"') and not literal for token in tokens]
    columns = [
        dialect.value(token) if is_quoted else token.decode()
        for token, is_quoted in zip(tokens, quotes, strict=True)
    ]
    return replace(dialect, columns=tuple(columns), header=head[:end])


def _dialect_beside(row: bytes, start: int, end: int) -> Dialect:
    """The dialect of the row in which a field stands there: its delimiter is beside it."""
    beside = row[start - 1 : start] or row[end : end + 1].strip(b"\r\n") or b","
    return Dialect(beside.decode(), "\r" if row.endswith(b"\r") else "\n")


def _value(dialect: Dialect, row: bytes, column: int, columns: int) -> str | None:
    """The value of a field of a row that was made; ``None`` if it isn't read as one row."""
    alone = replace(dialect, columns=("",) * columns)
    spans, literal = dialect.fields(row)
    if len(spans) != columns or alone.row_end(row, 0, last=True) != len(row):
        return None
    start, end = spans[column]
    token = row[start:end]
    return dialect.value(token) if token.startswith(b'"') and not literal else token.decode()
