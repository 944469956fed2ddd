"""An article between a file and the pipeline."""

from dataclasses import dataclass

from normalizer.audit.records import Origin
from normalizer.document.document import Document
from normalizer.errors import FormatError


@dataclass(frozen=True, slots=True)
class Article:
    """A document, where it came from, and the bytes of the record that holds it.

    ``value`` is where the value of its text stands in ``record``: byte offsets, half-open;
    ``title`` the same of a title in a field of its own. Nothing outside of them is changed. A
    plain text has no record.
    """

    document: Document
    origin: Origin
    record: bytes = b""
    value: tuple[int, int] = (0, 0)
    title: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Rejected:
    """A record that can't be read: why, where it stands, and its bytes.

    ``line`` is its number in the file, from 1, or ``None`` for a file that is one article.
    ``offset`` is its first byte in the input, decompressed; ``end`` the line breaks behind it.
    """

    error: FormatError
    line: int | None
    raw: bytes
    offset: int = 0
    end: bytes = b""


@dataclass(frozen=True, slots=True)
class Kept:
    """Bytes between the articles that hold none and are no mistake, such as a blank line."""

    raw: bytes
