"""Articles as JSON Lines, one object a line.

The bytes of a line outside of its text stay as they are: the order of its members, how
numbers and letters are spelled, blanks. Our own fields are put behind the last one.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from normalizer.audit.records import Origin
from normalizer.document.document import Document
from normalizer.errors import FormatError
from normalizer.formats.article import Article, Kept, Rejected
from normalizer.formats.decode import is_wide
from normalizer.formats.format import CHUNK_SIZE, Chunk, FormatOptions, Item, Record
from normalizer.formats.lines import line_chunks, lines_of
from normalizer.formats.members import Place, members
from normalizer.formats.page import article_of
from normalizer.formats.recoding import BOM, recoded, restored, untold
from normalizer.formats.spelling import spelled, spelling_of
from normalizer.formats.stream import Readable
from normalizer.formats.wide import in_utf_8

JsonlOptions = FormatOptions

ADDED = "added"
"""The spelling of a text that its record didn't have: it was taken from a page."""

OUR_FIELDS = ("language", "metadata", "passages", "notices")
"""The fields a cleaned record gains."""

_HALF_A_PAIR = re.compile(rb"\\u[dD][89A-Fa-f]")


@dataclass(frozen=True, slots=True)
class Jsonl:
    """Records of JSON Lines, which go through a run one by one."""

    options: FormatOptions = FormatOptions()  # noqa: RUF009  it is frozen
    name: str = "jsonl"
    whole: bool = False
    appendable: bool = True
    suffix: str = ""
    framed: bool = False

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
            if not record.data.strip():
                yield Kept(record.data)
                continue
            try:
                yield _article(record, chunk, self.options)
            except FormatError as error:
                raw = record.data.rstrip(b"\r\n")
                end = record.data[len(raw) :]
                yield Rejected(error, record.number, raw, record.offset, end)

    def finished(self, document: Document) -> Document:
        """The document as it is."""
        return document

    def written(self, article: Article, document: Document) -> bytes:
        """The line of a cleaned record, with our fields."""
        return record_line(article, document, self.options)

    def passed(self, item: Rejected | Kept) -> bytes:
        """The line as it was."""
        return item.raw if isinstance(item, Kept) else item.raw + item.end

    def assembled(self, chunk: Chunk, records: Sequence[bytes]) -> bytes:  # noqa: ARG002
        """The lines one behind another."""
        return b"".join(records)

    def opened(self, context: bytes) -> bytes:  # noqa: ARG002
        """Nothing."""
        return b""

    def text_of(self, record: Record, context: bytes, origin: Origin) -> str:  # noqa: ARG002
        """The text of the record of an output.

        Raises:
            FormatError: it isn't a JSON object, or holds no such string.
        """
        place = f"{origin.file}:{record.number}"
        return text_of(record.data, place, origin.field or self.options.text_field)

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


def record_line(article: Article, document: Document, options: FormatOptions) -> bytes:
    """The line of a cleaned record: what it was, its text, and our fields behind its own.

    A text that wasn't changed stays as it was spelled.
    """
    ours: dict[str, Any] = {}
    line = article.record
    start, end = article.value
    if article.origin.spelling == ADDED:
        ours[options.text_field] = document.text
    elif document.text != article.document.source:
        escaped = b"\\u" in line and line.isascii()
        spelling = article.origin.spelling or ("ascii" if escaped else "")
        line = line[:start] + spelled(document.text, spelling) + line[end:]
    for field, value in our_fields(document).items():
        ours[options.field_prefix + field] = value
    last = _last(line)
    return line[:last] + b"," + msgspec.json.encode(ours)[1:-1] + line[last:]


def our_fields(document: Document) -> dict[str, Any]:
    """What a cleaned record says beside its text; offsets count code points of that text."""
    return {
        "language": document.language,
        "metadata": dict(document.metadata.items()),
        "passages": [
            {
                "start": passage.span.start,
                "end": passage.span.end,
                "language": passage.language,
                "script": passage.script,
                "kind": passage.kind,
                "confidence": passage.confidence,
                "outcome": passage.outcome,
            }
            for passage in document.passages
        ],
        "notices": [
            {
                "start": notice.span.start,
                "end": notice.span.end,
                "rule": notice.rule,
                "reason": notice.reason,
                "proposal": notice.proposal,
            }
            for notice in document.notices
        ],
    }


def reverted_line(line: bytes, source: str, origin: Origin) -> bytes:
    """The line of a cleaned record with its ``source`` text again, and without our fields.

    Raises:
        FormatError: it is no line of a cleaned record.
        UnicodeError, LookupError: it can't be written in the encoding it was in.
    """
    if origin.raw:
        return origin.raw
    values = _values(line, origin.file)
    field = origin.field or "text"
    ours = {origin.prefix + name for name in OUR_FIELDS}
    if origin.spelling == ADDED:
        ours.add(field)
    end = max((end for name, (_, end) in values.items() if name not in ours), default=0)
    line = line[:end] + line[max(end for _, end in values.values()) :]
    if field not in ours and _string(line, values, origin.file, field) != source:
        start, end = values[field]
        line = line[:start] + spelled(source, origin.spelling) + line[end:]
    return restored(line, origin.encoding)


def text_of(line: bytes, place: str, field: str) -> str:
    """The text of the record in ``line``.

    Raises:
        FormatError: it isn't a JSON object, or ``field`` isn't a string of it.
    """
    return _string(line, _values(line, place), place, field)


def _article(record: Record, chunk: Chunk, options: FormatOptions) -> Article:
    place = f"{chunk.file}:{record.number}"
    line, encoding, raw = recoded(record, place, options.encoding, chunk.context.decode())
    values = _values(line, place)
    ours = [options.field_prefix + name for name in OUR_FIELDS]
    if options.html_field is not None:
        ours.append(options.text_field)
    for name in ours:
        if name in values:
            message = (
                f"{place}: the record holds a field {name!r} already; "
                "give ours other names, for example --field-prefix clean_ (--text-field for that "
                "of a page's text)"
            )
            raise FormatError(message)
    field = options.html_field or options.text_field
    text = _string(line, values, place, field)
    start, end = values[field]
    spelling = ADDED if options.html_field else spelling_of(line[start:end], text)
    if options.html_field:
        text = article_of(text, place)
    origin = Origin(
        chunk.file, encoding, record.number, options.text_field, options.field_prefix,
        raw=raw if spelling is not None else raw or record.data, spelling=spelling or "",
    )  # fmt: skip
    document = Document(text, id=_id(line, values, place, options.id_field))
    return Article(document, origin, line, (start, end))


def _values(line: bytes, place: str) -> dict[str, Place]:
    if not line.startswith(BOM):
        return members(line, place)
    skipped = len(BOM)
    found = members(line[skipped:], place)
    return {name: (start + skipped, end + skipped) for name, (start, end) in found.items()}


def _last(line: bytes) -> int:
    """Where the last value of the object ends."""
    return len(line.rstrip()[:-1].rstrip())


def _string(line: bytes, values: Mapping[str, Place], place: str, field: str) -> str:
    if field not in values:
        names = ", ".join(list(values)[:8]) or "none"
        message = f"{place}: no field {field!r} (fields: {names}); name it with --text-field"
        raise FormatError(message)
    start, end = values[field]
    token = line[start:end]
    if not token.startswith(b'"'):
        message = f"{place}: the field {field!r} is not a string; see --text-field"
        raise FormatError(message)
    try:
        return msgspec.json.decode(token, type=str)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        why = "half of a surrogate pair" if _HALF_A_PAIR.search(token) else str(error)
        message = f"{place}: the field {field!r} is no Unicode text: {why}; mend the escape"
        raise FormatError(message) from error


def _id(line: bytes, values: Mapping[str, Place], place: str, field: str) -> str:
    if field not in values:
        return place
    try:
        start, end = values[field]
        value = msgspec.json.decode(line[start:end])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return place
    known = isinstance(value, str | int) and not isinstance(value, bool)
    return str(value) if known else place
