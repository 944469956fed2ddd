"""A stream in pieces that end where a record ends."""

from collections.abc import Iterator
from typing import Protocol

from normalizer.errors import FormatError
from normalizer.formats.stream import Readable


class EndOf(Protocol):
    """Tells where a record ends."""

    def __call__(self, data: bytes, start: int, /, *, last: bool) -> int | None:
        """The end of the record of ``data`` that begins at ``start``.

        ``None`` means that ``data``, which isn't the ``last``, ends too early to tell.
        """
        ...


def record_pieces(
    stream: Readable, end_of: EndOf, size: int, *, header: int = 0
) -> Iterator[tuple[bytes, int]]:
    """Pieces that end with the first record to reach ``size`` bytes, and how many each has.

    The first record has ``header`` bytes, if any.

    Raises:
        FormatError: ``stream`` can't be read on; the whole records before were given.
    """
    buffer = b""
    position = count = 0
    last = False
    failure: FormatError | None = None
    while True:
        end = header if header and len(buffer) >= header else None
        if not header and position < len(buffer):
            end = end_of(buffer, position, last=last)
        if end is not None:
            position, count, header = end, count + 1, 0
            if position >= size:
                yield buffer[:position], count
                buffer, position, count = buffer[position:], 0, 0
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
        yield buffer[:position], count
    if failure is not None:
        raise failure
