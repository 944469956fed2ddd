"""A stream of a table in pieces that end where a row ends."""

from collections.abc import Iterator

from normalizer.errors import FormatError
from normalizer.formats.dialect import Dialect
from normalizer.formats.stream import Readable


def row_pieces(stream: Readable, dialect: Dialect, size: int) -> Iterator[tuple[bytes, int]]:
    """Pieces that end with the first row that reaches ``size`` bytes, and their numbers of rows.

    Raises:
        FormatError: ``stream`` can't be read on; the whole rows before were given.
    """
    buffer = b""
    position = rows = 0
    header = len(dialect.header)
    last = False
    failure: FormatError | None = None
    while True:
        end = _end(buffer, position, dialect, header, last=last)
        if end is not None:
            position, rows, header = end, rows + 1, 0
            if position >= size:
                yield buffer[:position], rows
                buffer, position, rows = buffer[position:], 0, 0
            continue
        if last or failure is not None:
            break
        try:
            data = stream.read(size)
        except FormatError as error:
            failure = error
        else:
            buffer += data
            last = not data
    if position:
        yield buffer[:position], rows
    if failure is not None:
        raise failure


def _end(data: bytes, start: int, dialect: Dialect, header: int, *, last: bool) -> int | None:
    """The end of the next row; ``None`` where there is none, or not all of it."""
    if header:
        return header if len(data) >= header else None
    return dialect.row_end(data, start, last=last) if start < len(data) else None
