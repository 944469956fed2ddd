"""Which format a file is in, by its name and its first bytes."""

import codecs
from collections.abc import Callable
from functools import partial
from pathlib import PurePath

from normalizer.audit.records import Origin
from normalizer.errors import SettingsError
from normalizer.formats.compression import COMPRESSIONS, Compression, compression_of
from normalizer.formats.format import Format, FormatOptions
from normalizer.formats.jsonl import Jsonl
from normalizer.formats.table import Table
from normalizer.formats.text import Text

SUFFIXES = {
    ".txt": "txt", ".text": "txt", ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv",
    ".tsv": "tsv", ".tab": "tsv",
}  # fmt: skip
"""The format of a file by the end of its name, before the one of its compression."""

FORMATS: dict[str, Callable[[FormatOptions], Format]] = {
    "txt": Text,
    "jsonl": Jsonl,
    "csv": Table,
    "tsv": partial(Table, name="tsv"),
}
"""The formats by name."""


def format_of(
    path: PurePath, head: bytes, wanted: str | None, options: FormatOptions
) -> tuple[Format, Compression | None]:
    """The format of the file ``path`` that begins with ``head``, and how it is compressed.

    ``wanted`` names the format where it is known. A name without an ending that is known is
    that of a text or of records, which its first letter tells.

    >>> format_of(PurePath("a.jsonl"), b"", None, FormatOptions())[0].name
    'jsonl'
    >>> format_of(PurePath("stdin"), b'{"text": ""}', None, FormatOptions())[0].name
    'jsonl'

    Raises:
        SettingsError: there is no format ``wanted``.
        LibraryError: a library for it is missing.
    """
    compression = compression_of(path.name, head)
    if compression is not None:
        head = compression.head_of(head)
    name = wanted or format_name(path) or _sniffed(head)
    return named_format(name, options), compression


def format_name(path: PurePath) -> str | None:
    """The name of the format of a file by its own name; ``None`` for an unknown one.

    >>> format_name(PurePath("dump/a.JSONL.gz")), format_name(PurePath("a.doc"))
    ('jsonl', None)
    """
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes and any(suffixes[-1] in one.suffixes for one in COMPRESSIONS):
        suffixes.pop()
    return SUFFIXES.get(suffixes[-1]) if suffixes else None


def named_format(name: str, options: FormatOptions) -> Format:
    """The format ``name`` with its options.

    Raises:
        SettingsError: there is none.
        LibraryError: a library for it is missing.
    """
    if name not in FORMATS:
        message = f"unknown format {name!r}; known are {', '.join(FORMATS)}"
        raise SettingsError(message)
    return FORMATS[name](options)


def format_of_origin(origin: Origin) -> Format:
    """The format of an output, as its audit tells it.

    Raises:
        SettingsError: it is unknown here.
        LibraryError: a library for it is missing.
    """
    name = origin.format or ("txt" if origin.line is None else "jsonl")
    options = FormatOptions(text_field=origin.field or "text", field_prefix=origin.prefix)
    return named_format(name, options)


def _sniffed(head: bytes) -> str:
    return "jsonl" if head.removeprefix(codecs.BOM_UTF8).lstrip()[:1] == b"{" else "txt"
