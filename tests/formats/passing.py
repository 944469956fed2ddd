"""A file through a format: read, its texts changed, written, and reverted."""

import io
from collections.abc import Callable
from dataclasses import dataclass, field

from normalizer.audit.records import Origin
from normalizer.document.document import Document
from normalizer.document.findings import Edit
from normalizer.document.span import Span
from normalizer.formats.article import Article, Kept, Rejected
from normalizer.formats.choice import format_of_origin
from normalizer.formats.format import CHUNK_SIZE, Format, assembled, finished, untold


@dataclass
class Passed:
    """What became of a file; articles and rejected records by their number."""

    output: bytes = b""
    articles: dict[int | None, Article] = field(default_factory=dict)
    changed: dict[int | None, str] = field(default_factory=dict)
    rejected: dict[int | None, Rejected] = field(default_factory=dict)
    sources: dict[int | None, tuple[str, Origin]] = field(default_factory=dict)


def passed(
    form: Format,
    data: bytes,
    change: Callable[[str], str] = str,
    *,
    size: int = CHUNK_SIZE,
    file: str = "a",
) -> Passed:
    """The file ``data`` with each text changed."""
    result = Passed()
    for chunk in form.chunks(io.BytesIO(data), file, size=size):
        written: list[bytes] = []
        for item in form.articles(chunk):
            if isinstance(item, Kept):
                written.append(item.data if form.passes else b"")
                continue
            if isinstance(item, Rejected):
                result.rejected[item.line] = item
                written.append(item.data if form.passes else b"")
                continue
            document = finished(form, revised(item.document, change(item.document.source)))
            written.append(form.written(item, document))
            result.articles[item.origin.line] = item
            result.changed[item.origin.line] = document.text
            result.sources[item.origin.line] = (document.source, item.origin)
        result.output += assembled(form, chunk, written)
    return result


def revised(document: Document, text: str) -> Document:
    """The document with another text."""
    if text == document.text:
        return document
    span = Span(0, len(document.text))
    return document.revised("test", [Edit(span, document.text, text, "test.test")])


def reverted(result: Passed, form: Format, *, file: str = "a") -> bytes:
    """The file again, of its output and of what an audit keeps; each text is checked."""
    origins = [origin for _, origin in result.sources.values()]
    reader = format_of_origin(origins[0]) if origins else form
    encoding = origins[0].encoding if origins else "utf-8"
    made = b""
    for chunk in reader.chunks(io.BytesIO(result.output), file):
        for record in reader.records(chunk):
            number = None if reader.whole else record.number
            if number not in result.sources:
                made += untold(reader, record, encoding)
                continue
            source, origin = result.sources[number]
            assert reader.text_of(record, chunk.context, origin) == result.changed[number]
            made += reader.reverted(record, chunk.context, source, origin)
    return made
