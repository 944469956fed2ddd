"""Bytes of a text file, decoded strictly."""

import codecs

from normalizer.errors import FormatError, SettingsError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


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
    except LookupError as error:
        message = f"unknown encoding {name!r}; try utf-8, utf-16, cp1251, koi8-r, cp1252 …"
        raise SettingsError(message) from error
    return found.name


def decoded(raw: bytes, name: str, encoding: str | None = None) -> tuple[str, str]:
    """The text of ``raw`` and the codec that encodes it to the same bytes again.

    Without an ``encoding`` a byte order mark decides, else the bytes must be UTF-8. A byte
    order mark stays in the text, where the encoding stage removes it and records so.

    Raises:
        FormatError: the bytes aren't in that encoding; the message has ``file:line``, the
            byte, and what to do.
    """
    if encoding is None:
        encoding = next((codec for bom, codec in _BOMS if raw.startswith(bom)), "utf-8")
    elif encoding == "utf-16":
        encoding = "utf-16-be" if raw.startswith(codecs.BOM_UTF16_BE) else "utf-16-le"
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        message = (
            f"{name}:{line}: not {encoding} at byte {error.start} "
            f"(0x{raw[error.start]:02X}): name its encoding, for example --encoding "
            f"{'cp1251' if encoding != 'cp1251' else 'utf-8'}"
        )
        raise FormatError(message) from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        message = (
            f"{name}:{line}: holds NUL bytes: a binary file, or UTF-16 without a byte order "
            "mark (then: --encoding utf-16)"
        )
        raise FormatError(message)
    return text, encoding
