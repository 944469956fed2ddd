"""Records in UTF-8, and in the encoding they were in."""

from normalizer.errors import FormatError
from normalizer.formats.decode import decoded, is_wide
from normalizer.formats.decoding.tables import UTF_8, written
from normalizer.formats.format import Record

BOM = b"\xef\xbb\xbf"


def recoded(
    record: Record, place: str, encoding: str | None, wide: str
) -> tuple[bytes, str, bytes]:
    """The record in UTF-8, what it was in, and its bytes where these two don't give them again.

    It is decoded for itself, unless an ``encoding`` is given or it comes of a file in UTF-16
    or UTF-32, whose codec is ``wide``.

    Raises:
        FormatError: it can't be decoded.
    """
    if wide:
        return record.data, wide, b""
    if encoding in {None, UTF_8} and _is_utf_8(record.data):
        return record.data, UTF_8, b""
    try:
        found = decoded(record.data, place, encoding)
    except FormatError as error:
        # It is the first line of what was decoded, but not of the file.
        said = str(error).removeprefix(f"{place}:1: ").removeprefix(f"{place}: ")
        message = f"{place}: {said}"
        raise FormatError(message) from error
    try:
        same = written(found.text, found.encoding) == record.data
    except UnicodeError:
        same = False
    return found.text.encode(), found.encoding, b"" if same else record.data


def restored(record: bytes, encoding: str) -> bytes:
    """The bytes in ``encoding`` of a record in UTF-8.

    Raises:
        UnicodeError, LookupError: there are none.
    """
    return record if encoding == UTF_8 else written(record.decode(), encoding)


def untold(record: bytes, encoding: str) -> bytes:
    """The bytes of a record that was passed: those of a wide file were in ``encoding``.

    Raises:
        UnicodeError, LookupError: there are none.
    """
    return restored(record, encoding) if is_wide(b"", encoding) else record


def _is_utf_8(raw: bytes) -> bool:
    try:
        raw.decode(UTF_8)
    except UnicodeDecodeError:
        return False
    return True
