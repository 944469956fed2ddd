"""Bytes decoded strictly, and encoded to the same bytes again."""

import codecs

import pytest

from normalizer.errors import FormatError, SettingsError
from normalizer.formats.decode import checked_encoding, decoded


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        ("ä\r\n".encode(), None),
        (codecs.BOM_UTF8 + b"a\n", None),
        (codecs.BOM_UTF8 + b"a\n", "utf-8-sig"),
        (codecs.BOM_UTF16_LE + "ä\r\n".encode("utf-16-le"), None),
        (codecs.BOM_UTF16_BE + "ä\r\n".encode("utf-16-be"), None),
        ("ä\n".encode("utf-16-le"), "utf-16"),
        (codecs.BOM_UTF32_BE + "ä\n".encode("utf-32-be"), "utf-32"),
        ("Да\r\n".encode("cp1251"), "windows-1251"),
    ],
)
def test_the_codec_gives_the_same_bytes_again(raw: bytes, encoding: str | None) -> None:
    text, codec = decoded(raw, "a.txt", None if encoding is None else checked_encoding(encoding))
    assert text.encode(codec) == raw


@pytest.mark.parametrize("encoding", ["foo", "", "hex", "undefined", "a\0b"])
def test_what_is_no_text_encoding_is_refused(encoding: str) -> None:
    with pytest.raises(SettingsError, match="unknown encoding"):
        checked_encoding(encoding)


@pytest.mark.parametrize(
    ("raw", "encoding", "says"),
    [
        (b"a\nb\xe4\n", None, r"a\.txt:2: not utf-8 at byte 3 \(0xE4\).*--encoding"),
        (b"a\0", None, r"a\.txt:1: holds NUL"),
        (b"a\nb", "utf-16", r"a\.txt:.*not utf-16-le"),
        (b"+AGE-", "utf-7", "can't write these bytes again"),
    ],
)
def test_what_can_not_be_decoded_is_told_with_its_line(
    raw: bytes, encoding: str | None, says: str
) -> None:
    with pytest.raises(FormatError, match=says):
        decoded(raw, "a.txt", encoding)
