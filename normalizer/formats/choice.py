"""Which format a file is in, by its name and its first bytes."""

import codecs
from collections.abc import Callable
from functools import partial
from pathlib import PurePath, PurePosixPath

from normalizer.audit.records import Origin
from normalizer.errors import SettingsError
from normalizer.formats.compression import COMPRESSIONS, Compression, compression_of
from normalizer.formats.converted import NAME as CONVERTED
from normalizer.formats.converted import NUMBER, Converted
from normalizer.formats.format import Format, FormatOptions, Joined
from normalizer.formats.jsonl import Jsonl
from normalizer.formats.markdown import Markdown
from normalizer.formats.names import NAMES, SUFFIXES
from normalizer.formats.page import Page
from normalizer.formats.parquet import Parquet
from normalizer.formats.remote import Remote
from normalizer.formats.table import Table
from normalizer.formats.text import Text
from normalizer.formats.warc import Warc

_AS_IT_IS = {"html": {"html", "txt"}, "md": {"md", "txt"}, "txt": {"txt", "md"}}
"""The formats that an output of a format may be called, where they are more than itself."""

_MADE = (Text, Markdown, Page, Jsonl, Table, partial(Table, name="tsv"), Parquet, Warc)
FORMATS: dict[str, Callable[[FormatOptions], Format]] = dict(zip(NAMES, _MADE, strict=True))
"""The formats by name whose files a run reads and writes."""


def format_of(
    path: PurePath | Remote, head: bytes, wanted: str | None, options: FormatOptions
) -> tuple[Format, Compression | None]:
    """The format of the file ``path`` that begins with ``head``, and how it is compressed.

    ``wanted`` names the format where it is known. Without an ending that is known, the first
    bytes tell records and pages from texts.

    >>> format_of(PurePath("a.jsonl"), b"", None, FormatOptions())[0].name
    'jsonl'
    >>> format_of(PurePath("stdin"), b'{"text": ""}', None, FormatOptions())[0].name
    'jsonl'

    Raises:
        SettingsError: there is no format ``wanted``, it can't be written as another, or is not
            compressed as a whole.
        LibraryError: a library for it is missing.
    """
    compression = compression_of(path.name, head)
    if compression is not None:
        head = compression.head_of(head)
    form = named_format(wanted or format_name(path) or _sniffed(head), options)
    if compression is not None and isinstance(form, Joined):
        message = f"{path}: {form.name} files are compressed within; unpack it, and clean it then"
        raise SettingsError(message)
    return _written(form, options), compression


def format_name(path: PurePath | Remote) -> str | None:
    """The name of the format of a file by its own name; ``None`` for an unknown one.

    >>> format_name(PurePath("dump/a.JSONL.gz")), format_name(PurePath("a.doc"))
    ('jsonl', None)
    """
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes and any(suffixes[-1] in one.suffixes for one in COMPRESSIONS):
        suffixes.pop()
    return SUFFIXES.get(suffixes[-1]) if suffixes else None


def output_name(name: str, form: str, output: str | None = None) -> str:
    """The name of the output of the input ``name``, which is of ``form``.

    >>> output_name("2024/a.html", "html"), output_name("a.csv", "csv")
    ('2024/a.txt', 'a.csv')
    >>> output_name("a.csv.gz", "csv", "jsonl")
    'a.jsonl.gz'
    """
    suffix = ".jsonl" if _is_another(form, output) else {"html": ".txt"}.get(form)
    if suffix is None:
        return name
    path = PurePosixPath(name)
    if not path.suffix:
        return name
    packed = any(path.suffix.lower() in one.suffixes for one in COMPRESSIONS)
    plain = path.with_suffix("") if packed else path
    return f"{plain.with_suffix(suffix)}{path.suffix if packed else ''}"


def conversion(form: str | None, path: PurePath | Remote) -> str | None:
    """The other format that ``path`` says records of ``form`` are written as; ``None``: as it.

    Of an input whose format only its content tells, ``form`` is ``None``.

    >>> conversion("csv", PurePath("a.jsonl")), conversion("csv", PurePath("a.csv"))
    ('jsonl', None)
    >>> conversion("jsonl", PurePath("a.out"))

    Raises:
        SettingsError: records of ``form`` can't be written so.
    """
    named = format_name(path)
    if named == "parquet" and path.suffix.lower() not in SUFFIXES:
        message = f"{path}: {named} files are compressed within; leave {path.suffix} out"
        raise SettingsError(message)
    if named is None or not (form is None or _is_another(form, named)):
        return None
    if form is None or named == "jsonl":
        return named
    raise _unwritable(form, named, path)


def named_format(name: str, options: FormatOptions) -> Format:
    """The format ``name`` with its options.

    Raises:
        SettingsError: there is none.
        LibraryError: a library for it is missing.
    """
    made = FORMATS.get(name)
    if made is None:
        message = f"unknown format {name!r}; known are {', '.join(FORMATS)}"
        raise SettingsError(message)
    if options.html_field is not None and name != "jsonl":
        message = f"--html-field is for JSON Lines, not for {name}; leave it out"
        raise SettingsError(message)
    return made(options)


def reading_format(name: str, options: FormatOptions) -> Format:
    """The format ``name``, written as the output of ``options``.

    Raises:
        SettingsError: there is none, or it can't be written so.
        LibraryError: a library for it is missing.
    """
    return _written(named_format(name, options), options)


def format_of_origin(origin: Origin) -> Format:
    """The format of an output, as its audit tells it.

    Raises:
        SettingsError: it is unknown here.
        LibraryError: a library for it is missing.
    """
    name = origin.format or ("txt" if origin.line is None else "jsonl")
    options = FormatOptions(
        text_field=origin.field or "text", field_prefix=origin.prefix,
        title_field=origin.title.field if origin.title is not None else None,
    )  # fmt: skip
    if name == CONVERTED:
        return Converted(options=options, alone=origin.line is None)
    return named_format(name, options)


def _written(form: Format, options: FormatOptions) -> Format:
    """``form``, written as the output of ``options``.

    Raises:
        SettingsError: it can't be.
    """
    if not _is_another(form.name, options.output):
        return form
    if options.output != "jsonl":
        raise _unwritable(form.name, str(options.output))
    written = {options.id_field, options.field_prefix + NUMBER}
    for option, field in (("text", options.text_field), ("title", options.title_field)):
        if field in written:
            message = f"a field {field!r} is written already; give another --{option}-field"
            raise SettingsError(message)
    return Converted(form, options)


def _is_another(form: str, output: str | None) -> bool:
    return output is not None and output not in _AS_IT_IS.get(form, {form})


def _unwritable(form: str, output: str, path: PurePath | Remote | None = None) -> SettingsError:
    place = "" if path is None else f"{path}: "
    message = (
        f"{place}{form} can't be written as {output}: give an output with the ending of {form}, or "
        f"-F jsonl, the only other format; if what is read isn't {form}, say -f {output}"
    )
    return SettingsError(message)


def _sniffed(head: bytes) -> str:
    if head.startswith(b"WARC/1."):
        return "warc"
    start = head.removeprefix(codecs.BOM_UTF8).lstrip()[:64].lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return "html"
    return "jsonl" if start.startswith(b"{") else "txt"
