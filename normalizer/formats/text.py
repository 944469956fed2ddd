"""Plain text: one file, one article."""

from collections.abc import Iterator
from dataclasses import dataclass

from normalizer.audit.records import Decoding, Origin
from normalizer.document.document import Document
from normalizer.document.findings import Edit
from normalizer.document.span import Span
from normalizer.errors import FormatError
from normalizer.formats.article import Article, Rejected
from normalizer.formats.decode import decoded
from normalizer.formats.decoding.decoded import encoded
from normalizer.formats.format import CHUNK_SIZE, Chunk, FormatOptions, Item, Record
from normalizer.formats.stream import Readable, everything

RULE = "structure.final-newline"
FINDER = "formats.final-newline"


@dataclass(frozen=True, slots=True)
class Text:
    """Files that are an article each."""

    options: FormatOptions = FormatOptions()  # noqa: RUF009  it is frozen
    name: str = "txt"
    whole: bool = True
    framed: bool = False
    passes: bool = True

    def chunks(self, stream: Readable, file: str, *, size: int = CHUNK_SIZE) -> Iterator[Chunk]:  # noqa: ARG002
        """All of ``stream`` as one chunk.

        Raises:
            FormatError: it can't be read to its end; half an article is none.
        """
        yield Chunk(file, 0, 0, 1, everything(stream))

    def records(self, chunk: Chunk) -> Iterator[Record]:
        """The file."""
        yield Record(chunk.line, chunk.offset, chunk.data)

    def articles(self, chunk: Chunk) -> Iterator[Item]:
        """The article of the file, or why it is none."""
        try:
            yield read_text(chunk.data, chunk.file, self.options.encoding)
        except FormatError as error:
            yield Rejected(error, None, chunk.data)

    def finished(self, document: Document) -> Document:
        """The document with a line break at its end."""
        return closed(document)

    def written(self, article: Article, document: Document) -> bytes:  # noqa: ARG002
        """The text in UTF-8."""
        return text_bytes(document)

    def text_of(self, record: Record, context: bytes, origin: Origin) -> str:  # noqa: ARG002
        """The text of the file.

        Raises:
            FormatError: it isn't UTF-8.
        """
        return written_text(record.data, origin.file)

    def reverted(self, record: Record, context: bytes, source: str, origin: Origin) -> bytes:  # noqa: ARG002
        """The bytes the file had.

        Raises:
            UnicodeError, LookupError: there are none in the encodings it was in.
        """
        whole = Decoding(Span(0, len(source)), origin.encoding)
        return encoded(source, origin.decodings or (whole,))


def read_text(raw: bytes, name: str, encoding: str | None = None) -> Article:
    """The article in the bytes of the file ``name``.

    Raises:
        FormatError: the bytes can't be decoded.
    """
    found = decoded(raw, name, encoding)
    origin = Origin(name, found.encoding, decodings=found.several)
    return Article(Document(found.text, id=name), origin)


def closed(document: Document) -> Document:
    r"""The document with a line break at its end, as a text file has one.

    The line break is the one of its first line. An empty article stays empty.

    >>> closed(Document("Titel\r\nText")).text
    'Titel\r\nText\r\n'
    """
    text = document.text
    if not text.strip() or text.endswith("\n"):
        return document
    first = text.find("\n")
    newline = "\r\n" if first > 0 and text[first - 1] == "\r" else "\n"
    end = len(text)
    return document.revised(FINDER, [Edit(Span(end, end), "", newline, RULE)])


def text_bytes(document: Document) -> bytes:
    """The bytes to write, in UTF-8."""
    return document.text.encode("utf-8", "surrogatepass")


def written_text(data: bytes, file: str) -> str:
    """The text of an output, of which these are the bytes.

    Raises:
        FormatError: they aren't UTF-8.
    """
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError as error:
        message = f"{file}: not UTF-8 at byte {error.start}: it was changed"
        raise FormatError(message) from error
