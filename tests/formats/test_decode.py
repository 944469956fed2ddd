"""Bytes decoded, and encoded to the same bytes again."""

import codecs
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalizer.errors import FormatError, SettingsError
from normalizer.formats.decode import checked_encoding, decoded, is_wide
from normalizer.formats.decoding.decoded import encoded

CASES: dict[str, Any] = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "formats" / "decode.toml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        ("ä\r\n".encode(), None),
        (codecs.BOM_UTF8 + b"a\n", None),
        (codecs.BOM_UTF8 + b"a\n", "utf-8-sig"),
        (codecs.BOM_UTF16_LE + "ä\r\n".encode("utf-16-le"), None),
        (codecs.BOM_UTF16_BE + "ä\r\n".encode("utf-16-be"), None),
        (codecs.BOM_UTF32_LE + "ä\r\n".encode("utf-32-le"), None),
        ("ä\n".encode("utf-16-le"), "utf-16"),
        (codecs.BOM_UTF32_BE + "ä\n".encode("utf-32-be"), "utf-32"),
        ("Да\r\n".encode("cp1251"), "windows-1251"),
    ],
)
def test_the_codec_gives_the_same_bytes_again(raw: bytes, encoding: str | None) -> None:
    found = decoded(raw, "a.txt", None if encoding is None else checked_encoding(encoding))
    assert found.text.encode(found.encoding) == raw
    assert found.several == ()


@pytest.mark.parametrize("encoding", ["foo", "", "hex", "undefined", "a\0b"])
def test_what_is_no_text_encoding_is_refused(encoding: str) -> None:
    with pytest.raises(SettingsError, match="unknown encoding"):
        checked_encoding(encoding)


@pytest.mark.parametrize(
    ("raw", "encoding", "says"),
    [
        (b"a\nb\xe4\n", "utf-8", r"a\.txt:2: not utf-8 at byte 3 \(0xE4\).*--encoding"),
        (b"a\nb\0c", None, r"a\.txt:2: holds NUL"),
        (b"a\nb", "utf-16", r"a\.txt:.*not utf-16-le"),
        (b"+AGE-", "utf-7", "can't write these bytes again"),
        (bytes(range(1, 256)) * 9, None, r"a\.txt:1: holds control characters"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), None, r"a\.txt: is no text but PNG"),
        (b"GIF89a" + bytes(range(256)), None, r"a\.txt: is no text but GIF"),
        (b"PK\x03\x04" + bytes(range(256)), None, r"a\.txt: is no text but ZIP"),
    ],
)
def test_what_can_not_be_decoded_is_told_with_its_line(
    raw: bytes, encoding: str | None, says: str
) -> None:
    with pytest.raises(FormatError, match=says):
        decoded(raw, "a.txt", encoding)


@pytest.mark.parametrize("case", CASES["mixture"], ids=lambda case: case["name"])
def test_each_part_of_a_mixture_is_read_in_its_encoding(case: dict[str, Any]) -> None:
    raw = b"".join(text.encode(encoding) for encoding, text in case["parts"])
    found = decoded(raw, "a.txt")
    assert found.text == "".join(text for _, text in case["parts"])
    assert encoded(found.text, found.decodings) == raw


@pytest.mark.parametrize("case", CASES["unknown"], ids=lambda case: case["name"])
def test_text_whose_language_tells_no_encoding_is_refused(case: dict[str, Any]) -> None:
    raw = case["text"].encode(case["encoding"])
    with pytest.raises(FormatError, match=rf"^a\.txt:{case['line']}: .*--encoding"):
        decoded(raw, "a.txt")
    assert decoded(raw, "a.txt", case["encoding"]).text == case["text"]


@pytest.mark.parametrize("cut", CASES["cut"])
def test_a_cut_last_letter_is_kept_beside_the_text(cut: str) -> None:
    raw = cut.encode()[:-1]
    found = decoded(raw, "a.txt")
    assert found.text == cut[:-1]
    assert found.decodings[-1].lost == cut[-1].encode()[:-1]
    assert encoded(found.text, found.decodings) == raw
    assert decoded(raw, "a.txt", "utf-8") == found


@pytest.mark.parametrize("cut", CASES["cut_at_once"])
def test_a_letter_cut_after_two_bytes_needs_no_other_beside_it(cut: str) -> None:
    raw = cut.encode()[:-1]
    found = decoded(raw, "a.txt")
    assert (found.text, found.decodings[-1].lost) == (cut[:-1], cut[-1].encode()[:-1])
    assert encoded(found.text, found.decodings) == raw


@pytest.mark.parametrize("cut", CASES["cut_in_half"])
def test_half_a_letter_that_no_table_explains_is_kept_beside_the_text(cut: str) -> None:
    raw = cut.encode()[:-1]
    found = decoded(raw, "a.txt")
    assert (found.text, found.decodings[-1].lost) == (cut[:-1], cut[-1].encode()[:-1])
    assert encoded(found.text, found.decodings) == raw


@pytest.mark.parametrize(("text", "encoding"), CASES["whole_at_the_end"])
def test_a_letter_at_the_end_is_no_half_of_another(text: str, encoding: str) -> None:
    assert decoded(text.encode(encoding), "a.txt").text == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("text", CASES["wide"])
def test_wide_letters_need_no_mark(encoding: str, text: str) -> None:
    raw = text.encode(encoding)
    found = decoded(raw, "a.txt")
    assert (found.text, found.encoding) == (text, encoding)
    assert is_wide(raw[:64], None)
    odd = decoded(raw + b"\n", "a.txt")
    assert odd.text == text
    assert encoded(odd.text, odd.decodings) == raw + b"\n"


@given(st.binary(max_size=200), st.sampled_from(["", "Погода и климат. ", "Größere Übung. "]))
def test_all_bytes_are_decoded_without_loss_or_refused(raw: bytes, before: str) -> None:
    raw = before.encode("utf-8") + raw
    try:
        found = decoded(raw, "a.txt")
    except FormatError:
        return
    assert encoded(found.text, found.decodings) == raw
    ends = [0, *(decoding.span.end for decoding in found.decodings)]
    assert ends[:-1] == [decoding.span.start for decoding in found.decodings]
    assert ends[-1] == len(found.text)


def test_one_long_line_is_cut_without_a_trace() -> None:
    words = CASES["long"]["words"].split()
    text = " ".join(words * 1500)
    raw = text.encode("cp1251") + " Кузнецов".encode() * 1500
    found = decoded(raw, "a.txt")
    assert found.text == text + " Кузнецов" * 1500
    assert encoded(found.text, found.decodings) == raw
