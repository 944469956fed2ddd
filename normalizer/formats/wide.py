"""Streams of UTF-16 and UTF-32, read as UTF-8 so that their lines can be cut."""

import codecs
from contextlib import suppress

from normalizer.errors import FormatError
from normalizer.formats.decode import decoded, is_wide
from normalizer.formats.decoding.tables import UTF_8
from normalizer.formats.stream import Readable, peeked

_HEAD = 1 << 12
_UNIT = 4


def in_utf_8(stream: Readable, file: str, encoding: str | None) -> tuple[Readable, str]:
    """``stream`` itself and an empty name, or in UTF-8 and the name of what it is in.

    Raises:
        FormatError: its beginning can't be decoded.
    """
    head, whole = peeked(stream, _HEAD)
    if not is_wide(head, encoding):
        return whole, ""
    codec = _codec(head, file, encoding)
    return Transcoded(whole, file, codec), codec


class Transcoded:
    """A stream of UTF-16 or UTF-32 in UTF-8, its byte order mark as well."""

    def __init__(self, stream: Readable, file: str, encoding: str) -> None:
        self._stream = stream
        self._file = file
        self._encoding = encoding
        self._decoder = codecs.getincrementaldecoder(encoding)()
        self._left = b""
        self._read = 0

    def read(self, size: int, /) -> bytes:
        """At most ``size`` bytes in UTF-8.

        Raises:
            FormatError: it can't be read or decoded on.
        """
        while not self._left:
            data = self._stream.read(size)
            try:
                self._left = self._decoder.decode(data, final=not data).encode(UTF_8)
            except UnicodeDecodeError as error:
                message = (
                    f"{self._file}: not {self._encoding} near byte {self._read}: {error.reason}; "
                    "it is cut off or damaged there, or in another --encoding"
                )
                raise FormatError(message) from error
            self._read += len(data)
            if not data:
                break
        given, self._left = self._left[:size], self._left[size:]
        return given


def _codec(head: bytes, file: str, encoding: str | None) -> str:
    """The codec of ``head``, whose last letter may be cut."""
    whole = head[: len(head) - len(head) % _UNIT] if len(head) == _HEAD else head
    with suppress(FormatError):
        return decoded(whole, file, encoding).encoding
    return decoded(whole[:-2], file, encoding).encoding
