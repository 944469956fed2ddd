"""Articles as Markdown: its front matter is no text, and its code no prose."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from normalizer.audit.records import Decoding, Origin
from normalizer.document.document import Document
from normalizer.document.findings import Edit
from normalizer.document.span import Span
from normalizer.errors import FormatError
from normalizer.formats.article import Article, Rejected
from normalizer.formats.decoding.decoded import encoded
from normalizer.formats.format import CHUNK_SIZE, Chunk, FormatOptions, Item, Record
from normalizer.formats.stream import Readable, everything
from normalizer.formats.text import closed, read_text, text_bytes, written_text

RULE = "structure.kept-markdown"
FINDER = "formats.kept-markdown"

_FRONT_MATTER = re.compile(
    rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n(?:(?!---|\.\.\.)[^\n]*\n)*(?:---|\.\.\.)[ \t]*"
    rb"(?:(?:\r?\n|\Z)(?:[ \t]*\r?\n)*)"
)
_ENDS = r"(?:\r?\n(?:[ \t]*\r?\n)*|\Z)"
_KEPT = re.compile(
    rf"""
      ^[ ]{{0,3}}(?P<fence>```+|~~~+)[^\n]*\n (?:.*\n)*? (?:[ ]{{0,3}}(?P=fence).*?{_ENDS} | \Z)
    | (?P<line> (?:(?<=\S\n)|(?<=\S\r\n)) [ ]{{0,3}} (?=.*(?:--|==|-\||:-|-:)) [|:= -]+ {_ENDS} )
    | (?<=\S) [ ]{{2,}} \r?\n
    | \| [ ]{{2,}} | [ ]{{2,}} \|
    | (?<!`) (?P<ticks>`+) (?!`) [^\n]*? (?<!`) (?P=ticks) (?!`)
    """,
    re.MULTILINE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Markdown:
    """Files that are an article each, in Markdown.

    Front matter stays as it is. Fenced and inline code, the lines that make headings and
    tables, and line breaks are put back where a finder for prose changed them.
    """

    options: FormatOptions = FormatOptions()  # noqa: RUF009  it is frozen
    name: str = "md"
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
        start = _body(chunk.data)
        try:
            body = read_text(chunk.data[start:], chunk.file, self.options.encoding)
        except FormatError as error:
            yield Rejected(error, None, chunk.data)
            return
        origin = replace(body.origin, format=self.name)
        yield Article(body.document, origin, chunk.data, (start, len(chunk.data)))

    def finished(self, document: Document) -> Document:
        """The document with its code as it was, and a line break at its end."""
        return closed(kept(document))

    def written(self, article: Article, document: Document) -> bytes:
        """The front matter, and the text in UTF-8."""
        return article.record[: article.value[0]] + text_bytes(document)

    def text_of(self, record: Record, context: bytes, origin: Origin) -> str:  # noqa: ARG002
        """The text of an output, without front matter.

        Raises:
            FormatError: it isn't UTF-8.
        """
        return written_text(record.data[_body(record.data) :], origin.file)

    def reverted(self, record: Record, context: bytes, source: str, origin: Origin) -> bytes:  # noqa: ARG002
        """The bytes the file had.

        Raises:
            UnicodeError, LookupError: there are none in the encodings it was in.
        """
        whole = Decoding(Span(0, len(source)), origin.encoding)
        front = record.data[: _body(record.data)]
        return front + encoded(source, origin.decodings or (whole,))


def kept(document: Document) -> Document:
    r"""The document with what isn't prose as it was once its encoding was repaired.

    What stood in a paragraph that was removed isn't put back.

    >>> was = Document("Text \n\n```\na  =  1\n```\n")
    >>> edit = Edit(Span(12, 14), "  ", " ", "spacing.doubled")
    >>> kept(was.revised("spacing.blanks", [edit])).text == was.text
    True
    """
    first = 0
    while first < len(document.revisions):
        if not document.revisions[first].finder.startswith("encoding."):
            break
        first += 1
    else:
        return document
    edits: list[Edit] = []
    for found in _KEPT.finditer(document.revisions[first].before):
        span = document.carried(Span(*found.span()), first)
        stands = span.of(document.text)
        if stands == found[0] or not (stands or _follows(document, found, first)):
            continue
        if not edits or span.start > edits[-1].span.end:
            edits.append(Edit(span, stands, found[0], RULE))
    return document.revised(FINDER, edits)


def _follows(document: Document, found: re.Match[str], revision: int) -> bool:
    """Whether a line that was removed made something of the line before it, which still stands."""
    if found["line"] is None:
        return False
    before = found.string.rfind("\n", 0, found.start() - 1) + 1
    return bool(len(document.carried(Span(before, found.start() - 1), revision)))


def _body(data: bytes) -> int:
    """Where the text of a file begins: behind its front matter, which is UTF-8."""
    found = _FRONT_MATTER.match(data)
    if found is None:
        return 0
    try:
        found[0].decode()
    except UnicodeDecodeError:
        return 0
    return found.end()
