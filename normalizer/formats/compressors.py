"""The libraries that compress, each behind one and the same protocol."""

import importlib
import lzma
import zlib
from contextlib import suppress
from functools import cache
from typing import Any, Protocol, cast

from normalizer.errors import LibraryError

_GZIP = 31
_LEVEL = 3
_LONGEST_WINDOW = 31


class Decompressor(Protocol):
    """What every library offers to read one frame."""

    @property
    def eof(self) -> bool:
        """Whether the end of the frame was read."""
        ...

    @property
    def needs_input(self) -> bool:
        """Whether there is nothing to give without more data."""
        ...

    @property
    def unused_data(self) -> bytes:
        """What stands behind the frame in the data it was given."""
        ...

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        """At most ``max_length`` bytes of what ``data`` and what was given before hold."""
        ...


def gzip_decompressor() -> Decompressor:
    """A reader of one member of gzip."""
    isal = isal_module()
    return isal.IgzipDecompressor(flag=isal.DECOMP_GZIP) if isal else _Gzip()


def gzip_compressed(data: bytes) -> bytes:
    """A member of ``data`` without name or time: the same data gives the same bytes."""
    isal = isal_module()
    if isal:
        return bytes(isal.compress(data, 2, isal.COMP_GZIP))
    compressor = zlib.compressobj(wbits=_GZIP)
    return compressor.compress(data) + compressor.flush()


class _Gzip:
    """One member of gzip, by the library of Python."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(wbits=_GZIP)

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def needs_input(self) -> bool:
        return not self._inner.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        return self._inner.decompress(self._inner.unconsumed_tail + data, max(max_length, 0))


def zstd_decompressor() -> Decompressor:
    """A reader of one frame of zstd, whatever its window.

    Raises:
        LibraryError: the library isn't installed.
    """
    zstd = zstd_module()
    window = zstd.DecompressionParameter.window_log_max
    return cast("Decompressor", zstd.ZstdDecompressor(options={window: _LONGEST_WINDOW}))


def zstd_compressed(data: bytes) -> bytes:
    """A frame of ``data`` with a checksum.

    Raises:
        LibraryError: the library isn't installed.
    """
    zstd = zstd_module()
    parameter = zstd.CompressionParameter
    options = {parameter.compression_level: _LEVEL, parameter.checksum_flag: 1}
    return bytes(zstd.compress(data, options=options))


@cache
def isal_module() -> Any:
    """The faster library for gzip, or ``None`` where it isn't installed."""
    with suppress(ImportError):
        return importlib.import_module("isal.igzip_lib")
    return None


@cache
def zstd_module() -> Any:
    """The library for zstd, which comes with Python from 3.14 on.

    Raises:
        LibraryError: it isn't installed; the message says how to get it.
    """
    with suppress(ImportError):
        return importlib.import_module("compression.zstd")
    with suppress(ImportError):
        return importlib.import_module("backports.zstd")
    message = (
        "zstd files need a library that isn't installed: pip install backports.zstd, or "
        "decompress them first"
    )
    raise LibraryError(message)


@cache
def read_errors(name: str) -> tuple[type[Exception], ...]:
    """What the library of a compression raises on damaged data."""
    errors: list[type[Exception]] = [OSError, EOFError, ValueError, zlib.error, lzma.LZMAError]
    if name == "gzip" and isal_module():
        errors.append(isal_module().IsalError)
    if name == "zstd":
        errors.append(zstd_module().ZstdError)
    return tuple(errors)
