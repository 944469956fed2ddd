"""Articles as records of a web archive: WARC and WET.

The text of a conversion record is cleaned in it. A response that holds a page stays as it is,
and a conversion record with the cleaned text of its article is put behind it.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from normalizer.audit.records import Origin
from normalizer.document.document import Document
from normalizer.errors import FormatError
from normalizer.formats.article import Article, Kept, Rejected
from normalizer.formats.decoding.tables import UTF_8
from normalizer.formats.extras import extra
from normalizer.formats.format import CHUNK_SIZE, Chunk, FormatOptions, Item, Record
from normalizer.formats.page import article_of, page_of
from normalizer.formats.pieces import record_pieces
from normalizer.formats.recoding import recoded
from normalizer.formats.stream import Readable
from normalizer.formats.text import written_text
from normalizer.formats.warc_records import Parts, added, derived, parts, record_end

ADDED = "added"
"""The spelling of a text that stands in a record of its own, which was added."""

_OK = 200
_PAGES = frozenset({"text/html", "application/xhtml+xml"})


@dataclass(frozen=True, slots=True)
class Warc:
    """Records of a web archive."""

    options: FormatOptions = FormatOptions()  # noqa: RUF009  it is frozen
    name: str = "warc"
    whole: bool = False
    framed: bool = True
    passes: bool = True

    def __post_init__(self) -> None:
        _fastwarc()

    def chunks(self, stream: Readable, file: str, *, size: int = CHUNK_SIZE) -> Iterator[Chunk]:
        """The records of ``stream``, in chunks.

        Raises:
            FormatError: it can't be read on.
        """
        index = offset = 0
        number = 1
        for data, count in record_pieces(stream, record_end, size):
            yield Chunk(file, index, offset, number, data)
            index, offset, number = index + 1, offset + len(data), number + count

    def records(self, chunk: Chunk) -> Iterator[Record]:
        """The records of ``chunk``, each with the one that was added behind it."""
        number, start = chunk.line, 0
        while start < len(chunk.data):
            end = record_end(chunk.data, start, last=True) or len(chunk.data)
            yield Record(number, chunk.offset + start, chunk.data[start:end])
            number, start = number + 1, end

    def articles(self, chunk: Chunk) -> Iterator[Item]:
        """The article of each text and page, or why it is none; other records are kept.

        The id is the one of the record, unless the field of the id is another of its headers.
        """
        for record in self.records(chunk):
            try:
                yield _article(record, chunk.file, self.options) or Kept(record.data)
            except FormatError as error:
                raw = record.data.rstrip(b"\r\n")
                yield Rejected(error, record.number, raw, record.offset, record.data[len(raw) :])

    def written(self, article: Article, document: Document) -> bytes:
        """The record with the text, or with a record of the text behind it."""
        source = parts(article.record, article.document.id)
        content = document.text.encode("utf-8", "surrogatepass")
        if article.origin.spelling == ADDED:
            return article.record + derived(source, content)
        if document.text == article.document.source:
            return article.record
        return source.with_content(content)

    def text_of(self, record: Record, context: bytes, origin: Origin) -> str:  # noqa: ARG002
        """The text of a record, or of the one that was added behind it.

        Raises:
            FormatError: it has none.
        """
        place = f"{origin.file}:{record.number}"
        alone, behind = added(record.data, place)
        if origin.spelling == ADDED and behind is None:
            message = f"{place}: the record of the text is missing: it was changed"
            raise FormatError(message)
        return written_text((behind or parts(alone, place)).content, place)

    def reverted(self, record: Record, context: bytes, source: str, origin: Origin) -> bytes:  # noqa: ARG002
        """The record as it was."""
        place = f"{origin.file}:{record.number}"
        if origin.raw:
            return origin.raw
        alone, _ = added(record.data, place)
        if origin.spelling == ADDED:
            return alone
        return parts(alone, place).with_content(source.encode("utf-8", "surrogatepass"))


def _article(record: Record, file: str, options: FormatOptions) -> Article | None:
    """The article of a record; ``None`` where it holds neither a text nor a page.

    Raises:
        FormatError: it can't be read.
    """
    place = f"{file}:{record.number}"
    alone, behind = added(record.data, place)
    found = parts(alone, place)
    if behind is not None:
        message = f"{place}: the text of its page stands behind it already; clean the original"
        raise FormatError(message)
    kind = found.field("WARC-Type").lower()
    raw, spelling = b"", ""
    if kind == "conversion" and _media_type(found) == "text/plain":
        whole = Record(record.number, record.offset, found.content)
        content, encoding, _ = recoded(whole, place, options.encoding, "")
        if encoding != UTF_8 or found.with_content(content) != record.data:
            raw = record.data
        text = content.decode()
    elif kind == "response" and (page := _page(record.data, place, options.encoding)):
        text, encoding, spelling = *page, ADDED
    else:
        return None
    origin = Origin(file, encoding, record.number, raw=raw, spelling=spelling, format="warc")
    name = found.field(options.id_field) or found.field("WARC-Record-ID").strip("<>")
    return Article(Document(text, id=name or place), origin, record.data)


def _media_type(found: Parts) -> str:
    return found.field("Content-Type").partition(";")[0].strip().lower()


def _page(record: bytes, place: str, encoding: str | None) -> tuple[str, str] | None:
    """The text of the page of a response, and what it was in; ``None`` without a page."""
    try:
        for response in _fastwarc().ArchiveIterator(
            io.BytesIO(record), parse_http=True, auto_decode="all"
        ):
            http = response.http_headers
            if http is None or http.status_code != _OK or response.http_content_type not in _PAGES:
                return None
            body, said = response.reader.read(), response.http_charset
            page, codec = page_of(body, place, encoding, said=said)
            return article_of(page, place), codec
    except (OSError, ValueError) as error:
        message = f"{place}: the response can't be read: {error}"
        raise FormatError(message) from error
    return None


@cache
def _fastwarc() -> Any:
    return extra("fastwarc.warc", "warc", "WARC")
