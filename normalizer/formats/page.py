"""Articles as pages of HTML, of which the text is taken."""

import codecs
import logging
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import Any

from normalizer.audit.records import Origin
from normalizer.document.document import Document
from normalizer.errors import FormatError
from normalizer.formats.article import Article, Rejected
from normalizer.formats.decode import decoded
from normalizer.formats.decoding.tables import UTF_8
from normalizer.formats.extras import extra
from normalizer.formats.format import CHUNK_SIZE, Chunk, FormatOptions, Item, Record
from normalizer.formats.stream import Readable, everything
from normalizer.formats.text import closed, text_bytes, written_text

_HEAD = 1 << 10
_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """Files that are a page each; what is written is the text of its article.

    The page can't be had from that text, so that the audit keeps it.
    """

    options: FormatOptions = FormatOptions()  # noqa: RUF009  it is frozen
    name: str = "html"
    whole: bool = True
    framed: bool = False
    passes: bool = True

    def __post_init__(self) -> None:
        _trafilatura()

    def chunks(self, stream: Readable, file: str, *, size: int = CHUNK_SIZE) -> Iterator[Chunk]:  # noqa: ARG002
        """All of ``stream`` as one chunk.

        Raises:
            FormatError: it can't be read to its end; half a page is none.
        """
        yield Chunk(file, 0, 0, 1, everything(stream))

    def records(self, chunk: Chunk) -> Iterator[Record]:
        """The file."""
        yield Record(chunk.line, chunk.offset, chunk.data)

    def articles(self, chunk: Chunk) -> Iterator[Item]:
        """The article of the page, or why there is none."""
        try:
            page, encoding = page_of(chunk.data, chunk.file, self.options.encoding)
            text = article_of(page, chunk.file)
        except FormatError as error:
            yield Rejected(error, None, chunk.data)
            return
        origin = Origin(chunk.file, encoding, raw=chunk.data, format=self.name)
        yield Article(Document(text, id=chunk.file), origin)

    def finished(self, document: Document) -> Document:
        """The document with a line break at its end."""
        return closed(document)

    def written(self, article: Article, document: Document) -> bytes:  # noqa: ARG002
        """The text in UTF-8."""
        return text_bytes(document)

    def text_of(self, record: Record, context: bytes, origin: Origin) -> str:  # noqa: ARG002
        """The text of an output.

        Raises:
            FormatError: it isn't UTF-8.
        """
        return written_text(record.data, origin.file)

    def reverted(self, record: Record, context: bytes, source: str, origin: Origin) -> bytes:  # noqa: ARG002
        """The page."""
        return origin.raw


def page_of(
    raw: bytes, file: str, encoding: str | None = None, *, said: str | None = None
) -> tuple[str, str]:
    """The page in ``raw`` and the encoding of most of it.

    Bytes that are no UTF-8 are in the ``encoding`` given, else in the one that was ``said`` of
    it or that it declares, where they can be, else in the one they read best in.

    Raises:
        FormatError: they can't be decoded.
    """
    declared = _DECLARED.search(raw[:_HEAD])
    names = [said, declared[1].decode() if declared else None]
    for name in names if encoding is None and not _is_utf_8(raw) else ():
        with suppress(LookupError, ValueError):
            codec = codecs.lookup(name or "").name
            return raw.decode(codec), codec
    found = decoded(raw, file, encoding)
    return found.text, found.encoding


def article_of(page: str, place: str) -> str:
    r"""The text of the article in ``page``, a paragraph a line, without what stands around it.

    Raises:
        FormatError: none can be made out.
        LibraryError: the library for pages isn't installed.
    """
    text = _trafilatura().extract(page, output_format="txt", include_comments=False)
    if not text:
        message = f"{place}: no article can be made out in the page; give its text as .txt"
        raise FormatError(message)
    return str(text)


def _is_utf_8(raw: bytes) -> bool:
    try:
        raw.decode(UTF_8)
    except UnicodeDecodeError:
        return False
    return True


@cache
def _trafilatura() -> Any:
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # its words are of no use
    return extra("trafilatura", "html", "HTML")
