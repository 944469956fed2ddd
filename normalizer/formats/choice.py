"""Which format a file is in, by its name and its first bytes."""

import codecs
from collections.abc import Callable
from functools import partial
from pathlib import PurePath

from normalizer.audit.records import Origin
from normalizer.errors import SettingsError
from normalizer.formats.compression import COMPRESSIONS, Compression, compression_of
from normalizer.formats.converted import NAME as CONVERTED
from normalizer.formats.converted import NUMBER, Converted
from normalizer.formats.format import Format, FormatOptions
from normalizer.formats.jsonl import Jsonl
from normalizer.formats.markdown import Markdown
from normalizer.formats.page import Page
from normalizer.formats.parquet import Parquet
from normalizer.formats.table import Table
from normalizer.formats.text import Text
from normalizer.formats.warc import Warc

SUFFIXES = {
    ".txt": "txt", ".text": "txt", ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv",
    ".tsv": "tsv", ".tab": "tsv", ".md": "md", ".markdown": "md", ".warc": "warc", ".wet": "warc",
}  # fmt: skip
"""The format of a file by the end of its name, before the one of its compression."""

FORMATS: dict[str, Callable[[FormatOptions], Format]] = {
    "txt": Text,
    "md": Markdown,
    "jsonl": Jsonl,
    "csv": Table,
    "tsv": partial(Table, name="tsv"),
    "warc": Warc,
}
"""The formats by name whose files a run reads and writes."""

OTHERS: dict[str, Callable[[FormatOptions], Format]] = {"html": Page, "parquet": Parquet}
"""Formats whose outputs have another name than their inputs, or are joined at the end."""


def format_of(
    path: PurePath,
    head: bytes,
    wanted: str | None,
    options: FormatOptions,
    *,
    output: str | None = None,
) -> tuple[Format, Compression | None]:
    """The format of the file ``path`` that begins with ``head``, and how it is compressed.

    ``wanted`` names the format where it is known, ``output`` the one to write where that is
    another. Without an ending that is known, the first bytes tell records and pages from texts.

    >>> format_of(PurePath("a.jsonl"), b"", None, FormatOptions())[0].name
    'jsonl'
    >>> format_of(PurePath("stdin"), b'{"text": ""}', None, FormatOptions())[0].name
    'jsonl'

    Raises:
        SettingsError: there is no format ``wanted``, or it can't be written as ``output``.
        LibraryError: a library for it is missing.
    """
    compression = compression_of(path.name, head)
    if compression is not None:
        head = compression.head_of(head)
    name = wanted or format_name(path) or _sniffed(head)
    return _written_as(output, named_format(name, options), options), compression


def format_name(path: PurePath) -> str | None:
    """The name of the format of a file by its own name; ``None`` for an unknown one.

    >>> format_name(PurePath("dump/a.JSONL.gz")), format_name(PurePath("a.doc"))
    ('jsonl', None)
    """
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes and any(suffixes[-1] in one.suffixes for one in COMPRESSIONS):
        suffixes.pop()
    return SUFFIXES.get(suffixes[-1]) if suffixes else None


def output_name(name: str, form: Format) -> str:
    """The name of the output of the input ``name``.

    >>> output_name("2024/a.html", Text()), output_name("stdin", Text())
    ('2024/a.html', 'stdin')
    """
    stem, dot, _ = name.rpartition(".")
    return f"{stem if dot else name}{form.suffix}" if form.suffix else name


def named_format(name: str, options: FormatOptions) -> Format:
    """The format ``name`` with its options.

    Raises:
        SettingsError: there is none.
        LibraryError: a library for it is missing.
    """
    made = FORMATS.get(name) or OTHERS.get(name)
    if made is None:
        message = f"unknown format {name!r}; known are {', '.join(FORMATS)}"
        raise SettingsError(message)
    if options.html_field is not None and name != "jsonl":
        message = f"--html-field is for JSON Lines, not for {name}; leave it out"
        raise SettingsError(message)
    return made(options)


def format_of_origin(origin: Origin) -> Format:
    """The format of an output, as its audit tells it.

    Raises:
        SettingsError: it is unknown here.
        LibraryError: a library for it is missing.
    """
    name = origin.format or ("txt" if origin.line is None else "jsonl")
    options = FormatOptions(text_field=origin.field or "text", field_prefix=origin.prefix)
    if name == CONVERTED:
        return Converted(options=options, alone=origin.line is None)
    return named_format(name, options)


def _written_as(output: str | None, form: Format, options: FormatOptions) -> Format:
    """``form``, written as ``output``.

    Raises:
        SettingsError: it can't be.
    """
    if output in {None, form.name} or (output == "txt" and form.name == "html"):
        return form
    if output != "jsonl":
        message = f"{form.name} can't be written as {output}: only -F jsonl is another format"
        raise SettingsError(message)
    if options.text_field in {options.id_field, options.field_prefix + NUMBER}:
        message = f"a field {options.text_field!r} is written already; give another --text-field"
        raise SettingsError(message)
    return Converted(form, options)


def _sniffed(head: bytes) -> str:
    if head.startswith(b"WARC/1."):
        return "warc"
    start = head.removeprefix(codecs.BOM_UTF8).lstrip()[:64].lower()
    return "jsonl" if start.startswith(b"{") else "txt"
