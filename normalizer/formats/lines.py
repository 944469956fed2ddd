"""Chunks that end where a line ends."""

from collections.abc import Iterator

from normalizer.errors import FormatError
from normalizer.formats.format import Chunk, Record
from normalizer.formats.stream import Readable


def line_chunks(stream: Readable, file: str, *, size: int, context: bytes = b"") -> Iterator[Chunk]:
    """Chunks that end at the first line break from their ``size``-th byte on.

    Where ``stream`` fails, the whole lines before come first.
    """
    index = offset = 0
    line = 1
    for data in _cut(stream, size):
        if isinstance(data, FormatError):
            raise data
        yield Chunk(file, index, offset, line, data, context)
        index, offset, line = index + 1, offset + len(data), line + data.count(b"\n")


def lines_of(chunk: Chunk) -> Iterator[Record]:
    """The lines of ``chunk``, each with its line break."""
    number, start = chunk.line, 0
    while start < len(chunk.data):
        end = chunk.data.find(b"\n", start) + 1 or len(chunk.data)
        yield Record(number, chunk.offset + start, chunk.data[start:end])
        number, start = number + 1, end


def _cut(stream: Readable, size: int) -> Iterator[bytes | FormatError]:
    parts: list[bytes] = []
    waiting = 0
    failure: FormatError | None = None
    while failure is None:
        try:
            data = stream.read(size)
        except FormatError as error:
            failure = error
            break
        if not data:
            break
        parts.append(data)
        waiting += len(data)
        # A line break before the size is reached doesn't count, however the bytes come in.
        if waiting >= size and b"\n" in data[max(0, size - 1 - waiting + len(data)) :]:
            *whole, rest = _pieces(b"".join(parts), size)
            yield from whole
            parts, waiting = [rest], len(rest)
    left = b"".join(parts)
    if failure is not None:
        left = left[: left.rfind(b"\n") + 1]
    yield from (piece for piece in _pieces(left, size) if piece)
    if failure is not None:
        yield failure


def _pieces(data: bytes, size: int) -> Iterator[bytes]:
    """Chunks at the start of ``data``, and what is left over for the next, if only ``b""``."""
    start = 0
    while end := data.find(b"\n", start + size - 1) + 1:
        yield data[start:end]
        start = end
    yield data[start:]
