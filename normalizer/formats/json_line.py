"""A line of JSON that holds an article: read, written, and given back.

The bytes of a line outside of its text stay as they are: the order of its members, how
numbers and letters are spelled, blanks. Our own fields are put behind the last one.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import msgspec

from normalizer.audit.records import Origin, Title
from normalizer.document.document import Document
from normalizer.errors import FormatError
from normalizer.formats.article import Article
from normalizer.formats.decoding.tables import UTF_8
from normalizer.formats.format import Chunk, FormatOptions, Record
from normalizer.formats.members import Place, members
from normalizer.formats.page import article_of
from normalizer.formats.recoding import BOM, recoded, restored
from normalizer.formats.spelling import spelled, spelling_of
from normalizer.formats.title import parted, parts, title_of, titled

ADDED = "added"
"""The spelling of a text that its record didn't have: it was taken from a page."""

OUR_FIELDS = ("language", "metadata", "passages", "notices")
"""The fields a cleaned record gains."""

_VALUE = msgspec.json.Decoder()
_TEXT = msgspec.json.Decoder(str)
_HALF_A_PAIR = re.compile(rb"\\u[dD][89A-Fa-f]")


def record_line(article: Article, document: Document, options: FormatOptions) -> bytes:
    """The line of a cleaned record: what it was, its text, and our fields behind its own.

    A text that wasn't changed stays as it was spelled.
    """
    ours: dict[str, Any] = {}
    line, named = article.record, article.origin.title
    were, (title, text) = parted(article.document.source, named), parts(document, named)
    values = {article.title: title} if named and title != were[0] else {}
    if article.origin.spelling == ADDED:
        ours[options.text_field] = text
    elif text != were[1]:
        values[article.value] = text
    if values:
        line = _with_values(article, values)
    for field, value in our_fields(document).items():
        ours[options.field_prefix + field] = value
    last = _last(line)
    return line[:last] + b"," + msgspec.json.encode(ours)[1:-1] + line[last:]


def _with_values(article: Article, values: Mapping[Place, str]) -> bytes:
    """The line of ``article`` with other strings where these stand, spelled as they were."""
    line, named = article.record, article.origin.title
    escaped = "ascii" if b"\\u" in line and line.isascii() else ""
    spellings = {
        article.title: named.spelling if named else "",
        article.value: article.origin.spelling,
    }
    for place in sorted(values, reverse=True):
        token = spelled(values[place], spellings[place] or escaped)
        line = line[: place[0]] + token + line[place[1] :]
    return line


def our_fields(document: Document) -> dict[str, Any]:
    """What a cleaned record says beside its text; offsets count code points of that text."""
    return {
        "language": document.language,
        "metadata": dict(document.metadata.items()) if document.revisions else {},
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
    title, text = parted(source, origin.title)
    were = {} if field in ours else {field: (text, origin.spelling)}
    if origin.title:
        were[origin.title.field] = (title, origin.title.spelling)
    for name in sorted(were, key=lambda name: values.get(name, (0, 0)), reverse=True):
        was, spelling = were[name]
        if _string(line, values, origin.file, name) != was:
            start, end = values[name]
            line = line[:start] + spelled(was, spelling) + line[end:]
    return restored(line, origin.encoding)


def text_of(line: bytes, place: str, field: str, title: Title | None = None) -> str:
    """The text of the record in ``line``, behind its ``title``.

    Raises:
        FormatError: it isn't a JSON object, or ``field`` isn't a string of it.
    """
    values = _values(line, place)
    text = _string(line, values, place, field)
    return titled(_string(line, values, place, title.field), text) if title else text


@dataclass(frozen=True, slots=True)
class _Line:
    """A record in UTF-8: where its members stand, and the string in the field that is read.

    ``encoding`` is what it was in, ``raw`` its bytes where these two don't give them again.
    """

    data: bytes
    values: Mapping[str, Place]
    string: str
    encoding: str
    raw: bytes


def line_article(record: Record, chunk: Chunk, options: FormatOptions) -> Article:
    """The article that ``record`` of ``chunk`` holds.

    Raises:
        FormatError: it holds none.
    """
    place = f"{chunk.file}:{record.number}"
    field = options.html_field or options.text_field
    line = _line(record, place, field, options.encoding, chunk.context.decode())
    ours = _added_fields(options.field_prefix, options.text_field if options.html_field else None)
    if not line.values.keys().isdisjoint(ours):
        name = next(name for name in ours if name in line.values)
        message = (
            f"{place}: the record holds a field {name!r} already; "
            "give ours other names, for example --field-prefix clean_ (--text-field for that "
            "of a page's text)"
        )
        raise FormatError(message)
    start, end = line.values[field]
    if options.html_field:
        spelling: str | None = ADDED
        text = article_of(line.string, place)
    else:
        spelling, text = spelling_of(line.data[start:end], line.string), line.string
    title, at, manner = _title(line, place, options.title_field)
    known = None not in (spelling, manner)
    origin = Origin(
        chunk.file, line.encoding, record.number, options.text_field, options.field_prefix,
        raw=line.raw if known else line.raw or record.data, spelling=spelling or "",
        title=title_of(options.title_field, title, manner or ""),
    )  # fmt: skip
    name = _id(line.data, line.values, place, options.id_field)
    return Article(Document(titled(title, text), id=name), origin, line.data, (start, end), at)


@cache
def _added_fields(prefix: str, text_field: str | None) -> tuple[str, ...]:
    """The fields that a record gains, that of its text among them where it has none."""
    added = tuple(prefix + name for name in OUR_FIELDS)
    return added if text_field is None else (*added, text_field)


def _title(line: _Line, place: str, field: str | None) -> tuple[str, Place, str | None]:
    """The title of the record, where it stands and how it is spelled; empty if it has none.

    Raises:
        FormatError: it is no Unicode text.
    """
    start, end = line.values.get(field or "", (0, 0))
    if field is None or not line.data.startswith(b'"', start, end):
        return "", (0, 0), ""
    title = _string(line.data, line.values, place, field)
    if not title.strip():
        return "", (0, 0), ""
    return title, (start, end), spelling_of(line.data[start:end], title)


def _line(record: Record, place: str, field: str, encoding: str | None, wide: str) -> _Line:
    """The line of ``record``, which is decoded for itself.

    Raises:
        FormatError: it can't be decoded, or holds no such string.
    """
    if encoding in {None, UTF_8} or wide:
        try:
            return _read(record.data, place, field, (wide or UTF_8, b""))
        except UnicodeDecodeError:
            pass  # it isn't UTF-8
    data, found, raw = recoded(record, place, encoding, wide)
    return _read(data, place, field, (found, raw))


def _read(data: bytes, place: str, field: str, was: tuple[str, bytes]) -> _Line:
    """A line in UTF-8.

    Raises:
        UnicodeDecodeError: it isn't.
        FormatError: it holds no such string.
    """
    try:
        values = _values(data, place)
        string = _string(data, values, place, field)
    except FormatError:
        data.decode()
        raise
    start, end = values[field]
    _ = data[:start].decode(), data[end:].decode()  # the string between was decoded
    return _Line(data, values, string, *was)


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
        remedy = "name it with --text-field or --html-field"
        message = f"{place}: no field {field!r} (fields: {names}); {remedy}"
        raise FormatError(message)
    start, end = values[field]
    token = line[start:end]
    if not token.startswith(b'"'):
        message = f"{place}: the field {field!r} is not a string; see --text-field"
        raise FormatError(message)
    try:
        return _TEXT.decode(token)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        why = "half of a surrogate pair" if _HALF_A_PAIR.search(token) else str(error)
        message = f"{place}: the field {field!r} is no Unicode text: {why}; mend the escape"
        raise FormatError(message) from error


def _id(line: bytes, values: Mapping[str, Place], place: str, field: str) -> str:
    if field not in values:
        return place
    try:
        start, end = values[field]
        value = _VALUE.decode(line[start:end])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return place
    known = isinstance(value, str | int) and not isinstance(value, bool)
    return str(value) if known else place
