"""Bytes of a text file, decoded so that they can be had again."""

import codecs
from functools import cache

from normalizer.audit.records import Decoding
from normalizer.document.span import Span
from normalizer.errors import FormatError, SettingsError
from normalizer.formats.decoding.binary import first_control, is_controls, kind_of
from normalizer.formats.decoding.decoded import Decoded, assembled
from normalizer.formats.decoding.doubt import DoubtError, sure
from normalizer.formats.decoding.mixture import FindEncodings
from normalizer.formats.decoding.parts import Part
from normalizer.formats.decoding.tables import UTF_8
from normalizer.formats.decoding.wide import wide_codec, width

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BIG_ENDIAN = {
    "utf-16": (codecs.BOM_UTF16_BE, "utf-16-be"),
    "utf-32": (codecs.BOM_UTF32_BE, "utf-32-be"),
}
_HEAD = 1 << 16
_TELLING = 2
"""Bytes at the end of ASCII that begin one letter of UTF-8, and are hardly two of another table."""


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


def decoded(raw: bytes, name: str, encoding: str | None = None) -> Decoded:
    r"""The text of ``raw``, and the encodings that give the same bytes again.

    Without an ``encoding`` a byte order mark decides, else the bytes are UTF-8 where they can
    be, even if the last letter is cut, or UTF-16; else each line, and each word of a line, is
    in the encoding it reads best in. A byte order mark stays in the text, where the encoding
    stage removes it and records so. U+FFFD stands for bytes that are part of no letter,
    nothing for a letter that is cut.

    >>> mixed = decoded("Погода\n".encode("koi8-r") + "schön".encode("cp1252"), "a.txt")
    >>> mixed.text, [decoding.encoding for decoding in mixed.decodings]
    ('Погода\nschön', ['koi8-r', 'cp1252'])
    >>> decoded("schön".encode(), "a.txt").several
    ()

    Raises:
        FormatError: the bytes aren't in that encoding, hold no text, or text in no language
            that would tell the encoding; the message has ``file:line`` and what to do.
    """
    if encoding is not None:
        return _declared(raw, name, _endian(raw, encoding))
    text = _strict(raw)
    kind = kind_of(raw, text=text is not None)
    if kind is not None:
        message = f"{name}: is no text but {kind}; take it out, or convert it to text first"
        raise FormatError(message)
    codec = _wide_codec(raw)
    if codec is not None:
        return _wide(raw, name, codec)
    _check_text(raw, name, is_utf_8=text is not None)
    if text is not None:
        return _alone(text, UTF_8)
    return assembled(raw, _cut(raw) or _guessed(raw, name))


def is_wide(head: bytes, encoding: str | None) -> bool:
    """Whether a file that begins with ``head`` is in UTF-16 or UTF-32.

    A line break is more than one byte there, so its lines can't be cut before it is decoded.
    """
    codec = _wide_codec(head) if encoding is None else encoding
    return codec is not None and codec.startswith(("utf-16", "utf-32"))


def _strict(raw: bytes) -> str | None:
    try:
        return raw.decode(UTF_8)
    except UnicodeDecodeError:
        return None


def _alone(text: str, encoding: str) -> Decoded:
    return Decoded(text, (Decoding(Span(0, len(text)), encoding),))


def _declared(raw: bytes, name: str, encoding: str) -> Decoded:
    try:
        text = raw.decode(encoding)
        lossless = encoding == UTF_8 or text.encode(encoding) == raw
    except UnicodeError as error:
        cut = _cut(raw) if encoding == UTF_8 else None
        if cut:
            return assembled(raw, cut)
        raise FormatError(_undecodable(raw, name, encoding, error)) from error
    if not lossless:
        message = (
            f"{name}: {encoding} can't write these bytes again, so they could not be restored; "
            "convert the file to UTF-8 first"
        )
        raise FormatError(message)
    if "\0" in text:
        raise FormatError(_holds_nul(name, text.count("\n", 0, text.index("\0")) + 1))
    return _alone(text, encoding)


def _wide_codec(raw: bytes) -> str | None:
    """The codec of UTF-16 or UTF-32, by its mark or by where its letters stand."""
    marked = next((codec for bom, codec in _BOMS if raw.startswith(bom)), None)
    if marked is not None or not (b"\0" in raw or is_controls(raw[:_HEAD])):
        return None if marked == UTF_8 else marked
    return wide_codec(raw)


def _wide(raw: bytes, name: str, encoding: str) -> Decoded:
    """UTF-16 or UTF-32, of whose last letter a part may be cut off."""
    end = len(raw) - len(raw) % width(encoding)
    text = _declared(raw[:end], name, encoding).text
    if end == len(raw):
        return _alone(text, encoding)
    return assembled(raw, [Part(0, end, encoding), Part(end, len(raw), encoding, lost=True)])


def _cut(raw: bytes, *, least: int = _TELLING) -> list[Part] | None:
    """UTF-8 whose last letter is cut.

    That it is UTF-8 must be shown by a letter before, or by as many bytes of the last one as
    ``least``: one alone may be a letter of another table.
    """
    try:
        raw.decode(UTF_8)
    except UnicodeDecodeError as error:
        start = error.start
        shown = len(raw) - start >= least or not raw[:start].isascii()
        if error.reason == "unexpected end of data" and shown:
            return [Part(0, start, UTF_8), Part(start, len(raw), UTF_8, lost=True)]
    return None


@cache
def _find_encodings() -> FindEncodings:
    """Built once: its tables take longer than any file of a few pages."""
    return FindEncodings()


def _guessed(raw: bytes, name: str) -> list[Part]:
    find = _find_encodings()
    parts = list(find(raw))
    try:
        return sure(raw, parts, find.readings.readability)
    except DoubtError as doubt:
        # A letter at the very end that no table explains is half a letter.
        if cut := _cut(raw, least=1):
            return cut
        message = (
            f"{name}:{_line(raw, doubt.part.start)}: in no encoding that reads as a language known "
            f"here (best guess: {doubt.part.encoding}): name it, for example --encoding cp1253"
        )
        raise FormatError(message) from doubt


def _check_text(raw: bytes, name: str, *, is_utf_8: bool) -> None:
    """Refuse what holds NUL bytes, or more controls than any text that isn't UTF-8.

    Raises:
        FormatError: it does; the message has the line.
    """
    if b"\0" in raw:
        raise FormatError(_holds_nul(name, _line(raw, raw.index(b"\0"))))
    if not is_utf_8 and is_controls(raw):
        message = (
            f"{name}:{_line(raw, first_control(raw))}: holds control characters as no text does: "
            "a binary file; take it out"
        )
        raise FormatError(message)


def _holds_nul(name: str, line: int) -> str:
    return (
        f"{name}:{line}: holds NUL bytes: a binary file, or UTF-16 without a byte order "
        "mark (then: --encoding utf-16)"
    )


def _line(raw: bytes, offset: int) -> int:
    return raw.count(b"\n", 0, offset) + 1


def _endian(raw: bytes, encoding: str) -> str:
    if encoding in _BIG_ENDIAN:
        bom, codec = _BIG_ENDIAN[encoding]
        return codec if raw.startswith(bom) else f"{encoding}-le"
    return encoding


def _undecodable(raw: bytes, name: str, encoding: str, error: UnicodeError) -> str:
    start = error.start if isinstance(error, UnicodeDecodeError) else 0
    other = "cp1251" if encoding != "cp1251" else "utf-8"
    return (
        f"{name}:{_line(raw, start)}: not {encoding} at byte {start} "
        f"(0x{raw[start : start + 1].hex().upper()}): name its encoding, for example "
        f"--encoding {other}, or leave it out"
    )
