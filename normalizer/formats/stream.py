"""Streams of bytes whose beginning was looked at."""

from typing import Protocol

from normalizer.errors import FormatError

_BLOCK = 1 << 20


class Readable(Protocol):
    """What bytes can be read from, one after another."""

    def read(self, size: int, /) -> bytes:
        """At most ``size`` bytes, none at the end; fewer don't mean that it is near.

        Raises:
            FormatError: it can't be read on.
        """
        ...


class Rejoined:
    """A stream with the ``head`` that was read of it, and why it failed behind that."""

    def __init__(self, head: bytes, rest: Readable, failure: FormatError | None = None) -> None:
        self._head = head
        self._rest = rest
        self._failure = failure

    def read(self, size: int, /) -> bytes:
        """At most ``size`` bytes.

        Raises:
            FormatError: it can't be read on.
        """
        if self._head:
            data, self._head = self._head[:size], self._head[size:]
            return data
        if self._failure is not None:
            raise self._failure
        return self._rest.read(size)


def peeked(stream: Readable, size: int) -> tuple[bytes, Readable]:
    """The first ``size`` bytes of ``stream``, or all where it is shorter, and it from its start.

    >>> import io
    >>> head, stream = peeked(io.BytesIO(b"Schnee"), 3)
    >>> head, stream.read(2), stream.read(9), stream.read(9)
    (b'Sch', b'Sc', b'h', b'nee')
    """
    head = b""
    failure: FormatError | None = None
    try:
        while len(head) < size and (data := stream.read(size - len(head))):
            head += data
    except FormatError as error:
        failure = error
    return head, Rejoined(head, stream, failure)


def everything(stream: Readable) -> bytes:
    """All bytes of ``stream``.

    Raises:
        FormatError: it can't be read to its end.
    """
    return b"".join(iter(lambda: stream.read(_BLOCK), b""))
