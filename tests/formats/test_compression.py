"""Compressed files."""

import bz2
import gzip
import io
import lzma
import os
import struct
import sys
from collections.abc import Iterator
from pathlib import PurePath

import pytest

from normalizer.errors import FormatError
from normalizer.formats import compressors
from normalizer.formats.choice import format_of
from normalizer.formats.compression import COMPRESSIONS, Compression, compression_of
from normalizer.formats.format import FormatOptions
from normalizer.formats.jsonl import Jsonl
from normalizer.formats.stream import everything

DATA = os.urandom(1 << 18) + b"\n" + b"x" * (1 << 18) + b"\n"
LINES = b"".join(b'{"text":"%d"}\n' % n for n in range(20_000))
LINE_END = LINES.index(b"\n", 14_000) + 1
SKIPPED = struct.pack("<II", 0x184D2A50, 4) + b"skip"


@pytest.fixture(params=COMPRESSIONS, ids=lambda one: one.name)
def kind(request: pytest.FixtureRequest) -> Compression:
    found: Compression = request.param
    return found


@pytest.fixture(params=["isal", "zlib"])
def library(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    if request.param == "isal":
        pytest.importorskip("isal", reason="isal has no wheel here")
    else:
        monkeypatch.setitem(sys.modules, "isal.igzip_lib", None)
    for function in (compressors.isal_module, compressors.read_errors):
        function.cache_clear()
    yield str(request.param)
    for function in (compressors.isal_module, compressors.read_errors):
        function.cache_clear()


def read(kind: Compression, data: bytes) -> bytes:
    return everything(kind.opened(io.BytesIO(data), "a.gz"))


def test_frames_one_behind_another_are_one_file(kind: Compression) -> None:
    frames = kind.compressed(DATA) + kind.compressed(b"") + kind.compressed(b"end")
    assert read(kind, frames) == DATA + b"end"
    assert kind.compressed(DATA) == kind.compressed(DATA)


def test_the_libraries_of_python_read_what_is_written() -> None:
    by_name = {one.name: one for one in COMPRESSIONS}
    for name, reader in (("gzip", gzip), ("bzip2", bz2), ("xz", lzma)):
        one = by_name[name]
        assert reader.decompress(one.compressed(b"a") + one.compressed(DATA)) == b"a" + DATA
        assert read(one, reader.compress(DATA)) == DATA


def test_gzip_is_the_same_with_either_library(library: str) -> None:
    kind = COMPRESSIONS[0]
    assert kind.name == "gzip"
    whole = gzip.compress(DATA) + kind.compressed(b"end") + bytes(512)
    assert read(kind, whole) == DATA + b"end"
    for cut in (1, 9, 12, 1000, len(whole) - 600):
        with pytest.raises(FormatError, match="is cut off near byte"):
            read(kind, whole[:cut])
    assert library


@pytest.mark.parametrize("cut", [1, 5, 100, 0.5, 0.99])
def test_a_file_that_is_cut_off_gives_what_stands_before_and_an_error(
    kind: Compression, cut: float
) -> None:
    first, second = kind.compressed(LINES[:LINE_END]), kind.compressed(LINES[LINE_END:])
    end = int(cut * len(second)) if cut < 1 else int(cut)
    stream = kind.opened(io.BytesIO(first + second[:end]), "a.gz")
    form, read_, failure = Jsonl(), b"", ""
    try:
        for chunk in form.chunks(stream, "a", size=1000):
            read_ += chunk.data
    except FormatError as error:
        failure = str(error)
    assert failure.startswith(
        f"a.gz: the {kind.name} data is cut off near byte {len(first) + end},"
    )
    assert len(read_) >= LINE_END
    assert LINES.startswith(read_)
    assert read_.endswith(b"\n")


def test_damaged_data_and_what_stands_behind_the_last_frame_are_errors(kind: Compression) -> None:
    data = kind.compressed(LINES)
    middle = len(data) // 2
    for bad in (data[:middle] + bytes(64) + data[middle + 64 :], data + b"more", data + b"\0 "):
        with pytest.raises(FormatError, match="near byte"):
            read(kind, bad)


def test_zeros_behind_the_last_member_are_padding_where_that_is_allowed(kind: Compression) -> None:
    data = kind.compressed(b"a") + bytes(8)
    if kind.padding:
        assert read(kind, data + kind.compressed(b"b")) == b"ab"
    else:
        with pytest.raises(FormatError):
            read(kind, data)


def test_zstd_frames_to_skip_and_long_windows_are_read() -> None:
    kind = next(one for one in COMPRESSIONS if one.name == "zstd")
    zstd = compressors.zstd_module()
    options = {zstd.CompressionParameter.window_log: 28}
    long = zstd.compress(DATA, options=options)
    assert read(kind, SKIPPED + kind.compressed(b"a") + SKIPPED + long) == b"a" + DATA


def test_content_decides_and_names_only_of_empty_files(kind: Compression) -> None:
    suffix = kind.suffixes[0]
    assert compression_of("a", kind.compressed(b"")) is kind
    assert compression_of(f"a{suffix.upper()}", b"") is kind
    assert compression_of(f"a{suffix}", b"plain text") is None
    assert compression_of("a.txt", b"") is None
    form, found = format_of(
        PurePath("stdin"), kind.compressed(b'{"text": "a"}'), None, FormatOptions()
    )
    assert (form.name, found) == ("jsonl", kind)
    table = PurePath(f"a.CSV{suffix}")
    form, found = format_of(table, kind.compressed(b"{"), None, FormatOptions())
    assert (form.name, found) == ("csv", kind)


def test_an_empty_file_is_no_data(kind: Compression) -> None:
    assert read(kind, b"") == b""
