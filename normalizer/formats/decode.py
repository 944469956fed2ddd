"""Bytes of a text file, decoded strictly."""

import codecs

from normalizer.errors import FormatError, SettingsError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BIG_ENDIAN = {
    "utf-16": (codecs.BOM_UTF16_BE, "utf-16-be"),
    "utf-32": (codecs.BOM_UTF32_BE, "utf-32-be"),
}


def checked_encoding(name: str) -> str:
    """The canonical name of a text codec.

    >>> checked_encoding("CP1251")
    'cp1251'

    Raises:
        SettingsError: there is no such codec.
    """
    try:
        found = codecs.lookup(name)
        "".encode(found.name)  # refuses codecs that are no text encodings, such as hex
    except (LookupError, ValueError) as error:
        message = f"unknown encoding {name!r}; try utf-8, utf-16, cp1251, koi8-r, cp1252 …"
        raise SettingsError(message) from error
    return "utf-8" if found.name == "utf-8-sig" else found.name  # the mark stays in the text


def decoded(raw: bytes, name: str, encoding: str | None = None) -> tuple[str, str]:
    """The text of ``raw`` and the codec that encodes it to the same bytes again.

    Without an ``encoding`` a byte order mark decides, else the bytes must be UTF-8. A byte
    order mark stays in the text, where the encoding stage removes it and records so.

    Raises:
        FormatError: the bytes aren't in that encoding; the message has ``file:line``, the
            byte, and what to do.
    """
    encoding = _codec(raw, encoding)
    try:
        text = raw.decode(encoding)
        lossless = encoding == "utf-8" or text.encode(encoding) == raw
    except UnicodeError as error:
        raise FormatError(_undecodable(raw, name, encoding, error)) from error
    if not lossless:
        message = (
            f"{name}: {encoding} can't write these bytes again, so they could not be restored; "
            "convert the file to UTF-8 first"
        )
        raise FormatError(message)
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        message = (
            f"{name}:{line}: holds NUL bytes: a binary file, or UTF-16 without a byte order "
            "mark (then: --encoding utf-16)"
        )
        raise FormatError(message)
    return text, encoding


def is_wide(head: bytes, encoding: str | None) -> bool:
    """Whether a file that begins with ``head`` is in UTF-16 or UTF-32.

    A line break is more than one byte there, so its lines can't be cut before it is decoded.
    """
    return (_codec(head, encoding)).startswith(("utf-16", "utf-32"))


def _codec(raw: bytes, encoding: str | None) -> str:
    if encoding is None:
        return next((codec for bom, codec in _BOMS if raw.startswith(bom)), "utf-8")
    if encoding in _BIG_ENDIAN:
        bom, codec = _BIG_ENDIAN[encoding]
        return codec if raw.startswith(bom) else f"{encoding}-le"
    return encoding


def _undecodable(raw: bytes, name: str, encoding: str, error: UnicodeError) -> str:
    start = error.start if isinstance(error, UnicodeDecodeError) else 0
    line = raw.count(b"\n", 0, start) + 1
    other = "cp1251" if encoding != "cp1251" else "utf-8"
    return (
        f"{name}:{line}: not {encoding} at byte {start} (0x{raw[start : start + 1].hex().upper()})"
        f": name its encoding, for example --encoding {other}"
    )
