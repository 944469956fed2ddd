"""Compressed files, read as a stream and written one frame a chunk.

A compressed file is one or more frames (gzip calls them members) one behind another, so each
chunk of an output is compressed where it is made, and appended.
"""

import bz2
import lzma
from collections.abc import Callable
from dataclasses import dataclass
from typing import NoReturn

from normalizer.errors import FormatError
from normalizer.formats.compressors import (
    Decompressor,
    gzip_compressed,
    gzip_decompressor,
    read_errors,
    zstd_compressed,
    zstd_decompressor,
)
from normalizer.formats.stream import Readable

_BLOCK = 1 << 17


@dataclass(frozen=True, slots=True)
class Compression:
    """A kind of compression: its name, the ends of names and the first bytes it is known by.

    ``padding`` is whether NUL bytes may stand behind a frame.
    """

    name: str
    suffixes: tuple[str, ...]
    magic: bytes
    decompressor: Callable[[], Decompressor]
    compressed: Callable[[bytes], bytes]
    padding: bool = False

    def opened(self, raw: Readable, file: str) -> Readable:
        """What is compressed in ``raw``; errors speak of ``file``.

        Raises:
            LibraryError: a library is missing; the message says how to install it.
        """
        return Decompressed(self, raw, file)

    def head_of(self, head: bytes) -> bytes:
        """The beginning of what is compressed in a file that begins with ``head``.

        Raises:
            LibraryError: a library is missing; the message says how to install it.
        """
        try:
            return self.decompressor().decompress(head, _BLOCK)
        except read_errors(self.name):
            return b""


class Decompressed:
    """The contents of a compressed stream, frame after frame."""

    def __init__(self, compression: Compression, raw: Readable, file: str) -> None:
        self._compression = compression
        self._raw = raw
        self._file = file
        self._frame: Decompressor | None = None
        self._left = b""
        self._next = compression.decompressor()
        self._position = 0
        self._given = 0

    def read(self, size: int, /) -> bytes:
        """At most ``size`` bytes, none behind the last frame.

        Raises:
            FormatError: it is damaged or cut off; all before that was given. The message names
                the byte of the compressed file.
        """
        while True:
            if self._frame is None and not self._begun():
                return b""
            data = self._more(size)
            if data:
                self._given += len(data)
                return data

    def _begun(self) -> bool:
        """Whether there is another frame, which is begun then."""
        while not self._left:
            if not self._filled():
                return False
            if self._compression.padding and self._position > len(self._left):
                self._left = self._left.lstrip(b"\0")
        self._frame, self._next = self._next, self._compression.decompressor()
        return True

    def _more(self, size: int) -> bytes:
        frame = self._frame
        if frame is None:
            return b""
        if frame.needs_input and not self._left and not self._filled():
            self._fail("is cut off")
        try:
            data = frame.decompress(self._left, size)
        except read_errors(self._compression.name) as error:
            self._fail(f"is damaged ({error})")
        self._left = b""
        if frame.eof:
            self._left = frame.unused_data
            if self._compression.padding:
                self._left = self._left.lstrip(b"\0")
            self._frame = None
        return data

    def _filled(self) -> bool:
        self._left = self._raw.read(_BLOCK)
        self._position += len(self._left)
        return bool(self._left)

    def _fail(self, why: str) -> NoReturn:
        message = (
            f"{self._file}: the {self._compression.name} data {why} near byte {self._position}, "
            f"after {self._given} bytes of its contents; what stands before that was read: get the "
            "file again"
        )
        raise FormatError(message)


def compression_of(name: str, head: bytes) -> Compression | None:
    """How a file of that ``name`` that begins with ``head`` is compressed; ``None``: it isn't.

    What it begins with decides; only of an empty file its name does.

    >>> found = compression_of("a.jsonl", bytes.fromhex("1f8b08"))
    >>> found.name if found else None
    'gzip'
    >>> compression_of("a.jsonl.gz", b"{}") is None
    True
    """
    for one in COMPRESSIONS:
        named = not head and name.lower().endswith(one.suffixes)
        if named or head.startswith(one.magic):
            return one
    return None


COMPRESSIONS = (
    Compression(
        "gzip", (".gz", ".gzip"), b"\x1f\x8b\x08", gzip_decompressor, gzip_compressed,
        padding=True,
    ),
    Compression(
        "zstd", (".zst", ".zstd"), b"\x28\xb5\x2f\xfd", zstd_decompressor, zstd_compressed
    ),
    Compression("bzip2", (".bz2",), b"BZh", bz2.BZ2Decompressor, bz2.compress),
    Compression(
        "xz", (".xz",), b"\xfd7zXZ\x00", lzma.LZMADecompressor, lzma.compress, padding=True
    ),
)  # fmt: skip
"""Every compression that is known."""
