"""Plain text: one file, one article."""

from normalizer.audit.records import Origin
from normalizer.document.document import Document
from normalizer.document.findings import Edit
from normalizer.document.span import Span
from normalizer.formats.article import Article
from normalizer.formats.decode import decoded

RULE = "structure.final-newline"
FINDER = "formats.final-newline"


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
